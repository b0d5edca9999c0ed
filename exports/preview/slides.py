"""Opens a finished presentation and lays out every slide: backgrounds, boxes, tables, charts, pictures."""

import io
from collections.abc import Iterator
from functools import cached_property

from lxml import etree
from pptx import Presentation
from pptx.opc.package import Part
from pptx.slide import Slide as PptxSlide

from exports.preview.chart_draw import draw_chart
from exports.preview.chart_read import C, read_chart
from exports.preview.fonts import css_fonts
from exports.preview.model import Picture, Placed, Preview, Slide, Text
from exports.preview.pictures import Pictures
from exports.preview.slide_places import Frame, Places
from exports.preview.slide_table import edge, read_table
from exports.preview.slide_text import EMU, Styles, paragraphs_of
from exports.preview.theme import A, Theme, read_theme

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ANCHORS = {"t": "top", "ctr": "middle", "b": "bottom"}
_INSETS = (("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720), ("lIns", 91_440))
_WHOLE = Frame(0, 0, 1, 1)


def preview_slides(content: bytes) -> Preview:
    """Returns every slide of a .pptx as it stands in the file."""
    opened = Presentation(io.BytesIO(content))
    pictures = Pictures()
    size = opened.slide_width / EMU, opened.slide_height / EMU
    usual = opened.element.find(f"{P}defaultTextStyle")
    pages = tuple(
        _SlideReader(slide, size, usual, pictures).read(number)
        for number, slide in enumerate(opened.slides, start=1)
    )
    return Preview("pptx", pages, pictures.found, tuple(pictures.notes))


class _SlideReader:
    """Reads one slide."""

    def __init__(
        self,
        slide: PptxSlide,
        size: tuple[float, float],
        usual: etree._Element | None,
        pictures: Pictures,
    ) -> None:
        self.slide, self.size, self.usual, self.pictures = slide, size, usual, pictures
        self.layout, self.master = slide.slide_layout, slide.slide_layout.slide_master

    @cached_property
    def theme(self) -> Theme:
        """Returns the theme of the slide's master under the master's own names."""
        parts = self.master.part.rels.values()
        part = next((one.target_part for one in parts if one.reltype.endswith("/theme")), None)
        names = self.master.element.find(f"{P}clrMap")
        return read_theme(part.blob if part else None, names.attrib if names is not None else None)

    def read(self, number: int) -> Slide:
        """Returns the slide: what master and layout draw behind it, then its own shapes in their order."""
        items = []
        for source in self._behind():
            items += self._shapes(source.shapes._spTree, source.part, _WHOLE, False)
        items += self._shapes(self.slide.shapes._spTree, self.slide.part, _WHOLE, True)
        title = self.slide.shapes.title
        label = " ".join(title.text_frame.text.split()) if title is not None else f"第 {number} 页"
        ground, picture = self._background()
        return Slide(*self.size, ground, (*picture, *items), label)

    def _behind(self) -> Iterator[object]:
        """Yields master and layout, as far as the slide shows their shapes."""
        if self.slide.element.get("showMasterSp") in ("0", "false"):
            return
        if self.layout.element.get("showMasterSp") not in ("0", "false"):
            yield self.master
        yield self.layout

    def _background(self) -> tuple[str, list[Placed]]:
        for source in (self.slide, self.layout, self.master):
            ground = source.element.find(f"{P}cSld/{P}bg")
            if ground is None:
                continue
            looks = ground.find(f"{P}bgPr")
            named = self.theme.colour(ground.find(f"{P}bgRef")) if looks is None else self.theme.fill(looks)
            found = self._picture(looks, source.part, Frame(0, 0, *self.size)) if looks is not None else []
            return named or "#FFFFFF", found
        return "#FFFFFF", []

    def _shapes(self, tree: etree._Element, part: Part, frame: Frame, own: bool) -> Iterator[Placed]:
        for element in tree:
            kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if kind == "grpSp":
                yield from self._shapes(element, part, frame.inside(element.find(f"{P}grpSpPr/{A}xfrm")), own)
            elif kind in ("sp", "cxnSp"):
                yield from self._shape(element, part, frame, own)
            elif kind == "pic":
                place = frame.of(element.find(f"{P}spPr/{A}xfrm"))
                yield from self._picture(element.find(f"{P}blipFill"), part, place) if place else ()
            elif kind == "graphicFrame":
                yield from self._frame(element, part, frame)

    def _shape(self, element: etree._Element, part: Part, frame: Frame, own: bool) -> Iterator[Placed]:
        holder = element.find(f".//{P}nvPr/{P}ph")
        if holder is not None and not own:
            return  # what a layout writes into its places is never shown
        places = Places(element, holder, self.layout, self.master)
        box = frame.of(places.transform())
        if box is None:
            return
        looks = element.find(f"{P}spPr")
        yield from self._picture(looks, part, box) if looks is not None else ()
        fill, line = self.theme.fill(looks), edge(looks, "ln", self.theme)
        if fill is None:
            fill = self.theme.colour(element.find(f"{P}style/{A}fillRef[@idx!='0']"))
        body = element.find(f"{P}txBody")
        yield Placed(box.left, box.top, box.width, box.height, self._text(body, places, fill, line))

    def _text(self, body: etree._Element | None, places: Places, fill: str, line: str) -> Text:
        bodies = [one for one in places.bodies() if one is not None]
        colour = self.theme.colour(places.element.find(f"{P}style/{A}fontRef"))
        styles = Styles(
            (*places.lists(), *((self.usual,) if self.usual is not None else ())), self.theme, colour
        )
        pads = tuple(int(_said(bodies, name, str(usual))) / EMU for name, usual in _INSETS)
        shrunk = bodies[0].find(f"{A}normAutofit") if bodies else None
        scale = int(shrunk.get("fontScale", "100000")) / 100_000 if shrunk is not None else 1.0
        return Text(
            paragraphs_of(body, styles, scale),
            _ANCHORS.get(_said(bodies, "anchor", "t"), "top"),
            pads,  # type: ignore[arg-type]
            fill,
            line,
            _said(bodies, "wrap", "square") != "none",
        )

    def _frame(self, element: etree._Element, part: Part, frame: Frame) -> Iterator[Placed]:
        box = frame.of(element.find(f"{P}xfrm"))
        table, chart = element.find(f".//{A}tbl"), element.find(f".//{C}chart")
        if box is None:
            return
        if table is not None:
            lists = (self.usual,) if self.usual is not None else ()
            yield Placed(
                box.left, box.top, box.width, box.height, read_table(table, Styles(lists, self.theme))
            )
        elif chart is not None:
            read = read_chart(part.related_part(chart.get(f"{R}id")).blob, self.theme)
            fonts = css_fonts(self.theme.font("+mn-lt"), self.theme.font("+mn-ea"))
            yield Placed(
                box.left, box.top, box.width, box.height, draw_chart(read, box.width, box.height, fonts)
            )
        else:
            self.pictures.note("嵌入的对象（如 SmartArt、OLE）")

    def _picture(self, holder: etree._Element | None, part: Part, box: Frame) -> list[Placed]:
        blip = holder.find(f".//{A}blip") if holder is not None else None
        relation = blip.get(f"{R}embed") if blip is not None else None
        if relation is None:
            return []
        found = part.related_part(relation)
        key = self.pictures.key(found.blob, found.content_type)
        return [Placed(box.left, box.top, box.width, box.height, Picture(key))] if key else []


def _said(bodies: list[etree._Element], name: str, usual: str) -> str:
    return next((found for one in bodies if (found := one.get(name)) is not None), usual)
