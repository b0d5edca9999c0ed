"""Reads paragraphs of a document: their runs, indents and gaps, and the charts and pictures in them."""

from collections.abc import Iterator
from dataclasses import replace

from docx.opc.part import Part
from lxml import etree

from exports.preview.chart_draw import draw_chart
from exports.preview.chart_read import C, read_chart
from exports.preview.letter_style import LetterStyles, Sources, W, first, is_on, points
from exports.preview.model import Drawing, Look, Paragraph, Picture, Run
from exports.preview.pictures import Pictures
from exports.preview.theme import A

EMU = 12_700
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ALIGNS = {"both": "justify", "distribute": "justify", "center": "center", "right": "right", "end": "right"}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = (f"{W}del", f"{W}moveFrom", f"{W}txbxContent")


class LetterText:
    """Reads the paragraphs of one part of a document (its body, a header, a footer)."""

    def __init__(self, part: Part, styles: LetterStyles, pictures: Pictures) -> None:
        self.part, self.styles, self.pictures = part, styles, pictures
        self._places: dict[tuple[bytes, float], Paragraph] = {}

    def paragraph(self, element: etree._Element) -> Paragraph:
        """Returns a paragraph with its texts."""
        own = element.find(f"{W}pPr")
        end, runs = self.styles.look(None, element), tuple(self._runs(element))
        size = max((run.look.size for run in runs), default=end.size)
        key = (etree.tostring(own) if own is not None else b"", size)
        if key not in self._places:
            self._places[key] = self._placed(element, size)
        return replace(self._places[key], runs=runs, empty_size=end.size)

    def _placed(self, element: etree._Element, size: float) -> Paragraph:
        """Returns a paragraph without its texts: where it stands and what it keeps to."""
        sources = self.styles.paragraph(element)
        if any(one.find(f"{W}numPr") is not None for one in sources):
            self.pictures.note("自动编号")
        line, leading = _line(sources)
        return Paragraph(
            (),
            _ALIGNS.get(first(sources, "jc", "val") or "", "left"),
            left=_indent(sources, ("left", "start"), size),
            right=_indent(sources, ("right", "end"), size),
            first=_indent(sources, ("firstLine",), size) - _indent(sources, ("hanging",), size),
            before=points(sources, "spacing", "before"),
            after=points(sources, "spacing", "after"),
            line=line,
            leading=leading,
            keeps_next=is_on(sources, "keepNext"),
        )

    def drawings(self, element: etree._Element) -> Iterator[Drawing | Picture]:
        """Yields the charts and pictures of a paragraph in their order."""
        for drawing in element.iter(f"{W}drawing"):
            extent = drawing.find(f".//{_WP}extent")
            wide, high = (
                (int(extent.get(side, "0")) / EMU for side in ("cx", "cy")) if extent is not None else (0, 0)
            )
            chart, blip = drawing.find(f".//{C}chart"), drawing.find(f".//{A}blip")
            if chart is not None:
                yield self._chart(chart, wide, high)
            elif blip is not None and blip.get(f"{R}embed"):
                found = self.part.related_parts[blip.get(f"{R}embed")]
                if key := self.pictures.key(found.blob, found.content_type):
                    yield Picture(key, wide, high)
            else:
                self.pictures.note("文本框和图形")
        if next(element.iter(f"{W}pict"), None) is not None:
            self.pictures.note("文本框和图形")

    def _chart(self, chart: etree._Element, wide: float, high: float) -> Drawing:
        part = self.part.related_parts[chart.get(f"{R}id")]
        read = read_chart(part.blob, self.styles.theme)
        return draw_chart(read, wide, high, self.styles.look(None, chart).fonts)

    def _runs(self, element: etree._Element) -> Iterator[Run]:
        field = ""
        hidden = {run for holder in element.iter(*_LEFT_OUT) for run in holder.iter(f"{W}r")}
        for run in element.iter(f"{W}r"):
            if run in hidden:
                continue
            look = self.styles.look(run, element)
            for child in run:
                kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
                if kind == "fldChar":
                    state = child.get(f"{W}fldCharType")
                    field = "begin" if state == "begin" else field if state == "separate" else ""
                elif kind == "instrText":
                    field = (child.text or "").strip() or field
                elif said := _said(child, kind):
                    yield from _run(said, look, field)
        for simple in element.iter(f"{W}fldSimple"):
            if "PAGE" in simple.get(f"{W}instr", ""):
                self.pictures.note("简单域")


def _run(said: str, look: Look, field: str) -> Iterator[Run]:
    yield Run(said, look, field.split(" ", maxsplit=1)[0] == "PAGE")


def _said(child: etree._Element, kind: str) -> str:
    if kind == "t":
        return child.text or ""
    if kind == "br" and child.get(f"{W}type") in ("page", "column"):
        return ""
    return _MARKS.get(kind, "")


def _line(sources: Sources) -> tuple[float, float]:
    """Returns an exact line height in points (0 for none) and the height in lines."""
    line, rule = first(sources, "spacing", "line"), first(sources, "spacing", "lineRule") or "auto"
    if line is None:
        return 0.0, 1.0
    return (float(line) / 20, 1.0) if rule == "exact" else (0.0, float(line) / 240 if rule == "auto" else 1.0)


def _indent(sources: Sources, names: tuple[str, ...], size: float) -> float:
    """Returns an indent in points; one told in characters goes by the paragraph's own size."""
    for one in sources:
        found = one.find(f"{W}ind")
        for name in names if found is not None else ():
            chars, exact = found.get(f"{W}{name}Chars"), found.get(f"{W}{name}")
            if chars and chars != "0":
                return float(chars) / 100 * size
            if exact is not None:
                return float(exact) / 20
    return 0.0
