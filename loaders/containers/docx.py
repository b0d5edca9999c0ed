"""Reads the tables of a Word document; the guard has walked through its main part before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pyarrow as pa
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from loaders.containers.cells import SheetCells
from loaders.containers.docx_text import cell_text, words
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.survey import SheetSurvey
from loaders.workbook import Merge

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_WRAPPERS = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
)
_TITLES = 8  # paragraphs above a table that may say what it is
_VALUE = qn("w:val")


@dataclass(frozen=True)
class _Found:
    """Holds one table and the paragraphs that stand above it."""

    element: etree._Element
    titles: tuple[str, ...]


@dataclass
class _Cell:
    """Holds one cell: its grid column, its width, whether it continues the one above, its text."""

    col: int
    width: int
    goes_on: bool
    text: str


@dataclass
class _Span:
    """Holds a cell open downwards: where it begins and how far it reaches so far."""

    row: int
    col: int
    width: int
    last: int = field(default=-1)


def read_docx(data: bytes, file_name: str, limits: Limits) -> list[tuple[SheetSurvey, pa.Table]]:
    """Returns a sheet for each table with text, in the order of the document.

    The paragraphs above a table are its first rows. A table inside a cell is a sheet of its
    own. Raises Refusal when the document has no table, or too many.
    """
    body = Document(BytesIO(data)).element.body
    tables = []
    for found in _tables(body):
        sheet = _read_table(found, len(tables), file_name, limits)
        if sheet is not None:
            tables.append(sheet)
        if len(tables) > limits.sheets:
            raise refuse("too_many_sheets", file_name, count=len(tables), limit=limits.sheets)
    if not tables:
        raise refuse("no_tables", file_name)
    return tables


def _tables(container: etree._Element) -> Iterator[_Found]:
    """Yields the tables in order, each outer one before those inside its cells."""
    titles: list[str] = []
    for child in _flat(container):
        if child.tag == _PARAGRAPH:
            titles += [text for text in [words(child).strip()] if text]
        elif child.tag == _TABLE:
            yield _Found(child, tuple(titles[-_TITLES:]))
            titles = []
            for row in (one for one in _flat(child) if one.tag == _ROW):
                for cell in (one for one in _flat(row) if one.tag == _CELL):
                    yield from _tables(cell)


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    """Yields the children, those of wrappers (content controls, accepted insertions) among them."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _flat(child)
        else:
            yield child


def _read_table(
    found: _Found, index: int, file_name: str, limits: Limits
) -> tuple[SheetSurvey, pa.Table] | None:
    survey = SheetSurvey(f"表{index + 1}", index)
    cells = SheetCells(survey, file_name, limits)
    rows = [row for row in _flat(found.element) if row.tag == _ROW and not _is_deleted(row)]
    read = [_cells(row, limits) for row in rows]
    if not any(cell.text for row in read for cell in row):
        return None
    for at, title in enumerate(found.titles):
        cells.put(at, [title])
    top = len(found.titles)
    open_spans: dict[int, _Span] = {}
    for at, row in enumerate(read, start=top):
        _put_row(cells, at, row, open_spans)
    for span in open_spans.values():
        _close(cells, span)
    return cells.finish()


def _put_row(cells: SheetCells, at: int, row: list[_Cell], open_spans: dict[int, _Span]) -> None:
    texts: list[str] = []
    for cell in row:
        above = open_spans.get(cell.col)
        if cell.goes_on and above is not None and above.width == cell.width and above.last == at - 1:
            above.last = at
            continue
        if above is not None:
            _close(cells, open_spans.pop(cell.col))
        texts += [""] * (cell.col + 1 - len(texts))
        texts[cell.col] = cell.text
        open_spans[cell.col] = _Span(at, cell.col, cell.width, at)
    cells.put(at, texts)


def _close(cells: SheetCells, span: _Span) -> None:
    if span.last > span.row or span.width > 1:
        cells.merge(Merge(span.row, span.col, span.last, span.col + span.width - 1))


def _cells(row: etree._Element, limits: Limits) -> list[_Cell]:
    """Returns a row's cells at their grid columns; one too far out is refused when it is put."""
    found: list[_Cell] = []
    col = _number(row, "w:trPr/w:gridBefore", 0, limits.columns)
    for cell in (one for one in _flat(row) if one.tag == _CELL):
        width = max(_number(cell, "w:tcPr/w:gridSpan", 1, limits.columns), 1)
        found.append(_Cell(col, width, _goes_on(cell), cell_text(cell)))
        col = min(col + width, limits.columns + 1)
    return found


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find("w:tcPr/w:vMerge", cell.nsmap)
    return merge is not None and merge.get(_VALUE, "continue") == "continue"


def _is_deleted(row: etree._Element) -> bool:
    return row.find("w:trPr/w:del", row.nsmap) is not None


def _number(element: etree._Element, path: str, default: int, most: int) -> int:
    found = element.find(path, element.nsmap)
    text = found.get(_VALUE, "") if found is not None else ""
    return min(int(text[:6]), most) if text.isascii() and text.isdecimal() else default
