"""Declares XM-02: penalties not listed or not published though they ought to be (003 六(二))."""

from dataclasses import replace

from domain.known_indicator import Kind
from metrics.returned import Words, returned

# A penalty ledger speaks first; where there is none, the units' returns do.
INDICATOR = replace(
    returned(
        "XM-02",
        Words(
            "应列未列、应公示未公示",
            short="应列未列",
            numerator="抽查发现应列未列、应公示未公示的件数",
            counted_in="件",
            method="上传了处罚台账的，以台账逐条核对为准：截至期末应列入名单而未列入、超过公示期限而未公示的处罚件数，"
            "同一件两项都有只计一件；没有台账时按填报数。",
        ),
        example=(0, None, "抽查未发现，填 0。"),
        kind=Kind.COUNT,
        measured_in="件",
    ),
    computed_by="unlisted",
)
