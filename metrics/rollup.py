"""Counts a measure by unit and month in SQL: the only query a figure needs."""

from dataclasses import dataclass, replace
from decimal import Decimal

from domain.period import Month, Period
from metrics.measure import Measure
from store.warehouse import Warehouse


@dataclass(frozen=True)
class Cell:
    """Holds the count of one unit and month; `reason` is None for what counts.

    `settled` is the month from which the count holds; `parts` follow the measure's parts.
    """

    unit_id: str
    month: Month
    settled: Month
    reason: str | None
    amount: Decimal
    records: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class RollUp:
    """Holds a measure's cells by unit."""

    measure: Measure
    cells: dict[str, tuple[Cell, ...]]

    def within(self, unit_ids: frozenset[str], period: Period) -> list[Cell]:
        """Returns the cells of these units in the period; what is not settled by its end does not count."""
        found = []
        for unit_id in unit_ids:
            for cell in self.cells.get(unit_id, ()):
                if period.first <= cell.month <= period.last:
                    found.extend(self._as_of(cell, period.last))
        return found

    def _as_of(self, cell: Cell, month: Month) -> list[Cell]:
        if cell.reason is not None or cell.settled <= month:
            return [cell]
        late = self.measure.unsettled_reason
        return [replace(cell, reason=late)] if late else []

    def snapshot(self, unit_ids: frozenset[str], month: Month) -> list[Cell]:
        """Returns the cells of these units that stand for exactly this month's sheet."""
        return [cell for unit_id in unit_ids for cell in self.cells.get(unit_id, ()) if cell.month == month]


def roll_up(warehouse: Warehouse, measure: Measure) -> RollUp:
    """Returns the measure counted by unit, month and reason over the facts that count now."""
    cells: dict[str, list[Cell]] = {}
    for unit_id, month, settled, reason, amount, records, *parts in warehouse.rows(_sql(measure)):
        name = None if reason < 0 else measure.exclusions[reason].reason
        cell = Cell(unit_id, month, settled, name, Decimal(amount), records, tuple(map(int, parts)))
        cells.setdefault(unit_id, []).append(cell)
    return RollUp(measure, {unit_id: tuple(found) for unit_id, found in cells.items()})


def _sql(measure: Measure) -> str:
    cases = " ".join(f"WHEN {e.where} THEN {i}" for i, e in enumerate(measure.exclusions))
    reason = (
        f"CASE {cases} ELSE -1 END" if cases else "CAST(-1 AS INTEGER)"
    )  # a bare number would be read as a column place
    parts = "".join(
        f", sum(CASE WHEN {part.where} THEN 1 ELSE 0 END) AS part_{i}" for i, part in enumerate(measure.parts)
    )
    return (
        f"SELECT unit_id, month, {measure.settled_month} AS settled, {reason} AS reason,"
        f" sum({measure.amount}) AS amount, count(*) AS records{parts}"
        f" FROM {measure.from_item} WHERE is_current AND ({measure.scope})"
        f" GROUP BY unit_id, month, {measure.settled_month}, {reason}"
    )
