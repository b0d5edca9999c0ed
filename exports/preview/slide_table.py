"""Reads the native tables of slides: widths, heights, fills, edges and the text of every cell."""

from dataclasses import replace

from lxml import etree

from exports.preview.model import Cell, Table, TableRow
from exports.preview.slide_text import EMU, Styles, paragraphs_of
from exports.preview.theme import A, Theme

_ANCHORS = {"t": "top", "ctr": "middle", "b": "bottom"}
_SIDES = (("marT", 45_720), ("marR", 91_440), ("marB", 45_720), ("marL", 91_440))


def read_table(table: etree._Element, styles: Styles) -> Table:
    """Returns the table of an a:tbl element; cells swallowed by a merge are left out."""
    widths = tuple(int(column.get("w", "0")) / EMU for column in table.iterfind(f"{A}tblGrid/{A}gridCol"))
    bare: dict[bytes, Cell] = {}
    rows = tuple(
        TableRow(
            int(row.get("h", "0")) / EMU,
            tuple(_cell(cell, styles, bare) for cell in row.findall(f"{A}tc") if not _is_swallowed(cell)),
        )
        for row in table.findall(f"{A}tr")
    )
    return Table(widths, rows)


def _is_swallowed(cell: etree._Element) -> bool:
    return cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true")


def _cell(cell: etree._Element, styles: Styles, bare: dict[bytes, Cell]) -> Cell:
    """Returns a cell; cells that look the same share what `bare` holds of their look."""
    looks = cell.find(f"{A}tcPr")
    key = etree.tostring(looks) if looks is not None else b""
    if key not in bare:
        bare[key] = _bare(looks, styles.theme)
    return replace(
        bare[key],
        paragraphs=paragraphs_of(cell.find(f"{A}txBody"), styles),
        columns=int(cell.get("gridSpan", "1")),
        rows=int(cell.get("rowSpan", "1")),
    )


def _bare(looks: etree._Element | None, theme: Theme) -> Cell:
    """Returns a cell without its text: fill, edges, pads."""
    given = looks.attrib if looks is not None else {}
    top, right, bottom, left = (int(given.get(name, str(usual))) / EMU for name, usual in _SIDES)
    return Cell(
        (),
        theme.fill(looks) or "",
        _ANCHORS.get(str(given.get("anchor", "t")), "top"),
        edges=tuple(edge(looks, side, theme) for side in ("lnT", "lnR", "lnB", "lnL")),  # type: ignore[arg-type]
        pads=(top, right, bottom, left),
    )


def edge(looks: etree._Element | None, name: str, theme: Theme) -> str:
    """Returns a line as a CSS border, '' for none."""
    line = looks.find(f"{A}{name}") if looks is not None else None
    colour = theme.fill(line)
    if line is None or not colour:
        return ""
    return f"{int(line.get('w', '12700')) / EMU:g}px solid {colour}"
