"""Reads summaries with a row a month: one unit's sheet, or one row a county and month."""

from decimal import Decimal

import pytest

from domain.period import Period
from loaders.checked import Declared
from loaders.summary_months import is_whole, read_months
from tests.loaders.forms import Layout, check, codes, table, write_xlsx

SAMPLING = ("月份", "计划批次", "抽检批次", "合格批次", "不合格批次", "合格率")
TITLE = "甲县2021年食品安全监督抽检情况统计表"


def months(tmp_path, *rows, title=TITLE, headers=SAMPLING, sheet="Sheet1", file="x.xlsx", **declared):
    path = write_xlsx(tmp_path / file, table(headers, rows, title=title, name=sheet))
    return check(path, Declared(**declared))


def figures(checked) -> dict:
    rows = checked.facts["summary_figures"].to_pylist()
    return {(one["unit_id"], one["first_month"], one["month"], one["measure"]): one["value"] for one in rows}


def said(checked, code):
    return [(one.cell, one.message) for one in checked.findings if one.code == code]


def test_a_row_a_month(tmp_path):
    checked = months(
        tmp_path, ["1月", 10, 10, 10, 0, "100%"], ["2月", 10, 12, 11, 1, "91.67%"], ["3月", 10, "", "", "", ""],
        ["合计", 30, 22, 21, 1, "95.45%"], ["填表人：", "", "", "", "", ""],
    )  # fmt: skip
    assert (checked.template, codes(checked)) == ("unit_summary", [])
    assert (checked.unit_id, checked.period, checked.cumulative) == ("990001", Period(202101, 202103), False)
    found = figures(checked)
    assert found[("990001", 202102, 202102, "sampled")] == 12
    assert found[("990001", 202103, 202103, "planned")] == 10
    assert ("990001", 202103, 202103, "sampled") not in found
    assert [one.reason for one in checked.ignored] == ["合计行", "表尾"]
    assert checked.coverage == [("990001", 202101), ("990001", 202102), ("990001", 202103)]


@pytest.mark.parametrize("text, span", [
    ("1月", (1, 1)), ("01月份", (1, 1)), ("一月", (1, 1)), ("十二月份", (12, 12)), ("十月", (10, 10)), ("2021-02", (2, 2)),
    ("2021年2月", (2, 2)), ("202102", (2, 2)), ("2021/2", (2, 2)), ("2021-02-01", (2, 2)), ("2021-02-28", (2, 2)), ("2", (2, 2)),
    ("1—3月", (1, 3)), ("1-3月累计", (1, 3)), ("一至三月", (1, 3)), ("1月至3月", (1, 3)), ("一季度", (1, 3)), ("第三季度", (7, 9)),
    ("上半年", (1, 6)), ("3月累计", (1, 3)), ("截至3月底", (1, 3)), ("前三季度", (1, 9)), ("一季度小计", (1, 3)),
])  # fmt: skip
def test_months_in_every_spelling(text, span):
    assert read_months(text, 2021) == Period(202100 + span[0], 202100 + span[1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "合计",
        "13月",
        "0",
        "2021-02-15",
        "食品",
        "1月新增企业",
        "全年",
        "2021年",
        "0.5",
        "1.5",
        "月均",
        "①",
    ],
)
def test_what_is_no_month(text):
    assert read_months(text, 2021) is None
    assert is_whole(text) == (text in ("合计", "全年", "2021年"))


def test_case_figures_a_month_with_money(tmp_path):
    headers = ("月份", "立案（件）", "结案（件）", "罚没款（元）")
    checked = months(
        tmp_path, ["一月", 3, 2, 12000], ["二月", 4, 4, 0], title="乙县2021年案件查办情况", headers=headers
    )
    assert figures(checked)[("990003", 202101, 202101, "fines_and_confiscations")] == Decimal("1.2")
    assert codes(checked) == ["money_converted"]


@pytest.mark.parametrize("where", ["label", "title", "sheet", "file", "declared"])
def test_the_unit_may_stand_in_many_places(tmp_path, where):
    name = "甲县"
    layout = table(
        SAMPLING, [["1月", 10, 10, 10, 0, ""]], name=f"{name}抽检" if where == "sheet" else "表"
    ).moved(2, 0)
    layout.put(0, 0, f"{name if where == 'title' else ''}2021年抽检情况")
    layout.put(1, 0, f"填报单位：{name}市场监督管理局" if where == "label" else "")
    path = write_xlsx(tmp_path / (f"{name}2021年.xlsx" if where == "file" else "x.xlsx"), layout)
    checked = check(path, Declared(unit=name if where == "declared" else None))
    assert (checked.unit_id, codes(checked)) == ("990001", [])


def test_a_unit_nobody_names_is_asked_for(tmp_path):
    checked = months(tmp_path, ["1月", 10, 10, 10, 0, ""], title="2021年抽检情况")
    assert codes(checked, "error") == ["unit_missing"]
    assert "选择单位" in said(checked, "unit_missing")[0][1]
    assert not figures(checked)


def test_another_unit_or_year_than_was_chosen(tmp_path):
    row = ["1月", 10, 10, 10, 0, ""]
    assert codes(months(tmp_path, row, unit="乙县"), "error") == ["unit_mismatch"]
    assert codes(months(tmp_path, row, period=Period(202003, 202003)), "error") == ["period_mismatch"]
    title = "甲县2021年1-6月抽检情况"
    assert codes(months(tmp_path, row, title=title, period=Period(202105, 202105)), "error") == [
        "period_mismatch"
    ]
    assert codes(months(tmp_path, row, title=title, period=Period(202106, 202106))) == []


def test_a_city_says_whether_its_months_are_its_own_level(tmp_path):
    row = ["1月", 10, 10, 10, 0, ""]
    whole = months(tmp_path, row, title="2021年抽检情况", unit="示例市")
    assert codes(whole) == ["summary_own_level"]
    assert codes(months(tmp_path, row, title="2021年市本级抽检情况", unit="示例市")) == []


def test_months_beyond_the_chosen_period_are_named(tmp_path):
    rows = [[f"{month}月", 10, 10, 10, 0, ""] for month in range(1, 6)]
    checked = months(tmp_path, *rows, period=Period(202103, 202103))
    assert [cell for cell, _ in said(checked, "month_outside")] == ["A6", "A7"]
    assert "所选期间2021年1—3月" in said(checked, "month_outside")[0][1]
    titled = months(tmp_path, *rows, title="甲县2021年1-4月抽检情况")
    assert [cell for cell, _ in said(titled, "month_outside")] == ["A7"]


def test_the_year_is_needed_and_found_in_the_names(tmp_path):
    row = ["1月", 10, 10, 10, 0, ""]
    assert codes(months(tmp_path, row, title="甲县抽检情况"), "error") == ["period_missing"]
    named = months(tmp_path, row, title="甲县抽检情况", sheet="2021年")
    assert (named.period, codes(named)) == (Period(202101, 202101), ["period_from_title"])
    own = months(tmp_path, ["2020年12月", 1, 1, 1, 0, ""], ["1月", 1, 1, 1, 0, ""], title="甲县抽检情况")
    assert (own.period, codes(own)) == (Period(202012, 202101), [])


def test_months_yet_to_come_and_rows_that_are_none(tmp_path):
    later = months(tmp_path, ["1月", 1, 1, 1, 0, ""], title="甲县2099年抽检情况")
    assert codes(later) == ["period_in_future"]
    checked = months(
        tmp_path,
        ["1月", 1, 1, 1, 0, ""],
        ["2月", 1, 1, 1, 0, ""],
        ["三号", 1, 1, 1, 0, ""],
        ["2月", 1, 1, 1, 0, ""],
    )
    assert {(one.code, one.cell) for one in checked.findings} == {
        ("month_unread", "A5"),
        ("repeated_row", "A6"),
    }


def test_blank_months_are_nothing_and_named(tmp_path):
    checked = months(
        tmp_path,
        ["1月", 5, 5, 5, 0, ""],
        ["2月", "", "", "", "", ""],
        ["3月", "/", "", "", "", ""],
        ["合计", 5, 5, 5, 0, ""],
    )
    assert [one.reason for one in checked.ignored] == ["没有填写数字的月份"] * 2 + ["合计行"]
    assert (checked.coverage, checked.rows, codes(checked)) == ([("990001", 202101)], 1, [])


def test_totals_and_quarters_are_compared_with_both_numbers(tmp_path):
    rows = [["1月", 1, 10, 10, 0, ""], ["2月", 1, 20, 20, 0, ""], ["3月", 1, 30, 30, 0, ""], ["一季度", 3, 61, 60, 0, ""],
            ["4月", 1, 5, 5, 0, ""], ["全年", 4, 65, 66, 0, ""], ["同比", "", "3%", "", "", ""]]  # fmt: skip
    checked = months(tmp_path, *rows)
    assert [(one.code, one.cell) for one in checked.findings] == [
        ("subtotal_differs", "C6"),
        ("total_differs", "D8"),
    ]
    assert "61" in checked.findings[0].message and "60" in checked.findings[0].message
    assert [one.reason for one in checked.ignored] == ["小计行", "合计行", "对比行或平均行"]
    assert len({key[:3] for key in figures(checked)}) == 4


def test_cumulative_rows_keep_their_span_and_their_total_is_the_last(tmp_path):
    rows = [
        ["1月", 1, 10, 10, 0, ""],
        ["1—2月", 2, 30, 30, 0, ""],
        ["1—3月", 3, 60, 59, 1, ""],
        ["合计", 3, 60, 59, 1, ""],
    ]
    checked = months(tmp_path, *rows)
    assert (codes(checked), checked.cumulative) == ([], True)
    assert figures(checked)[("990001", 202101, 202103, "sampled")] == 60
    headed = months(tmp_path, ["1月", 10], ["2月", 30], ["合计", 40], headers=("月份", "累计抽检批次"))
    assert figures(headed) == {
        ("990001", 202101, 202101, "sampled"): 10,
        ("990001", 202101, 202102, "sampled"): 30,
    }
    assert codes(headed) == ["total_differs", "summary_cumulative"]


def test_a_rate_that_contradicts_its_month(tmp_path):
    checked = months(tmp_path, ["1月", "", 10, 9, 1, "95%"], ["2月", "", 10, 9, 2, ""])
    [(cell, message)] = said(checked, "rate_differs")
    assert cell == "F3" and "1月" in message and "90.00%" in message
    assert [cell for cell, _ in said(checked, "concluded_above_sampled")] == ["C4"]


def test_months_are_seen_by_their_rows_when_no_header_names_them(tmp_path):
    headers = ("序号", "项目", "抽检批次", "合格批次")
    checked = months(tmp_path, [1, "1月", 10, 10], [2, "2月", 12, 11], headers=headers)
    assert (codes(checked), len(figures(checked))) == ([], 4)


def test_a_row_a_county_and_month(tmp_path):
    headers = ("县区", "月份", "抽检批次", "合格批次")
    rows = [["甲县", "1月", 10, 10], ["", "2月", 12, 11], ["", "小计", 22, 20], ["乙县", "1月", 5, 5], ["", "2月", 6, 6],
            ["全市", "1月", 15, 15], ["合计", "", 33, 31]]  # fmt: skip
    checked = months(tmp_path, *rows, headers=headers, title="2021年各县区抽检情况")
    assert figures(checked)[("990003", 202102, 202102, "sampled")] == 6
    assert {key[0] for key in figures(checked)} == {"990001", "990003"}
    assert [(one.code, one.cell) for one in checked.findings] == [
        ("subtotal_differs", "D5"),
        ("total_differs", "D9"),
    ]


def test_a_month_column_that_holds_something_else_changes_nothing(tmp_path):
    headers = ("县区", "月份", "抽检批次", "合格批次")
    checked = months(
        tmp_path,
        ["甲县", "已报", 10, 10],
        ["乙县", "迟报", 5, 5],
        headers=headers,
        title="2021年1-4月抽检情况",
    )
    assert set(figures(checked)) >= {("990001", 202101, 202104, "sampled")}


def test_a_unit_line_between_title_and_table(tmp_path):
    layout = Layout("表").put(0, 0, "2021年抽检情况统计表").put(1, 0, "单位：甲县").put(2, 0, *SAMPLING)
    layout.put(3, 0, "1月", 1, 1, 1, 0).put(4, 0, "2月", 1, 2, 2, 0)
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert (checked.unit_id, codes(checked)) == ("990001", [])


def test_a_month_over_its_counties(tmp_path):
    headers = ("月份", "县区", "抽检批次")
    rows = [["1月", "甲县", 1], ["", "乙县", 2], ["2月", "甲县", 3], ["", "乙县", 4], ["合计", "", 10]]
    checked = months(tmp_path, *rows, headers=headers, title="2021年抽检情况")
    assert codes(checked) == []
    assert {key[:3]: value for key, value in figures(checked).items()} == {
        ("990001", 202101, 202101): 1, ("990003", 202101, 202101): 2,
        ("990001", 202102, 202102): 3, ("990003", 202102, 202102): 4,
    }  # fmt: skip


@pytest.mark.parametrize("header, is_merged", [("年度计划批次", False), ("计划批次", True)])
def test_a_plan_for_the_year_is_no_months_figure(tmp_path, header, is_merged):
    layout = table(
        ("月份", header, "抽检批次"), [["1月", 100, 10], ["2月", "" if is_merged else 100, 20]], title=TITLE
    )
    layout.merges += [(2, 1, 3, 1)] if is_merged else []
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert codes(checked) == ["summary_year_plan"]
    assert {key[3] for key in figures(checked)} == {"sampled"}


def test_a_sheet_for_each_county(tmp_path):
    rows = [["1月", 1, 1, 1, 0, ""], ["合计", 1, 1, 1, 0, ""]]
    sheets = [table(SAMPLING, rows, name=name, title="2021年抽检情况") for name in ("甲县", "乙县")]
    checked = check(write_xlsx(tmp_path / "x.xlsx", *sheets))
    assert ({key[0] for key in figures(checked)}, checked.unit_id, codes(checked)) == (
        {"990001", "990003"},
        None,
        [],
    )


def test_months_that_only_grow_under_a_cumulative_title_are_doubted(tmp_path):
    rows = [["1月", "", 10, 9, 1, ""], ["2月", "", 30, 29, 1, ""], ["3月", "", 35, 34, 1, ""]]
    doubted = months(tmp_path, *rows, title="甲县2021年1-3月累计抽检情况")
    assert [cell for cell, _ in said(doubted, "summary_looks_cumulative")] == ["C3"]
    assert codes(months(tmp_path, *rows, title="甲县2021年1-3月抽检情况")) == []
    summed = months(tmp_path, *rows, ["合计", "", 75, 72, 3, ""], title="甲县2021年1-3月累计抽检情况")
    assert codes(summed) == []  # its own total says that the months are added


def test_a_month_yet_to_come_with_nothing_but_zeros_is_no_report(tmp_path):
    checked = months(
        tmp_path, ["2021年1月", 5, 5, 5, 0, ""], ["2099年1月", 0, 0, 0, 0, ""], title="甲县抽检情况"
    )
    assert [one.reason for one in checked.ignored] == ["还没有到的月份"]
    assert (checked.coverage, codes(checked)) == ([("990001", 202101)], [])
    told = months(
        tmp_path, ["2021年1月", 5, 5, 5, 0, ""], ["2099年1月", 0, 1, 1, 0, ""], title="甲县抽检情况"
    )
    assert [cell for cell, _ in said(told, "period_in_future")] == ["A4"]


def test_a_title_of_two_years_leaves_no_month_to_guess(tmp_path):
    rows = [["11月", 1, 1, 1, 0, ""], ["12月", 2, 2, 2, 0, ""], ["1月", 3, 3, 3, 0, ""]]
    for title in ("甲县2020-2021年抽检情况", "甲县2020年11月-2021年1月抽检情况"):
        found = months(tmp_path, *rows, title=title)
        assert [cell for cell, _ in said(found, "month_unread")] == ["A3", "A4", "A5"]
        own = [["2020年11月", *rows[0][1:]], *rows[1:]]
        assert [month for _, month in months(tmp_path, *own, title=title).coverage] == [
            202011,
            202012,
            202101,
        ]


@pytest.mark.parametrize("title, is_read", [
    ("甲县2021年药品抽检情况", False), ("甲县2021年化妆品抽检情况", False), ("甲县2021年产品质量监督抽查情况", False),
    ("甲县2021年食品相关产品抽查情况", False), ("甲县2021年食用农产品快速检测情况", False), ("甲县2021年快检情况", False),
    ("甲县2021年农产品质量安全抽检情况", True), ("甲县食品药品检验所2021年抽检情况", True), ("甲县2021年食品、药品抽检情况", True),
    ("甲县2021年抽检和快检情况", True), ("甲县药品监督管理局2021年抽检情况", True),
])  # fmt: skip
def test_other_goods_and_quick_tests_are_no_sampling_of_food(tmp_path, title, is_read):
    checked = months(tmp_path, ["1月", 10, 10, 10, 0, ""], ["2月", 9, 9, 9, 0, ""], title=title)
    assert (checked.template == "unit_summary") is is_read
    assert is_read or codes(checked) == ["unknown_layout"]


def test_complaints_by_month_are_no_cases(tmp_path):
    rows = [["1月", 30, 20, 1], ["2月", 25, 20, 2]]
    path = write_xlsx(
        tmp_path / "x.xlsx",
        table(("月份", "受理数", "办结数", "挽回损失（元）"), rows, title="甲县2021年投诉举报情况"),
    )
    assert codes(check(path)) == ["unknown_layout"]


def test_quarters_stand_beside_their_counties(tmp_path):
    rows = [["甲县", "一季度", 40], ["", "二季度", 30], ["乙县", "一季度", 9], ["", "上半年", 20]]
    found = figures(
        check(
            write_xlsx(
                tmp_path / "x.xlsx", table(("县区", "季度", "抽检批次"), rows, title="2021年各县抽检汇总")
            )
        )
    )
    assert {(unit, last): value for (unit, _, last, _), value in found.items()} == {
        ("990001", 202103): 40, ("990001", 202106): 30, ("990003", 202103): 9, ("990003", 202106): 20,
    }  # fmt: skip
