"""Declares YC-30: a share returned by the units (004 附件1三(二))."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-30",
    Words(
        "淘汰现存高毒农药",
        short="高毒农药淘汰",
        numerator="已淘汰的种类",
        denominator="现存高毒农药种类",
        counted_in="种",
        method="文件提出分期分批淘汰现存的 10 种，分母填 10；只看进度，不设目标。",
    ),
    example=(4, 10, "现存 10 种，已淘汰 4 种，4 ÷ 10 = 40 %。"),
    is_stock=True,
)
