"""Declares BYQ-04: a share returned by the units (002 二(六)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "BYQ-04",
    Words(
        "考核结果网上公开率",
        short="结果公开率",
        numerator="已网上公开的考核结果",
        denominator="考核结果",
        counted_in="条",
        method="分子、分母各自相加再相除。",
    ),
    example=(50, 50, "考核结果 50 条，已公开 50 条，50 ÷ 50 = 100 %。"),
)
