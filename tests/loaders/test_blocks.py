"""Parts sheets into their tables: addresses never move, and one table stays one."""

import pytest

from domain.period import Period
from loaders.blocks import blocks_of
from loaders.check import check_workbook_parts
from loaders.checked import Declared
from loaders.templates import TEMPLATES
from tests.loaders.forms import (
    Layout,
    case_form,
    check,
    codes,
    demo_jurisdiction,
    printed_rows,
    read,
    samples,
    table,
    write_xlsx,
)  # fmt: skip

LEDGER = ("抽样编号", "县区", "食品名称", "抽样日期", "结论")
SAMPLING = ("县区", "抽检批次", "合格", "不合格", "合格率")
CASES = ("县区", "立案（件）", "结案（件）", "罚没款（元）")


def together(*placed: tuple[Layout, int, int], name: str = "汇总") -> Layout:
    """Returns one sheet with each layout moved down and to the right."""
    sheet = Layout(name)
    for layout, rows, cols in placed:
        moved = layout.moved(rows, cols)
        sheet.cells |= moved.cells
        sheet.merges += moved.merges
    return sheet


def parts(tmp_path, *sheets: Layout, **said):
    path = write_xlsx(tmp_path / "x.xlsx", *sheets)
    return check_workbook_parts(read(path), Declared(**said), demo_jurisdiction())


def blocks(tmp_path, sheet: Layout):
    [found] = read(write_xlsx(tmp_path / "x.xlsx", sheet)).sheets
    return found, blocks_of(found, TEMPLATES)


def figures(checked) -> dict:
    rows = checked.facts["summary_figures"].to_pylist()
    return {(row["unit_id"], row["measure"], row["kind"], row["row_no"]): row["value"] for row in rows}


def test_one_table_is_the_sheet_itself(tmp_path):
    rows = [[f"A{i}", "甲县", "饼", "2021-03-02", "合格"] for i in range(30)]
    for layout in (
        table(LEDGER, rows, title="台账"),
        case_form(printed_rows({"广告违法": {"cases_filed": 1}})),
    ):
        sheet, found = blocks(tmp_path, layout)
        assert len(found) == 1 and found[0] is sheet


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_tables_below_each_other_keep_their_addresses(tmp_path, gap):
    upper = table(
        SAMPLING, [["甲县", 10, 9, 1, "90%"], ["乙县", 20, 20, 0, "100%"]], title="2021年1-4月食品抽检情况"
    )
    lower = table(CASES, [["甲县", 5, 3, 20000], ["乙县", 2, "二", 0]], title="2021年1-3月案件查办情况")
    sheet, found = blocks(tmp_path, together((upper, 0, 0), (lower, 4 + gap, 0)))
    assert len(found) == 2
    for block in found:
        for row in range(block.row_count):
            for col in range(block.column_count):
                assert block.text(row, col) in ("", sheet.text(row, col))
    [checked] = parts(tmp_path, together((upper, 0, 0), (lower, 4 + gap, 0)))
    assert [one.cell for one in checked.findings if one.code == "integer_expected"] == [f"C{8 + gap}"]
    told = {
        (row["measure"], row["first_month"], row["month"])
        for row in checked.facts["summary_figures"].to_pylist()
    }
    assert ("sampled", 202101, 202104) in told and ("cases_filed", 202101, 202103) in told
    assert figures(checked)[("990001", "fines_and_confiscations", "", 7 + gap)] == 2


def test_words_above_the_first_table_serve_all(tmp_path):
    head = Layout().put(0, 0, "统计时间：2021年1月1日至4月30日").put(1, 0, "单位：件、元")
    upper = table(("县区", "立案", "罚没款"), [["甲县", 5, 10000]])
    lower = table(("县区", "结案", "涉案金额"), [["甲县", 4, 30000]])
    [checked] = parts(tmp_path, together((head, 0, 0), (upper, 2, 0), (lower, 6, 0)))
    assert codes(checked, "error") == []
    assert checked.period == Period(202101, 202104)
    assert {row[1]: value for row, value in figures(checked).items()} == {
        "cases_filed": 5, "fines_and_confiscations": 1, "cases_closed": 4, "amount_involved": 3,
    }  # fmt: skip


def test_a_tables_own_period_goes_before_the_common_one(tmp_path):
    head = Layout().put(0, 0, "统计时间：2021年1-4月")
    upper = table(("县区", "立案", "结案"), [["甲县", 5, 4]])
    lower = table(("县区", "抽检批次", "合格"), [["甲县", 8, 8]], title="2021年1-6月抽检情况")
    [checked] = parts(tmp_path, together((head, 0, 0), (upper, 1, 0), (lower, 5, 0)))
    months = {row["measure"]: row["month"] for row in checked.facts["summary_figures"].to_pylist()}
    assert months == {"cases_filed": 202104, "cases_closed": 202104, "sampled": 202106, "qualified": 202106}


def test_tables_side_by_side(tmp_path):
    left = table(SAMPLING, [["甲县", 10, 9, 1, "90%"]], title="2021年1-4月食品抽检和案件情况")
    right = table(CASES, [["甲县", 5, "三", 20000]])
    sheet = together((left, 0, 0), (right, 1, 6))
    [checked] = parts(tmp_path, sheet)
    assert [one.cell for one in checked.findings if one.code == "integer_expected"] == ["I3"]
    assert {key[1] for key in figures(checked)} == {
        "sampled", "qualified", "failed", "cases_filed", "fines_and_confiscations",
    }  # fmt: skip
    assert checked.period == Period(202101, 202104)


def test_a_blank_column_inside_a_table_parts_nothing(tmp_path):
    headers = ("抽样编号", "县区", "", "食品名称", "抽样日期", "结论")
    rows = [["A1", "甲县", "", "饼", "2021-03-02", "合格"]]
    sheet, found = blocks(tmp_path, table(headers, rows))
    assert found == (sheet,)


def test_a_header_repeated_on_each_page_is_the_same_table(tmp_path):
    rows = [[f"A{i}", "甲县", "饼", "2021-03-02", "合格"] for i in range(6)]
    pages = [
        table(LEDGER, rows[at : at + 2], title="抽检台账" + mark)
        for at, mark in ((0, ""), (2, "（续）"), (4, "续表"))
    ]
    layout = together((pages[0], 0, 0), (pages[1], 5, 0), (pages[2], 10, 0))
    checked = check(write_xlsx(tmp_path / "y.xlsx", layout))
    assert set(samples(checked)) == {row[0] for row in rows}
    assert codes(checked, "error") == []


def test_a_summary_that_goes_on_is_one_table_with_one_total(tmp_path):
    upper = table(SAMPLING, [["甲县", 10, 9, 1, "90%"]], title="2021年1-4月抽检汇总")
    lower = table(
        SAMPLING, [["乙县", 20, 20, 0, "100%"], ["合计", 30, 29, 1, ""]], title="2021年1-4月抽检汇总（续）"
    )
    [checked] = parts(tmp_path, together((upper, 0, 0), (lower, 4, 0)))
    assert {key[0] for key in figures(checked)} == {"990001", "990003"}
    assert codes(checked) == []


def test_two_lists_of_one_kind_take_their_verdicts_from_their_own_titles(tmp_path):
    headers = ("抽样编号", "县区", "食品名称", "食品大类", "抽样日期")
    good = table(headers, [["A1", "甲县", "饼", "糕点", "2021-03-02"]], title="监督抽检合格产品信息")
    bad = table(headers, [["A2", "甲县", "糖", "糖果制品", "2021-03-02"]], title="监督抽检不合格产品信息")
    checked = check(write_xlsx(tmp_path / "x.xlsx", together((good, 0, 0), (bad, 4, 0))))
    assert {number: row["conclusion"] for number, row in samples(checked).items()} == {
        "A1": "qualified", "A2": "failed",
    }  # fmt: skip


def test_forms_of_two_counties_on_one_sheet(tmp_path):
    one = case_form(printed_rows({"广告违法": {"cases_filed": 1}}), unit="甲县")
    two = case_form(printed_rows({"广告违法": {"cases_filed": 2}}), unit="乙县")
    [checked] = parts(tmp_path, together((one, 0, 0), (two, 20, 0)))
    rows = checked.facts["case_cells"].to_pylist()
    assert {row["unit_id"]: (row["value"], row["row_no"]) for row in rows} == {
        "990001": (1, 10), "990003": (2, 30),
    }  # fmt: skip
    assert codes(checked, "error") == []


def test_a_ledger_and_a_summary_on_one_sheet_are_two_parts(tmp_path):
    ledger = table(
        LEDGER, [[f"A{i}", "甲县", "饼", "2021-03-02", "合格"] for i in range(4)], title="抽检台账"
    )
    summary = table(SAMPLING, [["甲县", 4, 4, 0, "100%"]], title="2021年1-4月汇总")
    main, other = parts(tmp_path, together((summary, 0, 0), (ledger, 5, 0)))
    assert (main.template, main.records, other.template, other.records) == (
        "sampling_ledger",
        4,
        "unit_summary",
        3,
    )
    assert main.facts["samples"].to_pylist()[0]["row_no"] == 8


def test_a_table_far_down_a_long_sheet_is_seen(tmp_path):
    ledger = table(LEDGER, [[f"A{i}", "甲县", "饼", "2021-03-02", "合格"] for i in range(6000)])
    summary = table(SAMPLING, [["甲县", 4, 4, 0, "100%"]], title="2021年1-4月汇总")
    main, other = parts(tmp_path, together((ledger, 0, 0), (summary, 6002, 0)))
    assert (main.records, other.records) == (6000, 3)
    assert {key[3] for key in figures(other)} == {6005}


def test_rules_name_the_cell_of_their_own_table(tmp_path):
    upper = table(LEDGER, [["A1", "甲县", "饼", "2021-03-02", "合格"]], title="甲县抽检台账")
    lower = table(LEDGER[::-1], [["合格", "2021-13-02", "糖", "乙县", "A2"]], title="乙县抽检台账")
    [checked] = parts(tmp_path, together((upper, 0, 0), (lower, 4, 2)))
    assert [one.cell for one in checked.findings if one.code == "bad_date"] == ["D7"]
    assert set(samples(checked)) == {"A1", "A2"}
