"""Declares BYQ-03: a share returned by the units (002 二(六)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "BYQ-03",
    Words(
        "食品安全管理人员考核合格率",
        short="考核合格率",
        numerator="考核合格的人员",
        denominator="参加考核的人员",
        counted_in="人",
        method="分子、分母各自相加再相除。",
    ),
    example=(46, 50, "考核 50 人，合格 46 人，46 ÷ 50 = 92 %。"),
)
