"""Decides what of a row can be a live formula: only what gives exactly the verdict's own figure.

A rate is written as numerator × factor ÷ denominator, in this order: the product of whole numbers
is exact, so that the one division is rounded once, as the verdict's own value is.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from domain.known_indicator import Kind
from domain.state import State
from exports.pack import Row, Section
from metrics.indicator import Indicator
from metrics.result import Judged, Verdict
from ui.tokens import STATES

_TESTS: dict[str, Callable[[object, object], bool]] = {">=": ge, "<=": le, "=": eq, "<": lt, ">": gt}
_NEVER_ADDED = (Kind.SURVEY, Kind.YES_NO)
NOT_APPLICABLE = STATES[State.NOT_APPLICABLE].word


def is_known(verdict: Verdict) -> bool:
    """Tells whether numerator and denominator may stand as numbers: a silent unit's never do."""
    return verdict.numerator is not None and verdict.state is not State.NOT_REPORTED


def sums(section: Section, part: str) -> bool:
    """Tells whether the total's numerator or denominator is exactly the sum of the rows below it."""
    total = section.total
    if total is None or not section.rows or section.indicator.kind in _NEVER_ADDED:
        return False
    wanted = getattr(total.verdict, part)
    amounts = [getattr(row.verdict, part) for row in section.rows if is_known(row.verdict)]
    found = [amount for amount in amounts if amount is not None]
    return wanted is not None and bool(found) and sum(found, Decimal(0)) == wanted


def is_live_value(indicator: Indicator, verdict: Verdict) -> bool:
    """Tells whether numerator × factor ÷ denominator gives the verdict's value, or 不适用 over zero."""
    if not is_known(verdict):
        return False
    if indicator.denominator is None and verdict.denominator is None:
        return verdict.value == Fraction(verdict.numerator or 0) * indicator.factor
    if verdict.denominator is None:
        return False
    if verdict.denominator == 0:
        return verdict.value is None and verdict.state is State.NOT_APPLICABLE
    exact = Fraction(verdict.numerator or 0) * indicator.factor / Fraction(verdict.denominator)
    return verdict.value == exact


def value_formula(indicator: Indicator, verdict: Verdict, top: str, bottom: str) -> str:
    """Returns the formula of a value from the cells of its numerator and denominator."""
    factor = f"*{indicator.factor}" if indicator.factor != 1 else ""
    if indicator.kind is Kind.YES_NO:
        return f'=IF({top}=1,"是","否")'
    if verdict.denominator is None:
        return f"={top}{factor}"
    return f'=IF({bottom}=0,"{NOT_APPLICABLE}",{top}{factor}/{bottom})'


def gap_formula(indicator: Indicator, verdict: Verdict, top: str, bottom: str, target: str) -> str:
    """Returns value − target as one division, so that it too is rounded once."""
    factor = f"*{indicator.factor}" if indicator.factor != 1 else ""
    if verdict.denominator is None:
        return f"={top}{factor}-{target}"
    return f'=IF({bottom}=0,"",({top}{factor}-{target}*{bottom})/{bottom})'


def state_formula(row: Row, value: str, target: str, pace: str) -> str | None:
    """Returns the formula of the state's word; None where comparing alone would not give the verdict."""
    judged, verdict = row.target, row.verdict
    if judged is None or verdict.value is None or judged.short_months:
        return None
    if _compared(verdict.value, judged) is not verdict.state or not _floats_agree(verdict.value, judged):
        return None
    test = f"{value}{judged.operator}{target}"
    if judged.pace:
        test = f"OR({test},{value}>={pace})"
    other = _words(State.BEHIND if judged.pace else State.MISSED)
    return (
        f'=IF(ISNUMBER({value}),IF({test},"{_words(State.MET)}","{other}"),"{_words(State.NOT_APPLICABLE)}")'
    )


def live_rows(section: Section) -> Sequence[Row]:
    """Returns the rows whose value is a formula."""
    return [row for row in section.all_rows if is_live_value(section.indicator, row.verdict)]


def _words(state: State) -> str:
    return f"{STATES[state].shape} {STATES[state].word}"


def _compared(value: Fraction, judged: Judged) -> State:
    if _TESTS[judged.operator](value, Fraction(judged.value)):
        return State.MET
    if judged.pace is None:
        return State.MISSED
    return State.MET if value >= judged.pace.expected else State.BEHIND


def _floats_agree(value: Fraction, judged: Judged) -> bool:
    """Tells whether a spreadsheet's numbers compare as the exact ones do."""
    lines = [Fraction(judged.value)] + ([judged.pace.expected] if judged.pace else [])
    return all(
        (value > line, value == line) == (float(value) > float(line), float(value) == float(line))
        for line in lines
    )
