"""Holds one file a measure; `measures()` finds them all."""

import sys
from functools import cache

from metrics.measure import Measure
from metrics.registry import declarations


@cache
def measures() -> dict[str, Measure]:
    """Returns every declared measure by its id; raises ValueError when an id stands twice."""
    found: dict[str, Measure] = {}
    for declared in declarations(sys.modules[__name__], "MEASURE"):
        assert isinstance(declared, Measure)
        if declared.measure_id in found:
            raise ValueError(f"two measures are called {declared.measure_id}")
        found[declared.measure_id] = declared
    return found
