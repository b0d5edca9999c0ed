"""Declares XM-03C: a count returned by the units (003 二)."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "XM-03C",
    Words(
        "惩治严重违法失信主体",
        short="惩治主体",
        numerator="惩治的主体数",
        counted_in="个",
        method="专项治理期间的累计数；不设目标。",
    ),
    example=(5, None, "惩治 5 个主体。"),
    kind=Kind.COUNT,
    measured_in="个",
)
