"""Cuts tables into pages: rows by their height, columns by their width, the header on every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exports.slides.markup import CELL_SIDE, CELL_TOP, Cell, Page
from exports.xml_text import lines_needed, width

LINE_HEIGHT = 1.48  # of the font size: what the tallest of the usual Han fonts needs
SMALLEST = 10.0
CONTINUED = "（续）"


@dataclass(frozen=True)
class Heading:
    """Heads a column: its words, its share of the width, and whether its cells are numbers."""

    text: str
    share: float
    is_right: bool = False


def pages(
    headings: Sequence[Heading], rows: Sequence[Sequence[Cell]], room: tuple[float, float], size: float
) -> list[Page]:
    """Returns the pages of a table that has `room` (width and height in points) on every slide.

    Pages are about equally full. A row that is higher than a page goes on as «（续）» on the next.
    """
    found = _paged(headings, rows, room, size)
    if len(found) > 1:
        average = sum(page.height for page in found) / len(found)
        for height in (average + 12, average + 30, average + 60):
            tried = _paged(headings, rows, (room[0], height), size) if height < room[1] else found
            if len(tried) == len(found):
                return tried
    return found


def _paged(
    headings: Sequence[Heading], rows: Sequence[Sequence[Cell]], room: tuple[float, float], size: float
) -> list[Page]:
    whole = sum(heading.share for heading in headings)
    widths = tuple(room[0] * heading.share / whole for heading in headings)
    head = tuple(Cell(heading.text, heading.is_right) for heading in headings)
    head_height = row_height(head, widths, size)
    found: list[Page] = []
    held: list[tuple[tuple[Cell, ...], float]] = []
    left = room[1] - head_height
    for row in _fitting(rows, widths, size, left):
        height = row_height(row, widths, size)
        if held and height > left:
            found.append(_page(head, head_height, held, widths))
            held, left = [], room[1] - head_height
        held.append((row, height))
        left -= height
    return [*found, _page(head, head_height, held, widths)] if held or not found else found


def _page(
    head: tuple[Cell, ...],
    height: float,
    held: Sequence[tuple[tuple[Cell, ...], float]],
    widths: tuple[float, ...],
) -> Page:
    return Page((head, *(row for row, _ in held)), (height, *(high for _, high in held)), widths)


def row_height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    """Returns the height a row takes when every text wraps within its cell."""
    lines = max(
        lines_needed(cell.text, size, broad - 2 * CELL_SIDE) for cell, broad in zip(row, widths, strict=True)
    )
    return lines * size * LINE_HEIGHT + 2 * CELL_TOP


def _fitting(
    rows: Sequence[Sequence[Cell]], widths: Sequence[float], size: float, room: float
) -> Iterator[tuple[Cell, ...]]:
    """Yields the rows, one too high for a page cut into several."""
    most = max(1, int((room - 2 * CELL_TOP) / (size * LINE_HEIGHT)))
    for row in rows:
        if row_height(row, widths, size) <= room:
            yield tuple(row)
            continue
        pieces = [
            _pieces(cell.text, size, broad - 2 * CELL_SIDE, most)
            for cell, broad in zip(row, widths, strict=True)
        ]
        for part in range(max(len(found) for found in pieces)):
            cut = [
                replace(c, text=found[part] if part < len(found) else "")
                for c, found in zip(row, pieces, strict=True)
            ]
            yield (replace(cut[0], text=cut[0].text or CONTINUED), *cut[1:])


def _pieces(text: str, size: float, room: float, most: int) -> list[str]:
    """Returns a text cut into pieces of at most `most` lines."""
    pieces, piece = [], ""
    for mark in text:
        if lines_needed(piece + mark, size, room) > most:
            pieces.append(piece)
            piece = ""
        piece += mark
    return [*pieces, piece]


def size_for(rows: int, largest: float = 12.0, smallest: float = SMALLEST) -> float:
    """Returns the font size for a table of so many rows: the fewer, the larger, never below ten points."""
    return largest if rows <= 12 else max(smallest, largest - 1) if rows <= 18 else smallest


def columns_per_page(room: float, first: float, least: float) -> int:
    """Returns how many columns of at least `least` points stand beside a first one."""
    return max(1, int((room - first) // least))


def name_width(names: Sequence[str], size: float, most: float) -> float:
    """Returns the width of a column of names, wide names wrapping beyond `most` points."""
    return min(most, max((width(name, size) for name in names), default=0) + 2 * CELL_SIDE + 4)
