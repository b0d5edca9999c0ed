"""Declares BYQ-10: a count returned by the units (002 二(一))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "BYQ-10",
    Words(
        "重大食品安全事件",
        short="重大事件",
        numerator="重大食品安全事件起数",
        counted_in="起",
        method="按年填报起数和简介；填 0 才是没有，不填是未报送。",
    ),
    example=(0, None, "当年发生 0 起。"),
    kind=Kind.COUNT,
    measured_in="起",
)
