"""Draws units ranked by one figure, against every line that judges it."""

from collections.abc import Sequence

from charts.describe import describe_ranking, ranked
from charts.description import Description, Point, Role
from charts.lines import LABEL, Line, lines_of, vertical
from charts.style import BOTTOM, PLAIN_NUMBERS, Caption, escape, frame, label_width, muted, whole_ticks
from domain.jurisdiction import UNPLACED
from metrics.result import Verdict
from ui.tokens import ACCENT, INK, MARKERS, PAST, mark_of
from ui.words import FROM_TARGET

__all__ = ["draw_ranking", "ranked", "ranking"]

ROW = 27
Bar = tuple[str, Point]  # the unit's id and its figure


def ranking(verdicts: list[Verdict], caption: Caption, root_id: str, chosen: str = "") -> dict:
    """Returns the chart of these verdicts, as `draw_ranking` draws their description."""
    return draw_ranking(describe_ranking(verdicts, caption, root_id), root_id, chosen)


def draw_ranking(description: Description, root_id: str = "", chosen: str = "") -> dict:
    """Returns the chart: bars in state colour, target lines, value and n/d in a column at the right.

    Shares with a target are drawn as the distance from that target (a bar to the left falls
    short), everything else from zero. A figure without a value is a hollow marker and its word.
    """
    rows = _rows(description)
    lines = lines_of(description.targets)
    base = float(description.base)
    low, high = _span(rows, lines, base)
    shapes, labels = vertical(lines)
    top = 66 + LABEL * len(lines)
    left = label_width(category.name for category in description.categories)
    layout = frame(_caption(description), top + ROW * len(rows) + BOTTOM, left, 196, top)
    layout["annotations"] += [*labels, *_values(rows)]
    layout |= {
        "shapes": shapes,
        "bargap": 0.38,
        "xaxis": {
            "range": [low, high],
            "ticks": "",
            **PLAIN_NUMBERS,
            **whole_ticks(_points(rows, lines), high),
        },
        "yaxis": _units_axis(description, root_id, chosen),
        "hovermode": "closest",
    }
    return {"data": [_bars(rows, base), _ends(rows, base)], "layout": layout}


def _rows(description: Description) -> list[Bar]:
    own = description.of(Role.OWN)
    points = own.points if own else ()
    return [
        (category.key, point)
        for category, point in zip(description.categories, points, strict=True)
        if point is not None
    ]


def _caption(description: Description) -> Caption:
    """Returns the words of the picture; the total and what bars start from join the subtitle."""
    said = [description.subtitle]
    if total := description.total:
        measured_in = total.verdict.measured_in if total.verdict else description.measured_in
        said.append(f"合计 {total.display} {measured_in}")
    said += [FROM_TARGET] if description.base else []
    words = " · ".join(said)
    return Caption(description.title, words, description.measured_in, description.source, description.as_of)


def _span(rows: Sequence[Bar], lines: list[Line], base: float) -> tuple[float, float]:
    points = [*_points(rows, lines), base]
    low, high = min(points), max(points)
    if low == high == 0:
        high = 1.0  # nothing happened anywhere: an axis of hundredths would look like figures
    room = (high - low or abs(high) or 1) * 0.08
    return (low - room if base or low < 0 else 0, high + room)


def _points(rows: Sequence[Bar], lines: list[Line]) -> list[float]:
    known = [float(point.value) for _, point in rows if point.value is not None]
    return [*known, *(line.at for line in lines)]


def _bars(rows: Sequence[Bar], base: float) -> dict:
    shown = [(unit, point, point.value) for unit, point in rows if point.value is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "base": base,
        "x": [float(value) - base for _, _, value in shown],
        "y": [unit for unit, _, _ in shown],
        "customdata": [unit for unit, _, _ in shown],
        "marker": {"color": [_colour(unit, point) for unit, point, _ in shown], "line": {"width": 0}},
        "hovertext": [_hover(point) for _, point, _ in shown],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _ends(rows: Sequence[Bar], base: float) -> dict:
    """Returns the markers: hollow without a value, the state's shape where bars start at the target."""
    rows = [(unit, point) for unit, point in rows if point.value is None or base]
    colours = [_colour(unit, point) for unit, point in rows]
    marker = {
        "symbol": [MARKERS[point.state] if point.state else "circle" for _, point in rows],
        "color": colours,
        "size": [10 if point.value is None else 9 for _, point in rows],
        "line": {"width": 1.5, "color": colours},
        "opacity": 1,
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [base if point.value is None else float(point.value) for _, point in rows],
        "y": [unit for unit, _ in rows],
        "customdata": [unit for unit, _ in rows],
        "marker": marker,
        "cliponaxis": False,
        "hovertext": [_hover(point) for _, point in rows],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _colour(unit_id: str, point: Point) -> str:
    """Returns the state's colour; the accent where no target judges, grey for what has no unit."""
    if unit_id == UNPLACED:
        return PAST
    return mark_of(point.state).colour if point.state else ACCENT


def _values(rows: Sequence[Bar]) -> list[dict]:
    return [
        {
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 12, "y": place, "yref": "y", "yanchor": "middle",
            "text": _value_text(point), "showarrow": False, "align": "left", "font": {"size": 13},
        }
        for place, (_, point) in enumerate(rows)  # a category's place: a code of digits would be read as a place
    ]  # fmt: skip


def _value_text(point: Point) -> str:
    mark = mark_of(point.state)
    word = point.display if point.value is None else f"{mark.shape} {point.display}".strip()
    value = f'<span style="color:{mark.colour}">{escape(word)}</span>'
    return f"{value}  {muted(point.detail)}" if point.detail else value


def _hover(point: Point) -> str:
    verdict = point.verdict
    if verdict is None:
        return escape(point.display)
    unit = "" if verdict.value is None else f" {escape(verdict.measured_in)}"
    head = f"<b>{escape(verdict.unit)}</b> {escape(point.display)}{unit}"
    return "<br>".join([head, *(escape(reason) for reason in verdict.reasons)])


def _units_axis(description: Description, root_id: str, chosen: str) -> dict:
    keys, names = [category.key for category in description.categories], []
    for category in description.categories:
        name = escape(category.name)
        name = f"<b>{name}</b>" if category.key == root_id else name
        names.append(f"<b>▸ {name}</b>" if category.key == chosen and chosen != root_id else name)
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": keys,
        "range": [len(keys) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": keys,
        "ticktext": names,
        "tickfont": {"size": 13, "color": INK},
        "ticklabelstandoff": 8,
        "showgrid": False,
        "fixedrange": True,
    }
