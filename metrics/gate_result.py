"""Defines what judging a standard gives: items and the whole of one unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from domain.state import State
from metrics.result import Verdict
from metrics.standard import Campaign, Item
from store.evidence import Evidence

PASSED, OPEN, FAILED = "通过", "待补齐", "不通过"
EVIDENCE_WORDS = {"done": "已完成", "partly": "部分完成", "not_done": "未完成", "not_applicable": "不适用"}


@dataclass(frozen=True)
class ItemVerdict:
    """Holds one item of one unit: its state, why, the figures and the recorded evidence behind it."""

    item: Item | Campaign
    unit_id: str
    unit: str
    state: State
    reasons: tuple[str, ...]
    figures: tuple[Verdict, ...]
    evidence: Evidence | None


@dataclass(frozen=True)
class GateVerdict:
    """Holds the whole of one unit, why, and how many items of each class are met.

    The word is 不通过 when a veto item is missed or missing, 待补齐 while key or ordinary items
    are, 通过 when nothing is left; under the points rule the points decide.

    `met` maps a class to (met, applicable) items; `score` is what the points rule gives out of
    a hundred, None under the gate rule.
    """

    unit_id: str
    unit: str
    word: str
    reasons: tuple[str, ...]
    items: tuple[ItemVerdict, ...]
    met: Mapping[str, tuple[int, int]]
    score: Fraction | None = None
