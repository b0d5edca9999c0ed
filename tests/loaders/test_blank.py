"""Fills in the blank workbooks and reads them again."""

import openpyxl
import pytest

from domain.finding import Refusal
from loaders.blank import make_blank
from loaders.template import LedgerTemplate
from loaders.templates import TEMPLATES
from tests.loaders.forms import case_facts, check, codes, demo_jurisdiction

LEDGERS = [one for one in TEMPLATES if isinstance(one, LedgerTemplate)]


@pytest.mark.parametrize("chosen", LEDGERS, ids=lambda one: one.template_id)
def test_blank_ledger_filled_with_its_examples_comes_back(tmp_path, chosen):
    path = tmp_path / "blank.xlsx"
    make_blank(chosen.template_id, path, demo_jurisdiction())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = [column for column in chosen.columns if column.in_blank and column.kind != "aside"]
    assert [cell.value.rstrip("*") for cell in sheet[2]] == [column.header for column in columns]
    for col, column in enumerate(columns, start=1):
        sheet.cell(3, col, column.example or None)
    book.save(path)
    checked = check(path)
    assert checked.template == chosen.template_id
    assert codes(checked, "error") == []
    assert (checked.rows, checked.records) == (1, 1)
    assert {one.column for one in checked.columns} == {column.name for column in columns}
    assert all(rule.sqref for rule in sheet.data_validations.dataValidation)


@pytest.mark.parametrize("chosen", TEMPLATES, ids=lambda one: one.template_id)
def test_untouched_blank_is_recognised_and_holds_nothing(tmp_path, chosen):
    path = tmp_path / "blank.xlsx"
    make_blank(chosen.template_id, path)
    checked = check(path)
    assert checked.template == chosen.template_id
    assert checked.records == 0


def test_blank_form_comes_back(tmp_path):
    path = tmp_path / "blank.xlsx"
    make_blank("case_form", path, demo_jurisdiction())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B2"], sheet["F2"] = "甲县", "2021年1月1日至4月30日"
    sheet["E5"], sheet["L12"] = 3, 2
    book.save(path)
    checked = check(path)
    assert (checked.unit, checked.period.iso, codes(checked, "error")) == ("甲县", "2021-04", [])
    assert case_facts(checked) == {
        ("食品安全违法", "", "cases_filed"): 3, ("其他违法", "", "rural_cases"): 2,
    }  # fmt: skip


def test_unknown_template_is_refused(tmp_path):
    with pytest.raises(Refusal):
        make_blank("nonsense", tmp_path / "x.xlsx")
