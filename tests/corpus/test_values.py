"""Cells: dates, counts, money, blanks and verdicts in every shape of the offices, and those that are none."""

import datetime as dt

import pytest

from tests.corpus.cases import Case, bad, doubtful, good, hold
from tests.corpus.sheets import (
    FIGURES,
    HEADERS,
    PLAIN,
    Layout,
    disposals,
    form,
    ledger,
    sample,
    task,
    three,
    xls,
    xlsx,
)
from tests.loaders.boxes import as_text

CHANGED = {"食品安全违法": {"cases_filed": 5, "amount_involved": 1.5}}


def day(value: object) -> Layout:
    """Returns the ledger with this sampling date in its first row, G2."""
    return ledger([sample(day=value), *three()[1:]])


def cell(measure: str, value: object) -> Layout:
    """Returns a form with this value for 食品安全违法; 立案 is E5 and 涉案金额 is G5."""
    return form({"食品安全违法": CHANGED["食品安全违法"] | {measure: value}}, totals=None)


def plain() -> Layout:
    """Returns the form the number cases are spellings of."""
    return form(CHANGED, totals=None)


def verdict(text: object) -> Layout:
    """Returns the ledger with this conclusion in its first row, J2."""
    return ledger([sample(verdict=text), *three()[1:]])


def money(header: str, value: object) -> Layout:
    """Returns the form with 涉案金额 under another header."""
    return form({"食品安全违法": {"cases_filed": 5, "amount_involved": value}}, totals=None,
                headers={**HEADERS, "amount_involved": header})  # fmt: skip


def _of_1904() -> bytes:
    rows = [sample(day=dt.date(2021, 4, 2)), *three()[1:]]
    return xlsx(ledger(rows), date_1904=True)


def _same(name: str, values: tuple, make, like, **more) -> list[Case]:
    return [good(f"{name} {value!r}", lambda value=value: make(value), like=like, **more) for value in values]


def _wrong(name: str, values: tuple, make, place: str, **more) -> list[Case]:
    return [bad(f"{name} {value!r}", lambda value=value: make(value), place, **more) for value in values]


FORM = {"file": "铁拳.xlsx"}
CASES = [
    *_same("date", (
        "2021/4/2", "2021.4.2", " 2021-04-02 ", "2021年4月2日", "20210402", "2021-04-02（购进日期）", "44288.0", "44288", 44288,
        dt.date(2021, 4, 2), "２０２１-０４-０２", "2021-04-02 09:30:00", "2021年04月02日 9时30分", "2021-4-2", "2021\u00a0-04-02",
        "\ufeff2021-04-02"), day, ledger),
    good("dates of 1904", _of_1904),
    good("real dates in an xls", lambda: xls(ledger([sample(day=44288), *three()[1:]]))),
    *_wrong("date", (
        "2021-13-01", "2021-02-30", "4月2日", "去年春天", "2021-04-02至2021-04-05", "٢٠٢١-٠٤-٠٢", "0000-00-00",
        "1921-04-02", "2021-04-02 2021-04-03", "99999999"), day, "bad_date 台账!G2"),
    *_wrong("no date", ("", "/", "无", "——"), day, "date_missing 台账!G2"),
    doubtful("date of another century", lambda: day("1999-04-02"), "date_implausible 台账!G2"),
    bad("date still to come", lambda: day("2098-04-02"), "sampled_in_future 台账!G2"),
    bad("task without any date", lambda: disposals([task(received="", started=""), task("HC2021003")]),
        "task_month_missing 核查处置!H2"),
    bad("task dates that are none", lambda: disposals([task(received="五月初", started="2021-05-32"), task("HC2021003")]),
        "bad_date 核查处置!H2", "bad_date 核查处置!I2", "task_month_missing 核查处置!H2?"),
    *_same("count", ("5", "５", " 5 ", "5件", "5 件", "+5", "5.0", "005", "5\u3000", "\u200b5"),
           lambda value: cell("cases_filed", value), plain, **FORM),
    *_same("thousands", ("1,234", "１，２３４", "1234", 1234, "1,234件"), lambda value: cell("person_trips", value),
           lambda: cell("person_trips", 1234), **FORM),
    *_same("money", ("1.5", "1.50", "１．５", "1.5万元", "15000元"), lambda value: cell("amount_involved", value), plain, **FORM),
    *_same("not applicable", ("/", "、", "-", "\\", "无", "—", "／", "暂无", "不详", "未知", "--", " ", "\u3000"),
           lambda value: cell("internet_cases", value), plain, **FORM),
    good("zero is a figure", lambda: cell("internet_cases", "0"), like=lambda: cell("internet_cases", 0), **FORM),
    good("money column in 元", lambda: money("涉案金额（元）", 15000), like=plain, says=("money_converted",), **FORM),
    good("money column in 亿元", lambda: money("涉案金额（亿元）", "0.00015"), like=plain, says=("money_converted",), **FORM),
    *_wrong("count", ("约5", "五", "5.5", "5-6", "①", "1_000", "NaN", "infinity", "1e3", "٣", "½", "5%", "1,23", "true", "=5", "5万元",
                      "十二", "5\n6"),
            lambda value: cell("cases_filed", value), "integer_expected 附件2!E5", **FORM),
    *_wrong("money", ("一万", "1.2.3", "1,5", "￥1.5", "1.5件", "98％", "∞"),
            lambda value: cell("amount_involved", value), "money_expected 附件2!G5", **FORM),
    *_wrong("negative count", (-5, "-5", "－5"), lambda value: cell("cases_filed", value), "negative_number 附件2!E5", **FORM),
    bad("negative money", lambda: cell("amount_involved", -0.01), "negative_number 附件2!G5", **FORM),
    bad("seven decimals", lambda: cell("amount_involved", "1.2345678"), "too_many_decimals 附件2!G5", **FORM),
    bad("cents of a cent in 元", lambda: money("涉案金额（元）", "0.001"), "too_many_decimals 附件2!G5", **FORM),
    bad("number beyond the table's", lambda: cell("cases_filed", "9" * 30), "number_too_large 附件2!E5", **FORM),
    bad("money beyond the table's", lambda: cell("amount_involved", "9" * 15), "number_too_large 附件2!G5", **FORM),
    *_same("verdict", ("合 格", "合格。", "符合", "合格样品", "纯抽检合格样品", "经检验，所检项目符合要求", "合格\n"), verdict, ledger),
    *_same("verdict", ("√", "是"), lambda text: ledger([[*row[:-2], {"合格": text, "不合格": "否"}[row[-2]], row[-1]] for row in three()],
                                                     [*PLAIN[:-2], "是否合格", PLAIN[-1]]), ledger),
    *_same("no verdict", ("", "/", "待检", "未出具报告"), verdict, lambda: verdict("未出结果"), says=("no_verdict_yet",)),
    *_wrong("verdict", ("基本合格", "说不清", "合格？", "0.05mg/kg", "不合格合格"), verdict, "unknown_verdict 台账!J2"),
    bad("number that lost its digits", lambda: ledger([sample(1234567890123456789), *three()[1:]]), "lost_digits 台账!A2"),
    good("number as text", lambda: ledger([sample("1234567890123456789"), *three()[1:]]),
         like=lambda: ledger([sample(" 1234567890 123456789"), *three()[1:]])),
    good("number with blanks and full width", lambda: ledger([sample("ＸＣ２０２１ ０４０００\u200b０１"), *three()[1:]])),
    bad("number missing", lambda: ledger([three()[0], sample(""), three()[2]]), "sample_no_missing 台账!A3"),
    doubtful("number that is none", lambda: ledger([sample("7"), *three()[1:]]), "sample_no_odd 台账!A2"),
    good("CSV with codes as text", lambda: as_text(ledger()).replace("XC20210400001", '="XC20210400001"').encode(), file="台账.csv"),
    bad("CSV whose codes went through a program", lambda: as_text(ledger()).replace("XC20210400001", "1.23457E+17").encode(),
        "lost_digits 台账!A2", file="台账.csv"),
    good("figures as numbers or as text", lambda: form({label: {name: str(value) for name, value in row.items()}
                                                       for label, row in FIGURES.items()}), like=form, **FORM),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_value(house, case):
    hold(house, case)
