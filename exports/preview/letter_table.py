"""Reads the tables of a document: widths, spans, fills, edges, header rows."""

from collections.abc import Callable

from lxml import etree

from exports.preview.letter_style import TWIP, LetterStyles, W, is_on, value
from exports.preview.model import Cell, Paragraph, Table, TableRow

_ANCHORS = {"center": "middle", "bottom": "bottom"}
_SIDES = ("top", "right", "bottom", "left")
_PADS = (0.0, 5.4, 0.0, 5.4)
Read = Callable[[etree._Element], Paragraph]


def read_letter_table(table: etree._Element, styles: LetterStyles, read: Read) -> Table:
    """Returns the table of a w:tbl element; `read` reads the paragraphs of its cells."""
    return _Reader(table, styles, read).table()


class _Reader:
    """Reads one table."""

    def __init__(self, table: etree._Element, styles: LetterStyles, read: Read) -> None:
        self.element, self.read = table, read
        own = table.find(f"{W}tblPr")
        named = value(own, "tblStyle") if own is not None else None
        chain = [one.find(f"{W}tblPr") for one in styles.chain(named, "table")]
        self.looks = [one for one in (own, *chain) if one is not None]
        self.widths = tuple(
            float(one.get(f"{W}w", "0")) / TWIP for one in table.iterfind(f"{W}tblGrid/{W}gridCol")
        )
        self.pads = self._pads(self.looks, "tblCellMar", _PADS)
        self.rows = table.findall(f"{W}tr")
        self.edges = tuple(self._edge([], side) for side in _SIDES)

    def table(self) -> Table:
        """Returns what was read."""
        align = value(self.looks[0], "jc") if self.looks else None
        rows = tuple(self._row(row, number) for number, row in enumerate(self.rows))
        return Table(self.widths, rows, {"center": "center", "right": "right"}.get(align or "", "left"))

    def _row(self, row: etree._Element, number: int) -> TableRow:
        looks = row.find(f"{W}trPr")
        height = looks.find(f"{W}trHeight") if looks is not None else None
        place, cells = 0, []
        for cell in row.findall(f"{W}tc"):
            own = cell.find(f"{W}tcPr")
            span = int(value(own, "gridSpan") or 1) if own is not None else 1
            if not _continues(own):
                cells.append(self._cell(cell, own, span, self._depth(number, place, own)))
            place += span
        tall = float(height.get(f"{W}val", "0")) / TWIP if height is not None else 0.0
        return TableRow(tall, tuple(cells), looks is not None and is_on([looks], "tblHeader"))

    def _cell(self, cell: etree._Element, own: etree._Element | None, span: int, depth: int) -> Cell:
        looks = [own] if own is not None else []
        shade = own.find(f"{W}shd") if own is not None else None
        fill = shade.get(f"{W}fill", "auto") if shade is not None else "auto"
        anchor = value(own, "vAlign") if own is not None else None
        return Cell(
            tuple(self.read(one) for one in cell.iter(f"{W}p")),
            "" if fill == "auto" else f"#{fill}",
            _ANCHORS.get(anchor or "", "top"),
            span,
            depth,
            self._edges(own),  # type: ignore[arg-type]
            self._pads(looks, "tcMar", self.pads),
        )

    def _depth(self, number: int, place: int, own: etree._Element | None) -> int:
        """Returns over how many rows a cell reaches that begins a merge downwards."""
        merge = own.find(f"{W}vMerge") if own is not None else None
        if merge is None or merge.get(f"{W}val") != "restart":
            return 1
        depth = 1
        for row in self.rows[number + 1 :]:
            at, below = 0, None
            for cell in row.findall(f"{W}tc"):
                below = cell.find(f"{W}tcPr")
                if at >= place:
                    break
                at += int(value(below, "gridSpan") or 1) if below is not None else 1
            if at != place or not _continues(below):
                break
            depth += 1
        return depth

    def _edges(self, own: etree._Element | None) -> tuple[str, ...]:
        """Returns a cell's edges: its own before the table's."""
        if own is None or own.find(f"{W}tcBorders") is None:
            return self.edges
        return tuple(self._edge([own], side) for side in _SIDES)

    def _edge(self, own: list[etree._Element], side: str) -> str:
        inner = "insideH" if side in ("top", "bottom") else "insideV"
        for holder in own:
            if (found := holder.find(f"{W}tcBorders/{W}{side}")) is not None:
                return _line(found)
        for holder in self.looks:
            for name in (inner, side):
                if (found := holder.find(f"{W}tblBorders/{W}{name}")) is not None:
                    return _line(found)
        return ""

    @staticmethod
    def _pads(
        holders: list[etree._Element], name: str, usual: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        found = list(usual)
        for holder in reversed(holders):
            for place, side in enumerate(_SIDES):
                one = holder.find(f"{W}{name}/{W}{side}")
                if one is not None:
                    found[place] = float(one.get(f"{W}w", "0")) / TWIP
        return tuple(found)  # type: ignore[return-value]


def _continues(own: etree._Element | None) -> bool:
    merge = own.find(f"{W}vMerge") if own is not None else None
    return merge is not None and merge.get(f"{W}val") != "restart"


def _line(border: etree._Element) -> str:
    if border.get(f"{W}val") in ("nil", "none"):
        return ""
    colour = border.get(f"{W}color", "auto")
    thick = max(4.0, float(border.get(f"{W}sz", "4"))) / 8
    return f"{thick:g}px solid {'#000000' if colour == 'auto' else f'#{colour}'}"
