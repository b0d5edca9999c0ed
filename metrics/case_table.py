"""Lays out the case form: unit × violation type × measure, cumulative and for the month alone."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from domain.period import Month, Period, shift_month
from metrics.evaluate import Evaluator

CUMULATIVE, MONTH = "cumulative", "month"
Key = tuple[str, str, str]  # unit_id, violation, measure


@dataclass(frozen=True)
class CaseUnit:
    """Names a unit and says whether it sent this month's sheet, and last month's."""

    unit_id: str
    name: str
    is_reported: bool
    has_previous: bool


@dataclass(frozen=True)
class CaseTable:
    """Holds the cells of one month's cumulative sheets and of the sheets before.

    `units` are those expected to report and any that did; `own` is the jurisdiction's own
    summary sheet, which is never added to the units'. A cell nobody filled in has no value.
    """

    month: Month
    units: tuple[CaseUnit, ...]
    own: CaseUnit | None
    violations: tuple[str, ...]
    now: dict[Key, Decimal]
    before: dict[Key, Decimal]

    def value(
        self, measure: str, part: str, unit: CaseUnit | None = None, violation: str | None = None
    ) -> Decimal | None:
        """Returns Σ over the units (or one) and violation types (or one), None where nothing is known.

        The month is this sheet minus the last; it is None as soon as one unit that reported
        now has no sheet for the month before (January needs none).
        """
        units = [unit] if unit else [u for u in self.units if u.is_reported]
        types = [violation] if violation else list(self.violations)
        keys = [(u.unit_id, v, measure) for u in units for v in types]
        found = [self.now[key] for key in keys if key in self.now]
        if not found:
            return None
        if part == CUMULATIVE:
            return sum(found, Decimal(0))
        if any(not u.has_previous for u in units):
            return None
        return sum(found, Decimal(0)) - sum((self.before.get(key, Decimal(0)) for key in keys), Decimal(0))

    def difference(self, measure: str) -> tuple[Decimal, Decimal] | None:
        """Returns (Σ of the units, the summary sheet) where the two differ, else None."""
        if self.own is None:
            return None
        ours, theirs = self.value(measure, CUMULATIVE), self.value(measure, CUMULATIVE, self.own)
        return (ours, theirs) if ours is not None and theirs is not None and ours != theirs else None


def case_table(evaluator: Evaluator, month: Month) -> CaseTable:
    """Returns the case table of the sheets that run to the end of `month`."""
    before = shift_month(month, -1)
    sql = (
        "SELECT unit_id, violation, measure, month, sum(value) AS value, min(row_no) AS place"
        " FROM case_cells WHERE is_current AND month IN (?, ?) GROUP BY unit_id, violation, measure, month"
    )
    found = evaluator.warehouse.rows(sql, [month, before])
    places: dict[str, int] = {}
    for _, violation, _, _, _, place in found:
        places[violation] = min(place, places.get(violation, place))
    return CaseTable(
        month=month,
        units=_units(evaluator, month),
        own=_own(evaluator, month),
        violations=tuple(sorted(places, key=lambda violation: places[violation])),
        now=_cells(found, month),
        before={} if month % 100 == 1 else _cells(found, before),
    )


def case_cells(
    evaluator: Evaluator,
    month: Month,
    unit_ids: Collection[str],
    measure: str | None = None,
    violation: str | None = None,
) -> list[dict]:
    """Returns the stored cells of these units' sheets, in the order of upload, sheet and row."""
    marks = ", ".join("?" * len(unit_ids))
    sql = f"SELECT * FROM case_cells WHERE is_current AND month = ? AND unit_id IN ({marks})"
    params: list[object] = [month, *unit_ids]
    for column, wanted in (("measure", measure), ("violation", violation)):
        if wanted:
            sql += f" AND {column} = ?"
            params.append(wanted)
    return evaluator.warehouse.records(sql + " ORDER BY upload_id, sheet, row_no, measure", params)


def _cells(found: list[tuple], month: Month) -> dict[Key, Decimal]:
    return {
        (unit, violation, measure): Decimal(value)
        for unit, violation, measure, m, value, _ in found
        if m == month
    }


def _units(evaluator: Evaluator, month: Month) -> tuple[CaseUnit, ...]:
    wanted = set(evaluator.expected("case_cells")) | evaluator.coverage.units("case_cells")
    below = evaluator.jurisdiction.units[1:]
    return tuple(_unit(evaluator, unit.unit_id, month) for unit in below if unit.unit_id in wanted)


def _own(evaluator: Evaluator, month: Month) -> CaseUnit | None:
    root = _unit(evaluator, evaluator.jurisdiction.root.unit_id, month)
    return root if root.is_reported else None


def _unit(evaluator: Evaluator, unit_id: str, month: Month) -> CaseUnit:
    def reported(asked: Month) -> bool:
        return bool(evaluator.coverage.months("case_cells", [unit_id], Period.of_month(asked)))

    has_previous = month % 100 == 1 or reported(shift_month(month, -1))
    return CaseUnit(unit_id, evaluator.jurisdiction.unit(unit_id).name, reported(month), has_previous)
