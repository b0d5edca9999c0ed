"""Compares a figure with the same months of last year (同比) or the month before (环比)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.period import shift_month
from metrics.breaks import Break
from metrics.indicator import POPULATION, Indicator
from metrics.result import Verdict

YEAR_ON_YEAR, MONTH_ON_MONTH = "同比", "环比"
_STEPS = {YEAR_ON_YEAR: -12, MONTH_ON_MONTH: -1}


@dataclass(frozen=True)
class Change:
    """Holds how a figure changed, exactly: `delta` is what numerator and denominator did together.

    `by_numerator` is the change with the earlier denominator held fast, `by_denominator` the
    rest, so that both add up to `delta`. `share` is the relative change of a plain count. All
    are None when one of the two figures cannot be said. `flags` name what makes the two hard to
    compare: another counting rule, another population, other months, another source.
    """

    kind: str
    before: Verdict
    after: Verdict
    delta: Fraction | None = None
    by_numerator: Fraction | None = None
    by_denominator: Fraction | None = None
    share: Fraction | None = None
    flags: tuple[str, ...] = ()


def earlier_month(kind: str, month: int) -> int:
    """Returns the month (yyyymm) that a month is compared with."""
    return shift_month(month, _STEPS[kind])


def change(
    kind: str, indicator: Indicator, before: Verdict, after: Verdict, breaks: Sequence[Break] = ()
) -> Change:
    """Returns the change between two verdicts of one unit and indicator; `breaks` are the jurisdiction's."""
    parting = [one for one in breaks if one.touches(indicator) and one.parts(before.period, after.period)]
    flags = (*(one.flag(kind) for one in parting), *_flags(indicator, before, after))
    if before.value is None or after.value is None:
        return Change(kind, before, after, flags=flags)
    delta = after.value - before.value
    by_numerator = _by_numerator(indicator, before, after)
    return Change(
        kind,
        before,
        after,
        delta=delta,
        by_numerator=by_numerator,
        by_denominator=delta - by_numerator,
        share=delta / before.value if indicator.denominator is None and before.value else None,
        flags=flags,
    )


def _by_numerator(indicator: Indicator, before: Verdict, after: Verdict) -> Fraction:
    assert before.numerator is not None and after.numerator is not None
    moved = Fraction(after.numerator) - Fraction(before.numerator)
    base = Fraction(before.denominator) if before.denominator else Fraction(1)
    return moved * indicator.factor / base


def _flags(indicator: Indicator, before: Verdict, after: Verdict) -> tuple[str, ...]:
    found = []
    old, new = before.population, after.population
    if indicator.denominator == POPULATION and old and new and (old.kind, old.year) != (new.kind, new.year):
        found.append(f"人口口径不同：{old.year}年{old.kind} → {new.year}年{new.kind}")
    if {m % 100 for m in before.missing_months} != {m % 100 for m in after.missing_months}:
        found.append("两期未报送的月份不同")
    if before.source and after.source and before.source != after.source:
        found.append("两期数据来源不同（台账、报表或汇总表）")
    return tuple(found)
