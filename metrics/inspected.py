"""Reads registers and inspection ledgers, and counts distinct subjects (domain rule 9), never visits.

The denominator is the newest register of a unit and category that is not later than the window's
end; only subjects in force stand in it. A visit by anybody counts for the subject in whose register
it stands: the unit of the register decides, and a city counts a subject of two registers once.
"""

from collections.abc import Collection
from functools import cached_property
from itertools import chain

from domain.jurisdiction import UNPLACED, Jurisdiction
from domain.period import Month, Period
from metrics.inspected_group import (
    NO_REGISTER,
    NOT_IN_FORCE,
    OTHER_CATEGORY,
    OTHER_UNIT,
    SEVERAL,
    Count,
    Group,
    Record,
    kinds_of,
)
from metrics.inspected_match import Marks, Subjects
from metrics.summaries import related_units
from store.reading import Reading
from store.same_entity import standing

_Visit = tuple[Record, int | None, frozenset[int]]  # a visit, its one subject in force, and whom it may mean


# Ledgers with only a header: they say that nobody was inspected.
_EMPTY = (
    "SELECT DISTINCT c.unit_id, c.month FROM coverage AS c JOIN uploads AS u ON u.upload_id = c.upload_id"
    " WHERE u.in_force AND u.record_count = 0 AND c.table_name = 'inspections'"
)


class Inspections:
    """Holds every register row and visit in force, each with the subject it speaks of."""

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        register: list[Record],
        visits: list[Record],
        empty: set[tuple[str, Month]],
        subjects: Subjects,
    ) -> None:
        self._jurisdiction = jurisdiction
        self.register, self._empty = register, empty
        self._subject_of = subjects.enter(
            _marks(row, frozenset([str(row["unit_id"])]), _list_of(row)) for row in register
        )
        self._visits: dict[tuple[str, Month], list[tuple[Record, frozenset[int]]]] = {}
        for row in visits:
            meant = subjects.candidates(_marks(row, self._units_near(str(row["unit_id"]))))
            self._visits.setdefault((str(row["event"]), int(str(row["month"]))), []).append((row, meant))
        self._speakers: dict[tuple[Group, Period], set[str]] = {}
        self._snapshots: dict[tuple[Group, Month], list[tuple[Record, int]]] = {}
        self._in_force: dict[tuple[Group, Month], dict[int, list[Record]]] = {}
        self._seen: dict[tuple[Group, Period], tuple[dict[int, list[Record]], dict[str, list[_Visit]]]] = {}

    @classmethod
    def read(cls, jurisdiction: Jurisdiction, warehouse: Reading) -> "Inspections":
        """Returns the registers and ledgers of all uploads in force."""
        order = "WHERE is_current ORDER BY upload_id, sheet, row_no"
        register = warehouse.records(f"SELECT * FROM entity_register {order}")
        visits = warehouse.records(f"SELECT * FROM inspections {order}") if register else []
        empty = warehouse.rows(_EMPTY) if register else []
        return cls(
            jurisdiction, register, visits, set(empty), Subjects(standing(warehouse) if register else {})
        )

    def holders(self, group: Group, month: Month) -> set[str]:
        """Returns the units that had sent a register of the group by the end of the month."""
        return {unit for unit, _ in self._newest(group, month)}

    def speakers(self, group: Group, window: Period) -> set[str]:
        """Returns the units whose ledgers tell of the group: by a visit since January, or by being empty.

        A ledger of canteens alone does not say that no seller of formula was inspected.
        """
        if (group, window) not in self._speakers:
            since = Period(window.first // 100 * 100 + 1, window.last)
            by_subject, by_unit = self._inspected(group, since)
            met = {str(visit["unit_id"]) for visits in by_subject.values() for visit in visits}
            empty = {unit for unit, month in self._empty if month in window.months}
            self._speakers[group, window] = met | by_unit.keys() | empty
        return self._speakers[group, window]

    @cached_property
    def _months(self) -> dict[tuple[str, str], set[Month]]:
        found: dict[tuple[str, str], set[Month]] = {}
        for row in self.register:
            for kind in kinds_of(row):
                found.setdefault((str(row["unit_id"]), kind), set()).add(int(str(row["month"])))
        return found

    def register_months(self, group: Group, month: Month, unit_ids: Collection[str]) -> list[Month]:
        """Returns the months of the registers that these units are counted by, oldest first."""
        newest = self._newest(group, month)
        return sorted({found for (unit, _), found in newest.items() if unit in unit_ids})

    def count(self, group: Group, window: Period, unit_ids: Collection[str], scope: Collection[str]) -> Count:
        """Returns the subjects of these units' registers, and who of them was inspected in the window.

        What does not count is listed for all units of the `scope`.
        """
        held = self._held(group, window.last)
        registered = {
            number: next(row for row in rows if row["unit_id"] in unit_ids)
            for number, rows in held.items()
            if any(row["unit_id"] in unit_ids for row in rows)
        }
        by_subject, by_unit = self._inspected(group, window)
        visited = {number: by_subject[number] for number in registered if number in by_subject}
        excluded = self._left_out(group, window.last, scope)
        for unit_id in sorted(scope):
            for visit, number, meant in by_unit.get(unit_id, ()):
                if number not in registered:
                    reason = OTHER_UNIT if number is not None else self._why_orphan(group, window.last, meant)
                    excluded.append({**visit, "reason": reason})
        return Count(registered, visited, excluded)

    def _inspected(
        self, group: Group, window: Period
    ) -> tuple[dict[int, list[Record]], dict[str, list[_Visit]]]:
        """Returns the window's visits by subject in force, and those of the group's categories by their own unit."""
        if (group, window) not in self._seen:
            held = self._held(group, window.last)
            by_subject: dict[int, list[Record]] = {}
            by_unit: dict[str, list[_Visit]] = {}
            months = (self._visits.get((group.event, month), ()) for month in window.months)
            for visit, candidates in chain.from_iterable(months):
                is_wanted = group.takes(visit)
                hits = candidates & held.keys() if is_wanted or not visit["subject_kinds"] else ()
                number = next(iter(hits)) if len(hits) == 1 else None
                if number is not None:
                    by_subject.setdefault(number, []).append(visit)
                if is_wanted:
                    by_unit.setdefault(str(visit["unit_id"]), []).append((visit, number, candidates))
            self._seen[group, window] = (by_subject, by_unit)
        return self._seen[group, window]

    def _why_orphan(self, group: Group, month: Month, meant: frozenset[int]) -> str:
        if len(meant & self._held(group, month).keys()) > 1:
            return SEVERAL
        rows = [row for number in meant for row in self._rows_of[number]]
        if not rows:
            return NO_REGISTER
        return NOT_IN_FORCE if any(map(group.takes, rows)) else OTHER_CATEGORY

    @cached_property
    def _rows_of(self) -> dict[int, list[Record]]:
        found: dict[int, list[Record]] = {}
        for row, number in zip(self.register, self._subject_of, strict=True):
            found.setdefault(number, []).append(row)
        return found

    def _held(self, group: Group, month: Month) -> dict[int, list[Record]]:
        """Returns the register rows in force by subject, as of the month's end."""
        if (group, month) not in self._in_force:
            found: dict[int, list[Record]] = {}
            for row, number in self._snapshot(group, month):
                if not group.why_not(row):
                    found.setdefault(number, []).append(row)
            self._in_force[group, month] = found
        return self._in_force[group, month]

    def _left_out(self, group: Group, month: Month, scope: Collection[str]) -> list[Record]:
        held = self._held(group, month)
        return [
            {**row, "reason": reason}
            for row, number in self._snapshot(group, month)
            if row["unit_id"] in scope and (reason := group.why_not(row))
            and not any(one["unit_id"] == row["unit_id"] for one in held.get(number, ()))
        ]  # fmt: skip

    def _snapshot(self, group: Group, month: Month) -> list[tuple[Record, int]]:
        """Returns the rows of the newest registers as of the month's end, whatever their state."""
        if (group, month) not in self._snapshots:
            newest = self._newest(group, month)
            self._snapshots[group, month] = [
                (row, number)
                for row, number in zip(self.register, self._subject_of, strict=True)
                if any(newest.get((str(row["unit_id"]), kind)) == row["month"] for kind in kinds_of(row))
            ]
        return self._snapshots[group, month]

    def _newest(self, group: Group, month: Month) -> dict[tuple[str, str], Month]:
        past = {
            key: [one for one in months if one <= month]
            for key, months in self._months.items() if key[1] in group.categories
        }  # fmt: skip
        return {key: max(months) for key, months in past.items() if months}

    def _units_near(self, unit_id: str) -> frozenset[str]:
        return frozenset() if unit_id == UNPLACED else related_units(self._jurisdiction, unit_id)


def _list_of(row: Record) -> str:
    """Returns the list a row stands in: what another file says of the same month is another list."""
    return f"{row['upload_id']}|{row['unit_id']}|{row['month']}|{row['subject_kinds']}"


def _marks(row: Record, units: frozenset[str], list_id: str = "") -> Marks:
    texts = (str(row[name] or "") for name in ("credit_code", "licence", "subject_name"))
    return Marks(*texts, units, list_id)
