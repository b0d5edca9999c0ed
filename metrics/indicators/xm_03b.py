"""Declares XM-03B: a count returned by the units (003 二)."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "XM-03B",
    Words(
        "列入严重违法失信名单",
        short="列入名单",
        numerator="列入名单的主体数",
        counted_in="个",
        method="专项治理期间的累计数；不设目标。",
    ),
    example=(3, None, "列入名单 3 个主体。"),
    kind=Kind.COUNT,
    measured_in="个",
)
