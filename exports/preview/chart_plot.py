"""Draws a chart of standing bars and lines that was read back: labels, axes and legend, as Office lays them out."""

from collections.abc import Iterator
from decimal import Decimal

from exports.axis import scale
from exports.preview.chart_read import Label, Legend, Marker, ReadChart, Series, Type
from exports.preview.marker import marker_path
from exports.preview.model import Stroke, Words
from exports.preview.numbers import shown
from exports.xml_text import width
from ui.tokens import MUTED

_DASHES = {
    "solid": "",
    "dash": "4 3",
    "sysDot": "1 1",
    "sysDash": "3 1",
    "lgDash": "8 3",
    "dashDot": "4 3 1 3",
}
_LEGEND_TOP, _SAMPLE, _BETWEEN = 14.0, 7.0, 12.0
Mark = Words | Stroke


class Plot:
    """Draws one chart of standing bars and lines; y grows downwards."""

    def __init__(self, chart: ReadChart, wide: float, high: float, fonts: str) -> None:
        self.chart, self.wide, self.high, self.fonts = chart, wide, high, fonts
        left, top, broad, tall = chart.inner or (0.08, 0.12, 0.89, 0.7)
        self.left, self.top = left * wide, top * high
        self.broad, self.tall = broad * wide, tall * high
        self.slot = self.broad / len(chart.categories)
        self.low, self.end, self.step = self._ends()

    def marks(self) -> Iterator[Mark]:
        """Yields everything, what lies behind first."""
        yield from self._grid()
        bars = [one for one in self.chart.series if one.is_bar]
        for place, series in enumerate(bars):
            yield from self._bars(series, place, bars)
        yield self._ground()
        lines = [one for one in self.chart.series if not one.is_bar]
        for series in lines:
            yield from self._line(series)
        for series in lines:
            yield from self._line_labels(series)
        for place, series in enumerate(bars):
            yield from self._bar_labels(series, place, bars)
        yield from self._names()
        if self.chart.legend is not None:
            yield from self._legend(self.chart.legend)

    def _ends(self) -> tuple[float, float, float]:
        axis = self.chart.axis
        known = [float(value) for one in self.chart.series for value in one.values if value is not None]
        if axis.low is not None and axis.high is not None and axis.step:
            return axis.low, axis.high, axis.step
        chosen = scale(min([0.0, *known]), max([1.0, *known]), 0.0, True, 0.0)
        low = chosen.low if axis.low is None else axis.low
        return low, chosen.high if axis.high is None else axis.high, axis.step or chosen.step

    def _y(self, value: float) -> float:
        return self.top + (self.end - value) / ((self.end - self.low) or 1.0) * self.tall

    def _x(self, place: int) -> float:
        return self.left + (place + 0.5) * self.slot

    def _grid(self) -> Iterator[Mark]:
        axis = self.chart.axis
        for count in range(min(50, int((self.end - self.low) / self.step + 1.0001))):
            value = self.low + count * self.step
            y = self._y(value)
            if axis.grid:
                yield Stroke(
                    f"M{self.left:.1f} {y:.1f}H{self.left + self.broad:.1f}", colour=axis.grid, width=0.5
                )
            if axis.is_shown:
                yield self._words(self.left - 6, y, self.tick(value), axis.type, "end")

    def tick(self, value: float) -> str:
        """Returns what stands at a value of the axis."""
        return shown(Decimal(repr(round(value, 9))), self.chart.axis.code)

    def _ground(self) -> Stroke:
        """Returns the line on which the columns stand."""
        y = self._y(min(max(self.chart.crosses_at, self.low), self.end))
        return Stroke(f"M{self.left:.1f} {y:.1f}H{self.left + self.broad:.1f}", colour=MUTED, width=0.75)

    def _span(self, place: int, count: int) -> tuple[float, float]:
        """Returns how far a column's left edge is from the slot's, and how wide it is."""
        overlap = 1.0 if self.chart.is_stacked else self.chart.overlap / 100
        units = 1 if self.chart.is_stacked else count - (count - 1) * overlap
        broad = self.slot / (units + self.chart.gap / 100)
        start = (self.slot - broad * units) / 2
        return start + (0 if self.chart.is_stacked else place * broad * (1 - overlap)), broad

    def _feet(self, series: Series, bars: list[Series]) -> list[tuple[float, float] | None]:
        """Returns from which value to which each column of a series reaches."""
        found: list[tuple[float, float] | None] = []
        for place, value in enumerate(series.values[: len(self.chart.categories)]):
            if value is None:
                found.append(None)
                continue
            foot = self.chart.crosses_at
            if self.chart.is_stacked:
                below = bars[: bars.index(series)]
                foot = float(sum(one.values[place] or 0 for one in below if place < len(one.values)))
            found.append((foot, foot + float(value) if self.chart.is_stacked else float(value)))
        return found

    def _bars(self, series: Series, order: int, bars: list[Series]) -> Iterator[Mark]:
        start, broad = self._span(order, len(bars))
        for place, ends in enumerate(self._feet(series, bars)):
            if ends is None:
                continue
            first, last = sorted(self._y(end) for end in ends)
            x = self.left + place * self.slot + start
            path = f"M{x:.1f} {first:.1f}h{broad:.1f}V{last:.1f}h-{broad:.1f}Z"
            yield Stroke(path, fill=series.fills.get(place, series.fill) or "none")

    def _bar_labels(self, series: Series, order: int, bars: list[Series]) -> Iterator[Mark]:
        start, broad = self._span(order, len(bars))
        for place, ends in enumerate(self._feet(series, bars)):
            label = series.label_at(place)
            if ends is None or label is None:
                continue
            x = self.left + place * self.slot + start + broad / 2
            foot, top = ends
            if self.chart.is_stacked or label.place in ("ctr", "inEnd"):
                yield self._value(series, place, label, x, (self._y(foot) + self._y(top)) / 2, 0)
            else:
                yield self._value(series, place, label, x, self._y(top), -1 if top >= foot else 1)

    def _line(self, series: Series) -> Iterator[Mark]:
        path, pen = "", "M"
        for place, value in enumerate(series.values):
            if value is None:
                pen = "M"
                continue
            path += f"{pen}{self._x(place):.1f} {self._y(float(value)):.1f}"
            pen = "L"
        if path and series.colour:
            dash = _DASHES.get(series.dash, "4 3")
            scaled = " ".join(f"{float(part) * series.width:.1f}" for part in dash.split())
            yield Stroke(path, colour=series.colour, width=series.width, dash=scaled)
        for place, value in enumerate(series.values):
            marker = series.markers.get(place, series.marker)
            if value is not None and marker is not None:
                yield _symbol(marker, self._x(place), self._y(float(value)))

    def _line_labels(self, series: Series) -> Iterator[Mark]:
        for place, value in enumerate(series.values):
            label = series.label_at(place)
            if value is None or label is None:
                continue
            x, y = self._x(place), self._y(float(value))
            if label.place == "r":
                x += label.shift[0] * self.wide + 5
                said = series.name if label.shows_name else shown(value, label.code)
                yield self._words(x, y + label.shift[1] * self.high, said, label.type, "start")
            else:
                away = (series.markers.get(place, series.marker) or Marker("", 0, "", "")).size / 2
                yield self._value(series, place, label, x, y - away, -1)

    def _value(self, series: Series, place: int, label: Label, x: float, y: float, side: int) -> Words:
        """Returns the label of a value, above (-1), below (1) or in the middle (0) of a height."""
        value = series.values[place]
        said = (
            series.name
            if label.shows_name
            else shown(value, label.code or series.code)
            if value is not None
            else ""
        )
        size = label.type.size
        half = (width(said, size) if label.type.is_turned else size * 1.2) / 2 + 2.5
        return self._words(x, y + side * half, said, label.type, "middle")

    def _names(self) -> Iterator[Mark]:
        kind, size = self.chart.names, self.chart.names.size
        top = self.top + self.tall + 5
        for place, name in enumerate(self.chart.categories):
            x = self._x(place)
            if kind.is_turned:
                yield self._words(x, top, name, kind, "end")
                continue
            for line, said in enumerate(wrapped(name, size, self.slot - 1)):
                yield self._words(x, top + (line + 0.6) * size * 1.3, said, kind, "middle")

    def _legend(self, legend: Legend) -> Iterator[Mark]:
        """Yields the entries in the middle above or below the plot; more than fit go on the next line."""
        kind, room = legend.type, self.wide - 20
        rows: list[list[Series]] = [[]]
        for series in (one for place, one in enumerate(self.chart.series) if place not in legend.hidden):
            if rows[-1] and self._entries(rows[-1], kind) + self._entry(series, kind) > room:
                rows.append([])
            rows[-1].append(series)
        step = kind.size * 1.3
        top = self.high - _LEGEND_TOP - step * (len(rows) - 1) if legend.place == "b" else _LEGEND_TOP
        for number, row in enumerate(rows):
            x, y = (self.wide - self._entries(row, kind) + _BETWEEN) / 2, top + number * step
            for series in row:
                yield from self._sample(series, x, y)
                yield self._words(x + self._ahead(series), y, series.name, kind, "start")
                x += self._entry(series, kind)

    def _sample(self, series: Series, x: float, y: float) -> Iterator[Mark]:
        if series.is_bar:
            yield Stroke(f"M{x:.1f} {y - 3.5:.1f}h{_SAMPLE}v7h-{_SAMPLE}Z", fill=series.fill or "none")
            return
        dash = " ".join(f"{float(p) * series.width:.1f}" for p in _DASHES.get(series.dash, "4 3").split())
        if series.colour:
            yield Stroke(f"M{x:.1f} {y:.1f}h20", colour=series.colour, width=series.width, dash=dash)
        if series.marker is not None and series.marker.symbol != "dash":
            yield _symbol(series.marker, x + 10, y)

    def _ahead(self, series: Series) -> float:
        return (_SAMPLE if series.is_bar else 20) + 4

    def _entry(self, series: Series, kind: Type) -> float:
        return self._ahead(series) + width(series.name, kind.size) + _BETWEEN

    def _entries(self, row: list[Series], kind: Type) -> float:
        return sum(self._entry(series, kind) for series in row)

    def _words(self, x: float, y: float, said: str, kind: Type, anchor: str) -> Words:
        return Words(x, y, said, kind.size, kind.colour, self.fonts, anchor, -90 if kind.is_turned else 0)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Returns the lines of a name in `room` points: broken at blanks, else between characters."""
    lines: list[str] = []
    for part in text.split(" "):
        line = ""
        for mark in part:
            if line and width(line + mark, size) > room:
                lines.append(line)
                line = ""
            line += mark
        fits = lines and width(f"{lines[-1]} {line}", size) <= room
        if fits and len(line) == len(part):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _symbol(marker: Marker, x: float, y: float) -> Stroke:
    path = marker_path(marker.symbol, x, y, marker.size)
    is_open = marker.symbol in ("x", "plus", "star")
    thick = 1.5 if is_open else 0.75
    return Stroke(path, "none" if is_open else marker.fill or "none", marker.colour or "none", thick)
