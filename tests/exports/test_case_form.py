"""Fills the official case form and reads it back through the product's own door."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.period import Period
from exports.case_form import CaseForm, cells_of, fill_case_form
from loaders.templates.case_form import TEMPLATE
from tests.loaders import forms

PERIOD = Period(202601, 202610)
MEASURES = [column.name for column in TEMPLATE.columns]
MONEY = {column.name for column in TEMPLATE.columns if column.kind == "money"}


def filled(cells: dict[tuple[str, str, str], Decimal], unit: str = "甲县") -> bytes:
    return fill_case_form(TEMPLATE, CaseForm(unit, PERIOD, cells, date(2026, 11, 2)))


def sheet(content: bytes, values: bool = False) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values).active


def one_of_each() -> dict[tuple[str, str, str], Decimal]:
    amounts = {"cases_filed": Decimal(9), "cases_closed": Decimal(4), "amount_involved": Decimal("12.345678"),
               "internet_cases": Decimal(0), "enterprises_inspected": Decimal(1200)}  # fmt: skip
    found = {
        (label.name, "", measure): value for label in TEMPLATE.labels for measure, value in amounts.items()
    }
    for part in ("电梯", "液化石油气瓶"):
        found[("特种设备违法", part, "cases_filed")] = Decimal(3)
    return found


def test_our_own_door_reads_the_form_back_to_the_same_facts(tmp_path: Path) -> None:
    cells = one_of_each()
    path = tmp_path / "甲县.xlsx"
    path.write_bytes(filled(cells))
    checked = forms.check(path)
    assert forms.codes(checked, "error") == []
    assert {key: Decimal(value) for key, value in forms.case_facts(checked).items()} == cells


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_cells_come_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    keys = st.tuples(
        st.sampled_from([label.name for label in TEMPLATE.labels]), st.just(""), st.sampled_from(MEASURES)
    )
    chosen = data.draw(st.dictionaries(keys, st.integers(0, 99_999), min_size=1, max_size=40))
    cells = {
        key: Decimal(value) / 100 if key[2] in MONEY else Decimal(value) for key, value in chosen.items()
    }
    path = tmp_path_factory.mktemp("form") / "甲县.xlsx"
    path.write_bytes(filled(cells))
    read = forms.case_facts(forms.check(path))
    assert {key: Decimal(value) for key, value in read.items()} == cells


def test_the_layout_is_the_printed_one() -> None:
    page = sheet(filled({}))
    assert page["A1"].value == "2026年民生领域案件查办“铁拳”行动案件统计表"
    assert page["A2"].value == "报送单位：甲县"
    assert page["E2"].value == "统计时间：2026年1月1日至10月31日"
    assert page["J2"].value == "报送时间：2026年11月2日"
    assert page["A3"].border.diagonal.style == "thin"
    assert [cell.value for cell in page[4][2:]] == [
        "出动\n（人次）", "检查企业\n（家次）", "立案\n（件）", "结案\n（件）", "涉案金额\n（万元）", "罚没款金额\n（万元）",
        "挽回损失\n（万元）", "移送司法\n案件（件）", "互联网案件\n（件）", "农村市场\n案件（件）",
    ]  # fmt: skip
    assert [page.cell(row, 1).value for row in range(5, 14)] == [*forms.SCOPES, "合  计"]
    assert [page.cell(row, 2).value or "" for row in range(5, 13)] == list(forms.SCOPES.values())
    assert page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 9


def test_blank_is_not_zero_and_a_sum_over_nothing_stays_blank() -> None:
    content = filled({("食品安全违法", "", "cases_filed"): Decimal(0)})
    formulas, stored = sheet(content), sheet(content, values=True)
    assert formulas["E5"].value == 0 and formulas["F5"].value is None
    assert formulas["E13"].value == '=IF(COUNT(E5:E12)=0,"",SUM(E5:E12))'
    assert stored["E13"].value == 0 and str(stored["F13"].value).strip() == ""


def test_several_units_are_added_but_never_two_months() -> None:
    one = {
        "violation": "广告违法",
        "subtype": "",
        "measure": "cases_filed",
        "value": Decimal(2),
        "month": 202610,
    }
    assert cells_of([one, one | {"value": Decimal(3)}]) == {("广告违法", "", "cases_filed"): Decimal(5)}
    with pytest.raises(ValueError):
        cells_of([one, one | {"month": 202609}])


def test_a_hostile_name_stays_a_text() -> None:
    page = sheet(filled({("=cmd|x", "\x01@SUM(1)", "cases_filed"): Decimal(1)}, unit='=HYPERLINK("x")\x02'))
    assert page["A2"].value == '报送单位：=HYPERLINK("x")'
    assert page["A13"].value == "=cmd|x" and page["A13"].data_type == "s"
    assert page["B13"].value == "@SUM(1)"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert filled(one_of_each()) == filled(one_of_each())
