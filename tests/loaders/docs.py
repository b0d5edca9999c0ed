"""Builds Word documents in memory for tests: nested columns, merges down and across, several tables."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.table import Table

Cells = Sequence[Sequence[str | None]]  # None: merged with the cell above; "<": with the one at the left


def document(*tables: tuple[str, Cells]) -> bytes:
    """Returns a .docx with, for each pair, a title paragraph and a table."""
    made = Document()
    for title, rows in tables:
        made.add_paragraph(title)
        fill(made.add_table(len(rows), max(map(len, rows))), rows)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def fill(table: Table, rows: Cells) -> None:
    """Writes the rows and merges what None and "<" ask for."""
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows):
        for col, text in enumerate(row):
            anchors[at, col] = (at, col)
            if text == "<":
                anchors[at, col] = anchors[at, col - 1]
            elif text is None:
                anchors[at, col] = anchors[at - 1, col]
    for place, anchor in anchors.items():
        if place != anchor:
            table.cell(*anchor).merge(table.cell(*place))
    for (at, col), anchor in anchors.items():
        if (at, col) == anchor and rows[at][col]:
            table.cell(at, col).text = str(rows[at][col])


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """Returns the package with one part replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return out.getvalue()
