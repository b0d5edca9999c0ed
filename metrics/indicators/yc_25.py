"""Declares YC-25: a share returned by the units (004 附件2(三十八)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-25",
    Words(
        "投诉电话受理时间内接通率",
        short="电话接通率",
        numerator="受理时间内接通的电话",
        denominator="受理时间内打入的电话",
        counted_in="次",
        method="只计受理时间内的电话；分子、分母各自相加再相除。",
    ),
    example=(950, 1000, "打入 1 000 次，接通 950 次，950 ÷ 1 000 = 95 %。"),
)
