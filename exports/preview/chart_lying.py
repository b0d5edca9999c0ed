"""Draws a chart whose bars lie: names at the left, values to the right."""

from collections.abc import Iterator
from dataclasses import replace

from exports.preview.chart_plot import Mark, Plot
from exports.preview.chart_read import Series
from exports.preview.model import Stroke
from exports.preview.numbers import shown
from exports.xml_text import width
from ui.tokens import MUTED


class LyingPlot(Plot):
    """Draws one chart of lying bars; lines do not lie and are not drawn."""

    leans = False

    def marks(self) -> Iterator[Mark]:
        """Yields everything, what lies behind first."""
        bars = [one for one in self.chart.series if one.is_bar]
        self._make_room()
        yield from self._grid()
        for place, series in enumerate(bars):
            yield from self._lying(series, place, bars)
        x = self._across(self.chart.crosses_at)
        yield Stroke(f"M{x:.1f} {self.top:.1f}V{self.top + self.tall:.1f}", colour=MUTED, width=0.75)
        for place, series in enumerate(bars):
            yield from self._lying_labels(series, place, bars)
        yield from self._names()
        if self.chart.legend is not None:
            yield from self._legend(self.chart.legend)

    def _across(self, value: float) -> float:
        inside = min(max(value, self.low), self.end)
        return self.left + (inside - self.low) / ((self.end - self.low) or 1.0) * self.broad

    def _row(self, place: int) -> float:
        """Returns the upper edge of a category's place."""
        count = len(self.chart.categories)
        return self.top + (place if self.chart.is_downward else count - 1 - place) * self.tall / count

    def _lying_span(self, order: int, count: int) -> tuple[float, float]:
        """Returns how far a bar's upper edge is from its place's, and how high it is."""
        start, high = self._span(order, count)
        share = self.tall / len(self.chart.categories) / self.slot
        return start * share, high * share

    def _grid(self) -> Iterator[Mark]:
        axis = self.chart.axis
        for value in self._ticks():
            x = self._across(value)
            if axis.grid:
                line = f"M{x:.1f} {self.top:.1f}V{self.top + self.tall:.1f}"
                yield Stroke(line, colour=axis.grid, width=0.5)
            if axis.is_shown:
                above = 4 if self.leans else 10
                tick = self._words(x, self.top - above, self.tick(value), axis.type, "middle")
                yield replace(tick, anchor="start", turn=-45) if self.leans else tick

    def _ticks(self) -> list[float]:
        count = min(50, int((self.end - self.low) / self.step + 1.0001))
        return [self.low + number * self.step for number in range(count)]

    def _make_room(self) -> None:
        """Lets ticks lean that would run together side by side, and moves the plot down below them."""
        ticks, size = self._ticks(), self.chart.axis.type.size
        longest = max((width(self.tick(value), size) for value in ticks), default=0)
        self.leans = self.chart.axis.is_shown and longest > self.broad / max(1, len(ticks) - 1) - 4
        if self.leans:
            lower = max(0.0, longest * 0.71 + size - self.top)
            self.top, self.tall = self.top + lower, max(20.0, self.tall - lower)

    def _lying(self, series: Series, order: int, bars: list[Series]) -> Iterator[Mark]:
        start, high = self._lying_span(order, len(bars))
        for place, ends in enumerate(self._feet(series, bars)):
            if ends is None:
                continue
            first, last = sorted(self._across(end) for end in ends)
            y = self._row(place) + start
            path = f"M{first:.1f} {y:.1f}H{last:.1f}v{high:.1f}H{first:.1f}Z"
            yield Stroke(path, fill=series.fills.get(place, series.fill) or "none")

    def _lying_labels(self, series: Series, order: int, bars: list[Series]) -> Iterator[Mark]:
        start, high = self._lying_span(order, len(bars))
        for place, ends in enumerate(self._feet(series, bars)):
            label, value = series.label_at(place), series.values[place] if ends else None
            if ends is None or label is None or value is None:
                continue
            said = series.name if label.shows_name else shown(value, label.code or series.code)
            y = self._row(place) + start + high / 2
            if self.chart.is_stacked or label.place in ("ctr", "inEnd"):
                middle = (self._across(ends[0]) + self._across(ends[1])) / 2
                yield self._words(middle, y, said, label.type, "middle")
            else:
                yield self._words(self._across(ends[1]) + 4, y, said, label.type, "start")

    def _names(self) -> Iterator[Mark]:
        kind, high = self.chart.names, self.tall / len(self.chart.categories)
        for place, name in enumerate(self.chart.categories):
            lines = [line for part in name.split("\n") for line in self._cut(part, kind.size)]
            for number, line in enumerate(lines):
                y = self._row(place) + high / 2 + (number - (len(lines) - 1) / 2) * kind.size * 1.3
                yield self._words(self.left - 6, y, line, kind, "end")

    def _cut(self, text: str, size: float) -> list[str]:
        """Returns a name in as many lines as the room at the left asks for."""
        room, lines = max(20.0, self.left - 8), [""]
        for mark in text:
            if lines[-1] and width(lines[-1] + mark, size) > room * 1.15:
                lines.append("")
            lines[-1] += mark
        return lines
