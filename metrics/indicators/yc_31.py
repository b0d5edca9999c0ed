"""Declares YC-31: a share returned by the units (004 附件1十一(二))."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-31",
    Words(
        "进出口食品抽检及监测计划完成率",
        short="进出口抽检",
        numerator="完成的批次",
        denominator="计划的批次",
        counted_in="批次",
        method="由运城海关填报；分子、分母各自相加再相除。",
    ),
    example=(60, 60, "计划 60 批，完成 60 批，60 ÷ 60 = 100 %。"),
)
