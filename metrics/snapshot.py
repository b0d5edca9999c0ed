"""Reads cumulative sheets: a month is this sheet minus last month's, never the sum of two."""

from decimal import Decimal

from domain.period import Period, shift_month
from metrics.coverage import Coverage
from metrics.rollup import RollUp


def snapshot_amount(
    rolled: RollUp, coverage: Coverage, units: frozenset[str], window: Period
) -> Decimal | None:
    """Returns what the units' sheets add up to over the window, or None when it cannot be said.

    A window from 1 January takes the sheet of its last month as it stands. A later single
    month takes the difference to the month before, for which every unit that reports this
    month must have reported that one too. A column nobody filled in gives None.
    """
    cells = rolled.snapshot(units, window.last)
    if not cells:
        return None
    now = sum((cell.amount for cell in cells), Decimal(0))
    if window.is_cumulative:
        return now
    before = shift_month(window.first, -1)
    reporting = [u for u in units if coverage.months("case_cells", [u], Period.of_month(window.last))]
    if any(not coverage.months("case_cells", [u], Period.of_month(before)) for u in reporting):
        return None
    earlier = rolled.snapshot(frozenset(reporting), before)
    return now - sum((cell.amount for cell in earlier), Decimal(0))
