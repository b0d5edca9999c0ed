"""Holds titles, sheet names and file names against what the sheet says, and dates against each other."""

import pytest

from domain.period import Period
from loaders.checked import Declared
from loaders.words_around import period_in_words
from tests.loaders.forms import case_form, check, codes, printed_rows, table, write_xlsx

FIGURES = printed_rows({"食品安全违法": {"cases_filed": 5}})
PLAIN = ("抽样编号", "被抽样单位", "县（市、区）", "样品名称", "食品大类", "抽样日期", "检验目的", "检验结论")
LINE = ("XC001", "某超市", "甲县", "馒头", "糕点", "2021-04-02", "监督抽检", "合格")


def form(tmp_path, name="x.xlsx", title="", sheet="附件2", declared=None, **more):
    layout = case_form(FIGURES, name=sheet, **more)
    if title:
        layout.put(0, 0, title)
    return check(write_xlsx(tmp_path / name, layout), declared)


def ledger(tmp_path, name="x.xlsx", title="", headers=PLAIN, line=LINE, declared=None):
    return check(write_xlsx(tmp_path / name, table(headers, [line], title)), declared)


@pytest.mark.parametrize("text, period", [
    ("2021年4月案件统计表", Period.of_month(202104)), ("甲县2021年1-4月", Period(202101, 202104)),
    ("2021年1月至4月", Period(202101, 202104)), ("2021年上半年", Period(202101, 202106)),
    ("2021年第一季度", Period(202101, 202103)), ("2021年度台账", Period.of_year(2021)), ("2021年5月2日报", None),
    ("2021年5月报送", None), ("20210502", None), ("2021民生领域", None), ("4月", None), ("", None),
])  # fmt: skip
def test_only_a_clear_period_is_taken_from_words(text, period):
    assert period_in_words(text) == period


@pytest.mark.parametrize("title, name, found", [
    ("2021年4月铁拳案件统计表", "甲县2021年1-4月.xlsx", []),
    ("2021年5月铁拳案件统计表", "x.xlsx", ["period_words_differ"]),
    ("2021年度铁拳案件统计表", "2020年度.xlsx", ["period_words_differ"]),
    ("铁拳案件统计表", "甲县2021年3月.xlsx", ["period_words_differ"]),
    ("铁拳案件统计表", "2021年5月2日报.xlsx", []),
    ("乙县铁拳案件统计表", "x.xlsx", ["unit_words_differ"]),
    ("铁拳案件统计表", "乙县4月.xlsx", ["unit_words_differ"]),
    ("甲县铁拳案件统计表", "甲县乙县汇总.xlsx", []),
])  # fmt: skip
def test_a_form_whose_title_or_file_name_says_otherwise(tmp_path, title, name, found):
    checked = form(tmp_path, name, title)
    assert codes(checked) == found
    assert codes(checked, "warning") == found
    assert {one.sheet for one in checked.findings} <= {"附件2"}


def test_the_sheet_name_speaks_too_and_of_several_forms_not_the_file(tmp_path):
    assert codes(form(tmp_path, sheet="乙县")) == ["unit_words_differ"]
    one, two = case_form(FIGURES, name="甲县"), case_form(FIGURES, unit="乙县", name="乙县")
    assert codes(check(write_xlsx(tmp_path / "甲县.xlsx", one, two))) == []


def test_title_against_the_period_chosen(tmp_path):
    chosen = Declared(period=Period.of_month(202105))
    checked = form(tmp_path, title="2021年4月铁拳案件统计表", period="", declared=chosen)
    assert codes(checked, "warning") == ["period_words_differ"]
    assert all(word in checked.findings[0].message for word in ("2021年4月", "2021年1—5月"))


def test_a_form_without_reporting_time_takes_the_titles_month(tmp_path):
    checked = form(tmp_path, title="2021年4月铁拳案件统计表", period="")
    assert (codes(checked), checked.period) == (["period_from_title"], Period(202101, 202104))


def test_a_reporting_time_still_to_come(tmp_path):
    assert codes(form(tmp_path, period="2098年1月1日至2098年4月30日")) == ["period_in_future"]


@pytest.mark.parametrize("title, name, declared, found", [
    ("甲县2021年4月食品抽检台账", "甲县2021年4月.xlsx", None, []),
    ("2021年上半年抽检台账", "2021年.xlsx", None, []),
    ("2021年3月抽检台账", "x.xlsx", None, ["period_words_differ"]),
    ("", "2021年5月.xlsx", None, ["period_words_differ"]),
    ("2021年5月抽检结果公示", "x.xlsx", None, []),
    ("2021年3月抽检台账", "x.xlsx", Declared(period=Period.of_month(202104)), ["period_words_differ"]),
    ("乙县食品抽检台账", "x.xlsx", None, ["unit_words_differ"]),
    ("", "乙县.xlsx", Declared(unit="甲县"), ["unit_words_differ"]),
    ("示例市食品抽检台账", "示例市.xlsx", None, []),
    ("乙县食品抽检台账", "x.xlsx", Declared(unit="示例市"), []),
])  # fmt: skip
def test_a_ledger_whose_title_or_file_name_says_otherwise(tmp_path, title, name, declared, found):
    assert codes(ledger(tmp_path, name, title, declared=declared)) == found


# --- dates against each other and against today


@pytest.mark.parametrize("header, value, code", [
    ("报告日期", "2021-04-01", "reported_before_sampled"), ("公告日期", "2021-03-31", "announced_before_sampled"),
    ("报告日期", "2098-04-01", "date_in_future"), ("公告日期", "2098-04-01", "date_in_future"),
])  # fmt: skip
def test_dates_of_a_sample(tmp_path, header, value, code):
    checked = ledger(tmp_path, headers=(*PLAIN, header), line=(*LINE, value))
    assert [(one.code, one.cell) for one in checked.findings] == [(code, "I2")]
    assert not checked.has_errors


TASK = (
    "抽样编号",
    "样品名称",
    "处置环节",
    "企业名称",
    "核查处置单位",
    "处置状态",
    "处置完毕日期",
    "收到检验报告日期",
    "启动日期",
    "抽样日期",
)


@pytest.mark.parametrize("done, received, started, sampled, found", [
    ("2021-04-01", "2021-04-05", "", "", [("completed_before_received", "G2")]),
    ("2021-04-09", "2021-04-05", "2021-04-06", "2021-04-07", [("received_before_sampled", "H2")]),
    ("2021-04-05", "2021-04-01", "2021-04-06", "", [("completed_before_start", "G2")]),
    ("2098-04-05", "2021-04-05", "2021-04-06", "", [("date_in_future", "G2")]),
    ("2021-04-09", "1999-04-05", "2021-04-06", "", [("date_implausible", "H2")]),
    ("2021-04-09", "2021-04-05", "2021-04-06", "2021-04-01", []),
])  # fmt: skip
def test_dates_of_a_task(tmp_path, done, received, started, sampled, found):
    line = (
        "XC001",
        "馒头",
        "流通",
        "某店",
        "甲县市场监督管理局",
        "处置完毕",
        done,
        received,
        started,
        sampled,
    )
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(TASK, [line])))
    assert [(one.code, one.cell) for one in checked.findings] == found


def test_a_task_without_state_is_judged_by_its_dates(tmp_path):
    line = (
        "XC001",
        "馒头",
        "流通",
        "某店",
        "甲县市场监督管理局",
        "",
        "2021-04-09",
        "2021-04-05",
        "2021-04-06",
        "",
    )
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(TASK, [line])))
    assert codes(checked) == ["state_missing"]
    assert checked.facts["disposals"].to_pylist()[0]["state"] == "completed"


def test_one_number_from_two_departments_of_one_file(tmp_path):
    headers = (*PLAIN, "部门")
    rows = [(*LINE, "市场监管"), (*LINE, "农业农村局")]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows)))
    assert codes(checked, "warning") == ["department_conflict"]
    assert all(word in checked.findings[0].message for word in ("第 2 行", "第 3 行"))
    assert checked.facts["samples"].to_pylist()[0]["department"] == "market"


def test_population_of_a_year_to_come_and_without_a_kind(tmp_path):
    checked = check(
        write_xlsx(tmp_path / "x.xlsx", table(("单位", "人口(人)", "年份"), [("甲县", 10000, 2098)]))
    )
    assert sorted((one.code, one.cell) for one in checked.findings) == [
        ("kind_missing", ""),
        ("year_in_future", "C2"),
    ]


def test_a_row_of_a_return_outside_the_chosen_period(tmp_path):
    headers = ("单位", "期间", "指标", "分子", "分母")
    path = write_xlsx(tmp_path / "x.xlsx", table(headers, [("甲县", "2021-03", "YC-12", 1, 2)]))
    checked = check(path, Declared(period=Period.of_month(202104)))
    assert [(one.code, one.cell) for one in checked.findings] == [("row_period_outside", "B2")]
    blank = table(headers, [("甲县", "2021-03", "YC-12", "", 2), ("乙县", "2021-03", "YC-12", 1, 2)])
    assert [(one.code, one.cell) for one in check(write_xlsx(path, blank)).findings] == [
        ("cell_missing", "D2")
    ]
