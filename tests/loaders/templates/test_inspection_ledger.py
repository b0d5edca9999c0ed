"""Reads the inspection ledger and the register of subjects: codes, categories, states, dates, and what is wrong."""

from datetime import date

import pytest

from domain.inspection import categories_of, event_of, status_of
from domain.period import Period
from loaders.checked import Checked, Declared
from tests.loaders.forms import check, codes, table, write_xlsx
from tools.demo_credit import invented_code

LEDGER = (
    "序号",
    "检查对象名称",
    "统一社会信用代码/许可证编号",
    "对象类别",
    "检查日期",
    "县(市、区)",
    "检查单位",
    "检查结果",
)
REGISTER = ("序号", "主体名称", "统一社会信用代码", "许可证编号", "类别", "县(市、区)", "状态", "统计年月")
GOOD = invented_code(1)
LICENCE = "JY19900010000001"


def visit(name="示例一小食堂", code=GOOD, kind="学校食堂", day="2026-04-15", county="甲县"):
    return ("1", name, code, kind, day, county, "甲县市场监督管理局", "符合")


def subject(
    name="示例一小食堂", code=GOOD, licence="", kind="学校食堂", county="甲县", status="在营", month="2026-04"
):
    return ("1", name, code, licence, kind, county, status, month)


def read(tmp_path, headers, *rows, title="", **declared) -> Checked:
    return check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows, title)), Declared(**declared))


def facts(checked: Checked) -> list[dict]:
    [found] = checked.facts.values()
    return sorted(found.to_pylist(), key=lambda row: row["row_no"])


def test_a_visit_is_read(tmp_path) -> None:
    checked = read(tmp_path, LEDGER, visit(), title="监督检查台账")
    assert (checked.template, codes(checked)) == ("inspection_ledger", [])
    [row] = facts(checked)
    assert (row["unit_id"], row["month"], row["inspected_on"]) == ("990001", 202604, date(2026, 4, 15))
    assert (row["subject_name"], row["credit_code"], row["licence"]) == ("示例一小食堂", GOOD, "")
    assert (row["subject_kinds"], row["event"], row["outcome"]) == ("学校食堂", "监督检查", "符合")


@pytest.mark.parametrize(
    "headers",
    [
        ("编号", "被检查单位名称", "信用代码", "单位类型", "检查时间", "县区", "监管所", "检查结论"),
        ("序号", "被检查对象", "社会信用代码", "主体类别", "监督检查日期", "辖区", "检查机关", "检查情况"),
        (
            "序号",
            "单位名称",
            "统一社会信用代码/许可证号",
            "检查对象类别",
            "现场检查日期*",
            "所属县区",
            "执法单位",
            "检查结果",
        ),
    ],
)
def test_headers_of_other_ledgers(tmp_path, headers) -> None:
    checked = read(tmp_path, headers, visit())
    assert (checked.template, codes(checked, "error")) == ("inspection_ledger", [])
    [row] = facts(checked)
    assert (row["credit_code"], row["subject_kinds"], row["unit_id"], row["outcome"]) == (
        GOOD,
        "学校食堂",
        "990001",
        "符合",
    )


def test_a_licence_may_stand_where_a_code_stands(tmp_path) -> None:
    checked = read(
        tmp_path, LEDGER, visit(code=LICENCE), visit(code="示小餐饮〔2026〕12号", day="2026-04-16")
    )
    assert codes(checked) == []
    assert [(row["credit_code"], row["licence"]) for row in facts(checked)] == [
        ("", LICENCE),
        ("", "示小餐饮〔2026〕12号"),
    ]


@pytest.mark.parametrize("wrong", [GOOD[:-1] + ("1" if GOOD[-1] != "1" else "2"), GOOD[:-1], "9199"])
def test_a_wrong_code_is_an_error_with_its_cell(tmp_path, wrong) -> None:
    for headers, row in ((LEDGER, visit(code=wrong)), (REGISTER, subject(code=wrong))):
        [found] = [one for one in read(tmp_path, headers, row).findings if one.code == "credit_code_wrong"]
        assert (found.severity, found.cell) == ("error", "C2") and wrong not in found.message


def test_without_code_and_licence_the_name_speaks_and_that_is_said(tmp_path) -> None:
    assert codes(read(tmp_path, LEDGER, visit(code=""))) == ["subject_by_name"]
    assert codes(read(tmp_path, REGISTER, subject(code=""))) == ["subject_by_name"]
    assert codes(read(tmp_path, REGISTER, subject(code="", licence=LICENCE))) == []


def test_the_same_visit_twice_is_kept_once_and_two_days_are_two(tmp_path) -> None:
    checked = read(tmp_path, LEDGER, visit(), visit("改了名", GOOD), visit(day="2026-05-01"))
    assert (checked.records, codes(checked)) == (2, ["repeated_visit"])


def test_dates_that_cannot_be(tmp_path) -> None:
    assert codes(read(tmp_path, LEDGER, visit(day="2099-01-01")), "error") == ["inspected_in_future"]
    assert codes(read(tmp_path, LEDGER, visit(day="")), "error") == ["cell_missing"]
    checked = read(tmp_path, LEDGER, visit(day="上周"), visit())
    assert [(one.code, one.cell) for one in checked.findings] == [("bad_date", "E2")]


def test_an_examination_is_its_own_kind_of_event(tmp_path) -> None:
    headers = ("序号", "被考核企业", "统一社会信用代码", "考核日期", "县区", "考核结果")
    checked = read(
        tmp_path,
        headers,
        ("1", "示例面粉厂", GOOD, "2026-04-15", "甲县", "合格"),
        title="食品安全管理人员抽查考核台账",
    )
    assert (checked.template, codes(checked)) == ("inspection_ledger", [])
    assert [(row["event"], row["subject_kinds"]) for row in facts(checked)] == [("抽查考核", "食品生产企业")]
    checked = read(tmp_path, LEDGER, visit("示例面粉厂", kind="食品安全管理人员抽查考核"), visit())
    assert [row["event"] for row in facts(checked)] == ["抽查考核", "监督检查"]


def test_other_trades_are_kept_and_named(tmp_path) -> None:
    checked = read(
        tmp_path,
        LEDGER,
        visit(kind="小作坊"),
        visit("示例小店", "", "校园周边、婴配"),
        visit("示例二店", "", ""),
    )
    assert [row["subject_kinds"] for row in facts(checked)] == ["其他", "校园周边、婴配乳粉经营", ""]
    [found] = [one for one in checked.findings if one.code == "category_elsewhere"]
    assert (found.severity, found.cell) == ("info", "D2")


def test_a_ledger_with_only_a_header_says_that_nobody_was_inspected(tmp_path) -> None:
    checked = read(tmp_path, LEDGER, title="监督检查台账", unit="甲县", period=Period(202604, 202605))
    assert (checked.template, codes(checked)) == ("inspection_ledger", ["no_rows"])
    assert checked.coverage == [("990001", 202604), ("990001", 202605)]


def test_a_register_is_read(tmp_path) -> None:
    rows = [
        subject(),
        subject("示例小店", "", LICENCE, "校园周边", status="已注销"),
        subject("示例配餐公司", "", "", "配餐", "乙县", "停业", "2026年4月"),
    ]
    checked = read(tmp_path, REGISTER, *rows, title="监管主体名录")
    assert (checked.template, codes(checked)) == ("entity_register", ["subject_by_name"])
    found = [(row["unit_id"], row["month"], row["subject_kinds"], row["status"]) for row in facts(checked)]
    assert found == [("990001", 202604, "学校食堂", "在营"), ("990001", 202604, "校园周边", "注销"),
                     ("990003", 202604, "集体用餐配送", "停业")]  # fmt: skip


def test_category_and_month_may_stand_in_the_title(tmp_path) -> None:
    headers = ("序号", "学校名称", "许可证号", "县区", "经营状态")
    checked = read(
        tmp_path, headers, ("1", "示例一小", LICENCE, "甲县", "正常"), title="学校食堂名录（截至2026年4月）"
    )
    assert (checked.template, codes(checked)) == ("entity_register", [])
    assert [(row["month"], row["subject_kinds"], row["status"]) for row in facts(checked)] == [
        (202604, "学校食堂", "在营")
    ]


def test_what_a_register_must_say(tmp_path) -> None:
    checked = read(
        tmp_path, REGISTER, subject("", GOOD), subject(kind=""), subject(month=""), subject(month="去年")
    )
    assert sorted(codes(checked, "error")) == ["bad_period", "cell_missing", "cell_missing", "cell_missing"]
    assert codes(read(tmp_path, REGISTER, subject(status="不清楚")), "error") == ["unknown_status"]
    assert codes(read(tmp_path, REGISTER, subject(status=""))) == ["status_missing"]
    assert codes(read(tmp_path, REGISTER, subject(), subject(kind="学校食堂"))) == ["repeated_subject"]
    assert codes(read(tmp_path, REGISTER, subject(), subject(kind="婴配乳粉经营"))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学校食堂", ("学校食堂",)), ("幼儿园食堂", ("学校食堂",)), ("中小学校（含托幼机构）食堂", ("学校食堂",)),
        ("学生集体用餐配送单位", ("集体用餐配送",)), ("校园配餐企业", ("集体用餐配送",)), ("校园周边餐饮店", ("校园周边",)),
        ("学校及校园周边小食品店", ("校园周边",)), ("婴幼儿配方乳粉销售者", ("婴配乳粉经营",)), ("婴幼儿配方奶粉经营", ("婴配乳粉经营",)),
        ("食品生产企业", ("食品生产企业",)), ("食品安全管理人员抽查考核", ("食品生产企业",)), ("机关食堂", ()), ("餐饮服务单位", ()),
        ("食品生产经营者", ()), ("食品小作坊", ()), ("学校食堂、婴配", ("学校食堂", "婴配乳粉经营")),
    ],
)  # fmt: skip
def test_categories_in_words(text, found) -> None:
    assert categories_of(text) == found


def test_states_and_events_in_words() -> None:
    words = {"在营": "在营", "正常": "在营", "获证在产": "在营", "存续": "在营", "停产": "停业", "未营业": "停业", "不在产": "停业", "已注销": "注销",
             "吊销": "注销", "无证": "未获证", "未取得许可": "未获证", "不明": None,
             "是": "在营", "否": "停业"}  # fmt: skip
    assert {text: status_of(text) for text in words} == words
    assert [event_of(text) for text in ("日常监督检查", "双随机", "抽查考核", "其他")] == [
        "监督检查",
        "监督检查",
        "抽查考核",
        None,
    ]
