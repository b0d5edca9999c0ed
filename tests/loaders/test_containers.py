"""The same table gives the same facts whatever container it comes in."""

import datetime as dt

import pytest

from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from loaders.workbook import Merge
from tests.loaders.boxes import NAMESPACE, as_html, as_text, as_xml_2003, put
from tests.loaders.forms import (
    Layout,
    case_facts,
    case_form,
    check,
    codes,
    printed_rows,
    table,
    write_xls,
    write_xlsx,
)

HEADERS = ("抽样编号", "被抽样单位", "县（市、区）", "样品名称", "食品大类", "抽样日期", "检验目的", "任务来源",
           "检验结论", "不合格项目")  # fmt: skip
ROWS = [
    ("XC20210400001", "某超市, 甲店", "甲县", "馒头\n(散装)", "糕点", "2021-04-02", "监督抽检", "市级", "合格", ""),
    ("XC20210400002", "某“饭店”", "乙县", '<b>"酱"</b> & 油;', "调味品", "2021/4/3", "监督抽检", "省级", "不合格", "菌落总数"),
    ("XC20210400003", "@某店", "甲县", "苹果", "食用农产品", "2021-04-05", "监督抽检", "市级", "合格", ""),
]  # fmt: skip
LEDGER = table(HEADERS, ROWS, title="某市食品抽检台账", name="台账")
TEXT, TABS = as_text(LEDGER), as_text(LEDGER, "\t")
CONTAINERS = {
    "utf-8.csv": TEXT.encode(),
    "bom.csv": TEXT.encode("utf-8-sig"),
    "gb18030.csv": TEXT.encode("gb18030"),
    "utf-16.csv": TEXT.encode("utf-16"),
    "big-endian.txt": b"\xfe\xff" + TABS.encode("utf-16-be"),
    "semicolon.csv": as_text(LEDGER, ";").encode(),
    "old-mac.csv": as_text(table(HEADERS, [ROWS[2]] * 1)).replace("\r\n", "\r").encode(),
    "tabs.xls": TABS.encode("gb18030"),
    "page.xls": as_html(LEDGER),
    "page-gbk.html": as_html(LEDGER, "gb2312"),
    "page-16.xls": as_html(LEDGER, "utf-16"),
    "xml.xls": as_xml_2003(LEDGER),
}


def _facts(checked) -> list[dict]:
    rows = [row for table in checked.facts.values() for row in table.to_pylist()]
    return [{name: value for name, value in row.items() if name != "sheet"} for row in rows]


@pytest.mark.parametrize("name", [name for name in CONTAINERS if name != "old-mac.csv"])
def test_every_container_gives_the_facts_of_its_twin(name, tmp_path):
    twin = check(write_xlsx(tmp_path / "twin.xlsx", LEDGER))
    checked = check(put(tmp_path, name, CONTAINERS[name]))
    assert not twin.has_errors
    assert _facts(checked) == _facts(twin)
    assert codes(checked) == codes(twin)
    assert (checked.template, checked.rows, checked.records) == ("sampling_ledger", 3, 3)


def test_line_ends_of_an_old_mac_are_line_ends(tmp_path):
    checked = check(put(tmp_path, "a.csv", CONTAINERS["old-mac.csv"]))
    assert (checked.has_errors, checked.records) == (False, 1)


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_et_is_read_by_its_bytes(write, tmp_path):
    path = write(tmp_path / "twin.xls", LEDGER)
    checked = check(put(tmp_path, "台账.et", path.read_bytes()))
    assert _facts(checked) == _facts(check(path))


@pytest.mark.parametrize("box", [as_html, as_xml_2003])
def test_the_merged_form_gives_the_facts_of_its_twin(box, tmp_path):
    form = case_form(
        printed_rows({"食品安全违法": {"cases_filed": 12, "amount_involved": 3.25}}),
        totals={"cases_filed": 12},
    )
    twin = check(write_xlsx(tmp_path / "twin.xlsx", form))
    checked = check(put(tmp_path, "附件2.xls", box(form)))
    assert case_facts(checked) == case_facts(twin)
    assert (checked.unit, checked.period, codes(checked)) == (twin.unit, twin.period, codes(twin))
    merges = [
        set(_book(data).sheets[0].merges) for data in ((tmp_path / "twin.xlsx").read_bytes(), box(form))
    ]
    assert merges[0] == merges[1]


def _book(data: bytes, name: str = "台账.csv"):
    return read_workbook(data, name, DEFAULT)


def _rows(data: bytes) -> list[tuple[str, ...]]:
    return _book(data).sheets[0].rows()


def test_text_stands_as_it_is_and_rows_keep_their_numbers():
    sheet = _book(b'a,b\r\n\r\n"1\n2",007\r\n="0012",#N/A\r\n1.23457E+17,\r\n').sheets[0]
    assert sheet.rows() == [("a", "b"), ("", ""), ("1\n2", "007"), ("0012", ""), ("1.23457E+17", "")]
    assert (sheet.name, sheet.error_cells, sheet.long_numbers) == ("台账", ((3, 1, "#N/A"),), ((4, 0),))


def test_odd_file_names_name_no_sheet():
    assert _book(b"a,b\n1,2\n", "a[1].csv").sheets[0].name == "Sheet1"
    assert _book(b"a,b\n1,2\n", "x" * 40 + ".csv").sheets[0].name == "Sheet1"


def test_quotation_marks_between_tabs_are_text():
    assert _rows('名称\t规格\n"大"瓶\t5"\n'.encode()) == [("名称", "规格"), ('"大"瓶', '5"')]


def test_a_tag_in_a_cell_makes_no_web_page():
    assert _rows("名称,备注\n<table>,<script>alert(1)</script>\n".encode())[1] == (
        "<table>",
        "<script>alert(1)</script>",
    )


def test_a_web_page_shows_text_only():
    sheet = _book(
        b"<table><caption>T</caption><tr><td colspan=2>a&lt;b&amp;<script>x()</script><td rowspan=2>c"
        b"<tr style='display:none'><td>1<br>2<td title='5\">'>&#65;<!-- <td> --></table>"
    ).sheets[0]
    assert sheet.rows() == [("T", "", ""), ("a<b&", "", "c"), ("1\n2", "A", "")]
    assert sheet.merges == (Merge(1, 0, 1, 1), Merge(1, 2, 2, 2))
    assert sheet.hidden_rows == (2,)


def test_sloppy_pages_keep_their_rows_apart():
    assert _rows(b"<table><td>1<td>2</tr><td>3</tr></tr><tr><td>4<tr>\n<tr><td>5</table>") == [
        ("1", "2"), ("3", ""), ("4", ""), ("", ""), ("5", ""),
    ]  # fmt: skip


def test_a_rounded_number_of_a_web_page_is_read_in_full():
    page = (
        b'<table><tr><td x:num="12.3456">12.35</td><td x:num>7</td><td x:num="44288">2021-04-02</td></table>'
    )
    assert _rows(page) == [("12.3456", "7", "2021-04-02")]


def test_every_table_of_a_page_is_a_sheet_and_a_frame_is_none():
    page = b"<table><tr><td><table><tr><td>a</table><table><tr><td>b</table></table>"
    assert [(sheet.name, sheet.rows()) for sheet in _book(page).sheets] == [
        ("表1", [("a",)]),
        ("表2", [("b",)]),
    ]


def test_typed_values_of_xml_2003():
    cells = Layout("一").put(
        1, 2, dt.datetime(2021, 4, 1), dt.datetime(2021, 4, 1, 13, 30), 12.50, 1234567890123456789
    )
    hidden = Layout("二", {(0, 0): "x"}, hidden=True)
    more = (
        f'<Worksheet xmlns="{NAMESPACE}" xmlns:ss="{NAMESPACE}" ss:Name="三"><Table><Column ss:Index="2" ss:Hidden="1"/>'
        '<Row ss:Span="1" ss:Hidden="1"><Cell><Data ss:Type="Boolean">1</Data>'
        '<Comment><ss:Data>note</ss:Data></Comment></Cell><Cell ss:MergeAcross="1"><Data ss:Type="Error">#DIV/0!</Data>'
        '</Cell><Cell ss:Formula="=1+1"/></Row><Row><Cell><Data ss:Type="String">a<B>b</B></Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    ).encode()
    one, two, three = _book(as_xml_2003(cells, hidden).replace(b"</Workbook>", more)).sheets
    assert one.rows()[1] == ("", "", "2021-04-01", "2021-04-01 13:30:00", "12.5", "1234567890123456768")
    assert (one.long_numbers, two.hidden, three.hidden) == (((1, 5),), True, False)
    assert three.rows() == [("true", ""), ("", ""), ("ab", "")]
    assert (three.error_cells, three.uncached, three.merges) == (
        ((0, 1, "#DIV/0!"),), ((0, 3),), (Merge(0, 1, 0, 2),),
    )  # fmt: skip
    assert (three.hidden_rows, three.hidden_cols) == ((0, 1), (1,))


def test_xml_2003_in_gbk():
    page = as_xml_2003(LEDGER).decode().replace('encoding="UTF-8"', 'encoding="gb2312"').encode("gb18030")
    assert _rows(page) == _rows(as_xml_2003(LEDGER))
