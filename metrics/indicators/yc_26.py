"""Declares YC-26: a share returned by the units (004 附件2(三十八)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-26",
    Words(
        "投诉举报按法定时限回复率",
        short="按时回复率",
        numerator="按法定时限回复的件数",
        denominator="已到回复时限的件数",
        counted_in="件",
        method="未到时限的不计入分母。",
    ),
    example=(210, 210, "到期 210 件，按时回复 210 件，210 ÷ 210 = 100 %。"),
)
