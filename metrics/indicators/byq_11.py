"""Declares BYQ-11: a share returned by the units (002 二(十)4)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "BYQ-11",
    Words(
        "校园及周边监督检查覆盖率",
        short="校园检查覆盖",
        numerator="检查过的单位（去重）",
        denominator="学校食堂、集体用餐配送单位和校园周边单位",
        counted_in="家",
        method="按单位去重，不按检查次数；以年初以来的累计填报，各月不相加。",
    ),
    example=(76, 80, "单位 80 家，检查过 76 家，76 ÷ 80 = 95 %。"),
    is_stock=True,
)
