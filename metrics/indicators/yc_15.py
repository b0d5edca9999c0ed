"""Declares YC-15: a share returned by the units (004 附件2(五))."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-15",
    Words(
        "应查办违法案件查办率",
        short="案件查办率",
        numerator="已查办的案件",
        denominator="依法应查办的案件",
        counted_in="件",
        method="全口径（市场监管、农业农村、公安），看近三年，数量和比率都要列。",
    ),
    example=(48, 48, "应查办 48 件，已查办 48 件，48 ÷ 48 = 100 %。"),
    years=3,
)
