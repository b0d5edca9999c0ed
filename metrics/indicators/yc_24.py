"""Declares YC-24: a share returned by the units (004 附件2(二十四)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-24",
    Words(
        "食品生产企业自查报告率",
        short="自查报告率",
        numerator="已报告自查的企业",
        denominator="食品生产企业",
        counted_in="家",
        method="以年初以来的累计填报为准；同一家企业只计一次。",
    ),
    example=(83, 90, "生产企业 90 家，已报告 83 家，83 ÷ 90 = 92.22 %。"),
    is_stock=True,
)
