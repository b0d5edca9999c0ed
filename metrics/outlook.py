"""Looks ahead within the year: where a volume will end, and how much failure a rate still bears."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from domain.known_indicator import Kind
from domain.period import Month
from metrics.indicator import Indicator
from metrics.result import Verdict

_BAND = 1.2815515655446004  # 80 % of a normal spread
_FEWEST = 3  # months needed before a spread can be told


@dataclass(frozen=True)
class Projection:
    """Holds the year end if the months to come are like those so far, in numerator counts.

    `low` and `high` are an 80 % band, None with fewer than three months. `values` are the same
    as the indicator's value. `met_in` is the month in which the full target would be met; 0
    when it is met already, None when not within the year. An estimate: no verdict uses it.
    """

    total: int
    low: int | None
    high: int | None
    value: Fraction
    low_value: Fraction | None
    high_value: Fraction | None
    met_in: Month | None


@dataclass(frozen=True)
class Margin:
    """Holds how far a share is from its line, in whole counts.

    `bearable` further failures keep it on the line; `needed` further successes would lift it
    there, None when no number of them can.
    """

    bearable: int
    needed: int | None


def project(indicator: Indicator, verdict: Verdict, monthly: Sequence[Decimal]) -> Projection | None:
    """Returns the year end of a yearly volume; `monthly` are the months reported so far.

    None for anything but a volume looked at from January on, with its population known.
    """
    month = verdict.period.last % 100
    if not indicator.is_volume or not verdict.period.is_cumulative or month == 12 or not monthly:
        return None
    if verdict.numerator is None or not verdict.denominator:
        return None
    left, done = 12 - month, Fraction(verdict.numerator)
    mean = Fraction(sum(monthly, Decimal(0))) / len(monthly)
    total = math.floor(done + left * mean)
    half = _half_band(monthly, left)
    low = None if half is None else max(math.floor(done), total - half)
    high = None if half is None else total + half
    per = Fraction(indicator.factor) / Fraction(verdict.denominator)
    return Projection(
        total=total,
        low=low,
        high=high,
        value=total * per,
        low_value=None if low is None else low * per,
        high_value=None if high is None else high * per,
        met_in=_met_in(verdict, done, mean, left),
    )


def _half_band(monthly: Sequence[Decimal], left: int) -> int | None:
    """Returns half the width of the band: the spread of months so far, carried over those left."""
    if len(monthly) < _FEWEST:
        return None
    spread = statistics.stdev(float(amount) for amount in monthly)
    return math.ceil(_BAND * spread * math.sqrt(left + left**2 / len(monthly)))


def _met_in(verdict: Verdict, done: Fraction, mean: Fraction, left: int) -> Month | None:
    shortfall = verdict.targets[0].shortfall if verdict.targets else None
    if shortfall is None:
        return None
    if shortfall == 0:
        return 0
    months = math.ceil(shortfall / mean) if mean > 0 else left + 1
    return verdict.period.last + months if months <= left else None


def margin(indicator: Indicator, verdict: Verdict) -> Margin | None:
    """Returns how much failure a share of counts still bears; None where no lower line judges it."""
    if indicator.kind is not Kind.SHARE or verdict.value is None or not verdict.targets:
        return None
    judged = verdict.targets[0]
    if judged.operator not in (">=", "=") or verdict.numerator is None or not verdict.denominator:
        return None
    line, good, base = (
        Fraction(judged.value) / 100,
        Fraction(verdict.numerator),
        Fraction(verdict.denominator),
    )
    if not 0 < line <= 1:
        return None
    bearable = max(0, math.floor(good / line - base))
    if good >= line * base:
        return Margin(bearable, 0)
    return Margin(0, None if line == 1 else math.ceil((line * base - good) / (1 - line)))
