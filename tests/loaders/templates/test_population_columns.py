"""Reads population tables with several columns of people side by side: both kinds, several years."""

import pytest

from domain.period import Period
from loaders.checked import ColumnChoice, Declared
from tests.loaders.forms import Layout, check, codes, table, write_xlsx


def people(checked) -> dict:
    rows = checked.facts["populations"].to_pylist()
    return {(one["unit_id"], one["kind"], one["year"]): one["people"] for one in rows}


def read(tmp_path, headers, *rows, title="", **declared):
    return check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows, title=title)), Declared(**declared))


def test_both_kinds_side_by_side(tmp_path):
    checked = read(
        tmp_path,
        ("县区", "常住人口", "户籍人口", "年份", "来源"),
        ("甲县", 1000, 1200, 2020, "年鉴"),
        ("乙县", 2000, 2100, 2020, "年鉴"),
    )
    assert people(checked) == {
        ("990001", "常住", 2020): 1000, ("990001", "户籍", 2020): 1200,
        ("990003", "常住", 2020): 2000, ("990003", "户籍", 2020): 2100,
    }  # fmt: skip
    assert (codes(checked), checked.rows, checked.records) == (["people_columns"], 2, 4)
    assert "“常住人口”读作常住人口；“户籍人口”读作户籍人口" in checked.findings[0].message
    assert [(one.header, one.column) for one in checked.columns][1:3] == [
        ("常住人口", "people"),
        ("户籍人口", "people_2"),
    ]
    assert {one["source"] for one in checked.facts["populations"].to_pylist()} == {"年鉴"}


def test_several_years_and_units_of_count(tmp_path):
    headers = ("地区", "2023年末常住人口（万人）", "2024年末常住人口（人）", "2024年末户籍人口(万人)")
    checked = read(tmp_path, headers, ("甲县", "10.01", 100300, "11.5"), ("合计", "10.01", 100300, "11.5"))
    assert people(checked) == {
        ("990001", "常住", 2023): 100100, ("990001", "常住", 2024): 100300, ("990001", "户籍", 2024): 115000,
    }  # fmt: skip
    assert codes(checked) == ["people_columns"]


def test_years_under_one_header_and_the_kind_in_the_title(tmp_path):
    sheet = (
        Layout("表")
        .put(0, 0, "各县区户籍人口")
        .put(1, 0, "县区", "年末总人口（人）")
        .merge(1, 0, 2, 0)
        .merge(1, 1, 1, 2)
    )
    sheet.put(2, 1, "2022年", "2023年").put(3, 0, "甲县", 50, 51)
    checked = check(write_xlsx(tmp_path / "x.xlsx", sheet))
    assert people(checked) == {("990001", "户籍", 2022): 50, ("990001", "户籍", 2023): 51}


def test_kinds_under_a_year(tmp_path):
    sheet = (
        Layout("表")
        .put(0, 0, "县区", "2022年", None, "2023年")
        .merge(0, 0, 1, 0)
        .merge(0, 1, 0, 2)
        .merge(0, 3, 0, 4)
    )
    sheet.put(1, 1, *("常住人口(万人)", "户籍人口(万人)") * 2).put(2, 0, "甲县", 5, "5.1", "5.2", "5.3")
    assert people(check(write_xlsx(tmp_path / "x.xlsx", sheet))) == {
        ("990001", "常住", 2022): 50000, ("990001", "户籍", 2022): 51000,
        ("990001", "常住", 2023): 52000, ("990001", "户籍", 2023): 53000,
    }  # fmt: skip


def test_a_blank_in_one_column_is_nothing_and_a_bad_cell_is_named_where_it_stands(tmp_path):
    headers = ("县区", "常住人口", "户籍人口", "年份")
    checked = read(tmp_path, headers, ("甲县", "", 120, 2020), ("乙县", 200, "/", 2020))
    assert people(checked) == {("990001", "户籍", 2020): 120, ("990003", "常住", 2020): 200}
    assert codes(checked, "error") == []
    bad = read(tmp_path, headers, ("甲县", 1, "约3万", 2020), ("乙县", "", "", 2020), ("丑县", 1, 2, 2020))
    assert [(one.code, one.cell) for one in bad.findings if one.severity.value == "error"] == [
        ("row_unit_unknown", "A4"), ("cell_missing", "3:3"), ("bad_people", "C2"),
    ]  # fmt: skip


def test_the_same_kind_and_year_twice_is_no_second_figure(tmp_path):
    twice = read(tmp_path, ("县区", "常住人口", "常住人口数", "年份"), ("甲县", 1000, 2000, 2020))
    assert (codes(twice), people(twice)) == (["column_twice"], {("990001", "常住", 2020): 1000})
    clash = read(tmp_path, ("县区", "常住人口", "2020年常住人口"), ("甲县", 1, 2), title="2020年人口")
    assert "repeated_key" in codes(clash, "error")


@pytest.mark.parametrize("year, period", [("", Period(201912, 201912)), ("2019年", None)])
def test_the_year_comes_from_the_title_or_the_declaration(tmp_path, year, period):
    checked = read(
        tmp_path, ("县区", "户籍人口", "常住人口"), ("甲县", 120, 100), title=f"{year}人口", period=period
    )
    assert people(checked) == {("990001", "户籍", 2019): 120, ("990001", "常住", 2019): 100}


def test_a_person_may_set_a_column_aside(tmp_path):
    choice = ColumnChoice("Sheet1", 2, "户籍人口", None)
    checked = read(
        tmp_path, ("县区", "常住人口", "户籍人口", "年份"), ("甲县", 100, 120, 2020), columns=(choice,)
    )
    assert people(checked) == {("990001", "常住", 2020): 100}


def test_a_total_of_no_kind_beside_both_is_named_as_not_read(tmp_path):
    checked = read(
        tmp_path, ("县区", "总人口", "常住人口", "户籍人口"), ("甲县", 1, 2, 3), title="2024年人口"
    )
    assert people(checked) == {("990001", "常住", 2024): 2, ("990001", "户籍", 2024): 3}
    [said] = [one for one in checked.findings if one.code == "column_twice"]
    assert said.cell == "B2" and "“总人口”没有读取" in said.message


def test_a_title_in_ten_thousands_holds_for_round_figures_too(tmp_path):
    rows = [("甲县", "31.2", 30), ("乙县", 20, 211234)]
    checked = read(tmp_path, ("县区", "常住人口", "户籍人口"), *rows, title="2024年人口情况（万人）")
    assert people(checked) == {
        ("990001", "常住", 2024): 312000, ("990001", "户籍", 2024): 300000,
        ("990003", "常住", 2024): 200000, ("990003", "户籍", 2024): 211234,
    }  # fmt: skip
    exact = read(tmp_path, ("县区", "常住人口(人)", "年份"), ("甲县", 9000, 2024), title="人口情况（万人）")
    assert people(exact) == {("990001", "常住", 2024): 9000}


def test_so_few_people_are_doubted_where_they_stand(tmp_path):
    checked = read(
        tmp_path,
        ("县区", "常住人口", "户籍人口"),
        ("甲县", 41, 430000),
        ("乙县", 350000, 36),
        title="2024年人口",
    )
    assert [(one.code, one.cell) for one in checked.findings if one.code != "people_columns"] == [
        ("people_few", "B3"), ("people_few", "C4"),
    ]  # fmt: skip
    assert "41 人" in checked.findings[0].message and "万人" in checked.findings[0].message


def test_the_exact_count_goes_before_the_rounded_one(tmp_path):
    checked = read(
        tmp_path,
        ("县区", "常住人口(人)", "常住人口(万人)", "年份"),
        ("甲县", 412345, 41.23, 2024),
        ("乙县", "", 35.68, 2024),
    )
    assert people(checked) == {("990001", "常住", 2024): 412345, ("990003", "常住", 2024): 356800}
    assert codes(checked) == []


def test_a_header_of_a_year_to_come_is_named(tmp_path):
    checked = read(tmp_path, ("县区", "2024年常住人口", "2099年常住人口"), ("甲县", 412345, 413000))
    assert [(one.code, one.cell) for one in checked.findings if one.code != "people_columns"] == [
        ("year_in_future", "C2")
    ]
