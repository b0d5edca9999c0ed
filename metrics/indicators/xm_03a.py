"""Declares XM-03A: a count returned by the units (003 二)."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "XM-03A",
    Words(
        "排查严重违法失信案件线索",
        short="排查线索",
        numerator="排查出的线索条数",
        counted_in="条",
        method="专项治理期间的累计数；不设目标。",
    ),
    example=(12, None, "排查线索 12 条。"),
    kind=Kind.COUNT,
    measured_in="条",
)
