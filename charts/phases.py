"""Describes and draws phases on a time line (a Gantt): first day, last day, and the state in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from charts.description import Category, Description, Kind, Point, Role, Series
from charts.style import BOTTOM, Caption, escape, frame, label_width, muted
from domain.jurisdiction import Jurisdiction
from domain.state import State
from metrics.theme_result import Phase
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


def colour_of(state: str) -> str:
    """Returns the colour of a state's word; that of 进行中 for one it does not know."""
    return _COLOURS.get(state, ACCENT)


def campaign_bars(found: Sequence[Phase], day: date) -> list[PhaseBar]:
    """Returns the phases of a campaign with their state on a day and what is due at the end of each."""
    return [
        PhaseBar(f"{one.number} {one.name}", one.first, one.last, state_on(one.first, one.last, day), one.due)
        for one in found
    ]


def campaign_caption(found: Sequence[Phase], jurisdiction: Jurisdiction, day: date) -> Caption:
    """Returns the words in the picture of a campaign's phases."""
    codes = dict.fromkeys(one.document for one in found)
    source = "、".join(jurisdiction.documents[code].title for code in codes)
    clauses = "、".join(one.clause for one in found)
    return Caption("专项治理的阶段", f"条款 {clauses}", "日期", source, day.isoformat())


def phases(bars: Sequence[PhaseBar], caption: Caption) -> dict:
    """Returns the chart of these phases, as `draw_phases` draws their description."""
    return draw_phases(describe_phases(bars, caption))


def describe_phases(bars: Sequence[PhaseBar], caption: Caption, marks: Sequence[str] = ()) -> Description:
    """Returns the phases with their first and last days; the day they are seen on is the caption's."""
    return Description(
        Kind.PHASES,
        caption.title,
        caption.subtitle,
        caption.measured_in,
        _finding(bars, date.fromisoformat(caption.as_of)),
        caption.source,
        caption.as_of,
        tuple(Category(str(place), bar.name, bar.state) for place, bar in enumerate(bars)),
        (
            Series("起", Role.FIRST, tuple(_day_point(bar.first) for bar in bars)),
            Series("止", Role.LAST, tuple(_day_point(bar.last, bar.remark) for bar in bars)),
        ),
        marks=tuple(marks),
    )


def bars_of(description: Description) -> list[PhaseBar]:
    """Returns the phases a description holds."""
    first, last = description.of(Role.FIRST), description.of(Role.LAST)
    assert first is not None and last is not None
    return [
        PhaseBar(
            category.name,
            date.fromisoformat(begins.display),
            date.fromisoformat(ends.display),
            category.note,
            ends.detail,
        )
        for category, begins, ends in zip(description.categories, first.points, last.points, strict=True)
        if begins is not None and ends is not None
    ]


def draw_phases(description: Description) -> dict:
    """Returns the chart: one bar a phase, the days and the state at its right, a line at the day it is seen on.

    A state that is none of 未开始, 进行中, 已结束 is drawn like a running one. The line is left out
    when it lies outside the phases.
    """
    bars, caption = bars_of(description), Caption.of(description)
    labels = [bar.name for bar in bars]
    layout = frame(caption, 84 + _ROW * len(bars) + BOTTOM, label_width(labels), 300, 84)
    first = min((bar.first for bar in bars), default=date(2000, 1, 1))
    last = max((bar.last for bar in bars), default=first)
    layout["annotations"] += [_text(bar) for bar in bars]
    layout |= {"bargap": 0.45, "xaxis": _days_axis(first, last), "yaxis": _names_axis(labels)}
    today = date.fromisoformat(description.as_of)
    if first <= today <= last:
        layout["shapes"] = [_line(today)]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "base": [bar.first.isoformat() for bar in bars],
        "x": [((bar.last - bar.first).days + 1) * _DAY for bar in bars],
        "marker": {"color": [colour_of(bar.state) for bar in bars]},
        "hoverinfo": "skip",
    }
    return {"data": [trace], "layout": layout}


def _finding(bars: Sequence[PhaseBar], day: date) -> str:
    """Returns which phases run, until when and for how many days more, else which comes next or that all are over."""
    running = [bar for bar in bars if bar.state not in (ENDED, AHEAD)]
    if running:
        return "；".join(
            f"{bar.name}{bar.state}，至 {bar.last.isoformat()}{_left(bar, day)}" for bar in running
        )
    ahead = [bar for bar in bars if bar.state == AHEAD]
    if ahead:
        return f"{ahead[0].name}未开始，自 {ahead[0].first.isoformat()} 起"
    return f"全部 {len(bars)} 个阶段已结束" if bars else "没有阶段"


def _left(bar: PhaseBar, day: date) -> str:
    days = (bar.last - day).days
    return f"，还有 {days} 天" if bar.state == RUNNING and days > 0 else ""


def _day_point(day: date, remark: str = "") -> Point:
    return Point(Fraction(day.toordinal()), day.isoformat(), detail=remark)


def _days_axis(first: date, last: date) -> dict:
    return {
        "type": "date", "range": [first.isoformat(), (last + timedelta(days=1)).isoformat()], "side": "top",
        "tickformat": "%Y-%m", "dtick": _step(first, last), "fixedrange": True,
    }  # fmt: skip


def _names_axis(labels: list[str]) -> dict:
    return {
        "type": "category", "categoryorder": "array", "categoryarray": labels, "showgrid": False,
        "range": [len(labels) - 0.5, -0.5], "fixedrange": True, "tickfont": {"size": 13},
        "ticks": "outside", "ticklen": 8, "tickcolor": PAPER,
    }  # fmt: skip


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
