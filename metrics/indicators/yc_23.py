"""Declares YC-23: a share returned by the units (004 附件2(二十三))."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-23",
    Words(
        "管理岗位人员法规抽查考核合格率",
        short="考核合格率",
        numerator="考核合格的人员",
        denominator="参加抽查考核的人员",
        counted_in="人",
        method="分子、分母各自相加再相除。",
    ),
    example=(92, 100, "考核 100 人，合格 92 人，92 ÷ 100 = 92 %。"),
)
