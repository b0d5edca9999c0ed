"""Writes one layout into every container that offices send tables in."""

import csv
import datetime as dt
import io
from html import escape
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from tests.loaders.forms import Layout

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def as_text(layout: Layout, delimiter: str = ",") -> str:
    """Returns the cells as CSV, as Excel writes it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(_matrix(layout))
    return out.getvalue()


def as_html(layout: Layout, charset: str = "utf-8") -> bytes:
    """Returns the cells as a web page, as systems hand it out under the name .xls."""
    tops, hidden = _spans(layout)
    rows = []
    for row, texts in enumerate(_matrix(layout)):
        cells = [
            f"<td{tops.get((row, col), '')}>{escape(text).replace(chr(10), '<br>')}</td>"
            for col, text in enumerate(texts)
            if (row, col) not in hidden
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<style>td {{}}</style></head><body><table border=1>{''.join(rows)}</table></body></html>"
    )
    return page.encode(charset)


def as_xml_2003(*layouts: Layout) -> bytes:
    """Returns the cells as SpreadsheetML 2003, sparse as Excel writes it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{NAMESPACE}" xmlns:ss="{NAMESPACE}" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        + "".join(map(_worksheet, layouts))
        + "</Workbook>"
    ).encode()


def locked(data: bytes, password: str) -> bytes:
    """Returns the workbook encrypted as Excel does it."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    """Writes the bytes under a name and returns where."""
    path = folder / name
    path.write_bytes(data)
    return path


def _matrix(layout: Layout) -> list[list[str]]:
    height = max(row for row, _ in layout.cells) + 1
    width = max(col for _, col in layout.cells) + 1
    return [[_shown(layout.cells.get((row, col))) for col in range(width)] for row in range(height)]


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _spans(layout: Layout) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    tops, hidden = {}, set()
    for row, col, last_row, last_col in layout.merges:
        tops[(row, col)] = f' rowspan="{last_row - row + 1}" colspan={last_col - col + 1}'
        hidden |= {(r, c) for r in range(row, last_row + 1) for c in range(col, last_col + 1)} - {(row, col)}
    return tops, hidden


def _worksheet(layout: Layout) -> str:
    merges = {(row, col): (last_row - row, last_col - col) for row, col, last_row, last_col in layout.merges}
    rows: dict[int, list[str]] = {}
    for (row, col), value in sorted(layout.cells.items()):
        down, across = merges.get((row, col), (0, 0))
        span = f' ss:MergeDown="{down}" ss:MergeAcross="{across}"' if down or across else ""
        rows.setdefault(row, []).append(f'<Cell ss:Index="{col + 1}"{span}>{_data(value)}</Cell>')
    body = "".join(f'<Row ss:Index="{row + 1}">{"".join(cells)}</Row>' for row, cells in rows.items())
    options = (
        "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>" if layout.hidden else ""
    )
    return f'<Worksheet ss:Name="{escape(layout.name)}"><Table>{body}</Table>{options}</Worksheet>'


def _data(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f'<Data ss:Type="DateTime">{value.isoformat()}.000</Data>'
    kind = "Number" if isinstance(value, (int, float)) else "String"
    return f'<Data ss:Type="{kind}">{escape(str(value))}</Data>'
