"""Draws units ranked by one figure, against every line that judges it."""

from dataclasses import replace

from charts.lines import LABEL, Line, lines_of, vertical
from charts.style import BOTTOM, PLAIN_NUMBERS, Caption, escape, frame, label_width, muted
from domain.jurisdiction import UNPLACED
from metrics.result import Verdict
from ui.tokens import ACCENT, INK, MARKERS, PAST, mark_of
from ui.words import FROM_TARGET, amount_words

ROW = 27


def ranked(verdicts: list[Verdict], root_id: str) -> list[Verdict]:
    """Returns the whole jurisdiction first, then the units from the highest value down, silent ones after them, 未识别 last."""
    return sorted(
        verdicts,
        key=lambda v: (
            v.unit_id != root_id,
            v.unit_id == UNPLACED,
            v.value is None,
            -(v.value or 0),
            v.unit_code,
        ),
    )


def ranking(verdicts: list[Verdict], caption: Caption, root_id: str, chosen: str = "") -> dict:
    """Returns the chart: bars in state colour, target lines, value and n/d in a column at the right.

    Shares with a target are drawn as the distance from that target (a bar to the left falls
    short), everything else from zero. A figure without a value is a hollow marker and its word.
    """
    rows = ranked(verdicts, root_id)
    if total := _total(rows, root_id):
        rows = [verdict for verdict in rows if verdict is not total]
        caption = replace(caption, subtitle=f"{caption.subtitle} · 合计 {total.display} {total.measured_in}")
    lines = lines_of(rows)
    base = _base(rows, lines)
    low, high = _span(rows, lines, base)
    shapes, labels = vertical(lines)
    top = 66 + LABEL * len(lines)
    left = label_width(verdict.unit for verdict in rows)
    if base:
        caption = replace(caption, subtitle=f"{caption.subtitle} · {FROM_TARGET}")
    layout = frame(caption, top + ROW * len(rows) + BOTTOM, left, 196, top)
    layout["annotations"] += [*labels, *_values(rows)]
    layout |= {
        "shapes": shapes,
        "bargap": 0.38,
        "xaxis": {"range": [low, high], "ticks": "", **PLAIN_NUMBERS},
        "yaxis": _units_axis(rows, root_id, chosen),
        "hovermode": "closest",
    }
    return {"data": [_bars(rows, base), _ends(rows, base)], "layout": layout}


def _total(rows: list[Verdict], root_id: str) -> Verdict | None:
    """Returns the jurisdiction's own row where it is a plain sum, which would dwarf every unit's bar."""
    own = next((verdict for verdict in rows if verdict.unit_id == root_id), None)
    is_sum = own is not None and own.value is not None and own.denominator is None
    return own if is_sum and len(rows) > 1 else None


def _base(rows: list[Verdict], lines: list[Line]) -> float:
    is_share = bool(rows) and rows[0].measured_in == "%"
    own = [judged for verdict in rows for judged in verdict.targets[:1]]
    return float(own[0].value) if is_share and own and lines else 0.0


def _span(rows: list[Verdict], lines: list[Line], base: float) -> tuple[float, float]:
    points = [float(v.value) for v in rows if v.value is not None] + [line.at for line in lines] + [base]
    low, high = min(points), max(points)
    room = (high - low or abs(high) or 1) * 0.08
    return (low - room if base or low < 0 else 0, high + room)


def _bars(rows: list[Verdict], base: float) -> dict:
    shown = [verdict for verdict in rows if verdict.value is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "base": base,
        "x": [float(verdict.value) - base for verdict in shown],
        "y": [verdict.unit_id for verdict in shown],
        "customdata": [verdict.unit_id for verdict in shown],
        "marker": {"color": [_colour(verdict) for verdict in shown], "line": {"width": 0}},
        "hovertext": [_hover(verdict) for verdict in shown],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _ends(rows: list[Verdict], base: float) -> dict:
    """Returns the markers: hollow without a value, the state's shape where bars start at the target."""
    rows = [verdict for verdict in rows if verdict.value is None or base]
    marker = {
        "symbol": [MARKERS[v.state] if v.state else "circle" for v in rows],
        "color": [_colour(verdict) for verdict in rows],
        "size": [10 if v.value is None else 9 for v in rows],
        "line": {"width": 1.5, "color": [_colour(verdict) for verdict in rows]},
        "opacity": 1,
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [base if v.value is None else float(v.value) for v in rows],
        "y": [v.unit_id for v in rows],
        "customdata": [v.unit_id for v in rows],
        "marker": marker,
        "cliponaxis": False,
        "hovertext": [_hover(verdict) for verdict in rows],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _colour(verdict: Verdict) -> str:
    """Returns the state's colour; the accent where no target judges, grey for what has no unit."""
    if verdict.unit_id == UNPLACED:
        return PAST
    return mark_of(verdict.state).colour if verdict.state else ACCENT


def _values(rows: list[Verdict]) -> list[dict]:
    return [
        {
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 12, "y": place, "yref": "y", "yanchor": "middle",
            "text": _value_text(verdict), "showarrow": False, "align": "left", "font": {"size": 13},
        }
        for place, verdict in enumerate(rows)  # a category's place: a code of digits would be read as a place
    ]  # fmt: skip


def _value_text(verdict: Verdict) -> str:
    mark = mark_of(verdict.state)
    word = verdict.state_word if verdict.value is None else f"{mark.shape} {verdict.display}".strip()
    value = f'<span style="color:{mark.colour}">{escape(word)}</span>'
    parts = "" if verdict.value is None or verdict.denominator is None else amount_words(verdict)
    return f"{value}  {muted(parts)}" if parts else value


def _hover(verdict: Verdict) -> str:
    head = f"<b>{escape(verdict.unit)}</b> {escape(verdict.display)} {escape(verdict.measured_in)}"
    if verdict.value is None:
        head = f"<b>{escape(verdict.unit)}</b> {escape(verdict.state_word)}"
    return "<br>".join([head, *(escape(reason) for reason in verdict.reasons)])


def _units_axis(rows: list[Verdict], root_id: str, chosen: str) -> dict:
    names = []
    for verdict in rows:
        name = escape(verdict.unit)
        name = f"<b>{name}</b>" if verdict.unit_id == root_id else name
        names.append(f"<b>▸ {name}</b>" if verdict.unit_id == chosen and chosen != root_id else name)
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [verdict.unit_id for verdict in rows],
        "range": [len(rows) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": [verdict.unit_id for verdict in rows],
        "ticktext": names,
        "tickfont": {"size": 13, "color": INK},
        "ticklabelstandoff": 8,
        "showgrid": False,
        "fixedrange": True,
    }
