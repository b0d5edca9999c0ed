"""Declares YC-22: a share returned by the units (004 附件1四(四))."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-22",
    Words(
        "婴配乳粉经营监督检查覆盖率",
        short="婴配经营检查",
        numerator="检查过的经营者（去重）",
        denominator="婴幼儿配方乳粉经营者",
        counted_in="家",
        method="按经营者去重，不按检查次数；以年初以来的累计填报，各月不相加。",
    ),
    example=(45, 50, "经营者 50 家，检查过 45 家，45 ÷ 50 = 90 %。"),
    is_stock=True,
)
