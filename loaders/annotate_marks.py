"""Marks cells of an openpyxl workbook: a filled pattern, a comment; of several marks in one cell the worst shows."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Finding, Severity

AUTHOR = "对标"
HEAD = "【对标检查】"
INK = "FF1F1F1F"  # a white header text would vanish on a light mark
_ROWS, _COLUMNS = 1_048_576, 16_384
_WIDEST = 256  # the guard lets no value stand further right
_MOST_CELLS = 20_000  # painted for one range
_MOST_LINES = 20  # findings told in one comment; the list has all of them
_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


@dataclass(frozen=True)
class Look:
    """Says how a severity is named and shown; the patterns differ, so colour is never alone."""

    word: str
    fill: PatternFill


LOOKS = {
    Severity.ERROR: Look("错误", PatternFill("lightUp", fgColor="FFE07A84", bgColor="FFFFCDD2")),
    Severity.WARNING: Look("警告", PatternFill("lightGray", fgColor="FFF2B233", bgColor="FFFFE8A3")),
    Severity.INFO: Look("提示", PatternFill("solid", fgColor="FFD6E8FA", bgColor="FFD6E8FA")),
}
WEIGHT = {severity: number for number, severity in enumerate(LOOKS)}  # the worst first


@dataclass(frozen=True)
class Area:
    """Names a block of cells, 1-based, both ends included; columns are None for whole rows."""

    first_row: int
    first_col: int | None
    last_row: int
    last_col: int | None


def area_of(cell: str) -> Area | None:
    """Returns the block a finding's address names, or None when it names none."""
    try:
        first_col, first_row, last_col, last_row = range_boundaries(cell)
    except (ValueError, TypeError):
        return None
    if first_row is None or last_row is None:  # whole columns are only listed
        return None
    columns = (first_col or 1, last_col or 1)
    if not (1 <= first_row <= last_row <= _ROWS and 1 <= columns[0] <= columns[1] <= _COLUMNS):
        return None
    return Area(first_row, first_col, last_row, last_col)


def clean(text: str) -> str:
    """Returns the text without the control characters and non-characters a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text).translate(_NO_CHARACTERS)


def write_text(cell: Cell, text: str) -> None:
    """Writes text that stays text, whatever it begins with."""
    cell.value = clean(text)
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True  # also when somebody edits the cell by hand


def mark_cells(
    sheets: Mapping[str, Worksheet],
    findings: Sequence[Finding],
    before: Callable[[Worksheet, Cell], None] = lambda _sheet, _cell: None,
) -> None:
    """Fills and comments the cells that findings name; of several in one cell the worst shows.

    `before` is called with every cell that is about to be painted.
    """
    told: dict[tuple[str, int, int], list[Finding]] = {}
    # openpyxl looks at every cell to answer this, so it is asked once a sheet
    ends = {name: (sheet.max_row, sheet.max_column) for name, sheet in sheets.items()}
    for finding in sorted(findings, key=lambda one: -WEIGHT[one.severity]):
        sheet, area = sheets.get(finding.sheet), area_of(finding.cell)
        if sheet is None or area is None:
            continue
        cells = _cells(sheet, area, *ends[finding.sheet])
        for cell in cells:
            before(sheet, cell)
            _paint(cell, LOOKS[finding.severity].fill)
        spot = next((cell for cell in cells if cell.value not in (None, "")), cells[0])
        told.setdefault((finding.sheet, spot.row, spot.column), []).insert(0, finding)
    for (name, row, column), lines in told.items():
        _comment(sheets[name].cell(row, column), lines)


def _cells(sheet: Worksheet, area: Area, max_row: int, max_col: int) -> list[Cell]:
    """Returns the cells to paint, at least one; of a merged range only its first cell shows."""
    first_col = area.first_col or 1
    last_col = area.last_col or _last_used(sheet, area.first_row, max_col)
    last_row = min(area.last_row, max(max_row, area.first_row), area.first_row + _MOST_CELLS // _WIDEST)
    last_col = min(last_col, max(max_col, first_col), first_col + _WIDEST - 1)
    block = [
        sheet.cell(row, col)
        for row in range(area.first_row, last_row + 1)
        for col in range(first_col, last_col + 1)
    ]
    return [cell for cell in block if not isinstance(cell, MergedCell)] or [_anchor(sheet, block[0])]


def _last_used(sheet: Worksheet, row: int, max_col: int) -> int:
    columns = range(min(max_col, _WIDEST), 0, -1)
    return next((col for col in columns if sheet.cell(row, col).value not in (None, "")), 1)


def _anchor(sheet: Worksheet, cell: MergedCell) -> Cell:
    merged = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(merged.min_row, merged.min_col)


def _paint(cell: Cell, fill: PatternFill) -> None:
    cell.fill = fill
    if cell.font.color is not None:
        font = copy(cell.font)
        font.color = INK
        cell.font = font


def _comment(cell: Cell, findings: list[Finding]) -> None:
    """Adds the sentences to what the sender's own comment says."""
    own = own_text(cell.comment)
    lines = [f"{LOOKS[one.severity].word}：{clean(one.message)}" for one in findings[:_MOST_LINES]]
    if len(findings) > _MOST_LINES:
        lines.append(f"另有 {len(findings) - _MOST_LINES} 条，见问题清单。")
    text = "\n".join([own, "", HEAD, *lines] if own else [HEAD, *lines])
    rows = sum(1 + len(line) // 22 for line in text.split("\n"))
    cell.comment = Comment(text, cell.comment.author if own else AUTHOR, height=24 + 18 * rows, width=320)


def own_text(comment: Comment | None) -> str:
    """Returns what the sender's own comment says, without what an earlier check added."""
    return comment.text.split(HEAD)[0].rstrip() if comment else ""
