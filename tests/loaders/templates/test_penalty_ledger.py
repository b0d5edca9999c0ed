"""Reads the penalty ledger and the credit tiers: codes, dates, money, keys and what is wrong with them."""

from datetime import date
from decimal import Decimal

import pytest

from loaders.checked import Checked
from tests.loaders.forms import check, codes, table, write_xlsx
from tools.demo_credit import invented_code

HEADERS = ("行政处罚决定书文号", "当事人名称", "统一社会信用代码", "处罚决定日期", "处罚机关", "办案单位", "罚款金额(元)", "违法行为",
           "案件类别", "信用修复日期", "是否应列入", "列入名单日期", "公示日期")  # fmt: skip
GOOD = invented_code(1)


def decision(number="示例罚〔2024〕1号", *, name="示例甲公司", code=GOOD, day="2024-04-12", unit="甲县市场监督管理局", fine="5000",
             kind="食品", repaired="", ought="否", listed="", published="2024-04-20"):  # fmt: skip
    return (
        number,
        name,
        code,
        day,
        "示例市市场监督管理局",
        unit,
        fine,
        "示例违法",
        kind,
        repaired,
        ought,
        listed,
        published,
    )


def ledger(tmp_path, *rows, headers=HEADERS) -> Checked:
    return check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows, "行政处罚台账")))


def facts(checked: Checked) -> list[dict]:
    return sorted(checked.facts["penalties"].to_pylist(), key=lambda row: row["row_no"])


def test_a_decision_is_read(tmp_path) -> None:
    checked = ledger(tmp_path, decision(repaired="2024年6月1日", ought="是", listed="2024/5/1"))
    assert (checked.template, codes(checked)) == ("penalty_ledger", [])
    [row] = facts(checked)
    assert (row["unit_id"], row["month"], row["credit_code"]) == ("990001", 202404, GOOD)
    assert (row["amount"], row["ought_to_list"], row["case_kind"]) == (Decimal(5000), True, "食品")
    assert (row["repaired_on"], row["listed_on"]) == (date(2024, 6, 1), date(2024, 5, 1))


@pytest.mark.parametrize(
    "headers",
    [
        ("文号", "被处罚人", "社会信用代码", "处罚日期", "执法机关", "承办机构", "罚没金额", "违法事实"),
        ("处罚决定书编号", "行政相对人名称", "信用代码", "作出行政处罚决定日期", "作出行政处罚决定的行政机关名称", "办案机构", "罚款（元）", "案由"),
        ("决定文书号*", "市场主体名称", "统一社会信用代码/注册号", "处罚决定时间", "处罚单位", "市场监管所", "罚款数额", "主要违法事实"),
    ],
)  # fmt: skip
def test_headers_of_real_ledgers(tmp_path, headers) -> None:
    checked = ledger(tmp_path, decision()[:8], headers=headers)
    assert (checked.template, codes(checked, "error")) == ("penalty_ledger", [])
    [row] = facts(checked)
    assert (row["credit_code"], row["penalised_on"], row["amount"]) == (
        GOOD,
        date(2024, 4, 12),
        Decimal(5000),
    )
    assert row["decision_no"] and row["violation"] and row["authority"]


def test_ten_thousands_become_yuan_exactly(tmp_path) -> None:
    headers = tuple("罚款金额（万元）" if name.startswith("罚款") else name for name in HEADERS)
    assert facts(ledger(tmp_path, decision(fine="0.35"), headers=headers))[0]["amount"] == Decimal(3500)


@pytest.mark.parametrize(
    "wrong", [GOOD[:-1] + ("1" if GOOD[-1] != "1" else "2"), GOOD[:-1], "9199*********0001B"]
)
def test_a_wrong_code_is_an_error_with_its_cell(tmp_path, wrong) -> None:
    checked = ledger(tmp_path, decision(), decision("示例罚〔2024〕2号", code=wrong))
    [found] = [one for one in checked.findings if one.code == "credit_code_wrong"]
    assert (found.severity, found.cell) == ("error", "C4") and wrong not in found.message


def test_a_code_is_stored_in_one_spelling(tmp_path) -> None:
    full = "".join(chr(ord(sign) + 0xFEE0) for sign in GOOD)
    rows = [
        decision(f"示例罚〔2024〕{n}号", code=code)
        for n, code in enumerate((GOOD.lower(), full, f"{GOOD[:6]} {GOOD[6:]}"))
    ]
    assert {row["credit_code"] for row in facts(ledger(tmp_path, *rows))} == {GOOD}


def test_a_missing_code_is_a_warning_and_an_old_number_too(tmp_path) -> None:
    checked = ledger(tmp_path, decision(code=""), decision("示例罚〔2024〕2号", code="410183000012345"))
    assert sorted(codes(checked)) == ["credit_code_missing", "credit_code_old"]
    assert [row["credit_code"] for row in facts(checked)] == ["", ""]


def test_dates_in_the_wrong_order(tmp_path) -> None:
    checked = ledger(tmp_path, decision(repaired="2024-04-11", listed="2024-04-01", published="2024-03-01"))
    wanted = {"repaired_before_penalised", "listed_before_penalised", "published_before_penalised"}
    assert set(codes(checked)) == wanted
    assert {one.cell for one in checked.findings} == {"J3", "L3", "M3"}


def test_a_future_date_and_a_missing_one(tmp_path) -> None:
    assert codes(ledger(tmp_path, decision(day="2099-01-01", published=""))) == ["date_in_future"]
    assert "cell_missing" in codes(ledger(tmp_path, decision(day="", published="")), "error")


def test_one_decision_counts_once_whatever_its_brackets(tmp_path) -> None:
    checked = ledger(tmp_path, decision(), decision("示例罚[2024] 1号"))
    assert (checked.records, codes(checked)) == (1, ["repeated_decision"])


def test_one_number_for_two_parties_stops_the_file(tmp_path) -> None:
    checked = ledger(tmp_path, decision(), decision(name="示例乙公司", code=invented_code(2)))
    assert codes(checked, "error") == ["decision_conflict"]


def test_without_a_number_party_day_and_authority_tell_decisions_apart(tmp_path) -> None:
    checked = ledger(tmp_path, decision(""), decision("", day="2024-04-13"), decision(""))
    assert (checked.records, sorted(codes(checked))) == (2, ["decision_no_missing", "repeated_decision"])


def test_yes_and_no_in_words(tmp_path) -> None:
    rows = [
        decision(f"示例罚〔2024〕{n}号", ought=word)
        for n, word in enumerate(("应列入", "不应列入", "√", "也许", ""))
    ]
    checked = ledger(tmp_path, *rows)
    assert [row["ought_to_list"] for row in facts(checked)] == [True, False, True, None, None]
    assert codes(checked, "error") == ["yes_or_no"]


TIER_HEADERS = ("企业名称", "统一社会信用代码", "信用等级", "评定日期", "监管单位")


def tiers(tmp_path, *rows) -> Checked:
    return check(write_xlsx(tmp_path / "x.xlsx", table(TIER_HEADERS, rows, "信用分级")))


def test_tiers_in_letters_and_words(tmp_path) -> None:
    words = ("A", "Ｂ级", "失信", "严重失信", "信用风险较高", "C类")
    checked = tiers(
        tmp_path,
        *((f"示例{n}店", invented_code(n + 1), word, "2024-06-01", "甲县") for n, word in enumerate(words)),
    )
    assert (checked.template, codes(checked)) == ("credit_tiers", [])
    assert [row["tier"] for row in checked.facts["credit_ratings"].sort_by("row_no").to_pylist()] == list(
        "ABCDCC"
    )


def test_an_unknown_tier_and_a_second_rating_of_the_day(tmp_path) -> None:
    row = ("示例店", GOOD, "A", "2024-06-01", "甲县")
    assert codes(tiers(tmp_path, row, row), "error") == ["repeated_rating"]
    assert codes(tiers(tmp_path, ("示例店", GOOD, "五星", "2024-06-01", "甲县")), "error") == ["unknown_tier"]
