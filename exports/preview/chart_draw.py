"""Draws a chart that was read back from a file."""

from exports.preview.chart_lying import LyingPlot
from exports.preview.chart_plot import Plot
from exports.preview.chart_read import ReadChart
from exports.preview.model import Drawing, Words
from ui.tokens import FONT, MUTED


def draw_chart(chart: ReadChart, wide: float, high: float, fonts: str = FONT) -> Drawing:
    """Returns the drawing in a frame of `wide` × `high` points; a kind not drawn here is named instead."""
    if chart.unknown or not chart.categories or not chart.series:
        said = f"这种图表在预览里不画（{'、'.join(chart.unknown) or '没有数据'}），文件里照常显示"
        return Drawing(wide, high, (Words(wide / 2, high / 2, said, 11, MUTED, fonts),), said)
    kind = LyingPlot if chart.lies else Plot
    spoken = f"{'；'.join(one.name for one in chart.series)}：{'、'.join(chart.categories)}"
    return Drawing(wide, high, tuple(kind(chart, wide, high, fonts).marks()), spoken)
