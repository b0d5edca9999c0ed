"""Takes every shape of a cell from real workbooks and CSV files: dates, numbers, blanks, numbers that are text."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from loaders.check import check_workbook
from loaders.checked import Checked, Declared
from loaders.form import read_form
from loaders.grid import grid_of
from loaders.header import find_heading
from loaders.reference import load_reference
from loaders.template import Context
from loaders.templates import template
from tests.loaders.boxes import as_text, put
from tests.loaders.forms import (
    HEADERS,
    case_facts,
    case_form,
    check,
    codes,
    demo_jurisdiction,
    read,
    samples,
    table,
    write_xls,
    write_xlsx,
)  # fmt: skip

PLAIN = (
    "抽样编号",
    "被抽样单位",
    "县（市、区）",
    "样品名称",
    "食品大类",
    "抽样日期",
    "生产日期/批号",
    "检验目的",
    "检验结论",
    "不合格项目",
)


def line(number: object = "XC001", *, day: object = "2021-04-02", made: object = "2021-03-01", entity: object = "某超市",
         verdict: object = "合格", items: object = "") -> tuple:  # fmt: skip
    return (number, entity, "甲县", "馒头", "糕点", day, made, "监督抽检", verdict, items)


def as_xlsx(tmp_path, *rows) -> Checked:
    return check(write_xlsx(tmp_path / "x.xlsx", table(PLAIN, rows)))


def as_xls(tmp_path, *rows) -> Checked:
    return check(write_xls(tmp_path / "x.xls", table(PLAIN, rows)))


def as_csv(tmp_path, *rows, encoding: str = "utf-8-sig") -> Checked:
    return check(put(tmp_path, "x.csv", as_text(table(PLAIN, rows)).encode(encoding)))


def said(checked: Checked) -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in checked.findings]


# --- dates

DAYS = {
    "2021-04-02": "2021-04-02", "2021/4/2": "2021-04-02", "2021.4.2": "2021-04-02", " 2021/4/2": "2021-04-02",
    "2021年4月2日": "2021-04-02", "20210402": "2021-04-02", "2021-04-02（购进日期）": "2021-04-02",
    "44288.0": "2021-04-02", "44288": "2021-04-02", "44288.75": "2021-04-02", "２０２１／４／２": "2021-04-02",
    "2021-04-02 09:30:00": "2021-04-02", "2021-04-02T09:30": "2021-04-02", "2021年4月2日 9时30分": "2021-04-02",
    "2021年4月2日星期五": "2021-04-02", "2021-04-02 批号:20210401A": "2021-04-02", "2021-04-02/批号 A-7": "2021-04-02",
    "2021 年 4 月 2 日": "2021-04-02", "2021-4-2号": "2021-04-02",
}  # fmt: skip


@pytest.mark.parametrize("way", [as_xlsx, as_csv])
def test_dates(tmp_path, way):
    checked = way(tmp_path, *(line(f"XC{n:03d}", day=text) for n, text in enumerate(DAYS)))
    assert codes(checked) == []
    days = {text: samples(checked)[f"XC{n:03d}"]["sampled_on"].isoformat() for n, text in enumerate(DAYS)}
    assert days == DAYS


NO_DAYS = ("2021-02-30", "2021-13-01", "4月2日", "21-4-2", "约4月", "2021-04-02至2021-04-05", "2021-04-02 20210401",
           "442", "1949年前", "昨天")  # fmt: skip


@pytest.mark.parametrize("way", [as_xlsx, as_csv])
def test_texts_that_are_no_day(tmp_path, way):
    checked = way(tmp_path, *(line(f"XC{n:03d}", day=text) for n, text in enumerate(NO_DAYS)), line("XC900"))
    assert said(checked) == [("bad_date", f"F{n}") for n in range(2, len(NO_DAYS) + 2)]


def test_real_dates_in_both_containers_and_date_systems(tmp_path):
    for way in (as_xlsx, as_xls):
        assert samples(way(tmp_path, line(day=44288)))["XC001"]["sampled_on"] == dt.date(2021, 4, 2)
    assert samples(as_xlsx(tmp_path, line(day=dt.datetime(2021, 4, 2, 9, 30))))["XC001"]["sampled_on"] == dt.date(2021, 4, 2)  # fmt: skip
    for value in (dt.datetime(2021, 4, 2), 42826, "42826", "42826.0", "2021-04-02"):
        path = _of_1904(tmp_path / "1904.xlsx", value)
        assert samples(check(path))["XC001"]["sampled_on"] == dt.date(2021, 4, 2), value


def _of_1904(path, value):
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet, day = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate((PLAIN, line(day=None))):
        sheet.write_row(row, 0, cells)
    if isinstance(value, dt.datetime):
        sheet.write_datetime(1, 5, value, day)
    elif isinstance(value, str):
        sheet.write_string(1, 5, value)
    else:
        sheet.write_number(1, 5, value)
    book.close()
    return path


@pytest.mark.parametrize(
    "made", ["2021-03-01/20210301A", "批号：A1", "/", "2021-03-01（购进日期）", "见包装", 44256]
)
def test_a_date_and_a_lot_in_one_cell_of_a_column_kept_aside(tmp_path, made):
    assert codes(as_xlsx(tmp_path, line(made=made))) == []


# --- blanks

BLANKS = (
    "/",
    "、",
    "-",
    "\\",
    "无",
    "—",
    "／",
    "暂无",
    "不详",
    "未知",
    "--",
    "－",
    "−",
    "——",
    "－－",
    " ",
    "\u3000",
    "\u200b",
    "",
)


@pytest.mark.parametrize("way", [as_xlsx, as_csv])
def test_marks_for_nothing_are_blank_in_every_kind_of_column(tmp_path, way):
    rows = [
        line(f"XC{n:03d}", day=mark, verdict=mark, items=mark, entity=mark) for n, mark in enumerate(BLANKS)
    ]
    checked = way(tmp_path, *rows, line("XC900"))
    assert set(codes(checked)) == {"date_missing", "no_verdict_yet"}
    blank = [fact for number, fact in samples(checked).items() if number != "XC900"]
    assert len(blank) == len(BLANKS)
    assert {(one["entity_name"], one["failed_items"], one["conclusion"]) for one in blank} == {
        ("", "", "pending")
    }
    keyless = way(tmp_path, *(line(mark) for mark in BLANKS), line("XC900"))
    assert codes(keyless).count("sample_no_missing") == len(BLANKS)


def test_marks_for_nothing_in_a_form_are_no_zero(tmp_path):
    marked = {"cases_filed": 1, "rural_cases": "/"}
    rows = [
        ("食品安全违法", f"子类{n}", marked | {"rural_cases": mark, "amount_involved": mark})
        for n, mark in enumerate(BLANKS)
    ]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(rows)))
    assert (codes(checked), {measure for _, _, measure in case_facts(checked)}) == ([], {"cases_filed"})


# --- numbers

COUNTS = {"12": 12, "１２": 12, "1,234": 1234, "1，234": 1234, "12件": 12, "12 件": 12, " 12 ": 12, "+12": 12, "012": 12,
          "12.0": 12, "１２．０": 12, "0": 0, "12\u3000": 12, "１２件": 12}  # fmt: skip
NO_COUNTS = ("约12", "1.2.3", "1,23", "12-15", "十二", "1e3", "12.5", "12%", "98.5％", "①", "12，", "1 2", "12家企业", "（12）", "true",
             "12.", "12/13", "12万元", "#12")  # fmt: skip


def form(value: object, measure: str = "cases_filed", **more):
    return case_form([("食品安全违法", "", {measure: value, "person_trips": 3})], **more)


def counts(tmp_path, texts) -> Iterator[Checked]:
    """Yields the form with one row a text, as a workbook and as CSV; 立案 is column E, the first row is 5."""
    layout = case_form(
        [
            ("食品安全违法", f"子类{n}", {"cases_filed": text, "person_trips": 3})
            for n, text in enumerate(texts)
        ]
    )
    yield check(write_xlsx(tmp_path / "x.xlsx", layout))
    yield check(put(tmp_path, "x.csv", as_text(layout).encode()))


def test_counts(tmp_path):
    for checked in counts(tmp_path, COUNTS):
        assert codes(checked) == []
        facts = case_facts(checked)
        assert {
            text: facts[("食品安全违法", f"子类{n}", "cases_filed")] for n, text in enumerate(COUNTS)
        } == COUNTS


def test_texts_that_are_no_count(tmp_path):
    for checked in counts(tmp_path, NO_COUNTS):
        assert said(checked) == [("integer_expected", f"E{n}") for n in range(5, len(NO_COUNTS) + 5)]
        assert all(text in one.message for text, one in zip(NO_COUNTS, checked.findings, strict=True))


@pytest.mark.parametrize("value", ["-5", "－5", "−5", -5])
def test_negative_counts(tmp_path, value):
    assert said(check(write_xlsx(tmp_path / "x.xlsx", form(value)))) == [("negative_number", "E5")]


def test_a_count_that_excel_made_a_date_or_a_truth(tmp_path):
    for value in (dt.datetime(2021, 1, 2), True):
        assert said(check(write_xlsx(tmp_path / "x.xlsx", form(value)))) == [("integer_expected", "E5")]


@pytest.mark.parametrize("header, value, worth", [
    ("涉案金额（万元）", "12.5", "12.5"), ("涉案金额（万元）", "12.5万元", "12.5"), ("涉案金额（万元）", "125000元", "12.5"),
    ("涉案金额（元）", "125,000", "12.5"), ("涉案金额（元）", "12.5万元", "12.5"), ("涉案金额(亿元)", "0.5", "5000"),
    ("涉案金额（万元）", "１，２３４．５", "1234.5"), ("涉案金额（万元）", 0.1 + 0.2, "0.3"),
])  # fmt: skip
def test_money_with_its_unit(tmp_path, header, value, worth):
    layout = form(value, "amount_involved", headers=HEADERS | {"amount_involved": header})
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert case_facts(checked)[("食品安全违法", "", "amount_involved")] == Decimal(worth)
    assert not checked.has_errors


@pytest.mark.parametrize("value, code", [
    ("约3万", "money_expected"), ("3万", "money_expected"), ("12件", "money_expected"), ("¥12", "money_expected"),
    ("-1", "negative_number"), ("0.0000001", "too_many_decimals"), ("9" * 14, "number_too_large"),
])  # fmt: skip
def test_texts_that_are_no_money(tmp_path, value, code):
    assert said(check(write_xlsx(tmp_path / "x.xlsx", form(value, "amount_involved")))) == [(code, "G5")]


RETURN = ("单位", "期间", "指标", "分子", "分母")


@pytest.mark.parametrize("value, number", [("98", 98), ("９８", 98), ("1,234", 1234), ("98批次", 98), ("98.5", Decimal("98.5")), ("98 件", 98)])  # fmt: skip
def test_numbers_of_a_return(tmp_path, value, number):
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", table(RETURN, [("甲县", "2021-04", "YC-12", value, 2000)]))
    )
    assert codes(checked) == []
    assert checked.facts["indicator_returns"].to_pylist()[0]["numerator"] == number


@pytest.mark.parametrize("value", ["98%", "约98", "9" * 13, "0.0000001", "98批次左右"])
def test_texts_that_are_no_number_of_a_return(tmp_path, value):
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", table(RETURN, [("甲县", "2021-04", "YC-12", value, 10**12 - 1)]))
    )
    assert ("bad_number", "D2") in said(checked)


def test_people_with_a_measure_word(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(("单位", "人口", "口径", "年份"), [("甲县", "3,105,591人", "常住", "2020")])))  # fmt: skip
    assert codes(checked) == []
    assert checked.facts["populations"].to_pylist()[0]["people"] == 3105591


# --- numbers that are text


def test_a_sample_number_is_never_a_float(tmp_path):
    for value, number in (("DC19410100463233772", "DC19410100463233772"), ("GC1561022202", "GC1561022202"),
                          (123456789012345, "123456789012345"), ("0012345678", "0012345678"), ("１２３４５６", "123456")):  # fmt: skip
        assert list(samples(as_xlsx(tmp_path, line(value)))) == [number]
        assert list(samples(as_csv(tmp_path, line(str(value))))) == [number]
    for value in (1234567890123456789, 1.23456789012e18):
        assert ("lost_digits", "A2") in said(as_xlsx(tmp_path, line(value), line("XC002")))
    assert ("lost_digits", "A2") in said(as_csv(tmp_path, line("1.23457E+18"), line("XC002")))


def test_error_values_are_named_by_cell_in_any_container(tmp_path):
    assert ("error_cell", "F2") in said(as_csv(tmp_path, line(day="#REF!"), line("XC002")))
    path = write_xlsx(tmp_path / "e.xlsx", table(PLAIN, [line(), line("XC002")]))
    book = openpyxl.load_workbook(path)
    book.active["I2"] = "#N/A"
    book.active["I2"].data_type = "e"
    book.active["G3"] = "#DIV/0!"
    book.active["G3"].data_type = "e"  # a column nobody uses
    book.save(path)
    assert ("error_cell", "I2") in said(check(path))
    assert "G3" not in [cell for _, cell in said(check(path))]


def test_formulas_without_a_result_are_named_by_cell(tmp_path):
    checked = as_xlsx(tmp_path, line(day="=TODAY()"), line("XC002"))
    assert ("uncached_formula", "F2") in said(checked)
    assert ("uncached_formula", "E5") in said(check(write_xlsx(tmp_path / "f.xlsx", form("=1+1"))))


# --- verdicts, and what stands in for them


@pytest.mark.parametrize("verdict, conclusion", [
    ("合格", "qualified"), ("不合格", "failed"), ("不 合 格", "failed"), ("合格。", "qualified"), ("纯抽检不合格样品", "failed"),
    ("抽检合格样品并监测问题样品", "qualified"), ("纯监测问题样品", "problem"), ("未检验样品", "untested"), ("不符合", "failed"),
    ("问题样品", "problem"), ("待检", "pending"), ("纯监测不判定合格样品", "not_judged"),
])  # fmt: skip
def test_verdicts_in_a_csv_of_any_encoding(tmp_path, verdict, conclusion):
    items = "铅" if conclusion == "failed" else ""
    for encoding in ("utf-8", "gb18030", "utf-16"):
        checked = as_csv(tmp_path, line(verdict=verdict, items=items), encoding=encoding)
        assert samples(checked)["XC001"]["conclusion"] == conclusion
        assert not checked.has_errors


def test_a_failed_batch_that_passed_on_re_inspection_is_counted_as_overturned(tmp_path):
    checked = as_xlsx(tmp_path, line(verdict="初检不合格，复检合格", items="铅"))
    assert codes(checked) == ["overturned"]


def test_a_batch_without_sampling_date_goes_to_the_month_of_its_notice(tmp_path):
    headers = ("抽样编号", "被抽样单位", "县区", "食品名称", "食品大类", "公告日期")
    checked = check(
        write_xlsx(
            tmp_path / "合格.xlsx", table(headers, [("XC001", "某店", "甲县", "面包", "糕点", "2021-05-06")])
        )
    )
    assert "month_from_notice" in codes(checked)
    assert samples(checked)["XC001"]["month"] == 202105


# --- units and rows nobody knows


def test_an_unknown_sender_on_the_sheet_yields_to_the_chosen_unit(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", form(5, unit="新甲区")), Declared(unit="甲县"))
    assert codes(checked, "warning") == ["unit_as_declared"]
    assert checked.unit_id == "990001"


def test_a_form_whose_rows_name_no_type(tmp_path):
    workbook = read(write_xlsx(tmp_path / "x.xlsx", case_form([("某某", "", {"cases_filed": 1})])))
    chosen, checked = template("case_form"), Checked("x.xlsx")
    heading = find_heading(grid_of(workbook.sheets[0]), chosen.columns)
    context = Context(demo_jurisdiction(), Declared(), load_reference())
    read_form([(workbook.sheets[0], heading)], chosen, context, checked)
    assert codes(checked) == ["no_known_rows"]
    assert check_workbook(workbook, Declared(), demo_jurisdiction()).has_errors
