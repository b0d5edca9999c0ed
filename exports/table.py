"""Writes a table as an .xlsx workbook: text stays text, numbers stay numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import xlsxwriter

_WIDEST, _NARROWEST = 48, 8
_EXACT_DIGITS = 15  # a longer number would lose digits in a spreadsheet: it is written as text


@dataclass(frozen=True)
class Number:
    """Holds a number and how many decimals show it without crossing a target."""

    value: Decimal | Fraction | int
    decimals: int = 0


Cell = str | int | bool | Decimal | Fraction | Number | date | datetime | None


@dataclass(frozen=True)
class Table:
    """Holds a table to hand out: title, notes under it, column headers and rows of cells."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    @property
    def file_name(self) -> str:
        """Returns the Chinese file name of the workbook."""
        return "".join("_" if mark in '\\/:*?"<>|' else mark for mark in self.title) + ".xlsx"


def to_xlsx(table: Table) -> bytes:
    """Returns the workbook's bytes; no cell can become a formula or a link."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    _Writer(book, table).write()
    book.close()
    return memory.getvalue()


class _Writer:
    """Writes one table to one sheet."""

    def __init__(self, book: xlsxwriter.Workbook, table: Table) -> None:
        self.book, self.table = book, table
        self.sheet = book.add_worksheet(_sheet_name(table.title))
        self.plain = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
        self.formats: dict[str, object] = {}

    def write(self) -> None:
        """Writes title, header, rows and notes, and sets widths and frozen panes."""
        self.sheet.write_string(0, 0, self.table.title, self._format(bold=True, font_size=13))
        head = self._format(bold=True, bottom=1, text_wrap=True)
        for column, name in enumerate(self.table.columns):
            self.sheet.write_string(2, column, name, head)
            self.sheet.set_column(column, column, self._width(column))
        for row, cells in enumerate(self.table.rows, start=3):
            for column, cell in enumerate(cells):
                self._cell(row, column, cell)
        for offset, note in enumerate(self.table.notes, start=len(self.table.rows) + 4):
            self.sheet.write_string(offset, 0, note, self._format(font_color="#5F6B7A"))
        self.sheet.freeze_panes(3, 1)

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Number) or (
            isinstance(cell, (int, Decimal, Fraction)) and not isinstance(cell, bool)
        ):
            self._number(row, column, cell if isinstance(cell, Number) else Number(cell, _places(cell)))
        elif isinstance(cell, (date, datetime)):
            pattern = "yyyy-mm-dd hh:mm" if isinstance(cell, datetime) else "yyyy-mm-dd"
            self.sheet.write_datetime(row, column, cell, self._format(num_format=pattern))
        elif cell is not None:
            shown = {True: "是", False: "否"}[cell] if isinstance(cell, bool) else cell
            self.sheet.write_string(row, column, shown, self._format())

    def _number(self, row: int, column: int, number: Number) -> None:
        exact = Fraction(number.value)
        if exact.denominator == 1 and len(str(abs(exact.numerator))) > _EXACT_DIGITS:
            self.sheet.write_string(row, column, str(exact.numerator), self._format())
            return
        places = "." + "0" * number.decimals if number.decimals else ""
        self.sheet.write_number(row, column, float(exact), self._format(num_format="#,##0" + places))

    def _format(self, **properties: object) -> object:
        key = repr(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(self.plain | properties)
        return self.formats[key]

    def _width(self, column: int) -> int:
        texts = [
            self.table.columns[column],
            *(str(row[column]) for row in self.table.rows[:200] if row[column]),
        ]
        return min(_WIDEST, max(_NARROWEST, *(_display_width(text) + 2 for text in texts)))


def _display_width(text: str) -> int:
    return sum(2 if ord(mark) > 0x2E80 else 1 for mark in text[:60])


def _places(number: int | Decimal | Fraction) -> int:
    if isinstance(number, Decimal):
        exponent = number.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    return 2 if isinstance(number, Fraction) and number.denominator != 1 else 0


def _sheet_name(title: str) -> str:
    return (
        "".join(" " if mark in "[]:*?/\\'" or not mark.isprintable() else mark for mark in title)[:31].strip()
        or "表"
    )
