"""Draws the lines a figure is held against: 考核底线, 工作目标 and 序时进度, each with its label."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.description import Target, Weight
from charts.style import escape
from ui.tokens import INK, MUTED

LABEL = 17  # pixels between two label levels
_LOOKS = {Weight.BINDING: ("solid", INK), Weight.AIM: ("dash", INK), Weight.PACE: ("dot", MUTED)}


@dataclass(frozen=True)
class Line:
    """Holds one line: where it stands (exact value as float), its label and its dash."""

    at: float
    label: str
    dash: str
    colour: str = INK


def lines_of(targets: Sequence[Target]) -> list[Line]:
    """Returns how each described line is drawn."""
    return [Line(float(one.value), one.label, *_LOOKS[one.weight]) for one in targets]


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
