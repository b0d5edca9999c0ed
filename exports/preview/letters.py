"""Opens a finished document and lays out its sheets: each begins where the file breaks the page."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.section import Section
from lxml import etree

from exports.preview.letter_style import LetterStyles, W, is_on
from exports.preview.letter_table import read_letter_table
from exports.preview.letter_text import LetterText
from exports.preview.model import Block, Paragraph, Preview, Sheet
from exports.preview.pictures import Pictures

FLOWS = "分页以 WPS/Word 为准：各电脑字体不同，页尾位置会有几行出入；文件里强制分页的地方与这里一致。"


def preview_letter(content: bytes) -> Preview:
    """Returns the sheets of a .docx; a sheet holds what stands between two page breaks of the file."""
    return _Reader(content).read()


@dataclass
class _Open:
    """Holds the sheets of one section while they are read."""

    sheets: list[list[Block]] = field(default_factory=lambda: [[]])

    def turn(self) -> None:
        """Begins a new sheet, unless the last one is still empty."""
        if self.sheets[-1]:
            self.sheets.append([])


class _Reader:
    """Reads one document."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        self.styles, self.pictures = LetterStyles(self.document), Pictures()
        self.text = LetterText(self.document.part, self.styles, self.pictures)

    def read(self) -> Preview:
        """Returns the whole document."""
        pages, sections, now = [], iter(self.document.sections), _Open()
        for element in self.document.element.body:
            if element.tag == f"{W}sectPr":
                continue
            self._element(element, now)
            if element.find(f"{W}pPr/{W}sectPr") is not None:
                pages += self._sheets(next(sections), now)
                now = _Open()
        pages += self._sheets(next(sections), now)
        return Preview("docx", tuple(pages), self.pictures.found, (FLOWS, *self.pictures.notes))

    def _element(self, element: etree._Element, now: _Open) -> None:
        if element.tag == f"{W}p":
            if is_on(self.styles.paragraph(element), "pageBreakBefore"):
                now.turn()
            now.sheets[-1] += self._paragraph(element)
            if element.find(f".//{W}br[@{W}type='page']") is not None:
                now.turn()
        elif element.tag == f"{W}tbl":
            now.sheets[-1].append(read_letter_table(element, self.styles, self.text.paragraph))
        else:
            for inner in element.iter(f"{W}p", f"{W}tbl"):
                if not any(above.tag == f"{W}tbl" for above in inner.iterancestors()):
                    self._element(inner, now)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        drawings = list(self.text.drawings(element))
        paragraph = self.text.paragraph(element)
        if paragraph.runs or not drawings:
            yield paragraph
        yield from drawings

    def _sheets(self, section: Section, now: _Open) -> Iterator[Sheet]:
        even = (
            section.even_page_footer
            if self.document.settings.odd_and_even_pages_header_footer
            else section.footer
        )
        for blocks in now.sheets:
            yield Sheet(
                section.page_width.pt,
                section.page_height.pt,
                tuple(
                    one.pt
                    for one in (
                        section.top_margin,
                        section.right_margin,
                        section.bottom_margin,
                        section.left_margin,
                    )
                ),  # type: ignore[arg-type]
                (section.header_distance.pt, section.footer_distance.pt),
                self._edge(section.header),
                self._edge(section.footer),
                self._edge(even),
                tuple(blocks),
            )

    def _edge(self, edge: object) -> tuple[Paragraph, ...]:
        """Returns the paragraphs of a header or footer."""
        text = LetterText(edge.part, self.styles, self.pictures)
        return tuple(text.paragraph(one._p) for one in edge.paragraphs)
