"""Shows the cells of a sheet as rows of texts, with merges, to code that looks around in them."""

from dataclasses import dataclass, field

from loaders.workbook import Merge, Sheet


@dataclass
class Grid:
    """Holds the first rows of a sheet as texts; `filled` answers for cells inside a merge too.

    Rows above `top` are blank.
    """

    rows: list[list[str]]
    merges: tuple[Merge, ...] = ()
    top: int = 0
    _anchors: dict[tuple[int, int], Merge] = field(default_factory=dict)
    stacked: dict[tuple[int, int], dict[int, str] | None] = field(
        default_factory=dict
    )  # see loaders/header.py

    def __post_init__(self) -> None:
        for merge in self.merges:
            for row in range(merge.first_row, min(merge.last_row, self.height - 1) + 1):
                for col in range(merge.first_col, merge.last_col + 1):
                    self._anchors[(row, col)] = merge

    @property
    def height(self) -> int:
        """Returns the number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Returns the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def text(self, row: int, col: int) -> str:
        """Returns the cell's own text, '' for a blank cell or one outside."""
        inside = 0 <= row < self.height and 0 <= col < self.width
        return self.rows[row][col] if inside else ""

    def filled(self, row: int, col: int) -> str:
        """Returns the cell's text; inside a merge, the text of the merge."""
        merge = self._anchors.get((row, col))
        return self.text(merge.first_row, merge.first_col) if merge else self.text(row, col)

    def merge_end(self, row: int, col: int) -> int:
        """Returns the last row of the merge a cell lies in, or its own row."""
        merge = self._anchors.get((row, col))
        return merge.last_row if merge else row


def grid_of(sheet: Sheet, end: int | None = None, rows: int = 400) -> Grid:
    """Returns the sheet's rows from A1 as texts, outer blanks cut off: up to `end`, else `rows` of them.

    A block's rows count from its top; the blank ones above it cost nothing.
    """
    top = sheet.top
    part = sheet.cells.slice(top, rows if end is None else max(end - top, 0))
    columns = [[(text or "").strip() for text in column.to_pylist()] for column in part.columns]
    blank = [""] * sheet.column_count
    texts = [blank] * top + [list(row) for row in zip(*columns, strict=True)]
    return Grid(texts, tuple(merge for merge in sheet.merges if merge.first_row < len(texts)), top)


def column_letters(col: int) -> str:
    """Returns the letters of a 0-based column: 0 → A, 26 → AA."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, col: int | None) -> str:
    """Returns the A1 address of a 0-based cell, or 12:12 for a whole row."""
    return f"{row + 1}:{row + 1}" if col is None else f"{column_letters(col)}{row + 1}"
