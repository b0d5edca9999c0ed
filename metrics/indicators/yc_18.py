"""Declares YC-18: a share returned by the units (004 附件2(十七)2)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-18",
    Words(
        "婴配乳粉生产企业自查报告率",
        short="婴配自查",
        numerator="已报告自查的企业",
        denominator="婴幼儿配方乳粉生产企业",
        counted_in="家",
        method="没有生产企业的，分母填 0，按不适用处理。",
    ),
    example=(2, 2, "生产企业 2 家，都已报告，2 ÷ 2 = 100 %。"),
    is_stock=True,
)
