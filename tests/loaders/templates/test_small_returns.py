"""Reads the two small tables: population and the plain indicator return."""

from decimal import Decimal

import pytest

from domain.known_indicator import Kind, KnownIndicator
from domain.period import Period
from loaders.checked import Declared
from tests.loaders.forms import check, codes, table, write_xlsx

RETURN = ("单位", "期间", "指标", "分子", "分母")


def test_population_in_persons(tmp_path):
    rows = [("甲县", "3105591", "常住", "2020年", "人口普查"), ("乙县", 12345, "户籍", 2021, "公安")]
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", table(("单位", "人口(人)", "口径", "年份", "来源"), rows))
    )
    assert (checked.template, codes(checked)) == ("population", [])
    facts = checked.facts["populations"].sort_by("row_no").to_pylist()
    assert [(f["unit_id"], f["people"], f["kind"], f["year"], f["month"]) for f in facts] == [
        ("990001", 3105591, "常住", 2020, 202012), ("990003", 12345, "户籍", 2021, 202112),
    ]  # fmt: skip


def test_population_in_ten_thousands_is_exact(tmp_path):
    rows = [("甲县", "92.83"), ("乙县", "1.00001"), ("合计", "93")]
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", table(("县区", "常住人口（万人）"), rows, "2020年常住人口"))
    )
    people = {row["unit_id"]: row["people"] for row in checked.facts["populations"].to_pylist()}
    assert people["990001"] == 928300
    assert [(one.code, one.cell) for one in checked.findings] == [("bad_people", "B4")]


def test_population_rules(tmp_path):
    rows = [("丑县", "1000", "常住", "2020"), ("甲县", "约3万", "常住", "2020"), ("乙县", "5000", "流动", "2020"), ("新乙县", "5000", "常住", "去年"),
            ("示例市", "7000", "常住", "2020"), ("示例市", "8000", "常住", "2020")]  # fmt: skip
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(("单位", "人口", "口径", "年份"), rows)))
    assert codes(checked) == ["row_unit_unknown", "bad_people", "bad_year", "unknown_kind", "repeated_key"]


@pytest.mark.parametrize(
    "text, months",
    [
        ("2021-04", (202104, 202104)),
        ("2021年1-4月", (202101, 202104)),
        ("2021", (202101, 202112)),
        ("2021年", (202101, 202112)),
    ],
)
def test_indicator_return_periods(tmp_path, text, months):
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(RETURN, [("甲县", text, "YC-12", "98.5", "100")])))
    fact = checked.facts["indicator_returns"].to_pylist()[0]
    assert (fact["first_month"], fact["month"]) == months
    assert (fact["indicator"], fact["numerator"], fact["denominator"]) == ("YC-12", Decimal("98.5"), 100)
    assert (checked.template, codes(checked)) == ("indicator_return", [])


def test_indicator_must_be_known_when_a_list_is_given(tmp_path):
    known = {"YC-12": KnownIndicator("YC-12", "主要农产品监测总体合格率", Kind.SHARE)}
    rows = [("甲县", "2021-04", "主要农产品监测总体合格率", 1, 1), ("乙县", "2021-04", "YC-99", 1, 1)]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(RETURN, rows)), known=known)
    assert [(one.code, one.cell) for one in checked.findings] == [("unknown_indicator", "C3")]
    assert "YC-12" in checked.facts["indicator_returns"]["indicator"].to_pylist()


def test_declared_unit_and_period_fill_what_is_left_out(tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", table(("指标", "分子", "分母"), [("YC-12", 1, "")]))
    assert codes(check(path), "error") == ["needed_column_missing", "needed_column_missing"]
    checked = check(path, Declared(unit="市市场监管局", period=Period(202101, 202104)))
    fact = checked.facts["indicator_returns"].to_pylist()[0]
    assert (fact["unit_id"], fact["first_month"], fact["month"], fact["denominator"]) == (
        "demo-market",
        202101,
        202104,
        None,
    )


def test_indicator_return_rules(tmp_path):
    rows = [("甲县", "2021-04", "YC-12", "约3", 5), ("甲县", "何时", "YC-13", 1, 5), ("甲县", "2021-04", "YC-14", -1, 5),
            ("甲县", "2021-04", "YC-15", 1, 5), ("甲县", "2021-04", "YC-15", 2, 5)]  # fmt: skip
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(RETURN, rows)))
    assert sorted(codes(checked)) == ["bad_number", "bad_period", "negative_number", "repeated_key"]
