"""Writes a laid-out chart as the native, editable chart of Office."""

from exports.chart_across import AcrossWriter
from exports.chart_shape import OfficeChart
from exports.chart_writer import Typeface, Writer

__all__ = ["Typeface", "chart_xml"]


def chart_xml(chart: OfficeChart, face: Typeface | None = None) -> bytes:
    """Returns the whole chart part; the sheet behind it is written apart."""
    writer = AcrossWriter if chart.is_across else Writer
    return writer(chart, face or Typeface()).write().encode("utf-8")
