"""Declares YC-29: a growth rate returned by the units (004 附件1三(二))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-29",
    Words(
        "农药使用量增长率",
        short="农药增长率",
        numerator="本年使用量",
        denominator="上年使用量",
        counted_in="吨",
        method="分子填本年使用量，分母填上年同期使用量；（本年 − 上年）÷ 上年，越低越好。",
    ),
    example=(-5, 100, "上年 100 吨，本年 95 吨，增加 -5 吨，-5 ÷ 100 = -5 %。"),
    kind=Kind.GROWTH,
    is_stock=True,
)
