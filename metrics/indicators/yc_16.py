"""Declares YC-16: a share returned by the units (004 附件2(五))."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-16",
    Words(
        "应公开信息公开率",
        short="信息公开率",
        numerator="已公开的监督执法和行政处罚信息",
        denominator="应公开的信息",
        counted_in="条",
        method="全口径，看近三年，数量和比率都要列。",
    ),
    example=(46, 46, "应公开 46 条，已公开 46 条，46 ÷ 46 = 100 %。"),
    years=3,
)
