"""Holds what the guard found out about a workbook: what readers need, and what they hide."""

from dataclasses import dataclass, field

from loaders.workbook import Merge


@dataclass
class SheetSurvey:
    """Describes one worksheet; rows and columns are 0-based.

    `last_row` and `last_col` bound the cells that hold a value (-1: none); the row may be
    rounded up. `values` is how many there are, at most. `exact_numbers` are the numeric cells whose text a fast reader
    would round, with their true value. `is_plain` says that a fast reader may be trusted with
    the sheet.
    """

    name: str
    index: int
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[int] = field(default_factory=list)
    error_cells: list[tuple[int, int, str]] = field(default_factory=list)
    uncached: list[tuple[int, int]] = field(default_factory=list)
    long_numbers: list[tuple[int, int]] = field(default_factory=list)
    exact_numbers: list[tuple[int, int, float]] = field(default_factory=list)
    last_row: int = -1
    last_col: int = -1
    values: int = 0
    is_plain: bool = False


@dataclass
class Survey:
    """Describes one file: its container, its worksheets, and the bytes a parser may see."""

    container: str
    data: bytes
    sheets: list[SheetSurvey]
    date1904: bool = False
