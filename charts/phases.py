"""Draws phases on a time line (a Gantt): from the first to the last day, with the state in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from charts.style import BOTTOM, Caption, escape, frame, label_width, muted
from domain.state import State
from ui.tokens import ACCENT, LINE, MUTED, PAPER, PAST, STATES

ENDED, RUNNING, AHEAD = "已结束", "进行中", "未开始"
_COLOURS = {
    ENDED: PAST, RUNNING: ACCENT, AHEAD: LINE, "逾期": STATES[State.MISSED].colour, "已完成": STATES[State.MET].colour,
}  # fmt: skip
_DAY = 86_400_000  # milliseconds: how Plotly measures a bar on a date axis
_ROW = 44


@dataclass(frozen=True)
class PhaseBar:
    """Holds one phase: its name, first and last day, its state in a word, and a remark (what is due)."""

    name: str
    first: date
    last: date
    state: str
    remark: str = ""


def state_on(first: date, last: date, day: date) -> str:
    """Returns 未开始, 进行中 or 已结束 for a span of days, seen on a day."""
    if day < first:
        return AHEAD
    return ENDED if day > last else RUNNING


def phases(bars: Sequence[PhaseBar], caption: Caption, today: date | None = None) -> dict:
    """Returns the chart: one bar a phase, the days and the state at its right, a line at `today`.

    A state that is none of 未开始, 进行中, 已结束 is drawn like a running one. The line is left out
    when it lies outside the phases.
    """
    labels = [bar.name for bar in bars]
    layout = frame(caption, 84 + _ROW * len(bars) + BOTTOM, label_width(labels), 300, 84)
    first = min((bar.first for bar in bars), default=date(2000, 1, 1))
    last = max((bar.last for bar in bars), default=first)
    layout["annotations"] += [_text(bar) for bar in bars]
    layout |= {
        "bargap": 0.45,
        "xaxis": {
            "type": "date", "range": [first.isoformat(), (last + timedelta(days=1)).isoformat()], "side": "top",
            "tickformat": "%Y-%m", "dtick": _step(first, last), "fixedrange": True,
        },
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": labels, "showgrid": False,
            "range": [len(bars) - 0.5, -0.5], "fixedrange": True, "tickfont": {"size": 13},
            "ticks": "outside", "ticklen": 8, "tickcolor": PAPER,
        },
    }  # fmt: skip
    if today is not None and first <= today <= last:
        layout["shapes"] = [_line(today)]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "base": [bar.first.isoformat() for bar in bars],
        "x": [((bar.last - bar.first).days + 1) * _DAY for bar in bars],
        "marker": {"color": [_COLOURS.get(bar.state, ACCENT) for bar in bars]},
        "hoverinfo": "skip",
    }
    return {"data": [trace], "layout": layout}


def _step(first: date, last: date) -> str:
    """Returns the distance of the ticks: about eight of them, whole months apart."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return f"M{max(1, -(-months // 8))}"


def _text(bar: PhaseBar) -> dict:
    days = f"{bar.first.isoformat()} 至 {bar.last.isoformat()}"
    remark = f"<br>{muted(bar.remark)}" if bar.remark else ""
    return {
        "xref": "paper", "x": 1, "xanchor": "left", "xshift": 10, "y": bar.name, "showarrow": False, "align": "left",
        "text": f"<b>{escape(bar.state)}</b>  {escape(days)}{remark}", "font": {"size": 12},
    }  # fmt: skip


def _line(day: date) -> dict:
    return {
        "type": "line", "x0": day.isoformat(), "x1": day.isoformat(), "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": MUTED, "width": 1, "dash": "dot"},
    }  # fmt: skip
