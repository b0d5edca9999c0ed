"""Draws how many inspections led to cases: 检查 → 立案 → 结案 → 移送."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.style import BOTTOM, Caption, escape, frame, label_width, muted
from ui.tokens import ACCENT


@dataclass(frozen=True)
class Step:
    """Holds one step: its label, its count (None when nobody filled it in) and a remark."""

    label: str
    count: Decimal | None
    remark: str = ""


def funnel(steps: Sequence[Step], caption: Caption) -> dict:
    """Returns the chart: one bar a step from zero, the count and the remark at the right."""
    counted = [step for step in steps if step.count is not None]
    labels = [step.label for step in steps]
    layout = frame(caption, 74 + 40 * len(steps) + BOTTOM, label_width(labels), 190, 74)
    layout["annotations"] += [_text(step) for step in steps]
    layout |= {
        "bargap": 0.35,
        "xaxis": {"visible": False, "rangemode": "tozero", "fixedrange": True},
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": labels, "showgrid": False,
            "range": [len(steps) - 0.5, -0.5], "fixedrange": True, "tickfont": {"size": 13},
        },
    }  # fmt: skip
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [float(step.count) for step in counted if step.count is not None],
        "y": [step.label for step in counted],
        "marker": {"color": ACCENT},
        "hoverinfo": "skip",
    }
    return {"data": [bars], "layout": layout}


def _text(step: Step) -> dict:
    shown = "未填" if step.count is None else f"{step.count.normalize():,f}"
    text = f"<b>{escape(shown)}</b>" + (f"  {muted(step.remark)}" if step.remark else "")
    return {
        "xref": "paper", "x": 1, "xanchor": "left", "xshift": 10, "y": step.label, "text": text,
        "showarrow": False, "align": "left", "font": {"size": 13},
    }  # fmt: skip
