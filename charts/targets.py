"""Names the lines a figure is held against: 考核底线, 工作目标 and 序时进度, equal ones as one."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from charts.description import Target, Weight
from metrics.result import Judged, Verdict
from ui.words import PACE, TIER_SHORT

_SIGNS = {">=": "≥", "<=": "≤", "=": "=", "<": "<", ">": ">"}
_ITEM_CLASSES = ("否决", "关键", "一般")


def targets_of(verdicts: Sequence[Verdict]) -> tuple[Target, ...]:
    """Returns every line that judges these figures, equal ones as one line, the pace lines last."""
    found: dict[tuple[str, Decimal], list[Judged]] = {}
    for judged in (target for verdict in verdicts for target in verdict.targets):
        alike = found.setdefault((judged.operator, judged.value), [])
        if judged.tier not in {other.tier for other in alike}:
            alike.append(judged)
    return (*(_target(alike) for alike in found.values()), *_paces(verdicts))


def _target(alike: list[Judged]) -> Target:
    """Returns the line of targets that stand at the same place: 考核、目标 ≥98."""
    first = alike[0]
    tiers = "、".join(TIER_SHORT.get(judged.tier, judged.tier) for judged in alike)
    draft = "（征求意见稿）" if any(judged.is_draft for judged in alike) else ""
    label = f"{tiers} {_SIGNS[first.operator]}{first.value.normalize():f}{draft}"
    binding = any(judged.target_class in _ITEM_CLASSES for judged in alike)
    return Target(Fraction(first.value), label, Weight.BINDING if binding else Weight.AIM)


def _paces(verdicts: Sequence[Verdict]) -> list[Target]:
    """Returns the 序时 lines of these figures: target × elapsed months ÷ 12."""
    due = {judged.pace.expected for verdict in verdicts for judged in verdict.targets[:1] if judged.pace}
    return [Target(at, pace_label(at), Weight.PACE) for at in sorted(due)]


def pace_label(at: Fraction) -> str:
    """Returns 序时 and the value due by now."""
    return f"{PACE} {float(at):.2f}"
