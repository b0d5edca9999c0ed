"""Lays out the table of one indicator: narrow beside its ranking, or over the whole width on its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exports.pack import Row, Section
from exports.slides import cells
from exports.slides.markup import CELL_SIDE, Box, Cell, Page
from exports.slides.paging import SMALLEST, Heading, pages, size_for
from exports.xml_text import width

BOTH = "分子/分母"
SLOT = 22.0  # points a ranked unit needs at least
MOST_BESIDE = 16  # units; more have a table of their own
_GAP, _AXES = 18.0, 0.8  # what the axis and the labels of targets leave of a chart's width
_LEAST = 300.0  # points a chart beside a table is wide at least
_LEAST_MERGED, _SLOT_MERGED = 256.0, 18.5  # beside the table with both counts in one column
_LONGEST_UNIT = 4  # characters with the bracket; more take two lines
_NAME = 120.0  # a wider name wraps


@dataclass(frozen=True)
class Column:
    """Holds one column: its heading, its share of a whole slide's width, what stands in its cells."""

    heading: str
    share: float
    cell: Callable[[Row], Cell]
    is_right: bool = False


def table_pages(section: Section, room: Box) -> tuple[list[tuple[Page, ...]], float]:
    """Returns the table over the whole width, slide by slide, and its font size.

    A long and narrow one stands in two halves side by side.
    """
    columns = _chosen(section, ("目标", BOTH))
    rows = _rows(section, columns)
    widths = _widths(section, columns, rows)
    half = (room.width - _GAP) / 2
    if len(section.rows) > MOST_BESIDE and sum(widths) <= half:
        headings = [Heading(_folded(c, section), w, c.is_right) for c, w in zip(columns, widths, strict=True)]
        found = pages(headings, rows, (half, room.height), SMALLEST)
        return [tuple(found[place : place + 2]) for place in range(0, len(found), 2)], SMALLEST
    headings = [Heading(c.heading, c.share, c.is_right) for c in columns]
    size = size_for(len(rows))
    return [(page,) for page in pages(headings, rows, (room.width, room.height), size)], size


def beside_table(section: Section, area: Box) -> Page | None:
    """Returns the table as narrow as its texts allow, None where it or the chart would not find room.

    The target stands above it, unless units have targets of their own. Where a slide is narrow,
    numerator and denominator share a column, or stand in the other files alone.
    """
    if len(section.rows) > MOST_BESIDE:
        return None
    tried = (("目标", BOTH), ("目标", "分子", "分母"), ("目标", "分子", "分母", BOTH))
    return next((page for left_out in tried if (page := _narrow(section, area, left_out))), None)


def _narrow(section: Section, area: Box, left_out: Sequence[str]) -> Page | None:
    columns = _chosen(section, left_out)
    rows = _rows(section, columns)
    widths = _widths(section, columns, rows)
    headings = [Heading(_folded(c, section), w, c.is_right) for c, w in zip(columns, widths, strict=True)]
    found = pages(headings, rows, (sum(widths), area.height), SMALLEST)
    left = area.width - sum(widths) - _GAP
    least, slot = (_LEAST_MERGED, _SLOT_MERGED) if BOTH not in left_out else (_LEAST, SLOT)
    needed = max(least, len(section.all_rows) * slot / _AXES)
    return found[0] if len(found) == 1 and left >= needed else None


def _chosen(section: Section, left_out: Sequence[str]) -> list[Column]:
    """Returns the columns that say something; a target of its own for each unit is never left out."""
    same = len({row.target_words.partition("（")[0] for row in section.all_rows if row.target_words}) <= 1
    used = [column for column in _columns(section) if _is_used(column, section)]
    is_plain = all(column.heading != "分母" for column in used)  # then the value is the numerator
    without = {*left_out, *(["分子", BOTH] if is_plain else [])} - (set() if same else {"目标"})
    return [column for column in used if column.heading not in without]


def _columns(section: Section) -> list[Column]:
    unit, shared = section.measured_in, _shared(section)
    return [
        Column("单位", 20, lambda row: cells.text(row.unit, row is section.total)),
        Column("分子", 10, lambda row: cells.figure(row.numerator), True),
        Column("分母", 10, lambda row: cells.figure(row.denominator), True),
        Column(BOTH, 14, lambda row: cells.figure(_both(row)), True),
        Column(f"值（{unit}）" if unit else "值", 13, lambda row: cells.figure(row.value), True),
        Column("目标", 15, lambda row: cells.text(row.target_words)),
        Column("状态", 12, cells.state),
        Column("还差", 9, lambda row: cells.figure(row.missing), True),
        Column(
            f"同比（{shared}）" if shared else "同比",
            15,
            lambda row: cells.figure(row.change.removesuffix(f" {shared}") if shared else row.change),
            True,
        ),
    ]


def _both(row: Row) -> str:
    return f"{row.numerator}/{row.denominator}" if row.numerator and row.denominator else row.numerator


def _shared(section: Section) -> str:
    """Returns the unit all changes have (个百分点), '' where they differ: it then stands in the heading once."""
    found = {row.change.partition(" ")[2] for row in section.all_rows if row.change}
    return found.pop() if len(found) == 1 else ""


def _is_used(column: Column, section: Section) -> bool:
    return any(column.cell(row).text for row in section.all_rows)


def _rows(section: Section, columns: Sequence[Column]) -> list[list[Cell]]:
    return [[column.cell(row) for column in columns] for row in section.all_rows]


def _folded(column: Column, section: Section) -> str:
    """Returns a heading without the unit that stands above the chart; another one on lines of its own."""
    words, mark, unit = column.heading.removesuffix(f"（{section.measured_in}）").partition("（")
    half = len(unit) // 2 if len(unit) > _LONGEST_UNIT else len(unit)
    return "\n".join(filter(None, (words, f"{mark}{unit[:half]}", unit[half:])))


def _widths(section: Section, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Returns the width of each column: its widest text, or its heading."""
    return [
        _needed(_folded(column, section), [row[place] for row in rows])
        for place, column in enumerate(columns)
    ]


def _needed(heading: str, found: Sequence[Cell]) -> float:
    widest = max(width(cell.text, SMALLEST) * (1.06 if cell.is_bold else 1) for cell in found)
    head = max(width(part, SMALLEST) for part in heading.split("\n"))
    return min(_NAME, max(widest, head * 1.08)) + 2 * CELL_SIDE + 4
