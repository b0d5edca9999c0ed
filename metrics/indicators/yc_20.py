"""Declares YC-20: a share returned by the units (004 附件1五(二)、附件2(十八)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-20",
    Words(
        "学校“互联网+明厨亮灶”覆盖率",
        short="明厨亮灶",
        numerator="视频已接入的学校",
        denominator="有食堂的学校",
        counted_in="所",
        method="到期末为止的累计情况，以最近一次填报为准；同一所学校只计一次。",
    ),
    example=(96, 120, "学校 120 所，已接入 96 所，96 ÷ 120 = 80 %。"),
    is_stock=True,
)
