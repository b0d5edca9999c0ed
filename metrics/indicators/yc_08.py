"""Declares YC-08: a survey returned by the units (004 附件2(二))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-08",
    Words(
        "创建工作支持率",
        short="支持率",
        numerator="支持的受访者",
        denominator="有效受访者",
        counted_in="人",
        method="市、县各自的调查各算各的，不相加、不平均；可填人数，也可填调查值，都要填样本量。",
    ),
    example=(1020, 1200, "有效样本 1 200 人，支持 1 020 人，1 020 ÷ 1 200 = 85 %。"),
    kind=Kind.SURVEY,
    is_stock=True,
)
