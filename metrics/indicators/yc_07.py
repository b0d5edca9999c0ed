"""Declares YC-07: a survey returned by the units (004 附件2(二))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-07",
    Words(
        "创建工作知晓率",
        short="知晓率",
        numerator="知晓的受访者",
        denominator="有效受访者",
        counted_in="人",
        method="市、县各自的调查各算各的，不相加、不平均；可填人数，也可填调查值，都要填样本量。",
    ),
    example=(900, 1200, "有效样本 1 200 人，知晓 900 人，900 ÷ 1 200 = 75 %。"),
    kind=Kind.SURVEY,
    is_stock=True,
)
