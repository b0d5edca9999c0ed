"""Declares YC-11B: a amount returned by the units (004 附件2(三))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-11B",
    Words(
        "市县财力抽检投入",
        short="抽检投入",
        numerator="市县财力投入金额",
        counted_in="万元",
        method="全口径，各部门相加，金额以万元填报，看近三年；只列数，不设目标。",
    ),
    example=(180, None, "全口径投入 180 万元。"),
    kind=Kind.AMOUNT,
    measured_in="万元",
    years=3,
)
