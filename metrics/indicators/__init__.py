"""Holds one file an indicator; `indicators()` finds them all and checks what they name."""

import sys
from functools import cache

from metrics.indicator import POPULATION, Indicator
from metrics.measures import measures
from metrics.registry import declarations


@cache
def indicators() -> dict[str, Indicator]:
    """Returns every declared indicator by its id.

    Raises ValueError when an id stands twice or a numerator or denominator is no measure.
    """
    found: dict[str, Indicator] = {}
    for declared in declarations(sys.modules[__name__], "INDICATOR"):
        assert isinstance(declared, Indicator)
        known = {*measures(), POPULATION, None}
        if declared.indicator_id in found or not {declared.numerator, declared.denominator} <= known:
            raise ValueError(f"indicator {declared.indicator_id} stands twice or names no measure")
        found[declared.indicator_id] = declared
    return found


def same_quantity(indicator: Indicator) -> tuple[str, ...]:
    """Returns the ids of all indicators that compute the same quantity, the given one first."""
    same = [other.indicator_id for other in indicators().values() if other.quantity == indicator.quantity]
    return (indicator.indicator_id, *(found for found in same if found != indicator.indicator_id))
