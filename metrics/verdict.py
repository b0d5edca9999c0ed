"""Holds a figure against a target: exact arithmetic, and a state with its reasons."""

import math
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from domain.jurisdiction import Document
from domain.known_indicator import Kind
from domain.period import Period
from domain.state import State
from metrics.figure import Figure
from metrics.indicator import POPULATION, Indicator
from metrics.result import Judged, Pace
from metrics.targets import Target

COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}

MISSING_WORD = "缺失"


def exact_value(indicator: Indicator, figure: Figure) -> Fraction | None:
    """Returns numerator × factor ÷ denominator as a fraction, or None when it cannot be said."""
    if figure.numerator is None:
        return None
    if indicator.denominator is None:
        return Fraction(figure.numerator) * indicator.factor
    if not figure.denominator:
        return None
    return Fraction(figure.numerator) * indicator.factor / Fraction(figure.denominator)


def standing(indicator: Indicator, figure: Figure) -> tuple[State | None, str, str]:
    """Returns the state that holds before any target is asked, its word and its reason.

    The state is None when there is a value to judge. Zero or absent denominators are never
    0 % or 100 %: nothing to do is 不适用, nothing known is 缺失 (待核实).
    """
    if not figure.reported:
        return State.NOT_REPORTED, "未报送", "本期未报送"
    if figure.lacks_last_month:
        return State.PENDING, MISSING_WORD, "缺失：没有上月累计表，不能得出本月数"
    if figure.is_meaningless:
        return State.NOT_APPLICABLE, "不适用", ""
    if figure.numerator is None:
        return State.NOT_APPLICABLE, "不适用", "表中该列未填，视为不适用"
    if indicator.denominator is None:
        return None, "", ""
    if figure.denominator is None:
        reason = "" if indicator.denominator == POPULATION else "缺失：报表没有填分母"
        return State.PENDING, MISSING_WORD, reason
    if figure.denominator == 0 and figure.excluded:
        return State.PENDING, "待核实", "可计入的为 0，其余均被排除或未出结果"
    if figure.denominator == 0:
        return State.NOT_APPLICABLE, "不适用", "分母为 0"
    if figure.numerator == 0 and figure.unknown:
        return State.PENDING, MISSING_WORD, f"缺失：{figure.unknown:,} 条资料不全，不能判定"
    return None, "", ""


def judge(target: Target, document: Document, indicator: Indicator, figure: Figure, window: Period) -> Judged:
    """Returns how the figure stands against one target (domain rules 14 and 17)."""
    value = exact_value(indicator, figure)
    state = standing(indicator, figure)[0]
    pace, shortfall = None, None
    if state is None and value is not None:
        shortfall = _shortfall(target.value, indicator, figure, target.operator)
        pace = _pace(target, indicator, value, shortfall, window)
        state = _state(target, indicator, figure, value, pace)
    else:
        value = None
    return Judged(
        target_id=target.target_id,
        document=target.document,
        document_title=document.title,
        clause=target.clause,
        operator=target.operator,
        value=target.value,
        tier=target.tier,
        target_class=target.target_class,
        is_draft=document.is_draft,
        is_carried_over=window.year > document.year,
        state=state,
        pace=pace,
        gap=None if value is None else value - Fraction(target.value),
        shortfall=shortfall,
    )


def _state(target: Target, indicator: Indicator, figure: Figure, value: Fraction, pace: Pace | None) -> State:
    if COMPARE[target.operator](value, Fraction(target.value)):
        return State.PENDING if figure.is_partial else State.MET
    if pace is not None and pace.on_pace:
        return State.MET
    line = pace.expected if pace else Fraction(target.value)
    if _might_reach(line, indicator, figure):
        return State.PENDING
    return State.BEHIND if pace else State.MISSED


def _might_reach(line: Fraction, indicator: Indicator, figure: Figure) -> bool:
    """Tells whether rows whose nature is unknown could lift a volume onto the line."""
    if not figure.unknown or not figure.denominator or not indicator.is_volume:
        return False
    best = Fraction(figure.numerator or 0) + figure.unknown
    return best * indicator.factor / Fraction(figure.denominator) >= line


def _pace(
    target: Target, indicator: Indicator, value: Fraction, shortfall: int | None, window: Period
) -> Pace | None:
    """Returns 序时进度 for a yearly volume that is looked at before the year has ended."""
    elapsed = window.last % 100
    if not indicator.is_volume or not window.is_cumulative or elapsed == 12:
        return None
    expected = Fraction(target.value) * elapsed / 12
    return Pace(
        expected=expected,
        on_pace=value >= expected,
        met_in_full=value >= Fraction(target.value),
        per_month=math.ceil(Fraction(shortfall or 0, 12 - elapsed)),
    )


def _shortfall(target: Decimal, indicator: Indicator, figure: Figure, comparison: str) -> int | None:
    if comparison not in (">=", "=") or not figure.denominator:
        return None
    if indicator.kind is Kind.SURVEY:
        return None  # a survey's value is an estimate out of a sample: no count of people would mend it
    needed = Fraction(target) * Fraction(figure.denominator) / indicator.factor
    return max(0, math.ceil(needed - Fraction(figure.numerator or 0)))
