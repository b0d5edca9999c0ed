"""Declares BYQ-01: a share returned by the units (002 二(六)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "BYQ-01",
    Words(
        "大型肉制品生产企业自查风险报告率",
        short="肉制品自查",
        numerator="已报告自查风险的企业",
        denominator="大型肉制品生产企业",
        counted_in="家",
        method="只计大型肉制品生产企业，口径比全部食品生产企业窄；没有这类企业的，分母填 0。",
    ),
    example=(3, 3, "大型肉制品企业 3 家，都已报告，3 ÷ 3 = 100 %。"),
    is_stock=True,
)
