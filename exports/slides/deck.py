"""Opens the presentation, the office's own template or a plain one, and adds slides to it."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.slide import Slide

from domain.finding import Refusal
from exports.chart import OfficeChart
from exports.chart_sheet import chart_workbook
from exports.chart_xml import Typeface, chart_xml
from exports.fixed_zip import fixed
from exports.slides.layouts import Layouts, house_theme, theme_face
from exports.slides.markup import (
    EMU,
    Box,
    Page,
    Paragraph,
    Run,
    chart_frame_xml,
    holder_xml,
    number_xml,
    paragraphs_xml,
    table_xml,
    text_xml,
)
from exports.xml_text import clean, lines_needed, one_line
from ui.tokens import INK, MUTED

EDGE, FOOT_SIZE = 36.0, 10.0


class Format(StrEnum):
    """Names the two shapes of a slide."""

    WIDE = "16:9"
    NORMAL = "4:3"


_UNREADABLE = (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError)
_SIZES = {Format.WIDE: (960, 540), Format.NORMAL: (720, 540)}


@dataclass(frozen=True)
class SlideOptions:
    """Holds how slides are made: their shape, and the office's own template (.pptx) where it has one.

    With a template its size, layouts and fonts are used and `shape` does not matter.
    """

    shape: Format = Format.WIDE
    template: bytes | None = None


class Deck:
    """Adds slides with a headline, boxes, tables and charts; every slide gets the same foot."""

    def __init__(self, options: SlideOptions, foot: str) -> None:
        self.is_own = options.template is not None
        self.presentation = _opened(options.template)
        if not self.is_own:
            broad, high = _SIZES[options.shape]
            self.presentation.slide_width, self.presentation.slide_height = broad * EMU, high * EMU
            house_theme(self.presentation)
        self.face = theme_face(self.presentation) if self.is_own else Typeface()
        self.width = self.presentation.slide_width / EMU
        self.height = self.presentation.slide_height / EMU
        self.layouts = Layouts(self.presentation, self.is_own, self.width, self.height)
        self.foot, self.charts, self.places = foot, 0, 0

    @property
    def content(self) -> Box:
        """Returns the room between headline and foot."""
        return self.layouts.content

    def title_slide(self, title: str, lines: Sequence[Paragraph]) -> Slide:
        """Adds the first slide: the title and lines below it."""
        slide = self._slide(self.layouts.first)
        kind, idx, box = self.layouts.first_title
        size = 34 if not self.is_own else 0
        runs = [[Run(one_line(title), size, "" if self.is_own else INK, not self.is_own)]]
        self._holder(
            slide, "标题", kind, idx, box, paragraphs_xml(runs, self.face, "l" if not self.is_own else "ctr")
        )
        self.text(slide, "说明", self.layouts.first_lines, lines)
        self._foot(slide)
        return slide

    def slide(self, headline: str) -> Slide:
        """Adds a slide whose headline says what it shows; long ones get smaller, never out of their box."""
        slide = self._slide(self.layouts.plain)
        kind, idx, box = self.layouts.title
        words = one_line(headline)
        size = next(
            (
                size
                for size in (24, 22, 20, 18, 16, 14)
                if lines_needed(words, size, box.width - 16) * size * 1.35 <= box.height
            ),
            12,
        )
        runs = [[Run(_cut(words, size, box), size, "" if self.is_own else INK, not self.is_own)]]
        self._holder(slide, "标题", kind, idx, box, paragraphs_xml(runs, self.face))
        self._foot(slide)
        return slide

    def text(
        self, slide: Slide, name: str, box: Box, paragraphs: Sequence[Paragraph], align: str = "l"
    ) -> None:
        """Puts a text box on a slide."""
        self._put(slide, text_xml(self._next(slide), name, box, paragraphs_xml(paragraphs, self.face, align)))

    def table(self, slide: Slide, name: str, page: Page, box: Box, size: float) -> None:
        """Puts one page of a table on a slide."""
        self._put(slide, table_xml(self._next(slide), name, (box.left, box.top), page, size, self.face))

    def chart(self, slide: Slide, name: str, spoken: str, chart: OfficeChart, box: Box) -> None:
        """Puts a native chart with its sheet on a slide."""
        self.charts += 1
        package = self.presentation.part.package
        uri = PackURI(f"/ppt/charts/chart{1000 + self.charts}.xml")
        part = ChartPart.load(uri, CONTENT_TYPE.DML_CHART, package, chart_xml(chart, self.face))
        part.chart_workbook.xlsx_part = _sheet_part(self.charts, chart, package)
        relation = slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        self._put(slide, chart_frame_xml(self._next(slide), name, spoken, box, relation))

    def notes(self, slide: Slide, text: str) -> None:
        """Writes the notes of a slide."""
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = clean(text)

    def save(self, made_at: datetime, title: str, author: str) -> bytes:
        """Returns the file; only `made_at` differs between two decks of the same content."""
        properties = self.presentation.core_properties
        properties.title, properties.author, properties.last_modified_by = (
            clean(title)[:255],
            clean(author)[:255],
            "",
        )
        properties.created = properties.modified = made_at.replace(microsecond=0)
        properties.revision, properties.keywords, properties.comments = 1, "", ""
        memory = io.BytesIO()
        self.presentation.save(memory)
        return fixed(memory.getvalue())

    def _slide(self, layout: object) -> Slide:
        self.places += 1
        slide = self.presentation.slides.add_slide(layout)
        for shape in list(slide.placeholders):  # empty ones would show «click to add text»
            shape._element.getparent().remove(shape._element)
        return slide

    def _holder(self, slide: Slide, name: str, kind: str, idx: int, box: Box, inner: str) -> None:
        if not kind:
            self._put(slide, text_xml(self._next(slide), name, box, inner, "b"))
            return
        own = None if self.is_own else box
        body = "" if self.is_own else ' lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"'
        self._put(slide, holder_xml(self._next(slide), name, kind, idx, inner, own, body))

    def _foot(self, slide: Slide) -> None:
        """Puts data date, source, marks and the page number at the foot of a slide."""
        place = self.layouts.foot
        words = _cut(self.foot, FOOT_SIZE, place)
        self.text(slide, "页脚", place, [[Run(words, FOOT_SIZE, MUTED)]])
        number = number_xml(FOOT_SIZE, MUTED, self.face, self.places)
        self._put(slide, text_xml(self._next(slide), "页码", self.layouts.number, number))

    def _next(self, slide: Slide) -> int:
        return len(slide.shapes._spTree) + 1

    def _put(self, slide: Slide, xml: str) -> None:
        slide.shapes._spTree.append(parse_xml(xml))


def _sheet_part(place: int, chart: OfficeChart, package: object) -> object:
    uri = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{1000 + place}.xlsx")
    return Part(uri, CONTENT_TYPE.SML_SHEET, package, chart_workbook(chart))


def _cut(text: str, size: float, box: Box) -> str:
    """Returns the text, its end left out where even the smallest size does not fit the box."""
    most = max(1, int(box.height / (size * 1.35)))
    if lines_needed(text, size, box.width - 16) <= most:
        return text
    while text and lines_needed(text + "…", size, box.width - 16) > most:
        text = text[:-1]
    return text + "…"


def _opened(template: bytes | None) -> object:
    if template is None:
        return Presentation()
    try:
        opened = Presentation(io.BytesIO(template))
    except _UNREADABLE as error:
        raise Refusal("演示文稿模板打不开。请另存为 .pptx 后重新选择。", "bad_template") from error
    slides = opened.slides._sldIdLst
    for one in list(slides):  # a template's sample slides are not part of the pack
        opened.part.drop_rel(one.rId)
        slides.remove(one)
    return opened
