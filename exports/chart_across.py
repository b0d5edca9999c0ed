"""Writes the XML of a chart whose bars lie: names at the left, the first at the top."""

from exports.chart_room import RoomAcross
from exports.chart_shape import LABEL_SIZE, OfficeChart
from exports.chart_sheet import number_format, tick_decimals
from exports.chart_writer import CATEGORY_AXIS, VALUE_AXIS, Typeface, Writer, code_xml, stroke
from exports.xml_text import escaped
from ui.tokens import INK, LINE, MUTED


class AcrossWriter(Writer):
    """Writes one chart of lying bars: a funnel, or phases on a line of days."""

    direction = "bar"

    def __init__(self, chart: OfficeChart, face: Typeface) -> None:
        super().__init__(chart, face)
        self.room = RoomAcross(chart)

    def _category_axis(self) -> str:
        return (
            f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
            '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f"<c:spPr>{stroke(MUTED, 0.75)}</c:spPr>{self._text(LABEL_SIZE, INK)}"
            f'<c:crossAx val="{VALUE_AXIS}"/><c:crossesAt val="{self.chart.axis.crosses_at:.10g}"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _value_axis(self) -> str:
        axis, hidden = self.chart.axis, int(not self.chart.has_ticks)
        level = ' rot="0" vert="horz"'
        code = escaped(self.chart.tick_code) or number_format(tick_decimals(axis.step))
        lines = (
            f"<c:majorGridlines><c:spPr>{stroke(LINE, 0.5)}</c:spPr></c:majorGridlines>" if not hidden else ""
        )
        return (
            f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{axis.high:.10g}"/><c:min val="{axis.low:.10g}"/></c:scaling><c:delete val="{hidden}"/>'
            f'<c:axPos val="t"/>{lines}{code_xml(code)}<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{self._text(LABEL_SIZE, MUTED, body=level)}'
            f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
            f'<c:majorUnit val="{axis.step:.10g}"/></c:valAx>'
        )

    def _legend(self) -> str:
        """Returns none: the names beside the bars say what each is, its state included."""
        return ""
