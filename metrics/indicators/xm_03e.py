"""Declares XM-03E: a count returned by the units (003 二)."""

from domain.known_indicator import Kind
from metrics.returned import Words, returned

INDICATOR = returned(
    "XM-03E",
    Words(
        "形成制度机制成果",
        short="形成制度",
        numerator="形成的制度件数",
        counted_in="件",
        method="专项治理期间的累计数；不设目标。",
    ),
    example=(1, None, "形成制度 1 件。"),
    kind=Kind.COUNT,
    measured_in="件",
)
