"""Writes a meeting pack as a 通报 in the official layout, with native charts and annexes."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from exports.docx_annex import UPRIGHT, Annex, annexes, write_annexes
from exports.docx_chart import add_charts
from exports.docx_headings import in_language
from exports.docx_style import (
    BODY,
    BODY_SIZE,
    HEADINGS,
    KAI,
    NOTE,
    PLAIN,
    TITLE,
    TITLE_SIZE,
    lay_out,
    number_pages,
    set_fonts,
)
from exports.docx_text import add_run, say
from exports.docx_themes import write_themes
from exports.docx_words import (
    chinese_day,
    chinese_number,
    missing_sentences,
    section_sentences,
    silence_sentences,
    summary_sentences,
    task_sentences,
    unit_sentences,
)
from exports.fixed_zip import fixed
from exports.pack import Pack
from exports.xml_text import clean, one_line, width


@dataclass(frozen=True)
class DocxOptions:
    """Says what the 通报 holds besides its sentences: charts, unit tables, 主送 and 发文字号."""

    charts: bool = True
    tables: bool = True
    recipients: str = ""
    number: str = ""


Write = Callable[[Document, Pack, DocxOptions], None]


def to_docx(pack: Pack, options: DocxOptions = DocxOptions()) -> bytes:
    """Returns the document's bytes; the same pack and options give the same bytes."""
    document = docx.Document()
    _empty(document)
    lay_out(document)
    number_pages(document.sections[0], pack.marks)
    _write_head(document, pack, options)
    for number, (title, write) in enumerate(_chapters(pack), start=1):
        say(document, f"{chinese_number(number)}、{in_language(title, pack.language)}", HEADINGS[0])
        write(document, pack, options)
    found = annexes(pack, options.tables)
    _write_end(document, pack, found)
    write_annexes(document, pack, found)
    return _saved(document, pack)


def _chapters(pack: Pack) -> list[tuple[str, Write]]:
    found: list[tuple[str, Write]] = [("总体情况", _overall), ("各项指标完成情况", _indicators)]
    if pack.themes:
        found.append(("案件、处置和专项治理", _themes))
    if pack.misses or any(section.silent for section in pack.sections):
        found.append(("未达标和未报送单位", _problems))
    if pack.tasks or pack.overdue:
        found.append(("任务和核查处置", _tasks))
    return [*found, ("数据说明", _data)]


def _write_head(document: Document, pack: Pack, options: DocxOptions) -> None:
    say(document, _title(pack), TITLE)
    if options.number:
        line = say(document, "", PLAIN)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_fonts(add_run(line, one_line(options.number))._r, KAI)
    say(document, "", PLAIN)
    if options.recipients:
        say(document, f"{one_line(options.recipients).rstrip('：:')}：", PLAIN)
    marks = f"（{'；'.join(map(one_line, pack.marks))}）" if pack.marks else ""
    opening = f"现将{one_line(pack.jurisdiction)}{pack.period_words}各项指标完成情况通报如下，数据截至"
    _body(document, f"{opening}{chinese_day(pack.as_of)}{marks}。")


def _title(pack: Pack) -> str:
    """Returns the title; one too long for a line breaks after its period, where the meaning does."""
    title = one_line(pack.title)
    head, period, rest = title.partition(one_line(pack.period_words))
    is_long = width(title, TITLE_SIZE.pt) > UPRIGHT.pt
    return f"{head}{period}\n{rest}" if is_long and period and rest else title


def _overall(document: Document, pack: Pack, options: DocxOptions) -> None:
    for sentence in (*summary_sentences(pack), *silence_sentences(pack)):
        _body(document, sentence)
    if not pack.sections:
        _body(document, "没有可以通报的指标。")


def _indicators(document: Document, pack: Pack, options: DocxOptions) -> None:
    for number, section in enumerate(pack.sections, start=1):
        say(document, f"（{chinese_number(number)}）{one_line(section.label)}", HEADINGS[1])
        for sentence in section_sentences(pack, section):
            _body(document, sentence)
        for description in section.charts if options.charts else ():
            if add_charts(document, description, UPRIGHT):
                note = f"图：{description.title}{f'（{description.subtitle}）' if description.subtitle else ''}。{description.foot}"
                say(document, one_line(note), NOTE).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _themes(document: Document, pack: Pack, options: DocxOptions) -> None:
    write_themes(document, pack, options.charts, options.tables)


def _problems(document: Document, pack: Pack, options: DocxOptions) -> None:
    for unit, words in unit_sentences(pack):
        paragraph = say(document, "", BODY)
        add_run(paragraph, f"{unit}").bold = True
        add_run(paragraph, f"未达标或序时滞后{words}")
    for sentence in missing_sentences(pack):
        _body(document, sentence)


def _tasks(document: Document, pack: Pack, options: DocxOptions) -> None:
    for sentence in task_sentences(pack):
        _body(document, sentence)


def _data(document: Document, pack: Pack, options: DocxOptions) -> None:
    drafts = list(
        dict.fromkeys(f"《{one_line(rule.document_title)}》" for rule in pack.rules if rule.is_draft)
    )
    said = f"各项数值根据{len(pack.sources)}份上传的报表和台账计算，合计为各单位分子之和除以分母之和；未报送的单位不按零计算。"
    if drafts:
        said += f"{'、'.join(drafts)}为征求意见稿，其目标仅供参考。"
    _body(document, said + f"口径、依据和数据来源见附件。{pack.versions.words.replace(' · ', '，')}。")


def _write_end(document: Document, pack: Pack, found: list[Annex]) -> None:
    """Writes the list of annexes, who signs and the date."""
    say(document, "", PLAIN)
    for number, annex in enumerate(found, start=1):
        line = say(document, "", PLAIN)
        line.paragraph_format.left_indent = 5 * BODY_SIZE
        line.paragraph_format.first_line_indent = -(3 if number == 1 else 0) * BODY_SIZE
        head = "附件：" if number == 1 else ""
        add_run(line, f"{head}{number}．{annex.title}")
    say(document, "", PLAIN)
    for text, gap in ((one_line(pack.signer), 2), (chinese_day(pack.made_at.date()), 4)):
        line = say(document, text, PLAIN)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = gap * BODY_SIZE
        line.paragraph_format.keep_together = True


def _body(document: Document, words: str) -> None:
    said = clean(words)
    say(document, said if said.endswith(("。", "）")) else f"{said}。", BODY)


def _empty(document: Document) -> None:
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)


def _saved(document: Document, pack: Pack) -> bytes:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = (
        one_line(pack.title)[:250],
        one_line(pack.signer)[:250],
        "",
    )
    about.comments, about.keywords, about.language = "", "", "zh-CN"
    about.created = about.modified = datetime(*pack.made_at.timetuple()[:6])
    about.revision = 1
    memory = io.BytesIO()
    document.save(memory)
    return fixed(memory.getvalue())
