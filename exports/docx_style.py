"""Lays a document out as an official paper: page, fonts, styles, page numbers (GB/T 9704)."""

from collections.abc import Iterable

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from exports.xml_text import clean

LATIN = "Times New Roman"
SONG_TITLE, FANG_SONG, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
# What a reader without the font shows instead, in this order: Word and WPS take it from the font table.
FALLBACKS = {
    SONG_TITLE: "方正小标宋_GBK,小标宋,华文中宋,STZhongsong,Noto Serif CJK SC,宋体",
    FANG_SONG: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    KAI: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    HEI: "SimHei,华文细黑,Noto Sans CJK SC",
    SONG: "SimSun,Noto Serif CJK SC",
}
LINE = Pt(28)
BODY_SIZE, TITLE_SIZE, PAGE_NUMBER_SIZE, TABLE_SIZE = Pt(16), Pt(22), Pt(14), Pt(10.5)
TOP, BOTTOM, LEFT, RIGHT = Cm(3.7), Cm(3.5), Cm(2.8), Cm(2.6)
PAGE = (Cm(21.0), Cm(29.7))

TITLE, BODY, PLAIN, CAPTION, PICTURE, NOTE = "Title", "公文正文", "公文顶格", "表题", "公文图", "表注"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
CELL, CELL_HEAD = "表格文字", "表格表头"
_THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def lay_out(document: Document) -> None:
    """Sets page, styles, the font table and the page numbers of a new document."""
    _drop_themes(document.styles.element)
    _add_fallbacks(document)
    _set_styles(document)
    set_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True


def set_page(section: Section, across: bool = False) -> None:
    """Sets one section to A4 with the official margins, which turn with the page when it lies across."""
    broad, high = PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (high, broad) if across else (broad, high)
    section.top_margin, section.bottom_margin = (LEFT, RIGHT) if across else (TOP, BOTTOM)
    section.left_margin, section.right_margin = (BOTTOM, TOP) if across else (LEFT, RIGHT)
    section.header_distance, section.footer_distance = Cm(1.5), Cm(1.6 if across else 2.3)
    for grid in section._sectPr.findall(qn("w:docGrid")):  # a grid would stretch lines beyond 28 pt
        section._sectPr.remove(grid)


def set_fonts(element: BaseOxmlElement, east_asian: str, latin: str = LATIN) -> None:
    """Sets a style's or run's fonts for Latin and Han characters alike and drops theme fonts."""
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for name in _THEME:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, face in (("ascii", latin), ("hAnsi", latin), ("eastAsia", east_asian), ("cs", latin)):
        fonts.set(qn(f"w:{name}"), face)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes in the Han font


def number_pages(section: Section, marks: Iterable[str] = ()) -> None:
    """Writes — 1 — at the foot, right on odd and left on even pages, and the marks at the head."""
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        indent = paragraph.paragraph_format
        indent.right_indent, indent.left_indent = PAGE_NUMBER_SIZE, PAGE_NUMBER_SIZE
        _page_field(paragraph)
    said = clean("　".join(marks))
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if said:
            header.paragraphs[0].add_run(said)


def _page_field(paragraph: Paragraph) -> None:
    paragraph.add_run("— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText" if text == "PAGE" else "w:t")
            mark.text = text
        run._r.append(mark)
    paragraph.add_run(" —")


def _set_styles(document: Document) -> None:
    normal = document.styles["Normal"]
    _look(normal, FANG_SONG, BODY_SIZE)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.paragraph_format.widow_control = False
    title = document.styles[TITLE]
    _look(title, SONG_TITLE, TITLE_SIZE)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for name, face, bold in zip(HEADINGS, (HEI, KAI, FANG_SONG), (False, False, True), strict=True):
        _look(document.styles[name], face, BODY_SIZE, bold)
        _indent(document.styles[name])
        document.styles[name].paragraph_format.keep_with_next = True
    _indent(_new(document, BODY))
    _new(document, PLAIN)
    caption = _new(document, CAPTION)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    _small_styles(document)
    for name in ("Header", "Footer"):
        _look(document.styles[name], SONG, PAGE_NUMBER_SIZE if name == "Footer" else Pt(9), exact=None)


def _small_styles(document: Document) -> None:
    """Sets the styles in which lines may grow: an exact height would cut charts and wrapped cells."""
    picture = _new(document, PICTURE)
    picture.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _single(picture)
    for name, face, bold in ((CELL, FANG_SONG, False), (CELL_HEAD, HEI, False), (NOTE, FANG_SONG, False)):
        style = _new(document, name)
        _look(style, face, TABLE_SIZE, bold, exact=None)
        style.paragraph_format.alignment = (
            WD_ALIGN_PARAGRAPH.LEFT if name == NOTE else WD_ALIGN_PARAGRAPH.CENTER
        )


def _new(document: Document, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style  # type: ignore[return-value]


def _look(style: ParagraphStyle, face: str, size: Pt, bold: bool = False, exact: Pt | None = LINE) -> None:
    style.font.size, style.font.bold, style.font.italic = size, bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    set_fonts(style.element, face)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    if exact is None:
        _single(style)
    else:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, exact


def _single(style: ParagraphStyle) -> None:
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _indent(style: ParagraphStyle) -> None:
    """Indents the first line by two characters, whatever their size."""
    style.paragraph_format.first_line_indent = 2 * BODY_SIZE
    style.element.pPr.ind.set(qn("w:firstLineChars"), "200")


def _drop_themes(styles: BaseOxmlElement) -> None:
    for fonts in styles.iter(qn("w:rFonts")):
        for name in _THEME:
            fonts.attrib.pop(qn(f"w:{name}"), None)
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")


def _add_fallbacks(document: Document) -> None:
    """Names the fallback fonts in the font table, in their order."""
    table = next(
        part for part in document.part.package.iter_parts() if str(part.partname).endswith("fontTable.xml")
    )
    added = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for face, others in FALLBACKS.items()
    )
    root = parse_xml(table.blob)
    for font in parse_xml(f"<w:fonts {nsdecls('w')}>{added}</w:fonts>"):
        root.append(font)
    table._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
