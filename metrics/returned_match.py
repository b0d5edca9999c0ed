"""Holds a figure that a ledger or a form counts against what the unit returned for it: both numbers are said."""

from decimal import Decimal

from domain.number import display
from domain.period import Period
from metrics.figure import Figure
from metrics.indicator import POPULATION, Indicator
from metrics.returns import Returned

_SOURCES = {"ledger": "台账", "form": "案件统计表"}


def difference_words(
    figure: Figure, indicator: Indicator, returned: Returned | None, window: Period
) -> list[str]:
    """Returns the sentence that names both figures where they differ, else nothing.

    The ledger or the form counts. A return of other months than the window's cannot be compared.
    """
    source = _SOURCES.get(figure.source)
    if source is None or returned is None or returned.months != frozenset(window.months):
        return []
    has_base = indicator.denominator not in (None, POPULATION)
    ours = (figure.numerator, figure.denominator if has_base else None)
    theirs = (returned.numerator, returned.denominator if has_base else None)
    if ours == theirs or figure.numerator is None:
        return []
    return [f"指标报表填报 {_words(*theirs)}，{source}是 {_words(*ours)}，以{source}为准，请核对"]


def _words(part: Decimal | None, whole: Decimal | None) -> str:
    return " ÷ ".join(display(one, 0 if one == int(one) else 2) for one in (part, whole) if one is not None)
