"""Reads cumulative sheets: a month is this sheet minus last month's, never the sum of two."""

from decimal import Decimal

from domain.period import Month, Period, shift_month
from metrics.coverage import Coverage
from metrics.rollup import RollUp


def snapshot_amount(
    rolled: RollUp, coverage: Coverage, units: frozenset[str], window: Period
) -> Decimal | None:
    """Returns what the units' sheets add up to over the window, or None when it cannot be said.

    Every year of the window adds its last sheet as it stands, less the sheet before the window
    where that begins after January, for which every unit that reports the last month must have
    reported that one too. A column nobody filled in gives None.
    """
    parts = [_within_year(rolled, coverage, units, part) for part in _by_year(window)]
    return None if None in parts else sum((part for part in parts if part is not None), Decimal(0))


def sheets_behind(
    coverage: Coverage, units: frozenset[str], window: Period
) -> list[tuple[frozenset[str], Month]]:
    """Returns the sheets that make the amount, as units and month: those added and those taken off."""
    found: list[tuple[frozenset[str], Month]] = []
    for part in _by_year(window):
        if not part.is_cumulative:
            found.append((_reporting(coverage, units, part.last), shift_month(part.first, -1)))
        found.append((units, part.last))
    return found


def _reporting(coverage: Coverage, units: frozenset[str], month: Month) -> frozenset[str]:
    return frozenset(unit for unit in units if coverage.months("case_cells", [unit], Period.of_month(month)))


def _by_year(window: Period) -> list[Period]:
    """Returns the window cut at the turn of every year."""
    years = range(window.first // 100, window.last // 100 + 1)
    return [Period(max(window.first, y * 100 + 1), min(window.last, y * 100 + 12)) for y in years]


def _within_year(rolled: RollUp, coverage: Coverage, units: frozenset[str], window: Period) -> Decimal | None:
    cells = rolled.snapshot(units, window.last)
    if not cells:
        return None
    now = sum((cell.amount for cell in cells), Decimal(0))
    if window.is_cumulative:
        return now
    before = shift_month(window.first, -1)
    reporting = _reporting(coverage, units, window.last)
    if reporting - _reporting(coverage, units, before):
        return None
    earlier = rolled.snapshot(reporting, before)
    return now - sum((cell.amount for cell in earlier), Decimal(0))
