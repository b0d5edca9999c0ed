"""Chooses the ends and steps of a value axis."""

import math
from dataclasses import dataclass

_STEPS = 6  # most steps on the value axis
_SMALLEST_STEP = 1e-6


@dataclass(frozen=True)
class Axis:
    """Holds the value axis: its ends, its step, and where the category axis crosses it."""

    low: float
    high: float
    step: float
    crosses_at: float


def scale(low: float, high: float, base: float, not_below_zero: bool, finest: float) -> Axis:
    """Returns an axis that ends on whole steps of 1, 2 or 5 times a power of ten."""
    raw = max((high - low or 1.0) / _STEPS, finest, _SMALLEST_STEP)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    first = max(0.0, first) if not_below_zero else first
    return Axis(
        round(first, 10), round(last, 10), round(step, 10), base if base else max(0.0, round(first, 10))
    )
