"""Declares YC-21: a share returned by the units (004 附件1五(三)、附件2(十八)3)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-21",
    Words(
        "学校及校园周边监督检查覆盖率",
        short="校园检查覆盖",
        numerator="检查过的单位（去重）",
        denominator="学校食堂、集体用餐配送单位和校园周边单位",
        counted_in="家",
        method="按单位去重，不按检查次数；以年初以来的累计填报，各月不相加。",
    ),
    example=(190, 200, "单位 200 家，检查过 190 家（同一家查几次只计一家），190 ÷ 200 = 95 %。"),
    is_stock=True,
)
