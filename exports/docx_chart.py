"""Grafts native, editable charts into a document: the chart part and the workbook behind it."""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length, Pt
from lxml import etree

from charts.description import Description, Kind, chunked
from exports.chart import OfficeChart, office_chart
from exports.chart_sheet import chart_workbook
from exports.chart_xml import Typeface, chart_xml
from exports.docx_style import FANG_SONG, LATIN, PICTURE
from exports.fixed_zip import fixed
from exports.xml_text import escaped

_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXTERNAL = f"{{{_SPACE}}}externalData"
_MOST = 32  # more units than this are cut into several charts
HEIGHT = Pt(215)


def add_charts(document: Document, description: Description, room: Length) -> int:
    """Adds a described chart `room` wide, a long ranking in several; returns how many were added."""
    pieces = chunked(description, _MOST) if description.kind is not Kind.TREND else [description]
    pieces = [piece for piece in pieces if piece.categories]
    for piece in pieces:
        chart = office_chart(piece, (room.pt, HEIGHT.pt), whole=description)
        _place(document, _add_part(document, chart), chart, room, is_last=piece is pieces[-1])
    return len(pieces)


def _add_part(document: Document, chart: OfficeChart) -> str:
    """Adds the chart's part with its workbook to the package; returns the relationship's id."""
    package = document.part.package
    count = 1 + sum(1 for part in package.iter_parts() if part.content_type == CONTENT_TYPE.DML_CHART)
    book = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{count}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        fixed(chart_workbook(chart)),
        package,
    )
    part = Part(PackURI(f"/word/charts/chart{count}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    part._blob = _with_data(
        chart_xml(chart, Typeface(LATIN, FANG_SONG)), part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    )
    return document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def _with_data(xml: bytes, relation: str) -> bytes:
    """Returns the chart naming the workbook it is edited in."""
    root = etree.fromstring(xml)
    for old in root.findall(_EXTERNAL):
        root.remove(old)
    data = etree.Element(_EXTERNAL, {f"{{{_RELATION}}}id": relation})
    etree.SubElement(data, f"{{{_SPACE}}}autoUpdate").set("val", "0")
    root.append(data)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(document: Document, relation: str, chart: OfficeChart, room: Length, is_last: bool) -> None:
    """Adds the paragraph that holds the chart, the last one beside its caption; with a text for readers without sight."""
    paragraph = document.add_paragraph(style=PICTURE)
    paragraph.paragraph_format.keep_with_next = is_last
    number = 1 + len(document.element.body.xpath(".//wp:docPr"))
    said = escaped(f"{chart.title}：{'、'.join(chart.categories)}"[:500])
    inline = (
        f'<wp:inline {nsdecls("wp", "a", "r")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(room)}" cy="{int(HEIGHT)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="图 {number}" descr="{said}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SPACE}"><c:chart xmlns:c="{_SPACE}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    run = paragraph.add_run()
    drawing = parse_xml(f"<w:drawing {nsdecls('w')}>{inline}</w:drawing>")
    run._r.append(drawing)
