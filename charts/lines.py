"""Draws the lines a figure is held against: 考核底线, 工作目标 and 序时进度, each with its label."""

from dataclasses import dataclass
from decimal import Decimal

from charts.style import escape
from metrics.result import Judged, Verdict
from ui.tokens import INK, MUTED
from ui.words import PACE, TIER_SHORT

_SIGNS = {">=": "≥", "<=": "≤", "=": "=", "<": "<", ">": ">"}
LABEL = 17  # pixels between two label levels


@dataclass(frozen=True)
class Line:
    """Holds one line: where it stands (exact value as float), its label and its dash."""

    at: float
    label: str
    dash: str
    colour: str = INK


def lines_of(verdicts: list[Verdict]) -> list[Line]:
    """Returns every line that judges these figures, equal ones as one line, the pace lines last."""
    found: dict[tuple[str, Decimal], list[Judged]] = {}
    for judged in (target for verdict in verdicts for target in verdict.targets):
        alike = found.setdefault((judged.operator, judged.value), [])
        if judged.tier not in {other.tier for other in alike}:
            alike.append(judged)
    return [_target_line(alike) for alike in found.values()] + pace_lines(verdicts)


def _target_line(alike: list[Judged]) -> Line:
    """Returns the line of targets that stand at the same place: 考核、目标 ≥98."""
    first = alike[0]
    tiers = "、".join(TIER_SHORT.get(judged.tier, judged.tier) for judged in alike)
    draft = "（征求意见稿）" if any(judged.is_draft for judged in alike) else ""
    label = f"{tiers} {_SIGNS[first.operator]}{first.value.normalize():f}{draft}"
    binding = any(judged.target_class in ("否决", "关键", "一般") for judged in alike)
    return Line(float(first.value), label, "solid" if binding else "dash")


def pace_lines(verdicts: list[Verdict]) -> list[Line]:
    """Returns the 序时 lines of these figures: target × elapsed months ÷ 12."""
    due = {judged.pace.expected for verdict in verdicts for judged in verdict.targets[:1] if judged.pace}
    return [Line(float(at), f"{PACE} {float(at):.2f}", "dot", MUTED) for at in sorted(due)]


def steps(lines: list[Line]) -> list[int]:
    """Returns a level for each label, rising from left to right: labels never overlap on any screen."""
    order = sorted(range(len(lines)), key=lambda index: lines[index].at)
    return [order.index(index) for index in range(len(lines))]


def vertical(lines: list[Line]) -> tuple[list[dict], list[dict]]:
    """Returns shapes and label annotations for lines across horizontal bars."""
    shapes = [
        {
            "type": "line", "x0": line.at, "x1": line.at, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": line.colour, "width": 1.5, "dash": line.dash},
        }
        for line in lines
    ]  # fmt: skip
    labels = [
        {
            "x": line.at, "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 2 + LABEL * level,
            "text": escape(line.label), "showarrow": False, "font": {"size": 12, "color": line.colour},
        }
        for line, level in zip(lines, steps(lines), strict=True)
    ]  # fmt: skip
    return shapes, labels


def horizontal(lines: list[Line]) -> tuple[list[dict], list[dict]]:
    """Returns shapes and label annotations for lines across a chart over time."""
    shapes = [
        {
            "type": "line", "y0": line.at, "y1": line.at, "xref": "paper", "x0": 0, "x1": 1,
            "line": {"color": line.colour, "width": 1.5, "dash": line.dash},
        }
        for line in lines
    ]  # fmt: skip
    labels = [
        {
            "y": line.at, "xref": "paper", "x": 1, "xanchor": "left", "xshift": 6,
            "text": escape(line.label), "showarrow": False, "font": {"size": 12, "color": line.colour},
        }
        for line in lines
    ]  # fmt: skip
    return shapes, labels
