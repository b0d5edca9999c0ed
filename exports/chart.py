"""Lays a described chart out for Office: the columns of its data sheet, their looks, the axis."""

from collections.abc import Sequence
from fractions import Fraction

from charts.description import Description, Kind, Point, Role, Series, Target, Weight
from domain.jurisdiction import UNPLACED
from domain.state import State
from exports.axis import Axis, scale
from exports.chart_shape import LABEL_SIZE, Amount, Column, Dot, Drawn, OfficeChart
from exports.chart_theme import theme_chart
from exports.short_names import short_names
from exports.xml_text import one_line, width
from ui.tokens import ACCENT, INK, MUTED, PAST, mark_of

PART_COLOURS = ("#1F4E79", "#6C8FB0", "#A9BFD3", "#D5DFE9", PAST)  # tints of the accent: parts are no states
__all__ = ["LABEL_SIZE", "Amount", "Column", "Dot", "Drawn", "OfficeChart", "column_base", "office_chart"]
_STATES = (
    State.MET,
    State.BEHIND,
    State.MISSED,
    State.PENDING,
    State.NOT_APPLICABLE,
    State.NOT_REPORTED,
    None,
)
_DASHES = {Weight.BINDING: "solid", Weight.AIM: "dash", Weight.PACE: "sysDot"}


def office_chart(
    description: Description, size: tuple[float, float], whole: Description | None = None
) -> OfficeChart:
    """Returns the layout of a description for a chart of `size` (width and height in points).

    `whole` is the description this one was cut from: all pieces get the same axis.
    """
    if (theme := theme_chart(description, size)) is not None:
        return theme
    columns = _columns(description)
    slot = size[0] * 0.8 / max(1, len(description.categories))
    longest = max((width(one.display, LABEL_SIZE) for one in _points(description)), default=0) + 16
    turned = description.kind is not Kind.STACKED and longest > slot * (
        1.6 if description.kind is Kind.TREND else 1.15
    )
    headroom = (longest if turned else 20) / max(80.0, size[1] * 0.62)
    return OfficeChart(
        one_line(description.title),
        description.measured_in,
        _category_words(description),
        columns,
        description.kind is Kind.STACKED,
        description.decimals,
        _axis(whole or description, headroom),
        size,
        turned,
    )


def column_base(description: Description) -> float:
    """Returns where columns start: at the own target of shares, at zero where a value lies far below it."""
    base = float(description.base)
    lowest = min((float(one.value) for one in _points(description) if one.value is not None), default=base)
    return base if lowest >= base / 2 else 0.0


def _columns(description: Description) -> tuple[Column, ...]:
    return {Kind.RANKED: _ranked, Kind.TREND: _trend, Kind.STACKED: _stacked}[description.kind](description)


def _ranked(description: Description) -> tuple[Column, ...]:
    """Returns one column a state, so that the legend names each state, then one a target."""
    own = description.of(Role.OWN)
    points = own.points if own else ()
    count = len(description.categories)
    keys = [category.key for category in description.categories]
    placed = [p if key != UNPLACED else None for p, key in zip(points, keys, strict=True)]
    found = [
        _bars(_state_name(state, description), [p if p and p.state is state else None for p in placed], state)
        for state in _STATES
    ]
    bucket = [p if key == UNPLACED else None for p, key in zip(points, keys, strict=True)]
    found.append(_bars("未识别", bucket, None, PAST))
    bars = [column for column in found if any(value is not None for value in column.values)]
    return (*bars, *(_line(target, count) for target in description.targets))


def _bars(name: str, points: Sequence[Point | None], state: State | None, colour: str = "") -> Column:
    mark = mark_of(state)
    prefix = f"{mark.shape} " if mark.shape else ""
    return Column(
        name,
        _shown(points),
        Drawn.BAR,
        colour or (mark.colour if state else ACCENT),
        is_labelled=True,
        prefixes=tuple(prefix for _ in points),
        places=tuple(point.places if point else 0 for point in points),
    )


def _state_name(state: State | None, description: Description) -> str:
    mark = mark_of(state)
    return f"{mark.shape} {mark.word}" if state else description.measured_in or "数值"


def _trend(description: Description) -> tuple[Column, ...]:
    """Returns last year in grey, the pace dotted, the targets, and on top the year itself."""
    count, found = len(description.categories), []
    if past := _with_values(description.of(Role.PAST)):
        found.append(Column(past.name, _shown(past.points), Drawn.LINE, PAST, has_markers=True))
    if pace := _with_values(description.of(Role.PACE)):
        found.append(Column(pace.name, _shown(pace.points), Drawn.LINE, MUTED, "sysDot", 1.5))
    found += [_line(target, count) for target in description.targets]
    if own := description.of(Role.OWN):
        found.append(_own_line(own))
    return tuple(found)


def _own_line(own: Series) -> Column:
    marks = [mark_of(point.state) if point else None for point in own.points]
    return Column(
        own.name,
        _shown(own.points),
        Drawn.LINE,
        ACCENT,
        width=2.25,
        is_labelled=True,
        prefixes=tuple(f"{mark.shape} " if mark and mark.shape else "" for mark in marks),
        places=tuple(point.places if point else 0 for point in own.points),
        dots=tuple(
            Dot(mark_of(point.state).colour if point.state else ACCENT, point.state) if point else None
            for point in own.points
        ),
    )


def _stacked(description: Description) -> tuple[Column, ...]:
    return tuple(
        Column(
            series.name,
            _shown(series.points),
            Drawn.BAR,
            PART_COLOURS[place % len(PART_COLOURS)],
            is_labelled=len(description.categories) <= 16,
            places=tuple(point.places if point else 0 for point in series.points),
        )
        for place, series in enumerate(description.series)
    )


def _line(target: Target, count: int) -> Column:
    colour = MUTED if target.weight is Weight.PACE else INK
    dash = _DASHES[target.weight]
    return Column(target.label, (target.value,) * count, Drawn.LINE, colour, dash, 1.5, is_named=True)


def _shown(points: Sequence[Point | None]) -> tuple[Amount, ...]:
    return tuple(point.shown if point else None for point in points)


def _with_values(series: Series | None) -> Series | None:
    return series if series and any(point for point in series.points) else None


def _points(description: Description) -> list[Point]:
    return [
        p for series in description.series for p in series.points if p is not None and p.value is not None
    ]


def _category_words(description: Description) -> tuple[str, ...]:
    """Returns the categories' names; a figure without a value says so here: 庚县 ○未报送."""
    names = short_names([one_line(category.name) for category in description.categories])
    return tuple(_with_state(description, place, name) for place, name in enumerate(names))


def _with_state(description: Description, place: int, name: str) -> str:
    own, note = description.of(Role.OWN), description.categories[place].note
    point = own.points[place] if own else None
    if point is not None and point.value is None:
        note = f"{mark_of(point.state).shape}{one_line(point.display)}"
    return f"{name} {note}".strip()


def _axis(description: Description, headroom: float) -> Axis:
    columns = _columns(description)
    base = column_base(description)
    points = [float(value) for column in columns for value in column.values if value is not None]
    if description.kind is Kind.STACKED:
        stacks = zip(*(column.values for column in columns), strict=True)
        points = [float(sum((Fraction(v) for v in stack if v is not None), Fraction(0))) for stack in stacks]
    is_share = description.measured_in == "%" and bool(description.targets)
    low, high = min([*points, base] if base else points, default=0.0), max([*points, base], default=1.0)
    if not is_share or (not base and description.kind is Kind.RANKED):
        low = min(0.0, low)
    span = (high - low) or abs(high) or 1.0
    floor = low - span * headroom if low < 0 or is_share else low
    finest = 0.0 if description.decimals or is_share else 1.0  # counts have no half steps
    return scale(floor, high + span * headroom, base, low >= 0, finest)
