"""Writes the XML of text boxes and tables for slides: fonts for both scripts, text only as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.chart_xml import Typeface
from exports.xml_text import clean, escaped
from ui.tokens import INK, LINE, PAPER

EMU = 12_700  # one point
_SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True)
class Box:
    """Holds a place on a slide in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Returns where it ends."""
        return self.top + self.height


@dataclass(frozen=True)
class Run:
    """Holds a piece of text in one look; `size` in points, 0 for what the place inherits."""

    text: str
    size: float = 0
    colour: str = INK
    is_bold: bool = False


Paragraph = Sequence[Run]


@dataclass(frozen=True)
class Page:
    """Holds what one slide shows of a table: header and rows with heights and widths in points."""

    rows: tuple[tuple["Cell", ...], ...]
    heights: tuple[float, ...]
    widths: tuple[float, ...]

    @property
    def height(self) -> float:
        """Returns the height of the table."""
        return sum(self.heights)


@dataclass(frozen=True)
class Cell:
    """Holds one cell of a table: its text, where it stands, its colours."""

    text: str
    is_right: bool = False
    colour: str = INK
    fill: str = ""
    is_bold: bool = False
    is_centred: bool = False


def run_xml(run: Run, face: Typeface) -> str:
    """Returns one run; the fonts stand on Latin, East-Asian and complex scripts alike."""
    size = f' sz="{round(run.size * 100)}"' if run.size else ""
    fill = f'<a:solidFill><a:srgbClr val="{run.colour[1:]}"/></a:solidFill>' if run.colour else ""
    return (
        f'<a:r><a:rPr lang="zh-CN" altLang="en-US"{size} b="{int(run.is_bold)}" dirty="0">{fill}{face.xml()}</a:rPr>'
        f"<a:t>{escaped(run.text)}</a:t></a:r>"
    )


def paragraphs_xml(paragraphs: Sequence[Paragraph], face: Typeface, align: str = "l") -> str:
    """Returns paragraphs without bullets, one below the other."""
    found = []
    for runs in paragraphs:
        end = '<a:endParaRPr lang="zh-CN"/>' if not runs else ""
        written = "".join(run_xml(run, face) for run in runs)
        found.append(
            f'<a:p><a:pPr marL="0" indent="0" algn="{align}"><a:buNone/></a:pPr>{written}{end}</a:p>'
        )
    return "".join(found)


def text_xml(shape_id: int, name: str, box: Box, inner: str, anchor: str = "t") -> str:
    """Returns a text box whose paragraphs are given; nothing in it grows or shrinks by itself."""
    return (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{escaped(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{_place(box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{inner}</p:txBody></p:sp>"
    )


def holder_xml(
    shape_id: int, name: str, kind: str, idx: int, inner: str, box: Box | None, body: str = ""
) -> str:
    """Returns a placeholder of the layout (its type and index) filled with text; it inherits its look."""
    place = f"<a:xfrm>{_place(box)}</a:xfrm>" if box else ""
    index = f' idx="{idx}"' if idx else ""
    return (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{escaped(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>'
        f"<p:txBody><a:bodyPr{body}><a:normAutofit/></a:bodyPr><a:lstStyle/>{inner}</p:txBody></p:sp>"
    )


def number_xml(size: float, colour: str, face: Typeface, place: int) -> str:
    """Returns the page number as a field, right-aligned."""
    return (
        '<a:p><a:pPr algn="r"><a:buNone/></a:pPr><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="zh-CN" sz="{round(size * 100)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        f"{face.xml()}</a:rPr><a:t>{place}</a:t></a:fld></a:p>"
    )


def table_xml(
    shape_id: int, name: str, corner: tuple[float, float], page: Page, size: float, face: Typeface
) -> str:
    """Returns a native table with its left upper corner here, its first row marked as the header."""
    widths, rows, heights = page.widths, page.rows, page.heights
    box = Box(*corner, sum(widths), page.height)
    fonts = face.xml()
    grid = "".join(f'<a:gridCol w="{round(width * EMU)}"/>' for width in widths)
    body = "".join(
        f'<a:tr h="{round(height * EMU)}">{"".join(_cell_xml(cell, size, fonts, place == 0) for cell in row)}</a:tr>'
        for place, (row, height) in enumerate(zip(rows, heights, strict=True))
    )
    return _frame_xml(
        shape_id,
        name,
        box,
        _TABLE,
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>',
    )


def chart_frame_xml(shape_id: int, name: str, spoken: str, box: Box, relation: str) -> str:
    """Returns the frame that shows a chart part; `spoken` is what a screen reader says."""
    inner = f'<c:chart xmlns:c="{_CHART}" r:id="{relation}"/>'
    return _frame_xml(shape_id, name, box, _CHART, inner, spoken)


def _frame_xml(shape_id: int, name: str, box: Box, uri: str, inner: str, spoken: str = "") -> str:
    described = f' descr="{escaped(spoken)}"' if spoken else ""
    return (
        f'<p:graphicFrame {_SPACES}><p:nvGraphicFramePr><p:cNvPr id="{shape_id}" name="{escaped(name)}"{described}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm>{_place(box)}</p:xfrm><a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _place(box: Box) -> str:
    left, top, width, height = (round(value * EMU) for value in (box.left, box.top, box.width, box.height))
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'


def _edge(tag: str, colour: str = "", points: float = 0.5) -> str:
    if not colour:
        return f'<a:{tag} w="0"><a:noFill/></a:{tag}>'
    return f'<a:{tag} w="{round(points * EMU)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill></a:{tag}>'


_EDGES = _edge("lnL") + _edge("lnR") + _edge("lnT") + _edge("lnB", LINE)
_HEAD_EDGES = _edge("lnL") + _edge("lnR") + _edge("lnT", INK, 1) + _edge("lnB", INK, 1)
CELL_SIDE, CELL_TOP = 5.0, 2.0


def _cell_xml(cell: Cell, size: float, fonts: str, is_head: bool) -> str:
    align = "r" if cell.is_right else "ctr" if cell.is_centred else "l"
    look = (
        f'lang="zh-CN" altLang="en-US" sz="{round(size * 100)}" b="{int(is_head or cell.is_bold)}" dirty="0">'
        f'<a:solidFill><a:srgbClr val="{cell.colour[1:]}"/></a:solidFill>{fonts}'
    )
    written = "".join(
        f'<a:p><a:pPr algn="{align}"/><a:r><a:rPr {look}</a:rPr><a:t>{escaped(line)}</a:t></a:r></a:p>'
        if line
        else f'<a:p><a:pPr algn="{align}"/><a:endParaRPr {look}</a:endParaRPr></a:p>'
        for line in clean(cell.text).split("\n")
    )
    fill = cell.fill or PAPER
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{written}</a:txBody>"
        f'<a:tcPr marL="{round(CELL_SIDE * EMU)}" marR="{round(CELL_SIDE * EMU)}" marT="{round(CELL_TOP * EMU)}"'
        f' marB="{round(CELL_TOP * EMU)}" anchor="ctr">{_HEAD_EDGES if is_head else _EDGES}'
        f'<a:solidFill><a:srgbClr val="{fill[1:]}"/></a:solidFill></a:tcPr></a:tc>'
    )
