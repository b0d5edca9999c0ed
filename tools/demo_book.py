"""Writes one sheet from top to bottom, with the dates and widths an office workbook has."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

# A fixed day of creation: the same seed must give the same bytes.
MADE_ON = datetime(2026, 11, 2, 9, 0)

STYLES = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "header": {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True},
    "cell": {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True},
    "diagonal": {"border": 1, "diag_type": 2, "diag_border": 1, "text_wrap": True, "valign": "vcenter"},
    "left": {"align": "left", "valign": "vcenter", "text_wrap": True},
    "date": {"border": 1, "num_format": "yyyy-mm-dd"},
    "money": {"border": 1, "num_format": "0.00", "align": "center"},
}


class Book:
    """Writes a workbook of one sheet, row after row; nothing a cell says becomes a formula."""

    def __init__(self, path: Path, sheet: str = "Sheet1") -> None:
        self.path = path
        self._book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self._book.set_properties({"title": "虚构演示数据", "created": MADE_ON})
        self._formats = {name: self._book.add_format(style) for name, style in STYLES.items()}
        self.sheet = self._book.add_worksheet(sheet)
        self.next_row = 0

    def style(self, name: str) -> xlsxwriter.format.Format:
        """Returns one of the named formats."""
        return self._formats[name]

    def title(self, text: str, columns: int) -> None:
        """Writes a title merged over the table's columns."""
        self.sheet.merge_range(self.next_row, 0, self.next_row, columns - 1, text, self.style("title"))
        self.next_row += 1

    def row(self, values: Sequence[object], style: str | None = None) -> None:
        """Writes the next row; None and empty texts leave the cell blank."""
        for column, value in enumerate(values):
            self.put(self.next_row, column, value, style)
        self.next_row += 1

    def put(self, row: int, column: int, value: object, style: str | None = None) -> None:
        """Writes one cell as a number, a date or plain text."""
        form = self.style(style) if style else None
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, form)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, self.style("date"))
        elif isinstance(value, int | float):
            self.sheet.write_number(row, column, value, form)
        else:
            self.sheet.write_string(row, column, str(value), form)

    def close(self) -> Path:
        """Finishes the file and returns its path."""
        self._book.close()
        return self.path
