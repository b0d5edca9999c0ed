"""Writes the XML of a chart of standing bars and lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.state import State
from exports.chart_room import Room
from exports.chart_shape import LABEL_SIZE, Amount, Column, Dot, Drawn, OfficeChart
from exports.chart_sheet import SHEET, column_letter, number_format, plain, tick_decimals
from exports.xml_text import escaped
from ui.tokens import INK, LINE, MUTED, PAPER, PAST

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SYMBOLS: dict[State | None, str] = {
    State.MET: "circle",
    State.BEHIND: "triangle",
    State.MISSED: "x",
    State.PENDING: "diamond",
    None: "circle",
}
_SHOW_VALUE = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_SHOW_NAME = _SHOW_VALUE.replace('showVal val="1"', 'showVal val="0"').replace(
    'showSerName val="0"', 'showSerName val="1"'
)
_SHOW_NOTHING = _SHOW_VALUE.replace('showVal val="1"', 'showVal val="0"')
_NO_LEADERS = (  # a label moved aside needs no line back to its point
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"'
    ' xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
CATEGORY_AXIS, VALUE_AXIS = 111, 222


@dataclass(frozen=True)
class Typeface:
    """Names the fonts of a chart: one for Latin letters and digits, one for Han characters."""

    latin: str = "Microsoft YaHei"
    east_asian: str = "Microsoft YaHei"

    def xml(self) -> str:
        """Returns the font elements of a run."""
        asian = escaped(self.east_asian)
        return (
            f'<a:latin typeface="{escaped(self.latin)}"/><a:ea typeface="{asian}"/><a:cs typeface="{asian}"/>'
        )


class Writer:
    """Writes one chart whose bars stand: bars and lines on the same two axes, legend above."""

    direction = "col"

    def __init__(self, chart: OfficeChart, face: Typeface) -> None:
        self.chart, self.fonts = chart, face.xml()
        self.categories = self._categories()
        self.lines = [column for column in chart.columns if column.drawn is Drawn.LINE]
        self.bars = [column for column in chart.columns if column.drawn is Drawn.BAR]
        self.room = Room(chart)

    def write(self) -> str:
        """Returns the XML."""
        axes = f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'
        plots = (self._bar_plot(axes) if self.bars else "") + (self._line_plot(axes) if self.lines else "")
        return (
            f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<c:chartSpace {_SPACES}>"
            '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
            f"<c:plotArea>{self._layout()}{plots}{self._category_axis()}{self._value_axis()}</c:plotArea>"
            f'{self._legend()}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"{self._text(LABEL_SIZE, INK)}</c:chartSpace>"
        )

    def _bar_plot(self, axes: str) -> str:
        grouping, overlap = ("stacked", 100) if self.chart.is_stacked else ("clustered", 100)
        series = "".join(self._series(column, self._bar_look(column)) for column in self.bars)
        return (
            f'<c:barChart><c:barDir val="{self.direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="45"/><c:overlap val="{overlap}"/>{axes}</c:barChart>'
        )

    def _line_plot(self, axes: str) -> str:
        series = "".join(self._series(column, self._line_look(column)) for column in self.lines)
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{axes}</c:lineChart>'
        )

    def _series(self, column: Column, look: str) -> str:
        place = self.chart.columns.index(column)
        letter = column_letter(place + 1)
        last = len(self.chart.categories) + 1
        name = f"{SHEET}!${letter}$1"
        values = f"{SHEET}!${letter}$2:${letter}${last}"
        smooth = '<c:smooth val="0"/>' if column.drawn is Drawn.LINE else ""
        return (
            f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{name}</c:f><c:strCache>'
            f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escaped(column.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
            f"{look}{self.categories}<c:val><c:numRef><c:f>{values}</c:f><c:numCache>"
            f"<c:formatCode>{escaped(column.code) or number_format(self.chart.decimals)}</c:formatCode>{_values(column.values)}"
            f"</c:numCache></c:numRef></c:val>{smooth}</c:ser>"
        )

    def _categories(self) -> str:
        last = len(self.chart.categories) + 1
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{escaped(name)}</c:v></c:pt>'
            for place, name in enumerate(self.chart.categories)
        )
        return (
            f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>"
            f'<c:ptCount val="{last - 1}"/>{points}</c:strCache></c:strRef></c:cat>'
        )

    def _bar_look(self, column: Column) -> str:
        if column.is_hidden:
            return '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        readable = MUTED if column.colour == PAST and not self.chart.is_stacked else column.colour
        labels = self._value_labels(column, "" if self.chart.is_stacked else "outEnd", readable)
        return f'<c:spPr>{_fill(column.colour)}</c:spPr><c:invertIfNegative val="0"/>{labels}'

    def _line_look(self, column: Column) -> str:
        line = f"<c:spPr>{stroke(column.colour, column.width, column.dash)}</c:spPr>"
        is_alone = len(self.chart.categories) == 1  # a line of one point would not be seen
        marker = (
            _marker("dash", 30, column.colour)
            if is_alone and not column.dots
            else _marker("circle", 5, column.colour)
            if column.has_markers
            else '<c:marker><c:symbol val="none"/></c:marker>'
        )
        dots = "".join(_dot(place, dot) for place, dot in enumerate(column.dots) if dot)
        if column.is_named:
            labels = self._name_label(column)
        elif column.is_labelled:
            labels = self._value_labels(column, "t", INK)
        else:
            labels = ""
        return f"{line}{marker}{dots}{labels}"

    def _value_labels(self, column: Column, position: str, colour: str) -> str:
        if not column.is_labelled:
            return ""
        usual = column.prefixes[0] if column.prefixes and len(set(column.prefixes)) == 1 else ""
        where = f'<c:dLblPos val="{position}"/>' if position else ""
        text = self._text(
            LABEL_SIZE, readable_on(colour) if self.chart.is_stacked else colour, self.chart.turned
        )
        own = []
        for place, value in enumerate(column.values):
            prefix, places = _at(column.prefixes, place, ""), _at(column.places, place, 0)
            dot = column.dots[place] if column.dots else None
            if value is not None and self.room.is_too_thin(value):
                own.append(f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>')
            elif value is not None and (
                dot or prefix != usual or (places != self.chart.decimals and not column.code)
            ):
                code = number_format(places, prefix, self.chart.is_stacked)
                look = self._text(LABEL_SIZE, dot.colour, self.chart.turned) if dot else text
                own.append(
                    f'<c:dLbl><c:idx val="{place}"/>{code_xml(code)}{_NO_LOOK}{look}{where}{_SHOW_VALUE}</c:dLbl>'
                )
        usual_code = escaped(column.code) or number_format(self.chart.decimals, usual, self.chart.is_stacked)
        return f"<c:dLbls>{''.join(own)}{code_xml(usual_code)}{_NO_LOOK}{text}{where}{_SHOW_VALUE}</c:dLbls>"

    def _name_label(self, column: Column) -> str:
        """Returns the target's label beside its last point, moved so that close labels do not cover each other."""
        last = len(self.chart.categories) - 1
        shift = self.room.shifts().get(column.name, 0.0)
        aside = self.room.slot() / 2 / self.chart.size[0]  # from the last bar's middle to the plot's edge
        moved = (
            f'<c:layout><c:manualLayout><c:x val="{aside:.4f}"/><c:y val="{shift:.4f}"/>'
            "</c:manualLayout></c:layout>"
        )
        text = self._text(LABEL_SIZE, column.colour)
        return (
            f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{moved}{_NO_LOOK}{text}<c:dLblPos val="r"/>{_SHOW_NAME}</c:dLbl>'
            f"{_NO_LOOK}{text}{_SHOW_NOTHING}{_NO_LEADERS}</c:dLbls>"
        )

    def _layout(self) -> str:
        left, top, broad, high = self.room.inner()
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{broad:.4f}"/><c:h val="{high:.4f}"/>'
            "</c:manualLayout></c:layout>"
        )

    def _category_axis(self) -> str:
        turn = ' rot="-5400000" vert="horz"' if self.room.is_upright() else ' rot="0" vert="horz"'
        return (
            f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
            '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f"<c:spPr>{stroke(MUTED, 0.75)}</c:spPr>{self._text(LABEL_SIZE, INK, body=turn)}"
            f'<c:crossAx val="{VALUE_AXIS}"/><c:crossesAt val="{self.chart.axis.crosses_at:.10g}"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _value_axis(self) -> str:
        axis = self.chart.axis
        code = number_format(tick_decimals(axis.step))
        return (
            f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{axis.high:.10g}"/><c:min val="{axis.low:.10g}"/></c:scaling><c:delete val="0"/>'
            f'<c:axPos val="l"/><c:majorGridlines><c:spPr>{stroke(LINE, 0.5)}</c:spPr></c:majorGridlines>'
            f'{code_xml(code)}<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{self._text(LABEL_SIZE, MUTED)}"
            f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
            f'<c:majorUnit val="{axis.step:.10g}"/></c:valAx>'
        )

    def _legend(self) -> str:
        text = self._text(LABEL_SIZE, INK)
        return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{text}</c:legend>'

    def _text(self, size: float, colour: str, turned: bool = False, body: str = "") -> str:
        body = body or (' rot="-5400000" vert="horz"' if turned else "")
        return (
            f'<c:txPr><a:bodyPr{body}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{int(size * 100)}" b="0">'
            f'{_fill(colour)}{self.fonts}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        )


_NO_LOOK = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _values(values: Sequence[Amount]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{plain(value)}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _dot(place: int, dot: Dot) -> str:
    symbol = _SYMBOLS.get(dot.state, "circle")
    return f'<c:dPt><c:idx val="{place}"/>{_marker(symbol, 8, dot.colour)}<c:bubble3D val="0"/></c:dPt>'


def _marker(symbol: str, size: int, colour: str) -> str:
    look = f"{stroke(colour, 1.5)}" if symbol == "x" else f"{_fill(colour)}{stroke(PAPER, 0.75)}"
    fill = "<a:noFill/>" if symbol == "x" else ""
    look = _fill(colour) + stroke(colour, 0.75) if symbol == "dash" else fill + look
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{look}</c:spPr></c:marker>'


def code_xml(code: str) -> str:
    """Returns the element of a number format."""
    return f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def stroke(colour: str, points: float, dash: str = "solid") -> str:
    """Returns a line in a colour, so many points wide."""
    return f'<a:ln w="{int(points * 12_700)}" cap="flat">{_fill(colour)}<a:prstDash val="{dash}"/><a:round/></a:ln>'


def readable_on(colour: str) -> str:
    """Returns the colour of text that can be read on a filled colour."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else PAPER


def _at(items: Sequence, place: int, otherwise: str | int) -> str | int:
    return items[place] if place < len(items) else otherwise
