"""Describes a workbook after reading: sheets of canonical text, with what readers hide beside it."""

from dataclasses import dataclass, field

import pyarrow as pa

Position = tuple[int, int]  # row, column; 0-based


@dataclass(frozen=True)
class Merge:
    """Spans one merged range; 0-based, both ends included."""

    first_row: int
    first_col: int
    last_row: int
    last_col: int


@dataclass
class Sheet:
    """Holds one sheet as text, origin A1.

    `cells` has columns c0…cN, all strings and never null: row i is sheet row i + 1, column j
    is sheet column j, and a blank cell is ''. A sheet without a value has no rows and no
    columns. Canonical text: a number is the shortest plain decimal at Excel's own precision of
    15 significant digits ("12", "12.5"; integers beyond that in full), a date "YYYY-MM-DD",
    with its time "YYYY-MM-DD HH:MM:SS", a time alone "HH:MM:SS", a truth value "true" or
    "false", text as it stands.

    What readers hide: `error_cells` (row, column, '#DIV/0!') read as '', `uncached` formulas
    without a stored result, `long_numbers` whose digits beyond the 15th are already lost.
    `top` is the first row that may hold anything: a block of a sheet is blank above it.
    """

    name: str
    index: int
    hidden: bool
    cells: pa.Table
    merges: tuple[Merge, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_cols: tuple[int, ...] = ()
    error_cells: tuple[tuple[int, int, str], ...] = ()
    uncached: tuple[Position, ...] = ()
    long_numbers: tuple[Position, ...] = ()
    top: int = 0

    @property
    def row_count(self) -> int:
        """Returns the number of rows down to the last one with a value."""
        return self.cells.num_rows

    @property
    def column_count(self) -> int:
        """Returns the number of columns up to the last one with a value."""
        return self.cells.num_columns

    def text(self, row: int, col: int) -> str:
        """Returns the cell's text, '' when it is blank or lies outside the used range."""
        if not (0 <= row < self.row_count and 0 <= col < self.column_count):
            return ""
        return self.cells.column(col)[row].as_py() or ""

    def rows(self, first: int = 0, count: int | None = None) -> list[tuple[str, ...]]:
        """Returns `count` rows of text from row `first` (0-based), each column_count long."""
        part = self.cells.slice(first, count)
        return list(zip(*(column.to_pylist() for column in part.columns), strict=True))


@dataclass
class Workbook:
    """Holds all sheets of one file, hidden ones too; `container` is 'xlsx', 'xls', 'text', 'html', 'xml_2003' or 'docx'."""

    file_name: str
    sheets: list[Sheet] = field(default_factory=list)
    container: str = "xlsx"
    date1904: bool = False
