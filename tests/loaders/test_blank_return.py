"""Sends blanks back as counties do: words deleted, headers renamed, another month, another unit."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from domain.period import Period
from loaders.blank import make_blank
from loaders.blank_stamp import read_stamp
from loaders.checked import Checked, Declared
from loaders.own_sheets import STAMP_NAME
from loaders.workbook import Workbook
from tests.loaders.forms import case_facts, check, codes, demo_jurisdiction, read, samples

CITY = demo_jurisdiction()
FOOD = "食品安全违法"
STAMPED = {"header_from_stamp", "stamp_other_unit", "stamp_other_period", "stamp_other_template"}


def returned(path: Path, change: dict[str, object], template: str = "case_form") -> Checked:
    """Checks the October blank of 甲县 with these cells changed."""
    make_blank(template, path, CITY, CITY.unit("990001"), Period.of_month(202610))
    book = openpyxl.load_workbook(path)
    for place, value in change.items():
        book.worksheets[0][place] = value
    book.save(path)
    return check(path)


def said(checked: Checked) -> set[str]:
    return STAMPED & set(codes(checked))


def test_deleted_words_come_from_the_stamp(tmp_path: Path) -> None:
    checked = returned(
        tmp_path / "a.xlsx", {"A1": None, "A2": None, "B2": None, "E2": None, "F2": None, "E5": 3}
    )
    assert (checked.unit, checked.period, checked.cumulative) == ("甲县", Period(202601, 202610), True)
    assert case_facts(checked) == {(FOOD, "", "cases_filed"): 3}
    assert {"unit_from_stamp", "period_as_declared"} <= set(codes(checked)) and not said(checked)


@pytest.mark.parametrize("place, words, code, unit, month", [
    ("B2", "乙县", "stamp_other_unit", "乙县", 202610),
    ("F2", "2026年1月1日至11月30日", "stamp_other_period", "甲县", 202611),
])  # fmt: skip
def test_what_the_sheet_says_counts_and_the_contradiction_is_told(
    tmp_path: Path, place: str, words: str, code: str, unit: str, month: int
) -> None:
    checked = returned(tmp_path / "a.xlsx", {place: words, "E5": 3})
    assert (checked.unit, checked.period.last) == (unit, month)
    assert said(checked) == {code} and code in codes(checked, "warning")


def test_an_unknown_unit_is_an_error_and_names_the_stamp(tmp_path: Path) -> None:
    checked = returned(tmp_path / "a.xlsx", {"B2": "某某县", "E5": 3})
    assert "unknown_unit" in codes(checked, "error")
    assert "甲县" in next(one.message for one in checked.findings if one.code == "stamp_other_unit")


def test_what_the_receiver_declares_is_held_against_the_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    returned(path, {"B2": None, "E5": 3})
    checked = check(path, Declared(unit="乙县"))
    assert checked.unit == "乙县" and said(checked) == {"stamp_other_unit"}


def test_a_renamed_header_is_read_by_its_place(tmp_path: Path) -> None:
    checked = returned(tmp_path / "a.xlsx", {"E4": "本级办理数", "E5": 3, "F5": 2})
    assert case_facts(checked) == {(FOOD, "", "cases_filed"): 3, (FOOD, "", "cases_closed"): 2}
    [told] = [one for one in checked.findings if one.code == "header_from_stamp"]
    assert told.cell == "E4" and "本级办理数" in told.message and told.severity == "warning"


def test_a_row_above_the_header_does_not_hide_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    returned(path, {"E4": "本级办理数", "E5": 3})
    book = openpyxl.load_workbook(path)
    shift_down(book.worksheets[0])
    book.save(path)
    assert case_facts(check(path)) == {(FOOD, "", "cases_filed"): 3}


def shift_down(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1)


def test_moved_columns_are_read_by_their_words_alone(tmp_path: Path) -> None:
    change = {"E4": "结案（件）", "F4": "立案（件）", "G4": "本级金额", "E5": 2, "F5": 3, "G5": 9}
    checked = returned(tmp_path / "a.xlsx", change)
    assert case_facts(checked) == {(FOOD, "", "cases_filed"): 3, (FOOD, "", "cases_closed"): 2}
    assert "header_from_stamp" not in codes(checked)


def test_a_header_with_another_known_meaning_is_not_overruled(tmp_path: Path) -> None:
    checked = returned(tmp_path / "a.xlsx", {"L4": "立案数", "E4": None, "L5": 1, "E5": 3})
    assert "header_from_stamp" not in codes(checked)
    assert case_facts(checked) == {(FOOD, "", "cases_filed"): 1}


def test_a_ledger_takes_unit_and_month_from_its_stamp(tmp_path: Path) -> None:
    row = {"A4": "XC1", "C4": "某某超市", "D4": "馒头", "E4": "糕点", "J4": "合格", "B2": None, "D2": None}
    checked = returned(tmp_path / "a.xlsx", row, "sampling_ledger")
    assert (checked.unit, checked.period, checked.records) == ("甲县", Period.of_month(202610), 1)
    [sample] = checked.facts["samples"].to_pylist()
    assert (sample["unit_id"], sample["month"]) == ("990001", 202610)
    assert {"unit_from_stamp", "period_from_stamp"} <= set(codes(checked))
    other = returned(tmp_path / "b.xlsx", row | {"B2": "乙县", "D2": "2026年9月"}, "sampling_ledger")
    assert (other.unit, other.period) == ("乙县", Period.of_month(202609))
    assert said(other) == {"stamp_other_unit", "stamp_other_period"}
    assert samples(other)["XC1"]["unit_id"] == "990003"


def test_a_renamed_column_of_a_ledger_is_read_by_its_place(tmp_path: Path) -> None:
    row = {"A3": "序列", "A4": "XC1", "C4": "某某超市", "D4": "馒头", "F4": "2026-10-08", "J4": "合格"}
    checked = returned(tmp_path / "a.xlsx", row, "sampling_ledger")
    assert list(samples(checked)) == ["XC1"] and codes(checked, "error") == []


def test_other_contents_in_a_blank_are_read_as_what_they_are(tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    returned(path, {})
    make_blank("population", other, CITY)
    book, source = openpyxl.load_workbook(path), openpyxl.load_workbook(other).worksheets[0]
    del book[book.sheetnames[0]]
    sheet = book.create_sheet("人口", 0)
    for cells in source.iter_rows(values_only=True):
        sheet.append(cells)
    sheet["A4"], sheet["B4"], sheet["C4"], sheet["D4"] = "甲县", 1000, "常住", 2020
    book.save(path)
    checked = check(path)
    assert (checked.template, checked.records) == ("population", 1)
    assert "stamp_other_template" in codes(checked, "warning")


@pytest.mark.parametrize(
    "place, value", [("B2", "x"), ("B3", ""), ("B5", "209913"), ("B6", "abc"), ("B8", "")]
)
def test_a_tampered_stamp_never_breaks_reading(tmp_path: Path, place: str, value: str) -> None:
    path = tmp_path / "a.xlsx"
    returned(path, {"E5": 3})
    book = openpyxl.load_workbook(path)
    book[STAMP_NAME][place] = value
    book.save(path)
    checked = check(path)
    assert case_facts(checked) == {(FOOD, "", "cases_filed"): 3}
    assert checked.unit == "甲县" and set(codes(checked)) <= {"total_unread"}  # openpyxl stores no results


def test_two_stamps_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    returned(path, {"E5": 3})
    workbook = read(path)
    stamp = next(sheet for sheet in workbook.sheets if sheet.name == STAMP_NAME)
    assert read_stamp(workbook).unit_id == "990001"
    assert read_stamp(Workbook("a.xlsx", [*workbook.sheets, stamp])) is None
