"""Draws one unit's months against the target, the pace and last year."""

from charts.lines import horizontal, lines_of
from charts.style import PLAIN_NUMBERS, Caption, escape, frame
from domain.period import Month
from domain.state import State
from metrics.result import Verdict
from ui.tokens import ACCENT, MARKERS, MUTED, PAST, mark_of
from ui.words import LAST_YEAR, PACE

HEIGHT, TALLEST, ROW = 396, 560, 27
_MONTHS = [f"{number}月" for number in range(1, 13)]


def trend(months: list[Verdict], last_year: list[Verdict], caption: Caption, rows: int = 0) -> dict:
    """Returns the chart: the year's months as a line with state markers, hollow where nothing came.

    Target lines are horizontal and labelled; 序时 rises with the months; last year's same
    months are grey. `rows` is the number of units ranked beside it: both pictures get the same
    height, within reason.
    """
    lines = [line for line in lines_of(months[-1:]) if line.dash != "dot"]
    shapes, labels = horizontal(lines)
    layout = frame(caption, min(max(HEIGHT, 161 + ROW * rows), TALLEST), right=104, top=78)
    layout["annotations"] += [*labels, *_pace_label(months)]
    layout |= {
        "shapes": shapes,
        "xaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": _MONTHS, "range": [-0.4, 11.4],
            "fixedrange": True, "showgrid": False,
        },
        "yaxis": {"range": _span(months, last_year, [line.at for line in lines]), **PLAIN_NUMBERS},
        "hovermode": "closest",
    }  # fmt: skip
    return {
        "data": [_past(last_year), _pace(months), _year(months), _silent(months, layout)],
        "layout": layout,
    }


def _name(month: Month) -> str:
    return _MONTHS[month % 100 - 1]


def _span(months: list[Verdict], last_year: list[Verdict], lines: list[float]) -> list[float]:
    points = [float(v.value) for v in (*months, *last_year) if v.value is not None] + lines
    points += [_expected(v) for v in months if _expected(v) is not None]  # type: ignore[misc]
    low, high = min(points, default=0.0), max(points, default=1.0)
    if not (months and months[0].measured_in == "%" and lines):
        low = min(0.0, low)
    room = (high - low or abs(high) or 1) * 0.12
    return [low - room if low else 0.0, high + room]


def _expected(verdict: Verdict) -> float | None:
    pace = verdict.targets[0].pace if verdict.targets else None
    return float(pace.expected) if pace else None


def _year(months: list[Verdict]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_name(v.period.last) for v in months],
        "y": [None if v.value is None else float(v.value) for v in months],
        "line": {"color": ACCENT, "width": 2},
        "marker": {
            "size": 9,
            "symbol": [MARKERS[v.state] if v.state else "circle" for v in months],
            "color": [mark_of(v.state).colour if v.state else ACCENT for v in months],
        },
        "hovertext": [_hover(verdict) for verdict in months],
        "hoverinfo": "text",
    }


def _silent(months: list[Verdict], layout: dict) -> dict:
    """Returns hollow markers on the axis for months without a value, each with its word."""
    silent = [verdict for verdict in months if verdict.value is None]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_name(v.period.last) for v in silent],
        "y": [layout["yaxis"]["range"][0]] * len(silent),
        "text": [_word(place, silent) for place in range(len(silent))],
        "textposition": "top center",
        "textfont": {"size": 11, "color": MUTED},
        "marker": {
            "size": 9,
            "symbol": [MARKERS[v.state or State.NOT_REPORTED] for v in silent],
            "color": MUTED,
            "line": {"width": 1.5, "color": MUTED},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _word(place: int, silent: list[Verdict]) -> str:
    """Returns the state's word for the first of several alike, so that words do not overlap."""
    word = silent[place].state_word
    return "" if place and silent[place - 1].state_word == word else escape(word)


def _pace(months: list[Verdict]) -> dict:
    due = [(v, _expected(v)) for v in months if _expected(v) is not None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_name(v.period.last) for v, _ in due],
        "y": [expected for _, expected in due],
        "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _pace_label(months: list[Verdict]) -> list[dict]:
    due = [(v, _expected(v)) for v in months if _expected(v) is not None]
    if not due:
        return []
    last, expected = due[-1]
    return [
        {
            "x": _name(last.period.last), "y": expected, "xanchor": "left", "yanchor": "top", "xshift": 4,
            "text": f"{PACE} {expected:.2f}", "showarrow": False, "font": {"size": 12, "color": MUTED},
        }
    ]  # fmt: skip


def _past(last_year: list[Verdict]) -> dict:
    known = [verdict for verdict in last_year if verdict.value is not None]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_name(v.period.last) for v in known],
        "y": [float(v.value) for v in known if v.value is not None],
        "line": {"color": PAST, "width": 2},
        "marker": {"size": 5, "color": PAST},
        "hovertext": [f"{LAST_YEAR} {_hover(verdict)}" for verdict in known],
        "hoverinfo": "text",
    }


def _hover(verdict: Verdict) -> str:
    shown = verdict.state_word if verdict.value is None else f"{verdict.display} {verdict.measured_in}"
    return f"{escape(verdict.period.chinese)} <b>{escape(shown)}</b>"
