"""Says how sure a share is: Wilson's interval, and when a denominator is too small to compare."""

import math
from decimal import Decimal

SMALL = 30  # below this a share jumps by more than three points with one single case
_Z = 1.959963984540054  # 95 %


def wilson(numerator: Decimal, denominator: Decimal) -> tuple[float, float] | None:
    """Returns the 95 % interval of a share in per cent, or None when it is no share of counts.

    An estimate for the eye: no verdict ever uses it.
    """
    top, base = float(numerator), float(denominator)
    if base <= 0 or not 0 <= top <= base:
        return None
    share, spread = top / base, _Z**2 / base
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / base + spread / (4 * base)) / (1 + spread)
    return (100 * max(0.0, middle - half), 100 * min(1.0, middle + half))
