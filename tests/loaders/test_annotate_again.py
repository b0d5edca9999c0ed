"""Marks marked copies again, blanks, busy workbooks: what was there before comes back."""

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from PIL import Image

from domain.finding import Finding, Severity
from domain.period import Period
from loaders.annotate import mark
from loaders.annotate_list import LIST_NAME, LISTED
from loaders.annotate_marks import LOOKS
from loaders.blank import make_blank
from loaders.checked import Checked
from tests.loaders.forms import case_facts, check, codes, demo_jurisdiction

CITY = demo_jurisdiction()
OURS = {look.fill.patternType for look in LOOKS.values()} - {"solid"}


def wrong(*cells: str, sheet: str = "数据") -> Checked:
    return Checked(
        "表.xlsx", findings=[Finding(Severity.ERROR, "code", f"{cell} 不对。", sheet, cell) for cell in cells]
    )


def coloured(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    sheet["A1"], sheet["A1"].fill, sheet["A1"].font = (
        "名称",
        PatternFill("solid", "1F4E79"),
        Font(color="FFFFFFFF"),
    )
    sheet["B1"], sheet["B1"].fill = (
        "数",
        PatternFill("solid", openpyxl.styles.colors.Color(theme=4, tint=0.4)),
    )
    sheet["A2"], sheet["A2"].comment = 1, Comment("请核", "张三")
    book.save(path)
    return path


def look(cell: openpyxl.cell.Cell) -> tuple:
    ink = cell.font.color.rgb if cell.font.color is not None else None
    return (cell.fill.patternType, cell.fill.fgColor.rgb, cell.fill.fgColor.tint, ink)


def test_marking_again_gives_every_cell_its_own_look_back(tmp_path: Path) -> None:
    source = coloured(tmp_path / "a.xlsx")
    before = openpyxl.load_workbook(source)["数据"]
    first = mark(source, wrong("A1", "B1", "A2", "A1:B2"), None, tmp_path / "first.xlsx")
    painted = openpyxl.load_workbook(first)["数据"]
    assert {painted[cell].fill.patternType for cell in ("A1", "B1", "A2")} == {"lightUp"}
    second = mark(first, wrong("B2"), None, tmp_path / "second.xlsx")
    book = openpyxl.load_workbook(second)
    after = book["数据"]
    assert [look(after[cell]) for cell in ("A1", "B1", "A2")] == [
        look(before[cell]) for cell in ("A1", "B1", "A2")
    ]
    assert (after["A2"].comment.text, after["A2"].comment.author) == ("请核", "张三")
    assert after["A1"].comment is None and after["B2"].fill.patternType == "lightUp"
    assert book.sheetnames == [LIST_NAME, "数据"]


def test_marking_the_same_twice_changes_nothing(tmp_path: Path) -> None:
    first = mark(coloured(tmp_path / "a.xlsx"), wrong("A1", "A2"), None, tmp_path / "first.xlsx")
    second = mark(first, wrong("A1", "A2"), None, tmp_path / "second.xlsx")
    one, two = (openpyxl.load_workbook(path) for path in (first, second))
    assert one.sheetnames == two.sheetnames
    for sheet in one.worksheets:
        assert [[(c.value, look(c), c.comment and c.comment.text) for c in row] for row in sheet] == [
            [(c.value, look(c), c.comment and c.comment.text) for c in row] for row in two[sheet.title]
        ]


def test_marks_go_also_when_the_list_was_deleted(tmp_path: Path) -> None:
    first = mark(coloured(tmp_path / "a.xlsx"), wrong("A1", "A2"), None, tmp_path / "first.xlsx")
    book = openpyxl.load_workbook(first)
    del book[LIST_NAME]
    book.save(first)
    sheet = openpyxl.load_workbook(mark(first, wrong("B2"), None, tmp_path / "second.xlsx"))["数据"]
    assert [sheet[cell].fill.patternType for cell in ("A1", "A2")] == [None, None]
    assert sheet["A1"].comment is None and sheet["A2"].comment.text == "请核"


def test_a_scribbled_memory_harms_nobody(tmp_path: Path) -> None:
    first = mark(coloured(tmp_path / "a.xlsx"), wrong("A1", "B1"), None, tmp_path / "first.xlsx")
    book = openpyxl.load_workbook(first)
    for row, text in enumerate(
        (
            "合计",
            '{"fill": [1, 2]}',
            '{"sheet": "数据", "fill": ["solid", ["rgb", "红", 0], null], "ink": null, "cells": "A1"}',
            "[]",
        ),
        start=1,
    ):
        book[LIST_NAME].cell(row, 8, text)
    book.save(first)
    sheet = openpyxl.load_workbook(mark(first, wrong("B2"), None, tmp_path / "second.xlsx"))["数据"]
    assert sheet["A1"].fill.patternType is None


def test_thousands_of_findings_are_listed_up_to_a_limit_and_counted(tmp_path: Path) -> None:
    source = coloured(tmp_path / "a.xlsx")
    checked = wrong(*(f"A{row}" for row in range(3, LISTED + 103)))
    checked.findings.append(Finding(Severity.ERROR, "file", "整个文件的问题。"))
    sheet = openpyxl.load_workbook(mark(source, checked, None, tmp_path / "b.xlsx"))[LIST_NAME]
    head = [sheet.cell(row, 1).value for row in range(1, 7)]
    assert f"共 {LISTED + 101} 条" in head[3] and "其余 101 条" in head[3]
    assert sheet.max_row == 6 + LISTED and sheet["E7"].value == "整个文件的问题。"


def test_a_marked_blank_keeps_its_stamp_hints_and_grey_cells(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    make_blank("case_form", path, CITY, CITY.unit("990001"), Period.of_month(202610))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["E5"], book.worksheets[0]["B2"] = "三件", None
    book.save(path)
    rules = str(book.worksheets[0].data_validations.dataValidation)
    out = mark(path, check(path), None, tmp_path / "marked.xlsx")
    copy = openpyxl.load_workbook(out)
    assert str(copy.worksheets[1].data_validations.dataValidation) == rules
    assert copy.worksheets[1]["E5"].fill.patternType == "lightUp"
    assert copy.worksheets[-1].sheet_state == "veryHidden"
    copy.worksheets[1]["E5"] = 3
    copy.save(out)
    mended = check(out)
    assert (mended.unit, codes(mended, "error")) == ("甲县", [])
    assert case_facts(mended) == {("食品安全违法", "", "cases_filed"): 3}
    assert not {"sheet_ignored", "sheet_hidden"} & set(codes(mended))


@pytest.mark.parametrize("kind", ["picture", "shape"])
def test_what_is_lost_is_named_and_a_picture_is_kept(tmp_path: Path, kind: str) -> None:
    path, picture = tmp_path / "a.xlsx", tmp_path / "seal.png"
    Image.new("RGB", (20, 20), "red").save(picture)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("数据")
    sheet.write(0, 0, 1)
    sheet.insert_image(2, 2, str(picture)) if kind == "picture" else sheet.insert_textbox(2, 2, "请盖章")
    sheet.conditional_format(
        0, 0, 9, 0, {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": True})}
    )
    book.close()
    out = mark(path, wrong("A1"), None, tmp_path / "b.xlsx")
    note = openpyxl.load_workbook(out)[LIST_NAME]["A5"].value
    assert ("图形和文本框没有保留" in note) == (kind == "shape")
    with ZipFile(out) as archive:
        assert any(name.startswith("xl/media/") for name in archive.namelist()) == (kind == "picture")
    assert openpyxl.load_workbook(out)["数据"].conditional_formatting
