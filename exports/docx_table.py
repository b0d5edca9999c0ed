"""Writes tables into a document: header rows repeat on every page, no row breaks across pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length

from exports.docx_style import CELL, CELL_HEAD
from exports.xml_text import escaped

_TWIPS = 635  # EMU


@dataclass(frozen=True)
class Cell:
    """Holds one cell: its text, how it stands (left, center, right) and the colour of its text."""

    text: str
    align: str = "center"
    colour: str = ""
    bold: bool = False


def add_table(
    document: Document,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell | str]],
    widths: Sequence[float],
    room: Length,
) -> None:
    """Adds a ruled table as wide as `room`; `widths` are shares of it, `heads` repeat on every page.

    The XML is written directly: a table of thousands of cells takes milliseconds.
    """
    ids = {name: document.styles[name].style_id for name in (CELL, CELL_HEAD)}
    total = sum(widths)
    twips = [int(room / _TWIPS * wide / total) for wide in widths]
    head = _row([Cell(text) for text in heads], twips, ids[CELL_HEAD], is_head=True)
    body = "".join(
        _row([cell if isinstance(cell, Cell) else Cell(cell) for cell in row], twips, ids[CELL])
        for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in twips)
    table = (
        f"<w:tbl {nsdecls('w')}>{_properties(sum(twips))}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")


def _properties(wide: int) -> str:
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    borders = "".join(
        f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in (("left", 60), ("right", 60))
    )
    return (
        f'<w:tblPr><w:tblW w:w="{wide}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def _row(cells: Sequence[Cell], twips: Sequence[int], style: str, is_head: bool = False) -> str:
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    said = "".join(_cell(cell, wide, style) for cell, wide in zip(cells, twips, strict=True))
    return f"<w:tr><w:trPr>{marks}</w:trPr>{said}</w:tr>"


def _cell(cell: Cell, wide: int, style: str) -> str:
    look = ("<w:b/>" if cell.bold else "") + (f'<w:color w:val="{cell.colour[1:]}"/>' if cell.colour else "")
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = escaped(cell.text).split("\n")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{cell.align}"/></w:pPr>'
        f"<w:r>{look}{said}</w:r></w:p></w:tc>"
    )
