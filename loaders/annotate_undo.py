"""Takes the marks of an earlier check off again, and gives the cells back the look they had before."""

import json
from collections.abc import Iterable, Iterator, Sequence
from copy import copy

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from loaders.annotate_marks import HEAD, LOOKS, own_text

MEMORY_COLUMN = 8  # of the list, hidden: column H
_CELLS_A_ROW = 2000  # addresses in one text; a cell holds 32 767 characters

Look = tuple[PatternFill, Color | None]  # fill and ink
Looks = dict[str, list[str]]  # how cells looked, as JSON → their addresses


def remember(looks: dict[str, Looks], sheet: Worksheet, cell: Cell) -> None:
    """Notes the fill and the ink of a cell that is about to be painted, unless it has none."""
    look = {"fill": _fill_words(cell.fill), "ink": _colour_words(cell.font.color)}
    if any(look.values()) and _colours(cell.fill) not in _OURS:  # painted twice: known already
        looks.setdefault(sheet.title, {}).setdefault(json.dumps(look), []).append(cell.coordinate)


def write_memory(sheet: Worksheet, looks: dict[str, Looks]) -> None:
    """Writes what was noted into the hidden column of the list."""
    row = 0
    for title, found in looks.items():
        for look, cells in found.items():
            for start in range(0, len(cells), _CELLS_A_ROW):
                row += 1
                said = json.loads(look) | {
                    "sheet": title,
                    "cells": " ".join(cells[start : start + _CELLS_A_ROW]),
                }
                sheet.cell(row, MEMORY_COLUMN, json.dumps(said))
    sheet.column_dimensions["H"].hidden = True


def take_marks_off(book: Book, lists: Sequence[Worksheet]) -> None:
    """Removes fills and comments an earlier check left, so that a mended cell no longer looks wrong.

    What the cells looked like before stands in the `lists` of that check; without one they get no fill.
    """
    ours = {number for number, fill in enumerate(book._fills) if _colours(fill) in _OURS}
    if not ours and not lists:  # never marked: a large sheet is spared the walk
        return
    before = dict(_memory(lists))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.has_style and cell._style.fillId in ours:
                    _repaint(cell, *before.get((sheet.title, cell.coordinate), (PatternFill(), None)))
                if not isinstance(cell, MergedCell) and cell.comment and HEAD in cell.comment.text:
                    own, author = own_text(cell.comment), cell.comment.author
                    cell.comment = Comment(own, author) if own else None


def _repaint(cell: Cell, fill: PatternFill, ink: Color | None) -> None:
    cell.fill = fill
    if ink is not None:
        font = copy(cell.font)
        font.color = ink
        cell.font = font


def _memory(lists: Iterable[Worksheet]) -> Iterator[tuple[tuple[str, str], Look]]:
    for sheet in lists:
        for (text,) in sheet.iter_rows(min_col=MEMORY_COLUMN, max_col=MEMORY_COLUMN, values_only=True):
            try:
                said = json.loads(str(text or "{}"))
                look = (_fill_of(said["fill"]), _colour_of(said["ink"]))
                cells = str(said["cells"]).split()
            except (ValueError, TypeError, KeyError):  # somebody wrote into the hidden column
                continue
            yield from (((str(said.get("sheet")), cell), look) for cell in cells)


def _fill_words(fill: object) -> list | None:
    """Returns a plain fill as JSON values, or None where there is none."""
    kind = getattr(fill, "patternType", None)
    return [kind, _colour_words(fill.fgColor), _colour_words(fill.bgColor)] if kind else None


def _colour_words(colour: Color | None) -> list | None:
    return [colour.type, colour.value, colour.tint] if colour is not None else None


def _fill_of(said: list | None) -> PatternFill:
    if said is None:
        return PatternFill()
    kind, front, back = said
    return PatternFill(kind, fgColor=_colour_of(front), bgColor=_colour_of(back))


def _colour_of(said: list | None) -> Color | None:
    if said is None:
        return None
    kind, value, tint = said
    return Color(**{kind: value}, tint=tint)


def _colours(fill: object) -> tuple:
    kind = getattr(fill, "patternType", None)
    return (kind, fill.fgColor.rgb, fill.bgColor.rgb) if kind else (None,)


_OURS = {_colours(look.fill) for look in LOOKS.values()}
