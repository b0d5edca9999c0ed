"""Puts verdicts into words: the states, the pace, the month alone."""

from decimal import Decimal
from fractions import Fraction

from domain.known_indicator import Kind
from domain.number import display
from domain.period import Month
from domain.state import State
from metrics.figure import Figure
from metrics.indicator import Indicator
from metrics.interval import wilson
from metrics.result import Judged
from metrics.verdict import exact_value, standing

STATE_WORDS = {
    State.MET: "达标",
    State.BEHIND: "序时滞后",
    State.MISSED: "未达标",
    State.NOT_REPORTED: "未报送",
    State.NOT_APPLICABLE: "不适用",
    State.PENDING: "待核实",
}


def lines_of(judged: tuple[Judged, ...]) -> list[Fraction]:
    """Returns every line the shown value may not cross: the targets and their pace."""
    paces = [line.pace.expected for line in judged if line.pace]
    return [Fraction(line.value) for line in judged] + paces


def value_words(indicator: Indicator, value: Fraction, judged: tuple[Judged, ...]) -> str:
    """Returns a value as it may be shown: never across a line, and a yes as a yes."""
    if indicator.kind is Kind.YES_NO:
        return "是" if value == 1 else "否"
    return display(value, indicator.decimals, lines_of(judged))


def interval_of(indicator: Indicator, figure: Figure) -> tuple[float, float] | None:
    """Returns the 95 % interval of a share or a survey in per cent, None for anything else."""
    if figure.numerator is None or not figure.denominator:
        return None
    if indicator.kind is Kind.SURVEY and figure.sample_size:
        share = figure.numerator / figure.denominator
        return wilson(share * figure.sample_size, Decimal(figure.sample_size))
    return wilson(figure.numerator, figure.denominator) if indicator.kind is Kind.SHARE else None


def reasons_of(
    indicator: Indicator, figure: Figure, judged: tuple[Judged, ...], alone: Figure
) -> tuple[str, ...]:
    """Returns why the figure stands as it does, in sentences, the deciding one first."""
    early, _, reason = standing(indicator, figure)
    pace = pace_words(judged, figure.is_partial) if early is None else []
    return tuple(filter(None, [reason, *figure.reasons, *pace, *short_words(judged), *fall_words(alone)]))


def short_words(judged: tuple[Judged, ...]) -> list[str]:
    """Returns which months miss a target that every month must meet, those without any report apart."""
    if not judged:
        return []
    own = judged[0]
    sent = tuple(month for month in own.short_months if month not in own.unsent_months)
    pairs = ((own.unsent_months, f"没有报送（每月 {own.words}）"), (sent, f"未达到每月 {own.words}"))
    return [f"{_named(months)}{words}" for months, words in pairs if months]


def _named(months: tuple[Month, ...]) -> str:
    return "、".join(f"{month % 100}月" for month in months)


def pace_words(judged: tuple[Judged, ...], is_partial: bool = False) -> list[str]:
    """Returns what 序时进度 means in numbers for the deciding target."""
    words = []
    for line in judged[:1]:
        if line.state is State.PENDING and is_partial:
            words.append("还有单位或月份没有填报，暂不判定达标")
        elif line.state is State.PENDING:
            words.append("资料不全的记录补齐后可能达到，暂不判定")
        elif line.pace and not line.pace.met_in_full and line.shortfall:
            head = "达到序时进度" if line.pace.on_pace else "滞后于序时进度"
            words.append(
                f"{head}，距全年目标还差 {line.shortfall:,} 批次，今后每月需 {line.pace.per_month:,} 批次"
            )
    return words


def month_value(indicator: Indicator, alone: Figure) -> Fraction | None:
    """Returns the value of the month alone, or None when it cannot be said."""
    return exact_value(indicator, alone) if standing(indicator, alone)[0] is None else None


def month_words(indicator: Indicator, alone: Figure) -> str:
    """Returns the month alone as it may be shown."""
    value = month_value(indicator, alone)
    return value_words(indicator, value, ()) if value is not None else standing(indicator, alone)[1]


def fall_words(alone: Figure) -> list[str]:
    """Returns a reminder when a cumulative count fell: a correction or an error (domain rule 2)."""
    fell = alone.source == "form" and alone.numerator is not None and alone.numerator < 0
    return ["累计数比上月减少，本月数为负，请核对"] if fell else []
