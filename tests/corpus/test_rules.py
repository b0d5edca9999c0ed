"""County names, and the rules between cells, rows, tables and months."""

import pytest

from domain.period import Period
from loaders.checked import Declared
from tests.corpus.cases import Case, bad, doubtful, good, hold
from tests.corpus.sheets import FIGURES, PLAIN, Layout, disposals, form, ledger, sample, task, three, xlsx


def place(county: object, **more: object) -> Layout:
    """Returns the ledger with this county in its first row, D2."""
    return ledger([sample(county=county, **more), *three()[1:]])


def alike(county: str, like: str = "甲县", code: str = "甲县") -> Case:
    """Declares that a spelling of a county gives the figures of its plain name, its text aside."""
    return good(f"county {county!r}", lambda: ledger([sample(county=county)]), like=None, records=1)


def row(**values: object) -> Layout:
    """Returns a form with one row of figures, row 5: 立案 E, 结案 F, 移送 J, 互联网 K, 农村 L."""
    return form({"食品安全违法": values}, totals=None)


def later(month: str, **values: object) -> Layout:
    """Returns 丁县's form of a later month; its form of June 2020 is in force."""
    return form(
        {**FIGURES, "食品安全违法": values}, totals=None, unit="丁县", period=f"2020年1月1日至{month}"
    )


FORM = {"file": "铁拳.xlsx"}
JUNE = {"person_trips": 120, "enterprises_inspected": 60, "cases_filed": 5, "cases_closed": 3, "amount_involved": 1.5,
        "fines_and_confiscations": 2.25, "cases_transferred": 1, "internet_cases": 2, "rural_cases": 4}  # fmt: skip

CASES = [
    *(alike(name) for name in (
        "甲县", "示例市甲县", "示例省示例市甲县", "甲 县", " 甲县 ", "甲县\u200b", "甲县市场监督管理局", "甲县市监局", "甲县农业农村局")),
    *(alike(name) for name in ("示例开发区", "开发区", "示例经济技术开发区")),
    doubtful("county unknown", lambda: place("丑县"), "unknown_place 台账!D2", records=3),
    doubtful("county of another city", lambda: place("另一市甲县"), "unknown_place 台账!D2"),
    doubtful("county from the number's digits", lambda: place("", number="XC14082901"), "place_missing 台账!"),
    doubtful("county unknown twice is said once", lambda: ledger([*three(), sample("X4004", county="丑县"), sample("X4005", county="丑县")]),
             "unknown_place 台账!D5"),
    doubtful("county missing", lambda: place("/"), "place_missing 台账!"),
    doubtful("county of the address only a link", lambda: ledger([("", *row) for row in [[*sample(county="")]]], ("被抽样单位地址", *PLAIN)),
             "place_missing 台账!"),
    good("county from the address", lambda: ledger([("示例省示例市甲县人民路1号", *sample(county=""))], ("被抽样单位地址", *PLAIN)),
         like=None, records=1),
    doubtful("county of another sender", ledger, "other_place 台账!D3", "other_place 台账!D4", declared=Declared(unit="甲县")),
    bad("sender unknown", ledger, "unknown_unit", declared=Declared(unit="丑县")),
    doubtful("task with an unknown agency", lambda: disposals([task(agency="丑县市监局")]), "unknown_place 核查处置!F2"),
    bad("form of an unknown unit", lambda: form(unit="丑县"), "unknown_unit 附件2!", **FORM),
    bad("form without a unit", lambda: form(unit=""), "unit_missing 附件2!", **FORM),
    good("form under an alias", lambda: form(unit="示例市甲县市场监督管理局"), like=form, **FORM),
    good("form without a unit, declared", lambda: form(unit=""), like=form, declared=Declared(unit="甲县"), **FORM),
    bad("form of another unit than declared", form, "unit_mismatch 附件2!", declared=Declared(unit="乙县"), **FORM),
    bad("form of another period than declared", form, "period_mismatch 附件2!", declared=Declared(period=Period(202101, 202105)), **FORM),
    bad("form without a period", lambda: form(period=""), "period_missing 附件2!", **FORM),
    bad("form of a senseless period", lambda: form(period="2021年13月"), "period_unreadable 附件2!", **FORM),
    *(good(f"period {text!r}", lambda text=text: form(period=text), like=form, **FORM) for text in (
        "2021年1月1日至2021年4月30日", "1月1日—4月30日", "2021.1.1-2021.4.30", "2021年1-4月", "截至2021年4月30日", "2021年前4个月",
        "２０２１年１月至４月", "2021 年 1 月 1 日 至 4 月 30 日")),
    doubtful("form of one month", lambda: form(period="2021年4月1日至4月30日"), "not_cumulative 附件2!", **FORM),
    bad("transferred above filed", lambda: row(cases_filed=2, cases_transferred=3), "transferred_above_filed 附件2!J5", **FORM),
    bad("internet above filed", lambda: row(cases_filed=2, internet_cases=3), "internet_above_filed 附件2!K5", **FORM),
    bad("rural above filed", lambda: row(cases_filed=2, rural_cases=3), "rural_above_filed 附件2!L5", **FORM),
    bad("all three above filed", lambda: row(cases_filed=0, cases_transferred=1, internet_cases=1, rural_cases=1),
        "transferred_above_filed 附件2!J5", "internet_above_filed 附件2!K5", "rural_above_filed 附件2!L5", **FORM),
    doubtful("closed above filed", lambda: row(cases_filed=2, cases_closed=4), "closed_above_filed 附件2!F5", **FORM),
    good("equal is not above", lambda: row(cases_filed=2, cases_transferred=2, internet_cases=2, rural_cases=2, cases_closed=2),
         like=None, **FORM),
    good("blank is not zero", lambda: row(cases_closed=4), like=None, **FORM),
    bad("wrong cell and broken rule", lambda: row(cases_filed="两", cases_transferred=-1, internet_cases=3),
        "integer_expected 附件2!E5", "negative_number 附件2!J5", **FORM),
    good("cumulative that grows", lambda: later("7月31日", **JUNE), like=None, **FORM),
    doubtful("total and rows agree to the cent only", lambda: form(totals={"amount_involved": 1.51}), "total_differs 附件2!G13", **FORM),
    bad("one number, two verdicts", lambda: ledger([*three(), sample(verdict="不合格", items="铅")]), "verdict_conflict 台账!J2"),
    bad("one number, two foods", lambda: ledger([*three(), sample(food="花卷")]), "food_conflict 台账!E2"),
    bad("one number, two counties", lambda: ledger([*three(), sample(county="乙县")]), "place_conflict 台账!D2"),
    bad("three conflicts at once", lambda: ledger([*three(), sample(county="乙县", food="花卷", verdict="不合格", items="铅")]),
        "verdict_conflict 台账!J2", "food_conflict 台账!E2", "place_conflict 台账!D2"),
    good("one row twice", lambda: ledger([*three(), sample()]), like=None, records=3, says=("repeated_sample",)),
    doubtful("failed without items", lambda: ledger([sample(verdict="不合格"), *three()[1:]]), "failed_without_items 台账!K2"),
    doubtful("passed with items", lambda: ledger([sample(items="铅"), *three()[1:]]), "qualified_with_items 台账!K2"),
    doubtful("purpose against verdict", lambda: ledger([sample(purpose="风险监测", verdict="纯抽检合格样品"), *three()[1:]]),
             "purpose_differs 台账!H2"),
    good("quick tests are counted apart", lambda: ledger([sample(purpose="快检"), *three()[1:]]), like=None, says=("quick_tests",)),
    good("category unknown", lambda: ledger([sample(category="石头"), *three()[1:]]), like=None, says=("unknown_category",)),
    doubtful("reported before sampled", lambda: ledger([(*one, "2021-03-01") for one in three()[:1]], (*PLAIN, "报告日期")),
             "reported_before_sampled 台账!L2"),
    doubtful("date outside the period declared", ledger, "date_outside_period 台账!G4", declared=Declared(period=Period(202104, 202104))),
    doubtful("completed without a date", lambda: disposals([task(state="处置完毕")]), "completed_without_date 核查处置!J2"),
    doubtful("date without completed", lambda: disposals([task(done="2021-06-01")]), "date_without_completed 核查处置!G2"),
    doubtful("completed before the start", lambda: disposals([task(state="处置完毕", done="2021-05-08")]), "completed_before_start 核查处置!J2"),
    doubtful("started before the report", lambda: disposals([task(started="2021-05-07")]), "started_before_received 核查处置!I2"),
    doubtful("link unknown", lambda: disposals([task(link="运输")]), "unknown_link 核查处置!D2"),
    bad("state unknown", lambda: disposals([task(state="说不清"), task("HC2021003")]), "unknown_state 核查处置!G2"),
    good("handed to another place", lambda: disposals([task(state="移交外省")]), like=None, says=("elsewhere",)),
    bad("failed samples and passed ones with one number", lambda: xlsx(ledger(name="一"), ledger([sample(verdict="不合格", items="铅")], name="二")),
        "verdict_conflict 一!J2"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(house, case):
    hold(house, case)


def test_cumulative_figures_that_fall_are_doubtful(house):
    figures = JUNE | {"cases_filed": 4, "rural_cases": 3}
    checked = hold(house, doubtful("falls", lambda: later("7月31日", **figures), "cumulative_falls 附件2!5:5",
                                   "cumulative_falls 附件2!5:5", file="铁拳.xlsx"))  # fmt: skip
    said = next(one.message for one in checked.findings if one.code == "cumulative_falls")
    assert "4" in said and "5" in said


def test_eighty_bad_cells_are_all_counted_and_fifty_shown(house):
    rows = [sample(f"XC2021{n:04d}", day=f"2021-13-{n:02d}" if n < 80 else "2021-04-02") for n in range(200)]
    checked = house.check(xlsx(ledger(rows)), "台账.xlsx")
    bad_dates = [one for one in checked.findings if one.code == "bad_date"]
    assert [one.cell for one in bad_dates[:50]] == [f"G{row}" for row in range(2, 52)]
    assert len(bad_dates) == 51
    assert "80" in bad_dates[-1].message and "30" in bad_dates[-1].message


def test_problems_of_every_kind_are_listed_at_once(house):
    troubles = ({"day": "某日"}, {"verdict": "说不清"}, {"number": ""}, {"day": ""})
    rows = [sample(**({"number": f"XC2021{n:04d}"} | troubles[n % 4])) for n in range(240)]
    checked = house.check(xlsx(ledger(rows)), "台账.xlsx")
    shown = [one for one in checked.findings if one.severity == "error" and one.cell]
    assert {one.code for one in shown} == {"bad_date", "unknown_verdict", "sample_no_missing", "date_missing"}
    assert len({one.cell for one in shown}) == 200
    assert sum("共 60 处" in one.message for one in checked.findings) == 4


def test_a_form_of_eighty_bad_cells_lists_them(house):
    rows = {label: dict.fromkeys(JUNE, "若干") for label in (
        "食品安全违法", "产品质量违法", "特种设备违法", "CCC认证违法", "中介服务价格违法", "广告违法", "知识产权违法", "其他违法")}  # fmt: skip
    rows = {label: {**row, "losses_recovered": "若干"} for label, row in rows.items()}
    checked = house.check(xlsx(form(rows, totals=None)), "铁拳.xlsx")
    cells = {one.cell for one in checked.findings if one.severity == "error" and one.cell}
    counted = [one for one in checked.findings if "同类问题共" in one.message]
    assert len(cells) == 80 or (len(cells) >= 50 and counted)
