"""Declares YC-11: a count returned by the units (004 附件2(三))."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-11",
    Words(
        "市县财力安排的抽检任务完成数",
        short="财力安排任务",
        numerator="市县财力安排并完成的批次",
        counted_in="批次",
        method="全口径，各部门相加，看近三年；只列数，不设目标。",
    ),
    example=(3200, None, "全口径（含农业等部门）完成 3 200 批次。"),
    kind=Kind.COUNT,
    measured_in="批次",
    years=3,
)
