"""Declares YC-28: a yes/no answer returned by the units (004 附件2(三十八)1)."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-28",
    Words(
        "网络投诉 24 小时接通",
        short="网络接通",
        numerator="是否 24 小时接通（是填 1，否填 0）",
        method="填是或否；有一个单位填否，全市即为否。",
    ),
    example=(1, None, "填“是”，记作 1。"),
    kind=Kind.YES_NO,
    measured_in="",
    is_stock=True,
)
