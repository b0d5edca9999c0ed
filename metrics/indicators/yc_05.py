"""Declares YC-05: a count returned by the units (004 附件2(一))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-05",
    Words(
        "引发广泛关注的食品安全事件",
        short="广泛关注事件",
        numerator="引发国内外广泛关注、影响恶劣的事件起数",
        counted_in="起",
        method="按年填报起数和简介，看近三年；填 0 才是没有，不填是未报送。",
    ),
    example=(0, None, "当年发生 0 起。"),
    kind=Kind.COUNT,
    measured_in="起",
    years=3,
)
