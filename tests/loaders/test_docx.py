"""Reads Word documents: merges, nesting, lists, boxes; and refuses what cannot be trusted."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from domain.finding import Refusal
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from loaders.reader import Reader
from tests.loaders.docs import document, fill, repacked

SMALL = document(("示例清单", [["工作任务", "责任单位"], ["示例任务", "甲县"]]))
MAIN = "word/document.xml"


def sheets(data: bytes) -> list:
    return read_workbook(data, "清单.docx", DEFAULT).sheets


def test_merges_down_and_across_keep_their_place() -> None:
    [sheet] = sheets(document(("标题", [["任务", "<", "牵头"], ["甲", "乙", "丙"], [None, "丁", "<"]])))
    assert sheet.rows()[:1] == [("标题", "", "")]
    spans = {(m.first_row, m.first_col, m.last_row, m.last_col) for m in sheet.merges}
    assert spans == {(1, 0, 1, 1), (2, 0, 3, 0), (3, 1, 3, 2)}
    assert sheet.rows()[2:] == [("甲", "乙", "丙"), ("", "丁", "")]


def test_several_tables_are_several_sheets_each_with_its_title() -> None:
    found = sheets(document(("一", [["a", "b"]]), ("二", [["c", "d"]])))
    assert [sheet.name for sheet in found] == ["表1", "表2"]
    assert [sheet.text(0, 0) for sheet in found] == ["一", "二"]


def test_a_table_inside_a_cell_is_a_sheet_of_its_own() -> None:
    made = Document()
    outer = made.add_table(1, 1)
    outer.cell(0, 0).text = "外层"
    fill(outer.cell(0, 0).add_table(2, 2), [["任务", "单位"], ["甲", "乙"]])
    out = BytesIO()
    made.save(out)
    first, second = sheets(out.getvalue())
    assert first.rows() == [("外层",)]
    assert second.rows() == [
        ("外层", ""),
        ("任务", "单位"),
        ("甲", "乙"),
    ]  # what stands above it is its title


def test_a_numbered_list_keeps_its_points_apart() -> None:
    made = Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text, cell.paragraphs[0].style = "第一件", "List Number"
    for paragraph in (cell.paragraphs[0], cell.add_paragraph("第二件")):
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_numId().val = 1
    out = BytesIO()
    made.save(out)
    assert sheets(out.getvalue())[0].text(0, 0) == "1. 第一件\n2. 第二件"


def test_deleted_text_is_gone_and_boxes_are_read() -> None:
    with zipfile.ZipFile(BytesIO(SMALL)) as package:
        xml = package.read(MAIN).decode()
    changed = xml.replace(
        "<w:t>示例任务</w:t>",
        '<w:t>示例</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/>',
    ).replace("<w:t>甲县</w:t>", "<w:delText>旧</w:delText><w:t>甲县</w:t>")
    [sheet] = sheets(repacked(SMALL, MAIN, changed.encode()))
    assert sheet.rows()[2] == ("示例☑□", "甲县")


def test_a_document_passes_through_the_child_process() -> None:
    reader = Reader()
    try:
        assert reader.read(SMALL, "清单.docx").container == "docx"
    finally:
        reader.close()


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'


def _deep(levels: int) -> bytes:
    with zipfile.ZipFile(BytesIO(SMALL)) as package:
        xml = package.read(MAIN).decode()
    inside = "<w:sdt><w:sdtContent>" * levels + "<w:p/>" + "</w:sdtContent></w:sdt>" * levels
    return xml.replace("<w:body>", f"<w:body>{inside}", 1).encode()


def _main() -> bytes:
    with zipfile.ZipFile(BytesIO(SMALL)) as package:
        return package.read(MAIN)


HOSTILE = {
    "truncated": SMALL[: len(SMALL) // 2],
    "entities": repacked(SMALL, MAIN, _main().replace(b"<w:document", ENTITY + b"<w:document", 1)),
    "entities elsewhere": repacked(SMALL, "word/styles.xml", b"<?xml version='1.0'?>" + ENTITY + b"<x/>"),
    "bomb": repacked(SMALL, MAIN, _main().replace(b"<w:body>", b"<w:body>" + b" " * 40_000_000, 1)),
    "bomb elsewhere": repacked(SMALL, "word/media/image1.bmp", b"\0" * 40_000_000),
    "too deep": repacked(SMALL, MAIN, _deep(100)),
    "no xml": repacked(SMALL, MAIN, b"not xml at all"),
    "no relations": repacked(SMALL, "_rels/.rels", b"<x/>"),
    "other part": repacked(SMALL, "../evil.xml", b"<x/>"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_is_refused_in_one_sentence(what: str) -> None:
    with pytest.raises(Refusal) as refused:
        sheets(HOSTILE[what])
    assert refused.value.message.endswith("。")
    assert refused.value.code not in ("unreadable", "reader_crashed")


def test_a_document_without_a_table_says_so() -> None:
    made = Document()
    made.add_paragraph("只有文字")
    out = BytesIO()
    made.save(out)
    with pytest.raises(Refusal, match="没有表格"):
        sheets(out.getvalue())


def test_wide_spans_and_odd_numbers_do_no_harm() -> None:
    xml = _main().replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="99999999"/>', 1)
    with pytest.raises(Refusal):
        sheets(repacked(SMALL, MAIN, xml))
    odd = _main().replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="-x"/>', 1)
    assert sheets(repacked(SMALL, MAIN, odd))
