"""Reads a chart part back: categories, values, looks, labels and the axis, as they stand in the file."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

from exports.preview.theme import PLAIN, A, Theme, parsed

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SIZE = 10.0


@dataclass(frozen=True)
class Type:
    """Holds the look of a chart's text: size in points, colour, whether it stands upright."""

    size: float = _SIZE
    colour: str = "#000000"
    is_turned: bool = False


@dataclass(frozen=True)
class Label:
    """Holds how a point is labelled: with its value (by `code`) or its series' name, and where."""

    code: str
    type: Type
    place: str
    shows_value: bool
    shows_name: bool
    shift: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Marker:
    """Holds a marker's symbol, its size in points and its colours."""

    symbol: str
    size: float
    fill: str
    colour: str


@dataclass(frozen=True)
class Series:
    """Holds one series; `values` has one entry for each category, None for an empty one."""

    name: str
    is_bar: bool
    values: tuple[Decimal | None, ...]
    code: str
    fill: str
    colour: str
    width: float
    dash: str
    marker: Marker | None
    markers: dict[int, Marker] = field(default_factory=dict)
    fills: dict[int, str] = field(default_factory=dict)
    label: Label | None = None
    labels: dict[int, Label | None] = field(default_factory=dict)

    def label_at(self, place: int) -> Label | None:
        """Returns the label of a point, its own before the series'."""
        return self.labels.get(place, self.label)


@dataclass(frozen=True)
class ValueAxis:
    """Holds the ends, the step and the number format of the values' axis; None is for the reader to choose.

    `is_shown` is False where the file hides its ticks.
    """

    low: float | None
    high: float | None
    step: float | None
    code: str
    type: Type
    grid: str
    is_shown: bool = True


@dataclass(frozen=True)
class Legend:
    """Holds where the legend stands (t, b …), its look, and the places of series it leaves out."""

    place: str
    type: Type
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ReadChart:
    """Holds a chart as its part has it; `inner` is the plot's left, top, width, height as shares.

    `lies` says that the bars lie, `is_downward` that the first category is at the top.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_stacked: bool
    gap: float
    overlap: float
    axis: ValueAxis
    crosses_at: float
    names: Type
    inner: tuple[float, float, float, float] | None
    legend: Legend | None
    unknown: tuple[str, ...] = ()
    lies: bool = False
    is_downward: bool = False


def read_chart(blob: bytes, theme: Theme = PLAIN) -> ReadChart:
    """Returns the chart of a chart part; kinds that are not drawn here (pie …) are named in `unknown`."""
    return _Reader(parsed(blob), theme).read()


class _Reader:
    """Reads one chart part."""

    def __init__(self, root: etree._Element, theme: Theme) -> None:
        self.theme = theme
        self.chart = root.find(f"{C}chart")
        self.plot = self.chart.find(f"{C}plotArea")
        self.base = self._type(root.find(f"{C}txPr"), Type())

    def read(self) -> ReadChart:
        """Returns what was read."""
        bars, lines = self.plot.find(f"{C}barChart"), self.plot.find(f"{C}lineChart")
        series = [self._series(one, True) for one in bars.findall(f"{C}ser")] if bars is not None else []
        series += [self._series(one, False) for one in lines.findall(f"{C}ser")] if lines is not None else []
        category_axis = self.plot.find(f"{C}catAx")
        names = category_axis.find(f"{C}txPr") if category_axis is not None else None
        return ReadChart(
            self._categories(),
            tuple(series),
            _val(bars, "grouping", "") in ("stacked", "percentStacked"),
            float(_val(bars, "gapWidth", "150")),
            float(_val(bars, "overlap", "0")),
            self._axis(),
            float(_val(category_axis, "crossesAt", "0")),
            self._type(names, self.base),
            self._inner(),
            self._legend(self.chart.find(f"{C}legend")),
            self._unknown(),
            _val(bars, "barDir", "col") == "bar",
            _val(category_axis, "scaling/orientation", "") == "maxMin",
        )

    def _unknown(self) -> tuple[str, ...]:
        kinds = [
            etree.QName(one).localname for one in self.plot if etree.QName(one).localname.endswith("Chart")
        ]
        return tuple(kind for kind in kinds if kind not in ("barChart", "lineChart"))

    def _legend(self, legend: etree._Element | None) -> Legend | None:
        if legend is None:
            return None
        entries = legend.findall(f"{C}legendEntry")
        hidden = frozenset(int(_val(one, "idx", "0")) for one in entries if _val(one, "delete", "0") == "1")
        return Legend(_val(legend, "legendPos", "t"), self._type(legend.find(f"{C}txPr"), self.base), hidden)

    def _categories(self) -> tuple[str, ...]:
        cache = next(iter(self.plot.iterfind(f".//{C}cat//{C}ptCount/..")), None)
        return tuple(text or "" for text in _points(cache))

    def _series(self, ser: etree._Element, is_bar: bool) -> Series:
        cache = ser.find(f"{C}val//{C}numCache")
        look, name = ser.find(f"{C}spPr"), ser.find(f"{C}tx//{C}v")
        line = look.find(f"{A}ln") if look is not None else None
        labels = ser.find(f"{C}dLbls")
        usual = self._label(labels, None)
        points = {int(_val(one, "idx", "0")): one for one in ser.findall(f"{C}dPt")}
        own = {
            int(_val(one, "idx", "0")): self._label(one, usual) for one in ser.iterfind(f"{C}dLbls/{C}dLbl")
        }
        return Series(
            name.text or "" if name is not None else "",
            is_bar,
            tuple(_number(text) for text in _points(cache)),
            (cache.findtext(f"{C}formatCode") or "General") if cache is not None else "General",
            self.theme.fill(look) or "",
            self._stroke(line)[0],
            self._stroke(line)[1],
            _dash(line),
            self._marker(ser.find(f"{C}marker")),
            {at: marker for at, one in points.items() if (marker := self._marker(one.find(f"{C}marker")))},
            {at: fill for at, one in points.items() if (fill := self.theme.fill(one.find(f"{C}spPr")))},
            usual,
            own,
        )

    def _label(self, element: etree._Element | None, usual: Label | None) -> Label | None:
        if element is None or _val(element, "delete", "0") == "1":
            return None
        code = element.find(f"{C}numFmt")
        shift = element.find(f"{C}layout/{C}manualLayout")
        label = Label(
            code.get("formatCode", "") if code is not None else usual.code if usual else "",
            self._type(element.find(f"{C}txPr"), usual.type if usual else self.base),
            _val(element, "dLblPos", usual.place if usual else ""),
            _val(element, "showVal", "0") == "1",
            _val(element, "showSerName", "0") == "1",
            (float(_val(shift, "x", "0")), float(_val(shift, "y", "0"))),
        )
        return label if label.shows_value or label.shows_name else None

    def _marker(self, element: etree._Element | None) -> Marker | None:
        symbol = _val(element, "symbol", "")
        if element is None or symbol in ("none", ""):
            return None
        look = element.find(f"{C}spPr")
        line = look.find(f"{A}ln") if look is not None else None
        return Marker(
            symbol, float(_val(element, "size", "5")), self.theme.fill(look) or "", self._stroke(line)[0]
        )

    def _stroke(self, line: etree._Element | None) -> tuple[str, float]:
        """Returns a line's colour ('' for none) and its width in points."""
        colour = self.theme.fill(line) or ""
        return colour, int(line.get("w", "9525")) / 12_700 if line is not None else 0.0

    def _axis(self) -> ValueAxis:
        axis = self.plot.find(f"{C}valAx")
        grid = axis.find(f"{C}majorGridlines/{C}spPr/{A}ln") if axis is not None else None
        code = axis.find(f"{C}numFmt") if axis is not None else None
        return ValueAxis(
            _float(_val(axis, "scaling/min", "")),
            _float(_val(axis, "scaling/max", "")),
            _float(_val(axis, "majorUnit", "")),
            code.get("formatCode", "General") if code is not None else "General",
            self._type(axis.find(f"{C}txPr") if axis is not None else None, self.base),
            self._stroke(grid)[0],
            _val(axis, "delete", "0") != "1",
        )

    def _inner(self) -> tuple[float, float, float, float] | None:
        layout = self.plot.find(f"{C}layout/{C}manualLayout")
        if layout is None or _val(layout, "layoutTarget", "") != "inner":
            return None
        left, top, wide, high = (float(_val(layout, part, "0")) for part in "xywh")
        return left, top, wide, high

    def _type(self, holder: etree._Element | None, usual: Type) -> Type:
        if holder is None:
            return usual
        body, run = holder.find(f"{A}bodyPr"), holder.find(f".//{A}defRPr")
        turn = int(body.get("rot", "0")) if body is not None else 0
        size = int(run.get("sz", "0")) / 100 if run is not None else 0
        colour = self.theme.fill(run) if run is not None else ""
        return Type(size or usual.size, colour or usual.colour, abs(turn) > 2_700_000)


def _points(cache: etree._Element | None) -> list[str | None]:
    if cache is None:
        return []
    found: list[str | None] = [None] * int(_val(cache, "ptCount", "0"))
    for point in cache.iter(f"{C}pt"):
        place = int(point.get("idx", "0"))
        if place < len(found):
            found[place] = point.findtext(f"{C}v")
    return found


def _val(element: etree._Element | None, path: str, usual: str) -> str:
    found = element.find("/".join(C + part for part in path.split("/"))) if element is not None else None
    return found.get("val", usual) if found is not None else usual


def _dash(line: etree._Element | None) -> str:
    dash = line.find(f"{A}prstDash") if line is not None else None
    return dash.get("val", "solid") if dash is not None else "solid"


def _float(text: str) -> float | None:
    return float(text) if text else None


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
