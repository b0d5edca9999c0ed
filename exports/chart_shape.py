"""Defines a chart as an Office file has it: its columns, their looks, its axis."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from domain.state import State
from exports.axis import Axis

Amount = Fraction | Decimal | None
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
    writes the name beside the last point (targets). `is_hidden` keeps a column's place and draws
    nothing there (the days before a phase begins); `code` is a number format of its own.
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
    is_hidden: bool = False
    code: str = ""


@dataclass(frozen=True)
class OfficeChart:
    """Holds a chart as an Office file has it: a small sheet (categories down, columns across) and an axis.

    `size` is width and height in points; `turned` says that labels of values stand upright
    because the places are narrow. `is_across` lets the bars lie, the first category at the top;
    `tick_code` is the number format of the value axis, '' for plain numbers; `has_ticks` is False
    where the labels alone say the values.
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
    is_across: bool = False
    tick_code: str = ""
    has_ticks: bool = True
