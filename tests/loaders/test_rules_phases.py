"""Proves that nobody drowns: a column that fails as a whole is said as a column, not once a row."""

from domain.period import Period
from loaders.checked import Declared
from loaders.messages import finding
from loaders.rules import LISTED
from tests.loaders.forms import case_form, check, codes, table, write_xlsx

HEADERS = (
    "抽样编号",
    "被抽样单位",
    "县（市、区）",
    "样品名称",
    "食品大类",
    "抽样日期",
    "检验目的",
    "检验结论",
    "不合格项目",
)
MANY = 200


def row(number: int, day: str = "2021-04-02", verdict: str = "合格") -> tuple:
    items = "铅" if verdict == "不合格" else ""
    return (f"XC{number:04d}", "某超市", "甲县", "馒头", "糕点", day, "监督抽检", verdict, items)


def ledger(tmp_path, rows, without: str = "", declared: Declared | None = None):
    keep = [col for col, header in enumerate(HEADERS) if header != without]
    cells = [[one[col] for col in keep] for one in rows]
    return check(write_xlsx(tmp_path / "x.xlsx", table([HEADERS[col] for col in keep], cells)), declared)


def test_a_missing_key_column_is_one_error(tmp_path):
    checked = ledger(tmp_path, [row(n) for n in range(MANY)], "抽样编号")
    assert codes(checked, "error") == ["required_column_missing"]


def test_a_missing_date_column_is_one_error_and_none_when_the_period_is_chosen(tmp_path):
    rows = [row(n) for n in range(MANY)]
    checked = ledger(tmp_path, rows, "抽样日期")
    assert codes(checked, "error") == ["needed_column_missing"]
    assert all(word in checked.findings[0].message for word in ("抽样日期", str(MANY)))
    chosen = ledger(tmp_path, rows, "抽样日期", Declared(period=Period.of_month(202104)))
    assert codes(chosen, "error") == []


def test_a_missing_column_that_a_doubt_needs_is_one_warning(tmp_path):
    checked = ledger(tmp_path, [row(n, verdict="不合格") for n in range(MANY)], "不合格项目")
    assert codes(checked, "warning") == ["column_absent"]
    assert all(word in checked.findings[0].message for word in ("不合格项目", str(MANY)))


def test_a_column_of_wrong_type_shows_the_first_cells_and_names_the_whole_range(tmp_path):
    checked = ledger(tmp_path, [row(n, day="去年春天") for n in range(MANY)])
    assert set(codes(checked, "error")) == {"bad_date"}
    found = [one for one in checked.findings if one.code == "bad_date"]
    assert [one.cell for one in found[:LISTED]] == [f"F{number}" for number in range(2, LISTED + 2)]
    assert len(found) == LISTED + 1
    assert found[-1].cell == f"F2:F{MANY + 1}"
    assert all(word in found[-1].message for word in ("抽样日期", str(MANY), str(MANY - LISTED)))
    assert found[-1].message == finding("column_unreadable", found[-1].sheet, found[-1].cell, column="抽样日期",
                                        count=MANY, rest=MANY - LISTED).message  # fmt: skip


def test_one_good_cell_in_a_column_of_bad_ones_leaves_only_the_list(tmp_path):
    checked = ledger(tmp_path, [row(0), *(row(n, day="去年春天") for n in range(1, MANY))])
    assert len([one for one in checked.findings if one.code == "bad_date"]) == LISTED + 1


def test_problems_of_several_kinds_are_all_said_at_once(tmp_path):
    rows = [row(0, day="2021-02-30"), row(1, verdict="说不清"), row(2), ("", *row(3)[1:])]
    checked = ledger(tmp_path, rows)
    assert {(one.code, one.cell) for one in checked.findings if one.severity == "error"} == {
        ("bad_date", "F2"), ("unknown_verdict", "H3"), ("sample_no_missing", "A5"),
    }  # fmt: skip


def test_a_form_full_of_bad_cells_is_capped_too(tmp_path):
    rows = [("产品质量违法", f"子类{n}", {"cases_filed": "约3"}) for n in range(MANY)]
    checked = check(write_xlsx(tmp_path / "x.xlsx", case_form(rows)))
    found = [one for one in checked.findings if one.code == "integer_expected"]
    assert len(found) == LISTED + 1
    assert str(MANY) in found[-1].message
