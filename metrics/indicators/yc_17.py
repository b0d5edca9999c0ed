"""Declares YC-17: a share returned by the units (004 附件2(十)3)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-17",
    Words(
        "菜篮子主产区建成农产品质量安全县",
        short="农安县覆盖",
        numerator="建成国家或省级农产品质量安全县的主产县",
        denominator="菜篮子产品主产县",
        counted_in="个",
        method="到期末为止的累计情况，以最近一次填报为准，各期不相加。",
    ),
    example=(4, 5, "主产县 5 个，建成 4 个，4 ÷ 5 = 80 %。"),
    is_stock=True,
)
