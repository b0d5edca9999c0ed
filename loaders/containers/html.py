"""Reads the tables of a web page, which many systems hand out under the name .xls."""

import re
from dataclasses import dataclass, field

import pyarrow as pa

from domain.number import parse_number
from loaders.canonical import number_text
from loaders.containers.cells import SheetCells, sheet_name
from loaders.containers.decode import decode
from loaders.containers.html_tokens import Attributes, tokens
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.survey import SheetSurvey
from loaders.workbook import Merge

_DEPTH = 12  # tables within tables
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534  # what a browser makes of larger spans


@dataclass
class _Cell:
    """Holds one open cell: where it stands, how far it spans, its text so far."""

    col: int
    columns: int
    rows: int
    number: str
    text: list[str] = field(default_factory=list)


class _Table:
    """Places the cells of one table; a cell spanned from above keeps its place."""

    def __init__(self, index: int, file_name: str, limits: Limits) -> None:
        self.survey = SheetSurvey(sheet_name(file_name), index)
        self.cells = SheetCells(self.survey, file_name, limits)
        self.open_cell: _Cell | None = None
        self._width = limits.columns
        self._row = -1
        self._col = 0
        self._is_row_open = False
        self._texts: dict[int, str] = {}
        self._taken: dict[int, int] = {}  # column → last row a cell from above reaches

    def start_row(self, attributes: Attributes) -> None:
        """Goes to the next row."""
        self.end_row()
        self._row += 1
        self._col = 0
        self._is_row_open = True
        if _HIDDEN.search(attributes.get("style", "")):
            self.survey.hidden_rows.append(self._row)

    def start_cell(self, attributes: Attributes) -> None:
        """Opens a cell at the next free place."""
        self.end_cell()
        if not self._is_row_open:
            self.start_row({})
        while self._taken.get(self._col, -1) >= self._row:
            self._col += 1
        columns = _span(attributes, "colspan", _MOST_COLUMNS)
        rows = _span(attributes, "rowspan", _MOST_ROWS)
        self.open_cell = _Cell(self._col, columns, rows, attributes.get("x:num", ""))

    def end_cell(self) -> None:
        """Closes the open cell, if there is one."""
        cell, self.open_cell = self.open_cell, None
        if cell is None:
            return
        if text := _shown(cell):
            self._texts[cell.col] = text
        last_row, last_col = self._row + cell.rows - 1, cell.col + cell.columns - 1
        if cell.col < self._width and (cell.rows > 1 or cell.columns > 1):
            self.cells.merge(Merge(self._row, cell.col, last_row, min(last_col, self._width - 1)))
        if cell.rows > 1:
            for col in range(cell.col, min(last_col + 1, self._width)):
                self._taken[col] = last_row
        self._col = last_col + 1

    def end_row(self) -> None:
        """Hands the row over."""
        self.end_cell()
        self._is_row_open = False
        if self._texts:
            last = min(max(self._texts), self._width)  # one too far is enough to be refused
            row = [self._texts.get(col, "") for col in range(last)] + [self._texts[max(self._texts)]]
            self._texts = {}
            self.cells.put(self._row, row)


class _Page:
    """Goes through the page once and keeps the tables that hold text."""

    def __init__(self, file_name: str, limits: Limits) -> None:
        self._file_name = file_name
        self._limits = limits
        self._open: list[_Table] = []
        self._count = 0
        self.tables: list[_Table] = []

    def walk(self, page: str) -> None:
        """Reads every table of the page."""
        for kind, content, attributes in tokens(page):
            if kind == "text":
                self._text(content)
            elif kind == "open":
                self._starts(content, attributes)
            else:
                self._ends(content)
        while self._open:
            self._ends("table")

    def _text(self, text: str) -> None:
        if self._open and (cell := self._open[-1].open_cell):
            cell.text.append(_BLANKS.sub(" ", text))

    def _starts(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self._start_table()
        elif not self._open:
            return
        elif name == "tr":
            self._open[-1].start_row(attributes)
        elif name in ("td", "th"):
            self._open[-1].start_cell(attributes)
        elif name == "caption":
            self._open[-1].start_row({})
            self._open[-1].start_cell({})
        elif name in ("br", "p", "div", "li") and (cell := self._open[-1].open_cell):
            cell.text.append("\n")

    def _ends(self, name: str) -> None:
        if not self._open:
            return
        if name in ("td", "th", "caption"):
            self._open[-1].end_cell()
        elif name == "tr":
            self._open[-1].end_row()
        elif name == "table":
            self._end_table(self._open.pop())

    def _start_table(self) -> None:
        if len(self._open) >= _DEPTH:
            raise refuse("too_deep", self._file_name, part="网页表格")
        self._open.append(_Table(self._count, self._file_name, self._limits))
        self._count += 1

    def _end_table(self, table: _Table) -> None:
        """Keeps the table unless it is empty: pages are laid out with tables, too."""
        table.end_row()
        if table.survey.values or table.survey.error_cells:
            self.tables.append(table)
        if (count := len(self.tables)) > self._limits.sheets:
            raise refuse("too_many_sheets", self._file_name, count=count, limit=self._limits.sheets)


def read_html(data: bytes, file_name: str, limits: Limits) -> list[tuple[SheetSurvey, pa.Table]]:
    """Returns a sheet for each table with text; raises Refusal when there is none, or too many.

    Nothing is loaded from elsewhere and nothing in the page is run.
    """
    page = _Page(file_name, limits)
    page.walk(decode(data, file_name, may_declare=True))
    if not page.tables:
        raise refuse("not_a_spreadsheet", file_name, what="没有表格的网页")
    tables = sorted(page.tables, key=lambda table: table.survey.index)
    for index, table in enumerate(tables):
        table.survey.index = index
        if len(tables) > 1:
            table.survey.name = f"表{index + 1}"
    return [table.cells.finish() for table in tables]


def _span(attributes: Attributes, name: str, most: int) -> int:
    text = attributes.get(name, "").strip()
    return min(max(int(text[:9]), 1), most) if text.isascii() and text.isdecimal() else 1


def _shown(cell: _Cell) -> str:
    """Returns the cell's text; where the page shows a number rounded, the number it keeps beside."""
    text = "\n".join(line.strip() for line in "".join(cell.text).split("\n")).strip()
    if cell.number and parse_number(text) is not None:
        exact = parse_number(cell.number)
        return number_text(float(exact)) if exact is not None else text
    return text
