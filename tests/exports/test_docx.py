"""Opens the 通报 again: the official layout, every figure of the verdicts, native charts, no markup from data."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from exports.docx import DocxOptions, to_docx
from exports.docx_words import section_sentences
from exports.pack import Language, Pack
from tests.exports import paper_packs

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def small() -> Pack:
    return paper_packs.pack(*paper_packs.two_sections())


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def rows(document: Document) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows]


def parts(content: bytes, start: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith(start)}


def test_the_page_is_the_official_one() -> None:
    document = opened(to_docx(small()))
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side.cm, 2) for side in margins] == [3.7, 3.5, 2.8, 2.6]
    across = [section for section in document.sections if section.page_width > section.page_height]
    assert len(across) == 1


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [("Title", "方正小标宋简体", 22), ("公文正文", "仿宋_GB2312", 16), ("Heading 1", "黑体", 16),
     ("Heading 2", "楷体_GB2312", 16), ("Heading 3", "仿宋_GB2312", 16)],
)  # fmt: skip
def test_every_style_names_its_fonts_for_latin_and_han(style: str, face: str, size: int) -> None:
    found = opened(to_docx(small())).styles[style]
    holder = (
        found if found.element.rPr is not None and found.element.rPr.rFonts is not None else found.base_style
    )
    fonts = holder.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == face and fonts.get(qn("w:ascii")) == "Times New Roman"
    assert not any("Theme" in name or "theme" in name for name in fonts.attrib)
    assert holder.font.size == Pt(size)
    layout = (
        found.paragraph_format if found.paragraph_format.line_spacing else found.base_style.paragraph_format
    )
    assert layout.line_spacing == Pt(28) and layout.line_spacing_rule == WD_LINE_SPACING.EXACTLY


def test_body_lines_start_two_characters_in_and_no_theme_font_is_left() -> None:
    content = to_docx(small())
    indent = opened(content).styles["公文正文"].element.pPr.ind
    assert indent.get(qn("w:firstLineChars")) == "200" and indent.get(qn("w:firstLine")) == "640"
    assert b"Theme=" not in parts(content, "word/styles.xml")["word/styles.xml"]
    assert "小标宋".encode() in parts(content, "word/fontTable.xml")["word/fontTable.xml"]


def test_page_numbers_stand_outside_on_odd_and_even_pages() -> None:
    content = to_docx(small())
    document = opened(content)
    page = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert page.footer.paragraphs[0].text == page.even_page_footer.paragraphs[0].text == "— 1 —"
    assert page.footer.paragraphs[0].alignment != page.even_page_footer.paragraphs[0].alignment
    assert any(b"PAGE" in blob for name, blob in parts(content, "word/footer").items())


def test_headings_count_in_chinese_and_the_end_names_annexes_signer_and_day() -> None:
    document = opened(to_docx(small()))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [head.partition("、")[0] for head in heads] == ["一", "二", "三", "四", "五"]
    assert [p.text[:3] for p in document.paragraphs if p.style.name == "Heading 2"] == ["（一）", "（二）"]
    said = paragraphs(document)
    listed = [text for text in said if re.match(r"(附件：)?\d．", text) and document.styles]
    assert (
        listed[0].startswith("附件：1．") and "示例市食品安全委员会办公室" in said and "2026年11月2日" in said
    )


def test_every_figure_of_the_verdicts_stands_in_the_tables() -> None:
    pack = small()
    found = Counter(rows(opened(to_docx(pack))))
    for section in pack.sections:
        for row in section.all_rows:
            shown = row.value or row.verdict.state_word
            assert any(
                line[0] == row.unit
                and {shown, row.state} <= set(line)
                and (not row.numerator or row.numerator in line)
                for line in found
            ), row
    grid = [line for line in found if line[0] == "乙县" and len(line) == 3]
    assert ("乙县", "✕ 97.96", "▲ 2.00") in grid


def test_the_sentences_say_the_verdicts_and_leave_nobody_out() -> None:
    pack = small()
    rates, volumes = (section_sentences(pack, section)[0] for section in pack.sections)
    total = pack.sections[0].total
    assert total is not None and f"{total.verdict.display}%" in rates and "1—10月，示例市" in rates
    assert "1个县（市、区）未达标：乙县（97.96）" in rates
    assert "1个县（市、区）未报送：丙县" in rates and "不适用：丁县" in rates
    assert (
        "3,000批次" in volumes
        and "完成序时进度的90.0%、全年目标（不低于4批次/千人）的75.0%" in volumes
        and "征求意见稿" in volumes
    )
    said = "\n".join(paragraphs(opened(to_docx(pack))))
    assert rates in said and volumes in said and "未报送抽检台账的：10月1个单位（丙县）" in said
    assert "虚构数据" in said


def test_97_96_is_never_rounded_onto_the_target() -> None:
    section = paper_packs.section(
        "YC-13",
        [("示例市", 97_996, 100_000), ("甲县", 9_799_999, 10_000_000)],
        paper_packs.target("YC-13", ">=", "98"),
    )
    said = section_sentences(paper_packs.pack(section), section)[0]
    assert "98%（" not in said and "97.996%" in said and "97.99999" in said


def test_header_rows_repeat_and_rows_never_break() -> None:
    document = opened(to_docx(small()))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_charts_are_native_and_hold_the_displayed_figures() -> None:
    pack = small()
    content = to_docx(pack)
    charts, books = parts(content, "word/charts/chart"), parts(content, "word/embeddings/")
    assert len(charts) == len(books) == 6
    first = etree.fromstring(charts["word/charts/chart1.xml"])
    assert first.find(f"{C}externalData") is not None and first.find(f".//{C}barChart") is not None
    drawn = {float(value.text) for value in first.iterfind(f".//{C}barChart//{C}val//{C}v")}
    assert drawn == {float(row.value) for row in pack.sections[0].all_rows if row.value}
    sheet = openpyxl.load_workbook(io.BytesIO(books["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])).active
    kept = {
        cell.value
        for line in sheet.iter_rows(min_row=2, min_col=2)
        for cell in line
        if cell.value is not None
    }
    assert drawn <= kept


def test_headings_can_stand_in_both_languages() -> None:
    document = opened(to_docx(replace(small(), language=Language.BOTH)))
    heads = [p.text for p in document.paragraphs if p.style.name in ("Heading 1", "Title")]
    assert "一、总体情况 Overview" in heads and "问题清单 List of problems" in heads
    assert all(re.search("[A-Za-z]", head) for head in heads[1:])


def test_charts_and_tables_can_be_left_out() -> None:
    content = to_docx(
        small(),
        DocxOptions(charts=False, tables=False, recipients="各县（市、区）", number="示例〔2026〕1号"),
    )
    said = paragraphs(opened(content))
    assert not parts(content, "word/charts/") and "各县（市、区）：" in said and "示例〔2026〕1号" in said
    assert not any("分单位情况" in text for text in said)


def test_hostile_texts_stay_texts() -> None:
    hostile = "</w:t><w:p/>{{7*7}} =cmd|' \x01\x0b&\ud800甲"
    pack = small()
    section = pack.sections[0]
    row = replace(section.rows[0], verdict=replace(section.rows[0].verdict, unit=hostile))
    bad = replace(section, label=hostile, rows=(row, *section.rows[1:]))
    pack = replace(pack, title=hostile, signer=hostile, sections=(bad,), marks=(hostile,))
    document = opened(to_docx(pack))
    said = "".join(paragraphs(document)) + "".join("".join(line) for line in rows(document))
    assert "</w:t><w:p/>{{7*7}} =cmd|' &甲" in said.replace("\n", "")


@pytest.mark.parametrize("pack", [paper_packs.pack(), small()], ids=["empty", "small"])
def test_the_same_pack_gives_the_same_bytes(pack: Pack) -> None:
    assert to_docx(pack) == to_docx(pack)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(to_docx(small()))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (tmp_path / "a.pdf").stat().st_size > 10_000


def test_a_paper_says_changes_and_aims_in_words() -> None:
    said = "".join(section_sentences(small(), small().sections[0]))
    assert "目标不低于98%" in said and "≥" not in said
    [row] = [row for row in small().sections[0].rows if row.unit == "甲县"]
    for change, words in (
        ("+0.35 个百分点", "同比提高0.35个百分点"),
        ("-0.35 个百分点", "同比下降0.35个百分点"),
        ("+0.00 个百分点", "同比持平"),
    ):
        section = replace(small().sections[0], total=replace(row, change=change))
        assert words in section_sentences(small(), section)[0]
