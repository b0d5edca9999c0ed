"""Lays a described chart out for Office: the columns of its data sheet, their looks, the axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from charts.description import Description, Kind, Point, Role, Series, Target, Weight
from domain.jurisdiction import UNPLACED
from domain.state import State
from exports.xml_text import one_line, width
from ui.tokens import ACCENT, INK, MUTED, PAST, mark_of

Amount = Fraction | Decimal | None
PART_COLOURS = ("#1F4E79", "#6C8FB0", "#A9BFD3", "#D5DFE9", PAST)  # tints of the accent: parts are no states
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
_LONGEST_NAME = 11
_STEPS = 5  # most steps on the value axis
LABEL_SIZE = 10.0


class Drawn(StrEnum):
    """Says how a column of the data sheet is drawn."""

    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True)
class Dot:
    """Holds what sets one point of a line off: the colour and shape of its state."""

    colour: str
    state: State | None


@dataclass(frozen=True)
class Column:
    """Holds one column of the data sheet and its look.

    `values` has one entry for each category, None for an empty cell: a silent unit never
    becomes 0. `prefixes` (✕) stand in front of a value's label through its number format, so
    that the label stays the cell's value; `places` are the decimals of each value. `is_named`
    writes the name beside the last point (targets).
    """

    name: str
    values: tuple[Amount, ...]
    drawn: Drawn
    colour: str
    dash: str = "solid"
    width: float = 2.0
    is_labelled: bool = False
    is_named: bool = False
    has_markers: bool = False
    prefixes: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    dots: tuple[Dot | None, ...] = ()


@dataclass(frozen=True)
class Axis:
    """Holds the value axis: its ends, its step, and where the category axis crosses it."""

    low: float
    high: float
    step: float
    crosses_at: float


@dataclass(frozen=True)
class OfficeChart:
    """Holds a chart as an Office file has it: a small sheet (categories down, columns across) and an axis.

    `size` is width and height in points; `turned` says that labels of values stand upright
    because the places are narrow.
    """

    title: str
    measured_in: str
    categories: tuple[str, ...]
    columns: tuple[Column, ...]
    is_stacked: bool
    decimals: int
    axis: Axis
    size: tuple[float, float]
    turned: bool


def office_chart(description: Description, size: tuple[float, float]) -> OfficeChart:
    """Returns the layout of a description for a chart of `size` (width and height in points)."""
    columns = {Kind.RANKED: _ranked, Kind.TREND: _trend, Kind.STACKED: _stacked}[description.kind](
        description
    )
    slot = size[0] * 0.8 / max(1, len(description.categories))
    longest = max((width(one.display, LABEL_SIZE) for one in _points(description)), default=0) + 16
    turned = description.kind is not Kind.STACKED and longest > slot * (
        1.6 if description.kind is Kind.TREND else 1.15
    )
    headroom = (longest if turned else 20) / max(80.0, size[1] * 0.62)
    return OfficeChart(
        one_line(description.title),
        description.measured_in,
        tuple(_category_words(description, place) for place in range(len(description.categories))),
        columns,
        description.kind is Kind.STACKED,
        description.decimals,
        _axis(description, columns, headroom),
        size,
        turned,
    )


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


def _category_words(description: Description, place: int) -> str:
    """Returns a category's name; a figure without a value says so here: 庚县 ○未报送."""
    name = short_name(one_line(description.categories[place].name))
    own = description.of(Role.OWN)
    point = own.points[place] if own else None
    if point is None or point.value is not None:
        return name
    return f"{name} {mark_of(point.state).shape}{one_line(point.display)}".strip()


def short_name(name: str) -> str:
    """Returns a long name with its middle left out: what tells neighbours apart stands at the end."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:3]}…{name[4 - _LONGEST_NAME :]}"


def _axis(description: Description, columns: Sequence[Column], headroom: float) -> Axis:
    base = float(description.base)
    points = [float(value) for column in columns for value in column.values if value is not None]
    if description.kind is Kind.STACKED:
        stacks = zip(*(column.values for column in columns), strict=True)
        points = [
            float(sum((Fraction(value) for value in stack if value is not None), Fraction(0)))
            for stack in stacks
        ]
    is_share = description.measured_in == "%" and bool(description.targets)
    low, high = min([*points, base] if base else points, default=0.0), max([*points, base], default=1.0)
    if not is_share or (not base and description.kind is Kind.RANKED):
        low = min(0.0, low)
    span = (high - low) or abs(high) or 1.0
    floor = low - span * headroom if low < 0 or is_share else low
    finest = 0.0 if description.decimals or is_share else 1.0  # counts have no half steps
    return _scale(floor, high + span * headroom, base, low >= 0, finest)


def _scale(low: float, high: float, base: float, not_below_zero: bool, finest: float) -> Axis:
    """Returns an axis that ends on whole steps of 1, 2 or 5 times a power of ten."""
    raw = max((high - low or 1.0) / _STEPS, finest)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    first = max(0.0, first) if not_below_zero else first
    return Axis(
        round(first, 10), round(last, 10), round(step, 10), base if base else max(0.0, round(first, 10))
    )
