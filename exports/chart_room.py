"""Shares out the room inside a chart: for the ticks, the names below, the targets' labels beside."""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from exports.chart_shape import LABEL_SIZE, OfficeChart
from exports.chart_sheet import tick_decimals
from exports.xml_text import lines_needed, width

_LEGEND_LINE, _LEGEND_KEY = 18.0, 45.0  # points: a line of the legend, what stands beside a name in it
_TO_WRAP = 27.0  # points a place needs before its name may take two lines


class Room:
    """Measures one chart."""

    def __init__(self, chart: OfficeChart) -> None:
        self.chart = chart
        self.named = [column for column in chart.columns if column.is_named]
        widths = [width(column.name, LABEL_SIZE) for column in self.named]
        self.right = (max(widths) + 14 if widths else 12.0) / chart.size[0]

    def shifts(self) -> dict[str, float]:
        """Returns by how much of the chart's height each target's label moves (down is positive)."""
        axis, height = self.chart.axis, self.chart.size[1]
        span = (axis.high - axis.low) or 1.0
        plot = self.inner()[3]
        named = sorted(self.named, key=lambda c: -float(c.values[0] or 0))
        shifts, below = {}, -1.0
        for column in named:
            at = (axis.high - float(column.values[0] or 0)) / span * plot
            half = self._label_lines(column.name) * (LABEL_SIZE + 3) / height / 2
            place = max(at, below + half)
            shifts[column.name] = place - at
            below = place + half
        return shifts

    def _label_lines(self, name: str) -> int:
        """Returns how many lines a label takes: offices wrap it at a fifth of the chart's width."""
        return max(1, math.ceil(width(name, LABEL_SIZE) / (self.chart.size[0] / 5)))

    def inner(self) -> tuple[float, float, float, float]:
        """Returns left, top, width and height of the plot as shares of the chart."""
        broad, high = self.chart.size
        left, top = self._left() / broad, self._above() / high
        bottom = (self._category_room() + 6) / high
        return left, top, max(0.2, 1 - left - self.right), max(0.2, 1 - top - bottom)

    def _above(self) -> float:
        """Returns the room of the legend above: two lines of it, or more where its columns need them."""
        columns = [column for column in self.chart.columns if not column.is_hidden]
        widest = max((width(column.name, LABEL_SIZE) for column in columns), default=0.0) + _LEGEND_KEY
        lines = -(-len(columns) // max(1, int(self.chart.size[0] // widest)))
        return 30.0 if lines <= 2 else _LEGEND_LINE * lines

    def is_too_thin(self, value: Fraction | Decimal) -> bool:
        """Tells whether a part of a stack is lower than a line of text, so that its label would cover others."""
        axis = self.chart.axis
        span = (axis.high - axis.low) or 1.0
        high = float(value) / span * self.inner()[3] * self.chart.size[1]
        return self.chart.is_stacked and high < LABEL_SIZE * 1.1

    def _left(self) -> float:
        axis = self.chart.axis
        ends = [f"{end:,.{tick_decimals(axis.step)}f}" for end in (axis.low, axis.high)]
        return max(width(text, LABEL_SIZE) for text in ends) + 12

    def slot(self) -> float:
        """Returns the width of one category's place in points."""
        broad = self.chart.size[0] * (1 - self.right) - self._left()
        return broad / max(1, len(self.chart.categories))

    def is_upright(self) -> bool:
        """Tells whether category names must stand upright to find room."""
        slot = self.slot() - 1
        most = 2 if slot >= _TO_WRAP else 1
        return any(
            lines_needed(part, LABEL_SIZE, slot) > most
            for name in self.chart.categories
            for part in name.split(" ")
        )

    def _category_room(self) -> float:
        if self.is_upright():
            return max((width(name, LABEL_SIZE) for name in self.chart.categories), default=0) + 10
        slot = self.slot() - 1
        lines = max(
            (lines_needed(name.replace(" ", "\n"), LABEL_SIZE, slot) for name in self.chart.categories),
            default=1,
        )
        return lines * LABEL_SIZE * 1.5 + 6


def names_width(names: Sequence[str], broad: float) -> float:
    """Returns the room of names of one or two lines at the left of a chart, at most half of it."""
    parts = [part for name in names for part in name.split("\n")]
    return min(max((width(part, LABEL_SIZE) for part in parts), default=0.0) + 16, broad * 0.5)


class RoomAcross(Room):
    """Measures one chart whose bars lie: names at the left, ticks above."""

    def inner(self) -> tuple[float, float, float, float]:
        """Returns left, top, width and height of the plot as shares of the chart."""
        broad, high = self.chart.size
        left = names_width(self.chart.categories, broad) / broad
        top = (24 if self.chart.has_ticks else 6) / high
        return left, top, max(0.2, 1 - left - 30 / broad), max(0.2, 1 - top - 6 / high)

    def is_too_thin(self, value: Fraction | Decimal) -> bool:
        """Tells whether a lying part is shorter than its label."""
        axis = self.chart.axis
        long = float(value) / ((axis.high - axis.low) or 1.0) * self.inner()[2] * self.chart.size[0]
        return self.chart.is_stacked and long < LABEL_SIZE * 4
