"""Reads summaries of several units, and holds them against ledgers and forms."""

from decimal import Decimal
from fractions import Fraction

import pytest

from domain.period import Period
from loaders.check import check_workbook_parts
from loaders.checked import Declared
from loaders.history.summaries import add_differences
from loaders.history.summary_spans import add_contradictions
from loaders.summary_checks import read_share
from loaders.summary_layout import stated_kind
from tests.loaders.forms import (
    Layout,
    case_form,
    check,
    codes,
    demo_jurisdiction,
    printed_rows,
    read,
    table,
    write_xlsx,
)  # fmt: skip
from tests.loaders.past_files import checked_file
from tests.metrics.builders import jurisdiction, put, warehouse

SAMPLING = ("序号", "县区", "计划批次", "抽检批次", "合格", "不合格", "合格率", "完成率")
CASES = ("县区", "立案（件）", "结案（件）", "涉案金额（万元）", "罚没款（万元）", "移送司法（件）")


def figures(checked) -> dict:
    rows = checked.facts["summary_figures"].to_pylist()
    return {(row["unit_id"], row["measure"], row["kind"]): row["value"] for row in rows}


def said(checked, code: str) -> list[tuple[str, str]]:
    return [(one.cell, one.message) for one in checked.findings if one.code == code]


def sampling(tmp_path, *rows, title="2021年1-4月抽检情况汇总表", headers=SAMPLING, **declared):
    path = write_xlsx(tmp_path / "x.xlsx", table(headers, rows, title=title, name="汇总"))
    return check(path, Declared(**declared))


def test_a_sampling_summary(tmp_path):
    checked = sampling(
        tmp_path,
        [1, "甲县", 100, 80, 78, 2, "97.5%", "80%"],
        [2, "乙县", 50, 50, 50, 0, 1, 1],
        ["", "市本级", 5, 5, 5, 0, "100%", "100%"],
        ["", "合计", 155, 135, 133, 2, "98.5%", "87.1%"],
        ["", "填表人：", "", "", "", "", "", ""],
    )
    assert (checked.template, checked.period, checked.cumulative) == (
        "unit_summary",
        Period(202101, 202104),
        True,
    )
    assert codes(checked) == []
    assert (checked.rows, checked.records) == (3, 12)
    assert figures(checked)[("990001", "sampled", "")] == 80
    assert figures(checked)[("990000", "planned", "")] == 5
    assert {one.reason for one in checked.ignored} == {"合计行", "表尾"}
    assert sorted(checked.coverage) == [("990000", 202104), ("990001", 202104), ("990003", 202104)]


def test_a_case_summary_with_its_units_of_money(tmp_path):
    headers = ("县区", "立案（件）", "涉案金额（元）", "罚没款", "挽回损失（万元）", "备注")
    rows = [
        ["甲县", "5件", 12345, 1.5, "", "无"],
        ["乙县", 7, 0, "2万元", 3, ""],
        ["全市", 12, 12345, 3.5, 3, ""],
    ]
    layout = table(headers, rows, name="案件").moved(2, 0)
    layout.put(0, 0, "2021年上半年案件查办情况").put(1, 0, "单位：件、万元")
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert figures(checked)[("990001", "amount_involved", "")] == Decimal("1.2345")
    assert figures(checked)[("990003", "fines_and_confiscations", "")] == 2
    assert ("990001", "losses_recovered", "") not in figures(checked)
    assert codes(checked) == ["money_converted"]
    assert checked.period == Period(202101, 202106)


def test_food_and_produce_in_header_groups(tmp_path):
    sheet = Layout("汇总").put(0, 0, "2021年1-4月食品和农产品抽检汇总").merge(0, 0, 0, 6)
    sheet.put(1, 0, "县(市、区)", "食品", None, None, "食用农产品").merge(1, 0, 2, 0).merge(1, 1, 1, 3).merge(
        1, 4, 1, 6
    )
    sheet.put(2, 1, *("抽检批次", "合格批次", "不合格批次") * 2).put(3, 0, "甲县", 10, 9, 1, 20, 20, 0)
    checked = check(write_xlsx(tmp_path / "x.xlsx", sheet))
    assert figures(checked) == {
        ("990001", "sampled", "food"): 10, ("990001", "qualified", "food"): 9, ("990001", "failed", "food"): 1,
        ("990001", "sampled", "produce"): 20, ("990001", "qualified", "produce"): 20,
        ("990001", "failed", "produce"): 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "title, kind",
    [
        ("食品抽检情况", "food"),
        ("食用农产品抽检", "produce"),
        ("食品和农产品抽检", ""),
        ("食品安全监督抽检", ""),
        ("抽检", ""),
    ],
)
def test_the_title_says_of_what(tmp_path, title, kind):
    assert stated_kind(title) == kind
    checked = sampling(tmp_path, [1, "甲县", 9, 8, 8, 0, "", ""], title=f"2021年1-4月{title}汇总")
    assert {key[2] for key in figures(checked)} == {kind}


@pytest.mark.parametrize("stated", ["98%", "98", 0.98, "0.98", "97.50%", "1", "97.4％"])
def test_a_rate_that_contradicts_its_counts(tmp_path, stated):
    checked = sampling(tmp_path, [1, "甲县", "", 1000, 974, 26, stated, ""])
    right = stated == "97.4％"
    assert codes(checked) == ([] if right else ["rate_differs"])
    if not right:
        [(cell, message)] = said(checked, "rate_differs")
        assert cell == "G3" and str(stated) in message and "97.40%" in message and "974 ÷ 1000" in message


@pytest.mark.parametrize("stated", ["97.4%", 97.4, 0.974, "97%", "0.974", 97])
def test_a_rate_within_its_printed_digits(tmp_path, stated):
    assert codes(sampling(tmp_path, [1, "甲县", "", 1000, 974, 26, stated, ""])) == []


def test_digits_of_a_stated_share():
    [one] = read_share("97.40%")
    assert (one.percent, one.tolerance) == (Fraction("97.4"), Fraction(1, 200))
    assert [said.percent for said in read_share("0.974")] == [Fraction("0.974"), Fraction("97.4")]
    assert read_share("约98%") == read_share("/") == []


def test_parts_against_the_whole_and_completion(tmp_path):
    checked = sampling(
        tmp_path,
        [1, "甲县", 100, 80, 79, 2, "", "95%"],
        [2, "乙县", 100, 80, 70, 2, "", "80%"],
    )
    assert codes(checked, "error") == ["concluded_above_sampled"]
    assert [cell for cell, _ in said(checked, "concluded_below_sampled")] == ["D4"]
    assert "少 8 批" in said(checked, "concluded_below_sampled")[0][1]
    assert [cell for cell, _ in said(checked, "rate_differs")] == ["H3"]


def test_totals_are_compared_with_both_numbers(tmp_path):
    checked = sampling(
        tmp_path,
        [1, "甲县", 5, 4, 4, 0, "", ""],
        [2, "乙县", 5, 5, 5, 0, "", ""],
        ["", "全市", 10, 10, 9, 0, "", ""],
    )
    [(cell, message)] = said(checked, "total_differs")
    assert cell == "D5" and "10" in message and "9" in message
    assert {key[0] for key in figures(checked)} == {"990001", "990003"}


def test_bad_rows_are_named_cell_by_cell(tmp_path):
    checked = sampling(
        tmp_path, [1, "甲县", 5, 4, 4, 0, "", ""], [2, "甲县", 5, 5, 5, 0, "", ""], [3, "丙丁县", 1, 1, 1, 0, "", ""],
        [4, "新乙县", 1, -1, "约3", 0.5, "", ""], ["", "", 1, 1, 1, 0, "", ""],
    )  # fmt: skip
    assert {(one.code, one.cell) for one in checked.findings if one.severity.value == "error"} == {
        ("repeated_row", "B4"), ("row_unit_unknown", "B5"), ("negative_number", "D6"), ("integer_expected", "E6"),
        ("integer_expected", "F6"), ("cell_missing", "B7"),
    }  # fmt: skip


def test_the_period_comes_from_the_label_the_title_or_the_declaration(tmp_path):
    row = [1, "甲县", 5, 4, 4, 0, "", ""]
    assert codes(sampling(tmp_path, row, title="抽检汇总")) == ["period_missing"]
    said_so = sampling(tmp_path, row, title="抽检汇总", period=Period(202101, 202103))
    assert (said_so.period, codes(said_so)) == (Period(202101, 202103), ["period_as_declared"])
    narrowed = sampling(tmp_path, row, title="2021年抽检汇总", period=Period(202101, 202103))
    assert narrowed.period == Period(202101, 202103)
    assert codes(sampling(tmp_path, row, period=Period(202101, 202105))) == ["period_mismatch"]
    until = sampling(tmp_path, row, title="截至2021年9月底抽检情况汇总")
    assert until.period == Period(202101, 202109)
    month = sampling(tmp_path, row, title="2021年9月抽检情况汇总")
    assert (month.period, month.cumulative) == (Period(202109, 202109), False)


def test_a_violation_types_own_column_is_no_total(tmp_path):
    headers = ("县区", "食品安全违法立案", "广告违法立案", "立案合计", "结案")
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", table(headers, [["甲县", 3, 2, 5, 4]], title="2021年1-4月案件"))
    )
    assert figures(checked).get(("990001", "cases_filed", "")) in (None, 5)
    assert figures(checked)[("990001", "cases_closed", "")] == 4


@pytest.mark.parametrize(
    "headers, row",
    [
        (
            ("序号", "县区", "案件名称", "立案日期", "涉案金额（万元）", "罚没款（万元）"),
            [1, "甲县", "某案", "2021-03-01", 1, 2],
        ),
        (("县区", "当事人", "立案", "结案", "罚没款"), ["甲县", "某店", "是", "否", 2]),
        (("单位", "抽样编号", "抽检批次", "合格", "不合格"), ["甲县", "A1", 1, 1, 0]),
        (("食品大类", "抽检批次", "合格", "不合格"), ["糕点", 10, 9, 1]),
    ],
)
def test_a_list_of_cases_or_samples_is_no_summary(tmp_path, headers, row):
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(headers, [row], title="2021年1-4月")))
    assert checked.template != "unit_summary"


def test_the_official_form_stays_a_form(tmp_path):
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", case_form(printed_rows({"广告违法": {"cases_filed": 1}})))
    )
    assert checked.template == "case_form"


def workbook_parts(tmp_path, *sheets, **declared):
    return check_workbook_parts(
        read(write_xlsx(tmp_path / "x.xlsx", *sheets)), Declared(**declared), demo_jurisdiction()
    )


LEDGER = table(("抽样编号", "县区", "食品名称", "食品大类", "抽样日期", "检验目的", "结论", "不合格项目"), [
    ["A1", "甲县", "饼", "糕点", "2021-03-02", "监督抽检", "合格", ""],
    ["A2", "甲县", "饼", "糕点", "2021-03-02", "监督抽检", "不合格", "铅"],
    ["A3", "甲县", "饼", "糕点", "2021-03-02", "快检", "合格", ""],
], name="台账")  # fmt: skip
SUMMARY = table(
    SAMPLING,
    [[1, "甲县", 3, 3, 2, 1, "", ""], [2, "乙县", 1, 1, 1, 0, "", ""]],
    title="2021年1-4月抽检汇总",
    name="汇总",
)


def test_ledger_form_and_summary_in_one_workbook(tmp_path):
    other = table(["姓名", "职务"], [["某", "某"]], name="联络员表")
    form = case_form(printed_rows({"广告违法": {"cases_filed": 1}}))
    parts = workbook_parts(tmp_path, SUMMARY, other, form, LEDGER)
    assert {part.template for part in parts} == {"case_form", "sampling_ledger", "unit_summary"}
    assert all(part.part for part in parts)
    assert [codes(part).count("sheet_ignored") for part in parts] == [1, 0, 0]
    assert workbook_parts(tmp_path, LEDGER)[0].part == ""


def test_a_declared_template_is_read_alone_and_the_others_named(tmp_path):
    [only] = workbook_parts(tmp_path, SUMMARY, LEDGER, template="sampling_ledger")
    assert only.template == "sampling_ledger"
    assert any("各单位汇总表" in message for _, message in said(only, "sheet_ignored"))


def test_an_empty_form_beside_a_ledger_stops_nothing(tmp_path):
    [only] = workbook_parts(tmp_path, LEDGER, case_form(printed_rows({}), period=""))
    assert (only.template, codes(only, "error")) == ("sampling_ledger", [])
    assert "没有填写数据" in said(only, "sheet_ignored")[0][1]


def test_the_summary_is_compared_with_the_ledger_beside_it(tmp_path):
    parts = workbook_parts(tmp_path, SUMMARY, LEDGER)
    add_differences(parts, None, demo_jurisdiction())
    summary = next(part for part in parts if part.template == "unit_summary")
    told = said(summary, "summary_differs")
    assert [cell for cell, _ in told] == ["3:3", "3:3"]
    assert any("抽检批次：汇总表填的是 3，本文件的抽检台账是 2" in message for _, message in told)
    assert any("合格批次：汇总表填的是 2，本文件的抽检台账是 1" in message for _, message in told)


def summary_rows(**values):
    return [{"measure": name, "value": value, "first_month": 202001} for name, value in values.items()]


def differences(house, *parts):
    add_differences(parts, house, jurisdiction())
    return [(one.code, one.message) for part in parts for one in part.findings]


def test_the_summary_is_compared_with_what_is_in_force():
    house = warehouse()
    put(house, "samples", [{}, {}, {"conclusion": "failed"}], "a", 202003)
    put(house, "case_cells", [{"violation": "广告违法", "measure": "cases_filed", "value": 4}], "a", 202006)
    file = checked_file("summary_figures", summary_rows(sampled=3, qualified=3, cases_filed=5), "a", 202006)
    found = differences(house, file)
    assert [code for code, _ in found] == ["summary_differs"] * 2
    assert any("立案(件)：汇总表填的是 5，已入库的案件统计表是 4" in message for _, message in found)
    assert any("合格批次：汇总表填的是 3，已入库的抽检台账是 2" in message for _, message in found)


def test_months_in_force_that_do_not_make_the_longer_span_are_named():
    house = warehouse()
    months = [[1, 10], [2, 20], [3, 5]]
    uploads = [
        put(
            house,
            "summary_figures",
            [{"measure": "sampled", "value": v, "first_month": 202000 + m}],
            "a",
            202000 + m,
        )
        for m, v in months
    ]
    for value, said_so in ((40, True), (35, False)):
        file = checked_file("summary_figures", summary_rows(sampled=value), "a", 202003)
        add_contradictions([file], house, jurisdiction())
        assert ([one.code for one in file.findings] == ["summary_spans_differ"]) is said_so
        assert all(
            "是 40" in one.message and "合计 35" in one.message and uploads[0] in one.message
            for one in file.findings
        )
    alone = checked_file("summary_figures", summary_rows(failed=1), "a", 202003)
    add_contradictions([alone], house, jurisdiction())
    assert alone.findings == []


def test_cumulative_figures_that_fall_are_named_within_one_file(tmp_path):
    rows = [["截至1月", 10], ["截至2月", 8], ["截至3月", 12]]
    [part] = workbook_parts(tmp_path, table(("月份", "抽检批次"), rows, title="甲县2021年抽检情况"))
    add_contradictions([part], None, demo_jurisdiction())
    [(cell, message)] = said(part, "summary_spans_differ")
    assert cell == "4:4" and "2021年1—2月是 8，其中2021年1月合计 10" in message


def test_a_ledger_that_comes_later_is_compared_with_the_summary_in_force():
    house = warehouse()
    upload = put(house, "summary_figures", summary_rows(sampled=3, failed=0), "a", 202006)
    put(house, "samples", [{}], "a", 202002)
    file = checked_file("samples", [{}], "a", 202003)
    [(code, message)] = differences(house, file)
    assert code == "summary_in_force_differs"
    assert upload in message and "是 3" in message and "是 2" in message
    assert differences(house, checked_file("samples", [{}, {}], "a", 202003)) == []
    assert differences(house, checked_file("samples", [{}], "b", 202003)) == []
