"""Holds printed totals against their rows: 合计, 小计 and type rows of the form, totals of ledgers."""

import openpyxl
import pytest

from tests.loaders.forms import case_facts, case_form, check, codes, table, write_xlsx

PARTS = [("", "电梯", {"cases_filed": 3}), ("", "液化石油气瓶", {"cases_filed": 2})]
OTHER = ("产品质量违法", "", {"cases_filed": 1})


def form(tmp_path, head, parts=PARTS, totals=None, more=(OTHER,)):
    rows = [("特种设备违法", "", head), *parts, *more]
    return check(write_xlsx(tmp_path / "x.xlsx", case_form(rows, totals=totals)))


def filed(checked) -> int:
    return int(sum(v for (_, _, measure), v in case_facts(checked).items() if measure == "cases_filed"))


def said(checked) -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in checked.findings]


# --- type rows above their sub-type rows


def test_a_type_row_that_differs_from_its_subtypes_is_said_with_both_numbers_and_never_added(tmp_path):
    checked = form(tmp_path, {"cases_filed": 6}, totals={"cases_filed": 6})
    assert said(checked) == [("subtotal_differs", "E5")]
    assert "6" in checked.findings[0].message
    assert "5" in checked.findings[0].message
    assert filed(checked) == 6  # 3 + 2 + 1, the type row's 6 is a check


def test_a_type_row_keeps_the_figures_that_no_subtype_has(tmp_path):
    checked = form(tmp_path, {"cases_filed": 5, "person_trips": 40})
    facts = case_facts(checked)
    assert facts[("特种设备违法", "", "person_trips")] == 40
    assert ("特种设备违法", "", "cases_filed") not in facts
    assert (codes(checked), filed(checked)) == ([], 6)


def test_the_printed_total_tells_that_both_count(tmp_path):
    checked = form(tmp_path, {"cases_filed": 4}, totals={"cases_filed": 10})
    assert said(checked) == [("subtotal_beside_rows", "E5")]
    assert filed(checked) == 10


def test_rows_of_which_are_contained_in_their_type(tmp_path):
    parts = [("", "其中：电梯", {"cases_filed": 3})]
    checked = form(tmp_path, {"cases_filed": 5}, parts)
    assert (codes(checked), filed(checked)) == ([], 6)
    assert [one.row for one in checked.ignored if "其中" in one.reason] == [6]


@pytest.mark.parametrize("total, sum_filed", [(6, 6), (9, 9), (None, 9)])
def test_one_subtype_counts_beside_its_type_unless_the_total_says_otherwise(tmp_path, total, sum_filed):
    parts = [("", "电梯", {"cases_filed": 5})]
    more = (("产品质量违法", "", {"cases_filed": 1}),)
    head = 5 if total == 6 else 3
    checked = form(tmp_path, {"cases_filed": head}, parts, {"cases_filed": total} if total else None, more)
    assert (codes(checked), filed(checked)) == ([], sum_filed)


def test_subtotal_rows_are_held_against_their_own_group(tmp_path):
    parts = [*PARTS, ("", "小计", {"cases_filed": 7})]
    rows = [("特种设备违法", "压力容器", {"cases_filed": 1}), *parts, OTHER]
    layout = case_form(rows, totals={"cases_filed": 7}).merge(4, 0, 7, 0)
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert said(checked) == [("subtotal_differs", "E8")]
    assert "7" in checked.findings[0].message
    assert "6" in checked.findings[0].message
    assert filed(checked) == 7


def test_totals_that_hold_text_blanks_errors_or_no_result(tmp_path):
    values = {"cases_filed": "见附页", "cases_closed": "/", "person_trips": "=1/0"}
    checked = check(
        write_xlsx(
            tmp_path / "x.xlsx",
            case_form([("食品安全违法", "", {"cases_filed": 2, "person_trips": 3})], totals=values),
        )
    )
    assert said(checked) == [("total_unread", "C6"), ("total_unread", "E6")]  # C6 has no cached result
    assert not checked.has_errors


# --- ledgers

DISPOSALS = ("抽样编号", "样品名称", "处置环节", "企业名称", "核查处置单位、部门", "处置状态", "处置完毕日期",
             "检验报告上传日期（监管部门收到检验报告日期）", "启动核查处置日期", "罚没款金额（元）", "序号码")  # fmt: skip


def task(number: str, fine: object) -> tuple:
    return (number, "馒头", "流通", f"店{number}", "甲县市场监督管理局", "处置中", "", "2021-04-05", "2021-04-06", fine, 7)  # fmt: skip


def total_row(lead: str, fine: object = "", count: str = "") -> tuple:
    return (lead, count, *("",) * 7, fine, "")


def disposals(tmp_path, *rows):
    return check(write_xlsx(tmp_path / "x.xlsx", table(DISPOSALS, rows, "核查处置台账")))


def test_sums_and_counts_of_a_ledger_agree_in_silence(tmp_path):
    rows = [task("XC001", 100), task("XC002", "1,200.50"), total_row("合计", "1300.5", "2件")]
    checked = disposals(tmp_path, *rows)
    assert (codes(checked), checked.records) == ([], 2)


def test_a_sum_and_a_count_that_differ_are_said_with_both_numbers(tmp_path):
    rows = [task("XC001", 100), task("XC002", 200), total_row("合计", 350, "共3件")]
    checked = disposals(tmp_path, *rows)
    assert said(checked) == [("total_count_differs", "B5"), ("total_differs", "J5")]
    assert all(word in checked.findings[0].message for word in ("3", "2件"))
    assert all(word in checked.findings[1].message for word in ("350", "300", "罚没款金额"))
    assert not checked.has_errors


def test_subtotals_cover_the_rows_since_the_last_one(tmp_path):
    rows = [task("XC001", 100), task("XC002", 200), total_row("小计", 300),
            task("XC003", 50), total_row("小计", 60), total_row("总计", 350)]  # fmt: skip
    checked = disposals(tmp_path, *rows)
    assert said(checked) == [("total_differs", "J7")]
    assert all(word in checked.findings[0].message for word in ("60", "50"))


def test_a_total_above_its_rows_and_one_in_words(tmp_path):
    above = [total_row("合计", 300), task("XC001", 100), task("XC002", 200)]
    assert codes(disposals(tmp_path, *above)) == []
    words = [task("XC001", 100), total_row("合计", "见附表")]
    assert said(disposals(tmp_path, *words)) == [("total_unread", "J4")]


PLAIN = ("抽样编号", "被抽样单位", "县（市、区）", "样品名称", "食品大类", "抽样日期", "检验目的", "检验结论")


@pytest.mark.parametrize("lead", ["合计 2 批", "合计：3批，其中不合格0批"])
def test_a_count_may_be_of_batches_or_of_rows(tmp_path, lead):
    row = ("XC001", "某超市", "甲县", "馒头", "糕点", "2021-04-02", "监督抽检", "合格")
    rows = [row, row, ("XC002", *row[1:]), (lead, *("",) * 7)]
    assert codes(check(write_xlsx(tmp_path / "x.xlsx", table(PLAIN, rows)))) == ["repeated_sample"]


def test_a_count_that_is_neither_batches_nor_rows(tmp_path):
    row = ("XC001", "某超市", "甲县", "馒头", "糕点", "2021-04-02", "监督抽检", "合格")
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(PLAIN, [row, ("合计25批", *("",) * 7)])))
    [one] = checked.findings
    assert (one.code, one.cell) == ("total_count_differs", "A3")
    assert all(word in one.message for word in ("25", "1批"))


def test_population_and_returns(tmp_path):
    people = [("甲县", 10000), ("乙县", 20000), ("合计", 31000)]
    checked = check(write_xlsx(tmp_path / "a.xlsx", table(("县区", "人口(人)"), people, "2020年常住人口")))
    assert said(checked) == [("total_differs", "B5")]
    returns = [
        ("甲县", "2021-04", "YC-12", 98, 100),
        ("乙县", "2021-04", "YC-12", 49, 50),
        ("合计", "", "", 147, 151),
    ]
    checked = check(write_xlsx(tmp_path / "b.xlsx", table(("单位", "期间", "指标", "分子", "分母"), returns)))
    assert said(checked) == [("total_differs", "E4")]


def test_a_column_with_errors_of_its_own_is_not_summed(tmp_path):
    returns = [("甲县", "2021-04", "YC-12", "约98", 100), ("合计", "", "", 147, 100)]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(("单位", "期间", "指标", "分子", "分母"), returns)))
    assert said(checked) == [("bad_number", "D2")]


def test_formula_totals_of_a_ledger_without_a_result(tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", table(DISPOSALS, [task("XC001", 100), total_row("合计", "")]))
    book = openpyxl.load_workbook(path)
    book.active["J3"] = "=SUM(J2:J2)"
    book.save(path)
    assert said(check(path)) == [("total_unread", "J3")]
