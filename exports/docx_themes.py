"""Writes the chapter of a 通报 on what belongs to no indicator: a sentence, the chart, its table."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from charts.ageing import FROM_LEFT
from charts.description import Description, Kind
from exports.docx_chart import add_charts
from exports.docx_lists import UPRIGHT
from exports.docx_style import BODY, HEADINGS, NOTE
from exports.docx_table import Cell, add_table
from exports.docx_text import say
from exports.docx_words import chinese_number
from exports.pack import Pack
from exports.themes import table_of
from exports.xml_text import one_line

_WIDE = {"阶段": 2.4, "应完成": 4.0, "离期限的天数": 2.4, "环节": 2.0, "比例": 2.4, "状态": 2.0}
_NUMBERS = ("数量", "件数")
_ASIDES = {Kind.AGEING: "期限", Kind.PHASES: "依据"}


def write_themes(document: Document, pack: Pack, has_charts: bool, has_tables: bool) -> None:
    """Writes every theme under a heading of its own."""
    for number, description in enumerate(pack.themes, start=1):
        say(document, f"（{chinese_number(number)}）{one_line(description.title)}", HEADINGS[1])
        say(document, one_line(_sentence(description)), BODY)
        if has_charts and add_charts(document, description, UPRIGHT):
            said = say(document, one_line(f"图：{description.title}。{description.foot}"), NOTE)
            said.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if has_tables:
            _table(document, description)


def _sentence(description: Description) -> str:
    """Returns what the figures say with what they rest on; how a picture is read stands at the picture."""
    aside = description.subtitle.removeprefix(FROM_LEFT)
    if not aside:
        return f"{description.finding}。"
    if description.kind in _ASIDES:
        return f"{description.finding}。{_ASIDES[description.kind]}：{aside}。"
    return f"{aside.replace(' · ', '，')}：{description.finding}。"


def _table(document: Document, description: Description) -> None:
    heads, lines = table_of(description)
    rows: list[list[Cell | str]] = [
        [
            Cell(one_line(words), "right" if head in _NUMBERS else "left")
            for head, words in zip(heads, line, strict=True)
        ]
        for line in lines
    ]
    add_table(document, list(heads), rows, [_WIDE.get(head, 1.6) for head in heads], room=UPRIGHT)
