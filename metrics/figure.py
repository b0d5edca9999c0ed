"""Holds a figure before it is judged, and how counted cells and returns become one."""

from dataclasses import dataclass, field
from decimal import Decimal

from domain.jurisdiction import Population
from domain.period import Month
from metrics.indicator import POPULATION, Indicator
from metrics.measure import Measure
from metrics.returns import Returned
from metrics.rollup import Cell

SILENT = "未报送单位："  # begins the reason that names the units of which nothing came


@dataclass
class Figure:
    """Holds a figure before it is judged.

    `numerator` and `denominator` are None where nothing can be said; `reported` is False when
    the unit sent nothing that covers the window. `unknown` counts rows that might still count.
    `is_meaningless` marks a figure that has no sense here, such as 未识别 per thousand people;
    `lacks_last_month` a month that cannot be told because the sheet before it is missing;
    `is_partial` a figure of returns of which units or months are still missing; `is_trial` one
    divided by another population than the one verdicts rest on.
    """

    reported: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    reasons: list[str] = field(default_factory=list)
    excluded: dict[str, int] = field(default_factory=dict)
    apart: dict[str, int] = field(default_factory=dict)
    unknown: int = 0
    population: Population | None = None
    missing_months: tuple[Month, ...] = ()
    is_meaningless: bool = False
    lacks_last_month: bool = False
    sample_size: int | None = None
    is_partial: bool = False
    is_trial: bool = False


def total(cells: list[Cell]) -> Decimal:
    """Returns what the counting cells add up to."""
    return sum((cell.amount for cell in cells if cell.reason is None), Decimal(0))


def listed_apart(measure: Measure, cells: list[Cell]) -> dict[str, int]:
    """Returns the parts inside the count that are listed apart, without those that are 0."""
    totals = [sum(cell.parts[i] for cell in cells if cell.reason is None) for i in range(len(measure.parts))]
    return {part.label: total for part, total in zip(measure.parts, totals, strict=True) if total}


def excluded_by_reason(measure: Measure, cells: list[Cell]) -> tuple[dict[str, int], int]:
    """Returns the excluded rows by reason, and how many of them might still count."""
    found: dict[str, int] = {}
    for cell in cells:
        if cell.reason is not None:
            found[cell.reason] = found.get(cell.reason, 0) + cell.records
    unknown = sum(found.get(item.reason, 0) for item in measure.exclusions if item.is_unknown)
    return found, unknown


def add_returns(figure: Figure, indicator: Indicator, found: list[Returned]) -> None:
    """Adds returned numerators and denominators to a figure.

    A share's numerator is never added without its denominator: a return that lacks it is left
    out and said so, unless nothing else is known.
    """
    if indicator.denominator not in (None, POPULATION):
        whole = [r for r in found if r.denominator is not None]
        if len(whole) < len(found) and (whole or figure.denominator is not None):
            figure.reasons.append(f"{len(found) - len(whole)} 个单位的填报没有分母，未计入")
            found = whole
    figure.numerator = (figure.numerator or Decimal(0)) + sum((r.numerator for r in found), Decimal(0))
    denominators = [r.denominator for r in found]
    if indicator.denominator == POPULATION:
        figure.denominator = denominators[0] if len(found) == 1 else None
    elif None not in denominators:
        base = figure.denominator or Decimal(0)
        figure.denominator = base + sum((d for d in denominators if d is not None), Decimal(0))
