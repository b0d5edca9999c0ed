"""Fills in the blank workbooks and reads them again."""

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from domain.finding import Refusal
from domain.period import Period
from loaders.blank import blank_files, blank_name, make_blank, senders, zipped
from loaders.blank_past import Past, past_of
from loaders.checked import Checked, Declared
from loaders.own_sheets import NOTES_NAME, PAST_NAME, STAMP_NAME
from loaders.template import LedgerTemplate
from loaders.templates import TEMPLATES
from tests.loaders.forms import MEASURES, SCOPES, case_facts, check, codes, demo_jurisdiction
from tests.metrics.builders import put, warehouse

LEDGERS = [one for one in TEMPLATES if isinstance(one, LedgerTemplate)]
CITY = demo_jurisdiction()
COUNTY = CITY.unit("990001")
OCTOBER = Period.of_month(202610)
FOOD, OTHER, LIFTS = "食品安全违法", "其他违法", "特种设备违法"
VALUES = {
    (FOOD, "", "cases_filed"): Decimal(12),
    (FOOD, "", "fines_and_confiscations"): Decimal("3.25"),
    (LIFTS, "电梯", "cases_filed"): Decimal(4),
    (LIFTS, "液化石油气瓶", "cases_filed"): Decimal(5),
}
PAST = Past(202609, VALUES, frozenset(VALUES), 2)


def county_blank(path: Path, past: Past | None = PAST) -> openpyxl.Workbook:
    """Writes the form of 甲县 for October and opens it as a clerk would."""
    make_blank("case_form", path, CITY, COUNTY, OCTOBER, past)
    return openpyxl.load_workbook(path)


def told(checked: Checked) -> list[str]:
    """Returns the codes of the findings; openpyxl stores no results, so the sums are none here."""
    return [code for code in codes(checked) if code != "total_unread"]


def converted(path: Path, kind: str) -> Path:
    """Returns the file as LibreOffice saves it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    home, out = path.parent / "office", path.parent / f"as_{kind}"
    words = [office, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*words, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{kind}"


@pytest.mark.parametrize("chosen", LEDGERS, ids=lambda one: one.template_id)
@pytest.mark.parametrize("is_addressed", [False, True])
def test_blank_ledger_filled_with_its_examples_comes_back(
    tmp_path: Path, chosen: LedgerTemplate, is_addressed: bool
) -> None:
    path = tmp_path / "blank.xlsx"
    unit, period = (COUNTY, Period.of_month(202404)) if is_addressed else (None, None)
    make_blank(chosen.template_id, path, CITY, unit, period)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = [column for column in chosen.columns if column.in_blank and column.kind != "aside"]
    assert [cell.value.rstrip("*") for cell in sheet[3]] == [column.header for column in columns]
    for col, column in enumerate(columns, start=1):
        sheet.cell(4, col, column.example or None)
    book.save(path)
    checked = check(path)
    assert checked.template == chosen.template_id
    assert codes(checked, "error") == []
    assert (checked.rows, checked.records) == (1, 1)
    assert {one.column for one in checked.columns} == {column.name for column in columns}
    assert not {"sheet_ignored", "sheet_hidden"} & set(codes(checked))
    assert all(rule.sqref for rule in sheet.data_validations.dataValidation)


@pytest.mark.parametrize("chosen", TEMPLATES, ids=lambda one: one.template_id)
def test_untouched_blank_is_recognised_and_holds_nothing(tmp_path: Path, chosen: object) -> None:
    path = tmp_path / "blank.xlsx"
    make_blank(chosen.template_id, path)
    checked = check(path)
    assert checked.template == chosen.template_id
    assert checked.records == 0


def test_blank_form_comes_back_exactly(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    book = county_blank(path, None)
    sheet = book.worksheets[0]
    typed = {}
    for row, violation in enumerate(SCOPES, start=5):
        for col, measure in enumerate(MEASURES[:7], start=3):
            value = Decimal(row * 100 - col * 7) + (Decimal("0.25") if measure.startswith("fines") else 0)
            if (row + col) % 3:
                sheet.cell(row, col, value)
                typed[(violation, "", measure)] = value
    book.save(path)
    checked = check(path)
    assert (checked.unit, checked.period) == ("甲县", Period(202601, 202610))
    assert case_facts(checked) == typed
    assert set(told(checked)) <= {"closed_above_filed"}


def test_last_months_values_are_shown_and_never_counted(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    book = county_blank(path)
    sheet, past = book.worksheets[0], book[PAST_NAME]
    assert past["E5"].value == 12 and past["E5"].font.color.rgb == "FF7F7F7F"
    hints = {str(rule.sqref): rule.prompt for rule in sheet.data_validations.dataValidation}
    assert "12" in hints["E5"] and "2026年1—9月" in hints["E5"] and "3.25" in hints["H5"]
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in (7, 8)] == [
        (LIFTS, "电梯"), (LIFTS, "液化石油气瓶"),
    ]  # fmt: skip
    nothing = check(path)
    assert (nothing.records, codes(nothing)) == (0, ["form_is_blank"])
    sheet["E5"], sheet["E8"] = 13, 6
    book.save(path)
    checked = check(path)
    assert case_facts(checked) == {(FOOD, "", "cases_filed"): 13, (LIFTS, "液化石油气瓶", "cases_filed"): 6}
    assert told(checked) == []


@pytest.mark.parametrize("kept", ["title", "name", "rows"])
def test_the_grey_sheet_is_not_read_even_in_another_workbook(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "blank.xlsx"
    book = county_blank(path)
    for name in (book.sheetnames[0], NOTES_NAME, STAMP_NAME):
        del book[name]
    sheet = book.worksheets[0]
    if kept != "title":
        sheet["A1"] = "甲县 统计时间：2026年1月1日至10月31日"
    if kept == "rows":
        sheet.title = "附件2"
    book.save(path)
    checked = check(path, Declared(unit="甲县", period=Period(202601, 202610)))
    assert not checked.facts and checked.template is None


def test_cells_never_filled_are_grey_and_still_take_figures(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    book = county_blank(path)
    sheet = book.worksheets[0]
    hints = {str(rule.sqref): rule.prompt for rule in sheet.data_validations.dataValidation}
    assert sheet["C5"].fill.patternType == "solid" and "不适用" in hints["C5"]
    assert sheet["E5"].fill.patternType is None and "不适用" not in hints["E5"]
    sheet["C5"] = 7
    book.save(path)
    assert case_facts(check(path)) == {(FOOD, "", "person_trips"): 7}
    make_blank("case_form", path, CITY, COUNTY, OCTOBER, Past(202609, VALUES, frozenset(VALUES), 1))
    one_sheet_is_no_habit = openpyxl.load_workbook(path).worksheets[0]
    assert one_sheet_is_no_habit["C5"].fill.patternType is None


def test_past_of_a_unit_is_what_is_in_force_before_the_month() -> None:
    house = warehouse()
    for month, first, filed in (
        (202512, 202501, 90),
        (202608, 202601, 10),
        (202609, 202601, 12),
        (202611, 202601, 20),
    ):
        row = {
            "violation": FOOD,
            "subtype": "",
            "measure": "cases_filed",
            "value": filed,
            "first_month": first,
        }
        put(house, "case_cells", [row], unit="990001", month=month)
    past = past_of(house, "990001", 202610)
    assert (past.month, past.values, past.sheets) == (202609, {(FOOD, "", "cases_filed"): 12}, 3)
    assert past.is_left_out(FOOD, "", "cases_closed") and not past.is_left_out(FOOD, "", "cases_filed")
    january = past_of(house, "990001", 202601)
    assert (january.month, january.values) == (None, {})
    assert not past_of(house, "990002", 202610).is_left_out(FOOD, "", "cases_filed")


def test_one_file_for_each_unit(tmp_path: Path) -> None:
    units = senders("case_form", CITY)
    assert CITY.root not in units and COUNTY in units
    packed = zipped(blank_files("case_form", units, OCTOBER, CITY, None))
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == [blank_name("case_form", unit, OCTOBER) for unit in units]
        for unit, name in zip(units, archive.namelist(), strict=True):
            path = tmp_path / "one.xlsx"
            path.write_bytes(archive.read(name))
            checked = check(path)
            assert (checked.unit, checked.period.last) == (unit.name, 202610)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_blank_survives_another_program(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "blank.xlsx"
    book = county_blank(path)
    sheet = book.worksheets[0]
    sheet["E5"], sheet["B2"], sheet["F2"] = 13, None, None
    book.save(path)
    checked = check(converted(path, kind))
    assert (checked.unit, checked.period) == ("甲县", Period(202601, 202610))
    assert case_facts(checked) == {(FOOD, "", "cases_filed"): 13}
    assert codes(checked, "error") == [] and not {"sheet_hidden", "sheet_ignored"} & set(codes(checked))


def test_unknown_template_and_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        make_blank("nonsense", tmp_path / "x.xlsx")
    with pytest.raises(Refusal) as refused:
        make_blank("case_form", tmp_path / "no" / "x.xlsx")
    assert refused.value.code == "blank_not_written"
