"""Reads the 铁拳 form as issued and in the variants that come back from the counties."""

from decimal import Decimal

import pytest

from domain.period import Period
from loaders.checked import Declared
from tests.loaders.forms import (
    HEADERS,
    MEASURES,
    case_facts,
    case_form,
    check,
    codes,
    printed_rows,
    table,
    write_xls,
    write_xlsx,
)  # fmt: skip

FIGURES = {
    "食品安全违法": {"person_trips": 120, "enterprises_inspected": 60, "cases_filed": 5, "cases_closed": 3,
               "amount_involved": 1.5, "cases_transferred": 1, "internet_cases": 2, "rural_cases": 4},
    "广告违法": {"cases_filed": 2, "cases_closed": 0, "fines_and_confiscations": "3.25"},
}  # fmt: skip
TOTALS = {"person_trips": 120, "cases_filed": 7, "amount_involved": 1.5}


def test_form_as_issued(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows(FIGURES), totals=TOTALS)))
    assert (checked.template, checked.unit_id, checked.cumulative) == ("case_form", "990001", True)
    assert checked.period == Period(202101, 202104)
    assert (checked.rows, checked.records) == (8, 11)
    assert codes(checked) == []
    assert case_facts(checked)[("食品安全违法", "", "amount_involved")] == Decimal("1.5")
    assert case_facts(checked)[("广告违法", "", "cases_closed")] == 0
    assert ("广告违法", "", "person_trips") not in case_facts(checked)
    assert {one.reason for one in checked.ignored} == {"合计行", "说明行", "表尾"}
    assert checked.coverage == [("990001", 202104)]


def test_old_container_gives_the_same_facts(tmp_path):
    layout = case_form(printed_rows(FIGURES), totals=TOTALS)
    new, old = check(write_xlsx(tmp_path / "x.xlsx", layout)), check(write_xls(tmp_path / "x.xls", layout))
    assert new.facts["case_cells"].equals(old.facts["case_cells"])
    assert new.as_json() | {"file": ""} == old.as_json() | {"file": ""}


@pytest.mark.parametrize("rows, cols", [(7, 0), (0, 3), (40, 5)])
def test_table_may_stand_anywhere(tmp_path, rows, cols):
    layout = case_form(printed_rows(FIGURES), totals=TOTALS)
    plain, moved = (
        check(write_xlsx(tmp_path / "a.xlsx", layout)),
        check(write_xlsx(tmp_path / "b.xlsx", layout.moved(rows, cols))),
    )
    assert case_facts(plain) == case_facts(moved)
    assert codes(moved) == []


def test_columns_in_any_order(tmp_path):
    shuffled = MEASURES[5:] + MEASURES[:5]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows(FIGURES), columns=shuffled)))
    straight = check(write_xlsx(tmp_path / "y.xlsx", case_form(printed_rows(FIGURES))))
    assert case_facts(checked) == case_facts(straight)


def test_missing_columns_are_named(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows(FIGURES), columns=MEASURES[:4])))
    assert codes(checked) == ["columns_missing"]
    assert "农村市场案件" in checked.findings[0].message


def test_subtype_rows_are_data_and_their_sum_is_not(tmp_path):
    rows = [
        ("特种设备违法", "", {"cases_filed": 5, "cases_closed": 2}),
        ("", "电梯", {"cases_filed": 3, "cases_closed": 2}),
        ("", "液化石油气瓶", {"cases_filed": 2}),
        ("产品质量违法", "钢筋", {"cases_filed": 1}),
    ]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(rows, totals={"cases_filed": 6})))
    assert case_facts(checked) == {
        ("特种设备违法", "电梯", "cases_filed"): 3,
        ("特种设备违法", "电梯", "cases_closed"): 2,
        ("特种设备违法", "液化石油气瓶", "cases_filed"): 2,
        ("产品质量违法", "钢筋", "cases_filed"): 1,
    }
    assert codes(checked) == []
    assert checked.ignored[0].row == 5


def test_type_cell_merged_down(tmp_path):
    rows = [
        ("食品安全违法", "农兽药残留超标", {"cases_filed": 1}),
        ("", "非法添加", {"cases_filed": 2}),
        ("", "小计", {"cases_filed": 3}),
    ]
    layout = case_form(rows).merge(4, 0, 6, 0)
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert case_facts(checked) == {
        ("食品安全违法", "农兽药残留超标", "cases_filed"): 1,
        ("食品安全违法", "非法添加", "cases_filed"): 2,
    }


def test_wrong_total_is_a_warning_with_both_numbers(tmp_path):
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows(FIGURES), totals={"cases_filed": 9}))
    )
    assert codes(checked) == ["total_differs"]
    assert checked.findings[0].cell == "E13"
    assert "9" in checked.findings[0].message and "7" in checked.findings[0].message


def test_bad_cells_name_sheet_and_cell(tmp_path):
    rows = [("食品安全违法", "", {"cases_filed": "约12", "person_trips": -3, "cases_closed": 1.5})]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(rows)))
    assert {(one.code, one.cell) for one in checked.findings} == {
        ("integer_expected", "E5"), ("negative_number", "C5"), ("integer_expected", "F5"),
    }  # fmt: skip
    assert any("“附件2”!E5" in one.message and "约12" in one.message for one in checked.findings)
    assert checked.has_errors


@pytest.mark.parametrize("text, value", [("１２", 12), ("1,234", 1234), ("12件", 12), (" 7 ", 7), ("0", 0)])
def test_numbers_as_offices_write_them(tmp_path, text, value):
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form([("食品安全违法", "", {"cases_filed": text})])))
    assert case_facts(checked) == {("食品安全违法", "", "cases_filed"): value}


@pytest.mark.parametrize("mark", ["/", "—", "无", " "])
def test_blank_marks_are_not_stored(tmp_path, mark):
    rows = [("食品安全违法", "", {"cases_filed": 1, "internet_cases": mark})]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(rows)))
    assert list(case_facts(checked)) == [("食品安全违法", "", "cases_filed")]


def test_yuan_becomes_ten_thousand_yuan(tmp_path):
    headers = HEADERS | {"amount_involved": "涉案金额（元）"}
    rows = [("食品安全违法", "", {"amount_involved": 12345.67, "fines_and_confiscations": 2})]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(rows, headers=headers)))
    assert case_facts(checked)[("食品安全违法", "", "amount_involved")] == Decimal("1.234567")
    assert case_facts(checked)[("食品安全违法", "", "fines_and_confiscations")] == 2
    assert codes(checked) == ["money_converted"]


def test_columns_are_held_against_filed_cases(tmp_path):
    values = {
        "cases_filed": 2,
        "cases_transferred": 3,
        "internet_cases": 2,
        "rural_cases": 5,
        "cases_closed": 4,
    }
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form([("食品安全违法", "", values)])))
    assert codes(checked, "error") == ["transferred_above_filed", "rural_above_filed"]
    assert codes(checked, "warning") == ["closed_above_filed"]


@pytest.mark.parametrize(
    "text, period",
    [
        ("2021年1月1日至2021年4月30日", Period(202101, 202104)),
        ("1月1日—4月30日", Period(202101, 202104)),
        ("2021.1.1-2021.4.30", Period(202101, 202104)),
        ("2021年1-4月", Period(202101, 202104)),
        ("截至2021年4月30日", Period(202101, 202104)),
        ("2021年上半年", Period(202101, 202106)),
        (" 2021 年 1 月 1 日 至 4 月 30 日", Period(202101, 202104)),
    ],
)
def test_reporting_time_in_many_spellings(tmp_path, text, period):
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows(FIGURES), period=text)))
    assert checked.period == period
    assert codes(checked) == []


def test_unfilled_reporting_time_and_unit(tmp_path):
    layout = case_form(printed_rows(FIGURES), unit="", period="      年   月   日至   月   日")
    path = write_xlsx(tmp_path / "x.xlsx", layout)
    assert codes(check(path), "error") == ["unit_missing", "period_missing"]
    declared = Declared(unit="甲县", period=Period.of_month(202104))
    checked = check(path, declared)
    assert (checked.unit, checked.period) == ("甲县", Period(202101, 202104))
    assert not checked.has_errors


def test_unknown_unit_is_suggested_never_created(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows(FIGURES), unit="新乙区")))
    assert codes(checked, "error") == ["unknown_unit"]
    assert "新乙县" in checked.findings[0].message
    assert checked.unit_id is None


def test_what_is_declared_must_agree(tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows(FIGURES)))
    assert codes(check(path, Declared(period=Period.of_month(202105)))) == ["period_mismatch"]
    assert codes(check(path, Declared(unit="乙县"))) == ["unit_mismatch"]
    assert codes(check(path, Declared(period=Period.of_month(202104)))) == []


def test_unknown_type_is_an_error(tmp_path):
    checked = check(
        write_xlsx(
            tmp_path / "x.xlsx", case_form([*printed_rows(FIGURES), ("计量违法", "", {"cases_filed": 1})])
        )
    )
    assert codes(checked, "error") == ["unknown_row_type"]


def test_type_names_with_small_differences(tmp_path):
    rows = [
        ("一、食品安全", "", {"cases_filed": 1}),
        ("3C认证违法行为", "", {"cases_filed": 2}),
        ("其它", "", {"cases_filed": 3}),
    ]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(rows)))
    assert [key[0] for key in case_facts(checked)] == ["食品安全违法", "CCC认证违法", "其他违法"]


def test_other_and_hidden_sheets_are_named(tmp_path):
    form = case_form(printed_rows(FIGURES))
    hidden = case_form(printed_rows(FIGURES), unit="乙县", name="底稿")
    hidden.hidden = True
    other = table(["姓名", "职务"], [["", ""]], name="联络员表")
    checked = check(write_xlsx(tmp_path / "x.xlsx", other, hidden, form))
    assert codes(checked) == ["sheet_hidden", "sheet_ignored"]
    assert checked.unit == "甲县"


def test_two_sheets_of_the_same_unit_and_month(tmp_path):
    form = case_form(printed_rows(FIGURES))
    checked = check(write_xlsx(tmp_path / "x.xlsx", form, case_form(printed_rows(FIGURES), name="副本")))
    assert codes(checked, "error") == ["repeated_form"]


def test_unknown_layout_is_one_sentence(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(["姓名", "职务"], [["某人", "科员"]])))
    assert codes(checked, "error") == ["unknown_layout"]
