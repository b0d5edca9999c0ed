"""Declares YC-27: a share returned by the units (004 附件2(三十八)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-27",
    Words(
        "投诉举报有效处置率",
        short="有效处置率",
        numerator="有效处置的件数",
        denominator="办理的件数",
        counted_in="件",
        method="分子、分母各自相加再相除。",
    ),
    example=(205, 205, "办理 205 件，有效处置 205 件，205 ÷ 205 = 100 %。"),
)
