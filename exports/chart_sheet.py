"""Writes the small sheet behind an Office chart, and numbers as charts and sheets format them."""

import io
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import xlsxwriter

from exports.chart_shape import OfficeChart
from exports.xml_text import clean, escaped

SHEET = "Sheet1"


def chart_workbook(chart: OfficeChart) -> bytes:
    """Returns the sheet that «edit data» opens: categories down, one column a series; text is only text."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    for row, name in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, clean(name))
    for place, column in enumerate(chart.columns, start=1):
        sheet.write_string(0, place, clean(column.name))
        style = book.add_format({"num_format": column.code}) if column.code else None
        for row, value in enumerate(column.values, start=1):
            if value is not None:
                sheet.write_number(row, place, float(value), style)
    book.close()
    return memory.getvalue()


def number_format(decimals: int, prefix: str = "", hides_zero: bool = False) -> str:
    """Returns the number format code of a label: `"✕ "#,##0.00`."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    if hides_zero:  # nothing is written into a part of no height
        return escaped(f"{shown};-{shown};")
    return escaped(f'"{prefix}"{shown};"{prefix}"-{shown}' if prefix else shown)


def column_letter(place: int) -> str:
    """Returns the letters of a sheet's column, 0 for A."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plain(value: Fraction | Decimal) -> str:
    """Returns a number as the cache holds it: the shortest text of its floating value, digits kept."""
    return format(value, "f") if isinstance(value, Decimal) else repr(float(value))


def tick_decimals(step: float) -> int:
    """Returns how many decimals the ticks of an axis with this step need."""
    return next((places for places in range(6) if abs(round(step, places) - step) < 1e-9), 6)
