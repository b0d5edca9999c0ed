"""Puts rows of the pack into cells: state as colour, shape and word; numbers to the right."""

from exports.pack import Row
from exports.slides.markup import Cell
from exports.xml_text import one_line
from ui.tokens import INK, MUTED, PAPER


def text(words: str, is_bold: bool = False) -> Cell:
    """Returns a cell of words."""
    return Cell(one_line(words), is_bold=is_bold)


def figure(words: str) -> Cell:
    """Returns a cell of a number, to the right."""
    return Cell(one_line(words), is_right=True)


def state(row: Row) -> Cell:
    """Returns the state: shape and word in its colour, on its tint."""
    return Cell(one_line(row.state), colour=row.mark.colour, fill=_tint(row))


def in_grid(row: Row | None) -> Cell:
    """Returns a cell of the state grid: shape and value, or shape and word where there is no value."""
    if row is None:
        return Cell("", colour=MUTED)
    if row.verdict.value is None:
        return Cell(one_line(row.state), colour=row.mark.colour, fill=_tint(row), is_centred=True)
    shown = f"{row.mark.shape} {row.value}" if row.mark.shape else row.value
    return Cell(
        one_line(shown), colour=row.mark.colour if row.mark.shape else INK, fill=_tint(row), is_centred=True
    )


def _tint(row: Row) -> str:
    return "" if row.mark.tint == PAPER else row.mark.tint
