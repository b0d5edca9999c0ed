"""Declares XM-03D: a count returned by the units (003 二)."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "XM-03D",
    Words(
        "曝光典型案例",
        short="曝光案例",
        numerator="曝光的案例数",
        counted_in="个",
        method="专项治理期间的累计数；不设目标。",
    ),
    example=(2, None, "曝光案例 2 个。"),
    kind=Kind.COUNT,
    measured_in="个",
)
