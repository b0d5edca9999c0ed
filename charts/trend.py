"""Draws one unit's months against the target, the pace and last year."""

from collections.abc import Sequence

from charts.describe import describe_trend
from charts.description import Description, Point, Role
from charts.lines import horizontal, lines_of
from charts.style import PLAIN_NUMBERS, Caption, escape, frame, whole_ticks
from domain.state import State
from metrics.result import Verdict
from ui.tokens import ACCENT, MARKERS, MUTED, PAST, mark_of
from ui.words import LAST_YEAR, PACE

HEIGHT, TALLEST, ROW = 396, 560, 27
Dot = tuple[str, Point]  # the month's name and its figure


def trend(months: list[Verdict], last_year: list[Verdict], caption: Caption, rows: int = 0) -> dict:
    """Returns the chart of these verdicts, as `draw_trend` draws their description."""
    return draw_trend(describe_trend(months, last_year, caption), rows)


def draw_trend(description: Description, rows: int = 0) -> dict:
    """Returns the chart: the year's months as a line with state markers, hollow where nothing came.

    Target lines are horizontal and labelled; 序时 rises with the months; last year's same
    months are grey. `rows` is the number of units ranked beside it: both pictures get the same
    height, within reason.
    """
    lines = lines_of(description.targets)
    own, past, pace = (_dots(description, role) for role in (Role.OWN, Role.PAST, Role.PACE))
    shapes, labels = horizontal(lines)
    caption = Caption(
        description.title,
        description.subtitle,
        description.measured_in,
        description.source,
        description.as_of,
    )
    layout = frame(caption, min(max(HEIGHT, 161 + ROW * rows), TALLEST), right=104, top=78)
    layout["annotations"] += [*labels, *_pace_label(pace)]
    names = [category.name for category in description.categories]
    drawn = [*own, *past, *pace]
    is_share = description.measured_in == "%" and bool(own) and bool(lines)
    span = _span(drawn, [line.at for line in lines], is_share)
    ticks = whole_ticks([*_known(drawn), *(line.at for line in lines)], span[1])
    layout |= {
        "shapes": shapes,
        "xaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": names, "range": [-0.4, 11.4],
            "fixedrange": True, "showgrid": False,
        },
        "yaxis": {"range": span, **PLAIN_NUMBERS, **ticks},
        "hovermode": "closest",
    }  # fmt: skip
    return {"data": [_past(past), _pace(pace), _year(own), _silent(own, layout)], "layout": layout}


def _dots(description: Description, role: Role) -> list[Dot]:
    series = description.of(role)
    points = series.points if series else ()
    return [
        (category.name, point)
        for category, point in zip(description.categories, points, strict=True)
        if point is not None
    ]


def _known(dots: Sequence[Dot]) -> list[float]:
    return [float(point.value) for _, point in dots if point.value is not None]


def _span(dots: Sequence[Dot], lines: list[float], is_share: bool) -> list[float]:
    points = _known(dots) + lines
    low, high = min(points, default=0.0), max(points, default=1.0)
    if not is_share:
        low = min(0.0, low)
    if low == high == 0:
        high = 1.0  # nothing happened: an axis of hundredths would look like figures
    room = (high - low or abs(high) or 1) * 0.12
    return [low - room if low else 0.0, high + room]


def _year(own: Sequence[Dot]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [month for month, _ in own],
        "y": [None if point.value is None else float(point.value) for _, point in own],
        "line": {"color": ACCENT, "width": 2},
        "marker": {
            "size": 9,
            "symbol": [MARKERS[point.state] if point.state else "circle" for _, point in own],
            "color": [mark_of(point.state).colour if point.state else ACCENT for _, point in own],
        },
        "hovertext": [_hover(point) for _, point in own],
        "hoverinfo": "text",
    }


def _silent(own: Sequence[Dot], layout: dict) -> dict:
    """Returns hollow markers on the axis for months without a value, each with its word."""
    silent = [(month, point) for month, point in own if point.value is None]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [month for month, _ in silent],
        "y": [layout["yaxis"]["range"][0]] * len(silent),
        "text": [_word(place, silent) for place in range(len(silent))],
        "textposition": "top center",
        "textfont": {"size": 11, "color": MUTED},
        "marker": {
            "size": 9,
            "symbol": [MARKERS[point.state or State.NOT_REPORTED] for _, point in silent],
            "color": MUTED,
            "line": {"width": 1.5, "color": MUTED},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _word(place: int, silent: Sequence[Dot]) -> str:
    """Returns the state's word for the first of several alike, so that words do not overlap."""
    word = silent[place][1].display
    return "" if place and silent[place - 1][1].display == word else escape(word)


def _pace(pace: Sequence[Dot]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [month for month, _ in pace],
        "y": _values(pace),
        "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _pace_label(pace: Sequence[Dot]) -> list[dict]:
    if not pace:
        return []
    month, point = pace[-1]
    return [
        {
            "x": month, "y": _values(pace)[-1], "xanchor": "left", "yanchor": "top", "xshift": 4,
            "text": f"{PACE} {point.display}", "showarrow": False, "font": {"size": 12, "color": MUTED},
        }
    ]  # fmt: skip


def _past(past: Sequence[Dot]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [month for month, _ in past],
        "y": _values(past),
        "line": {"color": PAST, "width": 2},
        "marker": {"size": 5, "color": PAST},
        "hovertext": [f"{LAST_YEAR} {_hover(point)}" for _, point in past],
        "hoverinfo": "text",
    }


def _values(dots: Sequence[Dot]) -> list[float]:
    return [float(point.value) for _, point in dots if point.value is not None]


def _hover(point: Point) -> str:
    if point.verdict is None:
        return escape(point.display)
    unit = "" if point.value is None else f" {point.verdict.measured_in}"
    return f"{escape(point.verdict.period.chinese)} <b>{escape(point.display + unit)}</b>"
