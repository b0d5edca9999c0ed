"""Reads summaries, one unit a row: what they say of a measure where no ledger and no form speaks."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from domain.jurisdiction import Jurisdiction
from domain.period import Period
from metrics.coverage import tree
from metrics.indicator import POPULATION, Indicator
from metrics.measures import measures
from metrics.returns import Returned, Returns
from store.warehouse import Warehouse

CITY = "city"  # its own row in a summary is its own level, not the whole area

Key = tuple[str, str]  # kind ('', food, produce) and measure as the summary names it
Record = dict[str, object]

_COLUMNS = "upload_id, sheet, row_no, unit_id, month, first_month, measure, kind, value"


@dataclass(frozen=True)
class _Recipe:
    """Says which figures make a measure: the first of the choices that speaks; all of its keys or any."""

    choices: tuple[tuple[Key, ...], ...]
    needs_all: bool = True


# A summary that says neither food nor produce feeds the total only; the parts stand for the total
# only where it is not given itself.
_SAMPLING = {
    "batches": _Recipe(((("", "sampled"),), (("food", "sampled"), ("produce", "sampled"))), needs_all=False),
    **{
        f"{kind}_{name}": _Recipe((tuple((kind, figure) for figure in figures),))
        for kind in ("food", "produce")
        for name, figures in (
            ("batches", ("sampled",)), ("qualified", ("qualified",)), ("concluded", ("qualified", "failed")),
        )
    },
}  # fmt: skip


class Summaries:
    """Holds every summary figure in force, by unit, kind and measure."""

    def __init__(self, records: list[Record]) -> None:
        self._records = records
        self._figures = Returns([
            (_name((str(one["kind"]), str(one["measure"]))), one["unit_id"], one["first_month"], one["month"],
             one["value"], None, None, "")
            for one in records
        ])  # fmt: skip

    @classmethod
    def read(cls, warehouse: Warehouse) -> "Summaries":
        """Returns all summary figures in force."""
        sql = f"SELECT {_COLUMNS} FROM summary_figures WHERE is_current ORDER BY upload_id, sheet, row_no"
        return cls(warehouse.records(sql))

    @property
    def is_empty(self) -> bool:
        """Tells whether no summary is in force."""
        return not self._records

    def tables(self) -> set[str]:
        """Returns the fact tables whose measures the summaries speak of."""
        said = {(str(one["kind"]), str(one["measure"])) for one in self._records}
        known = {name for name in measures() if {key for keys in _recipe(name) for key in keys} & said}
        return {measures()[name].table for name in known}

    def units(self, indicator: Indicator) -> set[str]:
        """Returns the units of which a summary says anything that feeds the indicator."""
        keys = {key for name in _measures(indicator) for keys in _recipe(name) for key in keys}
        return {str(one["unit_id"]) for one in self._records if (one["kind"], one["measure"]) in keys}

    def over(self, indicator: Indicator, unit_id: str, window: Period) -> Returned | None:
        """Returns the unit's figures over the window, or None when they cannot make the indicator.

        A figure of the case form must cover the whole window, as the form itself does; both
        parts of a ratio must cover the same months.
        """
        found = [self._amount(name, unit_id, window) for name in _measures(indicator)]
        if any(one is None or one.months != found[0].months for one in found):  # type: ignore[union-attr]
            return None
        first = found[0]
        assert first is not None
        if measures()[indicator.numerator].cumulative and first.months != frozenset(window.months):
            return None
        return replace(first, denominator=found[1].numerator if len(found) > 1 else None)  # type: ignore[union-attr]

    def records(self, measure_id: str, unit_ids: Collection[str], window: Period) -> list[Record]:
        """Returns the rows behind a measure; months told by cumulative rows give both."""
        found: list[Record] = []
        for unit_id in sorted(unit_ids):
            keys = self._spoken(measure_id, unit_id, window)
            wanted = {
                (*key, span.first, span.last)
                for key in keys
                for span in self._figures.behind(_name(key), unit_id, window, is_stock=False)
            }
            found += [
                one for one in self._records
                if one["unit_id"] == unit_id
                and (one["kind"], one["measure"], one["first_month"], one["month"]) in wanted
            ]  # fmt: skip
        return found

    def _spoken(self, measure_id: str, unit_id: str, window: Period) -> tuple[Key, ...]:
        """Returns the keys of the choice that makes the measure."""
        for keys in _recipe(measure_id):
            if any(self._figures.over(_name(key), unit_id, window) for key in keys):
                return keys
        return ()

    def _amount(self, measure_id: str, unit_id: str, window: Period) -> Returned | None:
        keys = self._spoken(measure_id, unit_id, window)
        found = [one for key in keys if (one := self._figures.over(_name(key), unit_id, window))]
        if not found or (_needs_all(measure_id) and len(found) < len(keys)):
            return None
        spans = [one.months or frozenset(one.period.months) for one in found]
        if _needs_all(measure_id) and len(set(spans)) > 1:
            return None
        total = sum((one.numerator for one in found[1:]), found[0].numerator)
        return Returned(found[0].period, total, None, months=frozenset().union(*spans))


def related_units(jurisdiction: Jurisdiction, unit_id: str) -> frozenset[str]:
    """Returns the units whose ledger may hold this unit's facts: itself, those below and above it.

    A city as a whole passes on the ledgers of others: it stands for itself only.
    """
    if jurisdiction.unit(unit_id).kind == CITY:
        return frozenset([unit_id])
    return tree(jurisdiction, unit_id) | _above(jurisdiction, unit_id)


def without_parts(
    jurisdiction: Jurisdiction, unit_id: str, found: dict[str, Returned]
) -> dict[str, Returned]:
    """Returns the figures without those of units that lie in another one that has a figure too."""
    if unit_id in found and jurisdiction.unit(unit_id).kind != CITY:
        return {unit_id: found[unit_id]}
    return {unit: got for unit, got in found.items() if not _above(jurisdiction, unit) & found.keys()}


def _above(jurisdiction: Jurisdiction, unit_id: str) -> frozenset[str]:
    """Returns the units above this one, without a city."""
    found: set[str] = set()
    while unit_id := jurisdiction.unit(unit_id).parent_id:
        found |= {unit_id} if jurisdiction.unit(unit_id).kind != CITY else set()
    return frozenset(found)


def _measures(indicator: Indicator) -> tuple[str, ...]:
    has_base = indicator.denominator not in (None, POPULATION)
    return (indicator.numerator, str(indicator.denominator)) if has_base else (indicator.numerator,)


def _recipe(measure_id: str) -> tuple[tuple[Key, ...], ...]:
    """Returns the choices of figures that make a measure; () for one that no summary has."""
    if measure_id in _SAMPLING:
        return _SAMPLING[measure_id].choices
    return ((("", measure_id),),) if measures()[measure_id].table == "case_cells" else ()


def _needs_all(measure_id: str) -> bool:
    return measure_id not in _SAMPLING or _SAMPLING[measure_id].needs_all


def _name(key: Key) -> str:
    return ":".join(key)
