"""Marks workbooks, opens the copies again and looks at every cell of them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from commands.main import main
from domain.finding import Finding, Refusal, Severity
from loaders.annotate import mark
from loaders.annotate_list import LIST_NAME
from loaders.annotate_marks import LOOKS, area_of
from loaders.checked import Checked
from tests.loaders.forms import (
    NATIONAL,
    case_form,
    check,
    codes,
    printed_rows,
    read,
    table,
    write_xls,
    write_xlsx,
)

HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "<script>alert(1)</script>")
FORM = {
    "食品安全违法": {"cases_filed": "三件", "cases_closed": 1},
    "广告违法": {"cases_filed": 2, "cases_transferred": 5},
}
MENDED = {
    "食品安全违法": {"cases_filed": 3, "cases_closed": 1},
    "广告违法": {"cases_filed": 2, "cases_transferred": 1},
}


def wrong_form(path: Path, write: Callable = write_xlsx) -> Path:
    return write(path, case_form(printed_rows(FORM)))


def pattern(cell: openpyxl.cell.Cell) -> str | None:
    return cell.fill.patternType


def listed(book: openpyxl.Workbook, name: str = LIST_NAME) -> list[tuple]:
    rows = [tuple(cell.value or "" for cell in row[:5]) for row in book[name].iter_rows()]
    return rows[rows.index(("级别", "代码", "工作表", "单元格", "说明")) + 1 :]


def said(checked: Checked) -> list[tuple]:
    return [(LOOKS[one.severity].word, one.code, one.sheet, one.message) for one in checked.findings]


def checked_with(*findings: Finding) -> Checked:
    return Checked("表.xlsx", findings=list(findings))


def finding(
    cell: str, sheet: str = "Sheet1", severity: Severity = Severity.ERROR, message: str = "这里不对。"
) -> Finding:
    return Finding(severity, "code", message, sheet, cell)


def marked(tmp_path: Path, source: Path, checked: Checked) -> openpyxl.Workbook:
    return openpyxl.load_workbook(mark(source, checked, None, tmp_path / "marked.xlsx"), rich_text=True)


def values(sheet: openpyxl.worksheet.worksheet.Worksheet) -> dict[str, object]:
    return {
        c.coordinate: (c.value, c.data_type, c.number_format)
        for row in sheet
        for c in row
        if c.value is not None
    }


def test_wrong_cells_are_filled_commented_and_linked(tmp_path: Path) -> None:
    source = wrong_form(tmp_path / "form.xlsx")
    checked = check(source)
    book = marked(tmp_path, source, checked)
    sheet, first = book["附件2"], book.worksheets[0]
    places = {one.cell for one in checked.findings if one.cell and one.severity is Severity.ERROR}
    assert places >= {"E5"}
    for place in places:
        assert pattern(sheet[place]) == LOOKS[Severity.ERROR].fill.patternType
        sentences = [one.message for one in checked.findings if one.cell == place]
        assert all(sentence in sheet[place].comment.text for sentence in sentences)
    assert (first.title, book.active.title) == (LIST_NAME, LIST_NAME)
    assert [(row[0], row[1], row[2], row[4]) for row in listed(book)] == said(checked)
    links = {cell.value: cell.hyperlink.location for cell in first["D"] if cell.hyperlink}
    assert {place: f"'附件2'!{place}" for place in places}.items() <= links.items()
    head = "\n".join(str(first.cell(row, 1).value) for row in range(1, 6))
    assert all(word in head for word in (checked.file_name, "甲县", checked.period.chinese, "错误 2 处"))
    assert first.auto_filter.ref.startswith("A6:E") and first.freeze_panes == "A7"
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False]


@pytest.mark.filterwarnings("ignore:Cell C3 is marked as a date")
def test_everything_else_stays_as_it_was(tmp_path: Path) -> None:
    source = rich_book(tmp_path / "rich.xlsx")
    before = openpyxl.load_workbook(source, rich_text=True)
    book = marked(tmp_path, source, checked_with(finding("B2", "数据"), finding("A9")))
    assert book.sheetnames == [LIST_NAME, *before.sheetnames]
    for old in before.worksheets:
        new = book[old.title]
        assert values(new) == values(old)
        assert new.merged_cells.ranges == old.merged_cells.ranges
        assert {k: (d.width, d.hidden) for k, d in new.column_dimensions.items()} == {
            k: (d.width, d.hidden) for k, d in old.column_dimensions.items()
        }
        assert {k: (d.height, d.hidden) for k, d in new.row_dimensions.items() if d.height} == {
            k: (d.height, d.hidden) for k, d in old.row_dimensions.items() if d.height
        }
        assert (new.freeze_panes, new.sheet_state) == (old.freeze_panes, old.sheet_state)
        assert str(new.data_validations.dataValidation) == str(old.data_validations.dataValidation)
    assert isinstance(book["数据"]["A5"].value, CellRichText)
    assert pattern(book["数据"]["A1"]) == "solid"
    assert book["数据"]["A1"].font.b
    assert read(tmp_path / "marked.xlsx").sheets[1].rows() == read(source).sheets[0].rows()


def rich_book(path: Path) -> Path:
    """Writes a workbook with what offices put into theirs; a serial beyond the calendar too."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    sheet["A1"], sheet["A1"].font, sheet["A1"].fill = (
        "标题",
        Font(bold=True, color="FFFFFFFF"),
        PatternFill("solid", "1F4E79"),
    )
    sheet.merge_cells("A1:C1")
    sheet["B2"], sheet["C2"], sheet["B3"] = 12.5, date(2021, 4, 1), "=SUM(B2:B2)"
    sheet["C3"], sheet["C3"].number_format = 20210430, "yyyy-mm-dd"
    sheet["B4"], sheet["B4"].data_type = "=1+1", "s"
    sheet["A5"] = CellRichText("抽样", TextBlock(InlineFont(b=True), "单位"))
    sheet.column_dimensions["A"].width, sheet.row_dimensions[2].height = 33, 41
    sheet.column_dimensions["C"].hidden = True
    sheet.freeze_panes = "A2"
    rule = openpyxl.worksheet.datavalidation.DataValidation("list", '"合格,不合格"')
    rule.add("D2:D9")
    sheet.add_data_validation(rule)
    book.create_sheet("Sheet1")["A1"] = "x"
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(path)
    return path


def test_formulas_keep_their_results(tmp_path: Path) -> None:
    source = tmp_path / "results.xlsx"
    book = xlsxwriter.Workbook(str(source))
    sheet = book.add_worksheet("Sheet1")
    for row, (formula, result) in enumerate(
        (("=1+2", 3), ('="a<"&"b"', "a<b"), ("=1=1", True), ("=1/0", "#DIV/0!"), ("=1/8", 0.125))
    ):
        sheet.write_formula(row, 0, formula, None, result)
    book.close()
    mark(source, checked_with(finding("A1")), None, tmp_path / "marked.xlsx")
    kept = openpyxl.load_workbook(tmp_path / "marked.xlsx", data_only=True)["Sheet1"]
    assert [cell.value for cell in kept["A"]] == [3, "a<b", True, "#DIV/0!", 0.125]
    formulas = openpyxl.load_workbook(tmp_path / "marked.xlsx")["Sheet1"]
    assert [cell.value for cell in formulas["A"]] == ["=1+2", '="a<"&"b"', "=1=1", "=1/0", "=1/8"]


def test_print_areas_stay_with_their_sheets(tmp_path: Path) -> None:
    source = tmp_path / "charts.xlsx"
    book = xlsxwriter.Workbook(str(source))
    book.add_worksheet("甲")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=乙!$A$1:$A$2"})
    book.add_chartsheet("图").set_chart(chart)
    book.add_worksheet("乙").print_area("A1:B2")
    book.close()
    copy = marked(tmp_path, source, checked_with(finding("A1", "乙")))
    assert copy["乙"].print_area == "'乙'!$A$1:$B$2"
    assert [sheet.title for sheet in copy.chartsheets] == ["图"]
    assert pattern(copy["乙"]["A1"])


def test_rows_ranges_and_merges(tmp_path: Path) -> None:
    source = write_xlsx(tmp_path / "a.xlsx", table("甲乙丙", [(1, 2, 3)] * 5).merge(5, 1, 5, 2))
    warning, info = Severity.WARNING, Severity.INFO
    checked = checked_with(
        finding("2:2"), finding("A3:B4", severity=warning), finding("C6", message="合并格里。"), finding("B2", severity=warning),
        finding("C4", severity=info), finding(""), finding("A1", sheet="没有这张表"), finding("乱写"), finding("Z99"),
    )  # fmt: skip
    book = marked(tmp_path, source, checked)
    sheet = book["Sheet1"]
    shown = {
        cell.coordinate: pattern(cell) for row in sheet.iter_rows(1, 6, 1, 3) for cell in row if pattern(cell)
    }
    error, warned, told = (LOOKS[one].fill.patternType for one in (Severity.ERROR, warning, info))
    assert shown == {"A2": error, "B2": error, "C2": error, "A3": warned, "B3": warned, "A4": warned, "B4": warned,
                     "C4": told, "B6": error}  # fmt: skip
    assert pattern(sheet["Z99"]) == error
    assert "合并格里。" in sheet["B6"].comment.text
    rows = listed(book)
    assert len(rows) == len(checked.findings)
    assert (rows[0][3], rows[1][3]) == ("", "第 2 行")  # what concerns the whole file stands on top
    links = [book[LIST_NAME].cell(7 + at, 4).hyperlink for at in range(len(rows))]
    assert links[1].location == "'Sheet1'!A2"
    assert [at for at, link in enumerate(links) if link is None] == [0, 3, 4]


@pytest.mark.parametrize(
    "cell", ["", "B", "A0", "0:0", "A1048577", "XFE1", "B2:A1", "A1:", "合计", "A1,B2", "B:C"]
)
def test_an_address_that_names_no_cell_is_only_listed(cell: str) -> None:
    assert area_of(cell) is None


def test_own_comments_stay_and_names_are_escaped(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "O'Brien 表"
    sheet["A1"] = 1
    sheet["A1"].comment = Comment("请局长审阅", "张三")
    book.create_sheet(LIST_NAME)["A1"] = "这是我们自己的清单"
    book.save(tmp_path / "a.xlsx")
    copy = marked(
        tmp_path,
        tmp_path / "a.xlsx",
        checked_with(finding("A1", "O'Brien 表", message='=HYPERLINK("x")\x07')),
    )
    comment = copy["O'Brien 表"]["A1"].comment
    assert comment.text.startswith("请局长审阅") and "=HYPERLINK" in comment.text
    assert comment.author == "张三"
    assert copy.sheetnames == ["问题清单(2)", "O'Brien 表", LIST_NAME]
    assert copy.worksheets[0]["D7"].hyperlink.location == "'O''Brien 表'!A1"
    assert copy.worksheets[0]["E7"].data_type != "f"
    assert copy[LIST_NAME]["A1"].value == "这是我们自己的清单"


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_hostile_text_stays_text(tmp_path: Path, write: Callable) -> None:
    layout = table(("说明",), [(text,) for text in HOSTILE[1:]])
    source = write(tmp_path / f"a.{write.__name__[-4:].strip('_')}", layout)
    book = marked(tmp_path, source, checked_with(*(finding("A2", message=text) for text in HOSTILE)))
    texts = [cell for sheet in book.worksheets for row in sheet for cell in row if cell.value in HOSTILE]
    assert {cell.value for cell in texts} == set(HOSTILE)
    assert {cell.data_type for cell in texts} == {"s"}


def test_an_old_xls_comes_back_as_equal_text(tmp_path: Path) -> None:
    source = wrong_form(tmp_path / "form.xls", write_xls)
    checked, before = check(source), read(source)
    mark(source, checked, None, tmp_path / "marked.xlsx")
    after = read(tmp_path / "marked.xlsx")
    assert [sheet.name for sheet in after.sheets] == [LIST_NAME, "附件2"]
    assert after.sheets[1].rows() == before.sheets[0].rows()
    assert set(after.sheets[1].merges) == set(before.sheets[0].merges)
    assert pattern(openpyxl.load_workbook(tmp_path / "marked.xlsx")["附件2"]["E5"])
    again = mark(source.read_bytes(), checked, before, tmp_path / "again.xlsx")
    assert read(again).sheets[1].rows() == before.sheets[0].rows()


def test_a_workbook_openpyxl_cannot_open_is_rendered(tmp_path: Path) -> None:
    source = wrong_form(tmp_path / "form.xlsx")
    odd = tmp_path / "odd.xlsx"
    with ZipFile(source) as old, ZipFile(odd, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"gray125"', b'"gray-125"'))
    with pytest.raises(ValueError, match="stylesheet"):
        openpyxl.load_workbook(odd)
    checked = check(odd)
    mark(odd, checked, None, tmp_path / "marked.xlsx")
    assert read(tmp_path / "marked.xlsx").sheets[1].rows() == read(odd).sheets[0].rows()
    assert "重新生成" in openpyxl.load_workbook(tmp_path / "marked.xlsx")[LIST_NAME]["A5"].value


def test_macros_are_left_out_and_the_list_says_so(tmp_path: Path) -> None:
    source, plain = tmp_path / "macro.xlsm", b"spreadsheetml.sheet.main+xml"
    with ZipFile(wrong_form(tmp_path / "form.xlsx")) as old, ZipFile(source, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "[Content_Types].xml":
                body = body.replace(
                    b"vnd.openxmlformats-officedocument." + plain, b"vnd.ms-excel.sheet.macroEnabled.main+xml"
                )
            new.writestr(name, body)
        new.writestr("xl/vbaProject.bin", b"macro")
    out = mark(source, check(source), None, tmp_path / "marked.xlsx")
    with ZipFile(out) as copy:
        assert "xl/vbaProject.bin" not in copy.namelist()
        assert plain in copy.read("[Content_Types].xml")
    assert "宏没有保留" in openpyxl.load_workbook(out)[LIST_NAME]["A5"].value


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_a_mended_copy_is_read_without_errors(tmp_path: Path, write: Callable) -> None:
    source = wrong_form(tmp_path / f"form{'.xls' if write is write_xls else '.xlsx'}", write)
    out = mark(source, check(source), None, tmp_path / "marked.xlsx")
    again = check(out)
    assert sorted(codes(again, "error")) == sorted(codes(check(source), "error"))
    book = openpyxl.load_workbook(out)
    book["附件2"]["E5"], book["附件2"]["J10"] = 3, 1
    book.save(out)
    mended = check(out)
    assert codes(mended, "error") == []
    clean = check(write_xlsx(tmp_path / "clean.xlsx", case_form(printed_rows(MENDED))))
    assert mended.facts["case_cells"].to_pylist() == clean.facts["case_cells"].to_pylist()
    second = openpyxl.load_workbook(mark(out, mended, None, tmp_path / "second.xlsx"))
    assert second.sheetnames == [LIST_NAME, "附件2"]
    assert not pattern(second["附件2"]["E5"]) and second["附件2"]["E5"].comment is None
    assert not {"sheet_ignored", "sheet_hidden"} & set(codes(mended))


def test_a_mended_ledger_is_read_without_errors(tmp_path: Path) -> None:
    row = ("SC21000000000001", "甲商店", "示例所", "示例省", "甲县", "示例饼干", "糕点", "2021-04-05", "监督抽检", "市级", "合哥",
           "菌落总数", "合格项", "合格项", "示例厂", "2021-04-20")  # fmt: skip
    source = write_xlsx(tmp_path / "ledger.xlsx", table(NATIONAL, [row], "抽检台账"))
    checked = check(source)
    out = mark(source, checked, None, tmp_path / "marked.xlsx")
    [wrong] = [one.cell for one in checked.findings if one.severity is Severity.ERROR]
    book = openpyxl.load_workbook(out)
    assert pattern(book["Sheet1"][wrong])
    book["Sheet1"][wrong] = "纯抽检合格样品"
    book.save(out)
    mended = check(out)
    assert (codes(mended, "error"), mended.template, mended.records) == ([], "sampling_ledger", 1)


def test_a_locked_workbook_keeps_its_layout(tmp_path: Path) -> None:
    source, locked = wrong_form(tmp_path / "form.xlsx"), tmp_path / "locked.xlsx"
    with source.open("rb") as plain, locked.open("wb") as sink:
        OOXMLFile(plain).encrypt("暗号", sink)
    checked = check(source)
    out = mark(locked, checked, None, tmp_path / "marked.xlsx", password="暗号")
    book = openpyxl.load_workbook(out)
    assert pattern(book["附件2"]["E5"])
    assert "没有设密码" in book[LIST_NAME]["A5"].value
    for password, code in (("", "encrypted"), ("错", "wrong_password")):
        with pytest.raises(Refusal) as refused:
            mark(locked, checked, None, tmp_path / "no.xlsx", password=password)
        assert refused.value.code == code
        assert not (tmp_path / "no.xlsx").exists()


def test_a_text_table_is_rendered(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("名称,数\n=1+1,2\n示例,3\n", encoding="utf-8")
    out = mark(source, checked_with(finding("A2", "a")), None, tmp_path / "marked.xlsx")
    after, before = read(out), read(source)
    assert after.sheets[1].rows() == before.sheets[0].rows()
    assert openpyxl.load_workbook(out).worksheets[1]["A2"].data_type == "s"


def test_a_refused_file_or_place_leaves_nothing(tmp_path: Path) -> None:
    rubbish = tmp_path / "a.xlsx"
    rubbish.write_bytes(b"PK\x03\x04 rubbish")
    good = wrong_form(tmp_path / "good.xlsx")
    before = good.read_bytes()
    for source, out, code in (
        (rubbish, tmp_path / "out.xlsx", "truncated"), (tmp_path / "none.xlsx", tmp_path / "out.xlsx", "file_not_found"),
        (good, good, "mark_over_source"), (good, tmp_path / "out.xls", "mark_not_xlsx"), (good, tmp_path / "no" / "o.xlsx", "mark_no_folder"),
        (good, tmp_path, "mark_not_xlsx"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            mark(source, checked_with(), None, out)
        assert refused.value.code == code
        assert not (tmp_path / "out.xlsx").exists()
    with pytest.raises(Refusal) as refused:
        mark(good, checked_with(), None, tmp_path / "out.xlsx", seconds=0.01)
    assert refused.value.code == "mark_timeout"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "good.xlsx"]
    assert good.read_bytes() == before


def test_the_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--json", "--data", str(tmp_path / "data")]
    source = write_xlsx(tmp_path / "form.xlsx", case_form(printed_rows(FORM), unit="芮城县"))
    out = tmp_path / "marked.xlsx"
    main(["init", "--jurisdiction", "yuncheng", *data])
    capsys.readouterr()
    assert main(["check", str(source), *data]) == 1
    [checked] = json.loads(capsys.readouterr().out)
    assert main(["mark", str(source), "--out", str(out), *data]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"file": "form.xlsx", "out": str(out), "findings": len(checked["findings"])}
    assert len(listed(openpyxl.load_workbook(out))) == said["findings"]
    (tmp_path / "bad.xlsx").write_bytes(b"%PDF-1.4 rubbish")
    assert main(["mark", str(tmp_path / "bad.xlsx"), "--out", str(tmp_path / "b.xlsx"), *data]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "not_a_spreadsheet"
    assert not (tmp_path / "b.xlsx").exists()
