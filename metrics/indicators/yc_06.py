"""Declares YC-06: a survey returned by the units (004 附件2(二))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-06",
    Words(
        "食品安全总体满意度",
        short="满意度",
        numerator="满意的受访者",
        denominator="有效受访者",
        counted_in="人",
        method="市、县各自的调查各算各的，不相加、不平均；可填人数，也可填调查值，都要填样本量。",
    ),
    example=(840, 1200, "有效样本 1 200 人，满意 840 人，840 ÷ 1 200 = 70 %。"),
    kind=Kind.SURVEY,
    is_stock=True,
)
