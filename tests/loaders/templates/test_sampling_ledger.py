"""Reads sampling ledgers in their three shapes, and holds every rule against a small table."""

from datetime import date
from string import ascii_uppercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.period import Period
from loaders.checked import Declared
from tests.loaders.forms import NATIONAL, check, codes, samples, table, write_xls, write_xlsx

PLAIN = ("抽样编号", "被抽样单位", "抽样单位", "县（市、区）", "样品名称", "食品大类", "抽样日期", "检验目的", "任务来源",
         "检验结论", "不合格项目")  # fmt: skip


def row(number="XC001", *, county="甲县", food="馒头", category="糕点", day="2021-04-02", purpose="监督抽检",
        source="市级", verdict="合格", items="", taker="某所"):  # fmt: skip
    return (number, "某超市", taker, county, food, category, day, purpose, source, verdict, items)


def plain(tmp_path, *rows, headers=PLAIN, declared=None, title="某市食品抽检台账", name="台账"):
    return check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows, title, name)), declared)


def item_row(number, item, verdict="合格项", conclusion="纯抽检合格样品", found="0.01", county="甲县"):
    return (number, "某超市", "某检测公司", "示例省", county, "菠菜", "食用农产品", "2021-04-02", "监督抽检", "示例市市场监督管理局",
            conclusion, item, found, verdict, "/", "2021-04-20")  # fmt: skip


def test_plain_ledger(tmp_path):
    checked = plain(tmp_path, row(), row("XC002", verdict="不合格", items="菌落总数", source="省级"))
    assert (checked.template, checked.rows, checked.records) == ("sampling_ledger", 2, 2)
    assert codes(checked) == []
    fact = samples(checked)["XC001"]
    assert fact["unit_id"], fact["month"] == ("990001", 202104)
    assert (fact["sampled_on"], fact["level"], fact["category"]) == (date(2021, 4, 2), "市", "糕点")
    assert (fact["conclusion"], fact["has_residue"], fact["is_produce"]) == ("qualified", None, False)
    assert samples(checked)["XC002"]["failed_items"] == "菌落总数"
    found = {one.header: one.column for one in checked.columns}
    assert found["抽样单位"] == "sampler"
    assert found["被抽样单位"] == "entity_name"


def test_old_container_gives_the_same_facts(tmp_path):
    sheet = table(PLAIN, [row(), row("XC002", verdict="不合格", items="铅")])
    new, old = check(write_xlsx(tmp_path / "x.xlsx", sheet)), check(write_xls(tmp_path / "x.xls", sheet))
    assert samples(new) == samples(old)


def test_national_export_counts_samples_not_items(tmp_path):
    items = ("毒死蜱", "氧乐果", "铅(以Pb计)", "镉", "甲胺磷")
    rows = [item_row("XC001", item) for item in items]
    rows += [
        item_row("XC002", item, "不合格项" if item == "镉" else "合格项", "纯抽检不合格样品")
        for item in items
    ]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(NATIONAL, rows)))
    assert (checked.rows, checked.records) == (10, 2)
    assert codes(checked) == ["repeated_sample"]
    facts = samples(checked)
    assert (facts["XC001"]["item_rows"], facts["XC001"]["conclusion"]) == (5, "qualified")
    assert (facts["XC002"]["conclusion"], facts["XC002"]["failed_items"]) == ("failed", "镉")
    assert facts["XC001"]["has_residue"] and facts["XC001"]["is_produce"]
    found = {one.header: one.column for one in checked.columns}
    assert (found["检验结果*"], found["结果判定*"], found["检验项目"]) == (None, "item_verdict", "item")


@pytest.mark.parametrize(
    "verdicts, conclusion",
    [
        (("合格项", "合格项"), "qualified"),
        (("合格项", "不合格项"), "failed"),
        (("合格项", "问题项"), "qualified"),
        (("问题项", "不判定项"), "problem"),
        (("不判定项", "不判定项"), "not_judged"),
        (("合格项", ""), "pending"),
    ],
)
def test_items_alone_decide_where_there_is_no_conclusion(tmp_path, verdicts, conclusion):
    headers = [header for header in NATIONAL if header != "结论*"]
    rows = [item_row("XC001", f"项目{n}", verdict) for n, verdict in enumerate(verdicts)]
    rows = [[value for header, value in zip(NATIONAL, one, strict=True) if header != "结论*"] for one in rows]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows)))
    assert samples(checked)["XC001"]["conclusion"] == conclusion


@pytest.mark.parametrize(
    "text, conclusion, purpose",
    [
        ("纯抽检合格样品", "qualified", "监督抽检"),
        ("纯抽检不合格样品", "failed", "监督抽检"),
        ("抽检合格样品并监测问题样品", "qualified", "监督抽检"),
        ("抽检不合格样品并监测问题样品", "failed", "监督抽检"),
        ("抽检合格样品并监测不判定样品", "qualified", "监督抽检"),
        ("抽检不合格样品并监测不判定样品", "failed", "监督抽检"),
        ("纯监测问题样品", "problem", "风险监测"),
        ("纯监测不判定合格样品", "not_judged", "风险监测"),
        ("未检验样品", "untested", "监督抽检"),
        ("合格", "qualified", "监督抽检"),
        ("不合格", "failed", "监督抽检"),
        ("符合", "qualified", "监督抽检"),
        ("不符合", "failed", "监督抽检"),
        ("问题样品", "problem", "风险监测"),
        ("未出结果", "pending", "监督抽检"),
        ("待检", "pending", "监督抽检"),
        ("", "pending", "监督抽检"),
        ("/", "pending", "监督抽检"),
        ("经检验，所检项目符合要求", "qualified", "监督抽检"),
    ],
)
def test_conclusions(tmp_path, text, conclusion, purpose):
    checked = plain(tmp_path, row(verdict=text, purpose="", items=""), row("XC002"))
    assert (samples(checked)["XC001"]["conclusion"], samples(checked)["XC001"]["purpose"]) == (
        conclusion,
        purpose,
    )
    assert not checked.has_errors


def test_rechecks_leave_the_failed_set(tmp_path):
    rows = [
        row("XC001", verdict="初检：不合格；复检：合格", items="铅"),
        row("XC002", verdict="初检不合格 复检不合格", items="铅"),
    ]
    facts = samples(plain(tmp_path, *rows))
    assert (facts["XC001"]["conclusion"], facts["XC001"]["is_overturned"]) == ("failed", True)
    assert (facts["XC002"]["conclusion"], facts["XC002"]["is_overturned"]) == ("failed", False)
    own = plain(tmp_path, (*row(verdict="不合格", items="铅"), "合格"), headers=(*PLAIN, "复检结论"))
    assert samples(own)["XC001"]["is_overturned"]


LIST = ("抽样编号", "序号", "标称生产企业名称", "被抽样单位名称", "被抽样单位地址", "食品名称", "规格型号", "生产日期/批号", "分类",
        "公告号", "公告日期", "任务来源/项目名称", "备注")  # fmt: skip


def published(number, address="示例省示例市甲县人民路1号"):
    return (
        number,
        "1",
        "某厂",
        "某店",
        address,
        "面包",
        "10g",
        "2026-01-02",
        "糕点",
        "第1号",
        "2026-03-05",
        "市级/2026年监督抽检",
        "/",
    )


def test_published_pair_takes_the_verdict_from_sheet_names(tmp_path):
    good = table(LIST, [published("XC001"), published("XC002")], name="合格")
    bad_headers = (*LIST, "不合格项目║检验结果║标准值")
    bad = table(
        bad_headers,
        [(*published("XC003"), "铅║0.9mg/kg║≤0.5mg/kg"), ("",) * 13 + ("镉║1║0.1",)],
        name="不合格",
    )
    checked = check(write_xlsx(tmp_path / "公示.xlsx", good, bad))
    assert {number: fact["conclusion"] for number, fact in samples(checked).items()} == {
        "XC001": "qualified", "XC002": "qualified", "XC003": "failed",
    }  # fmt: skip
    assert samples(checked)["XC003"]["item_rows"] == 2
    assert samples(checked)["XC001"]["unit_id"] == "990001"
    assert samples(checked)["XC001"]["month"] == 202603
    assert codes(checked, "error") == []
    assert codes(checked).count("verdict_from_title") == 2


@pytest.mark.parametrize(
    "title, name, file, conclusion",
    [
        ("监督抽检不合格产品信息", "Sheet1", "附件.xlsx", "failed"),
        ("监督抽检合格产品信息", "Sheet1", "不合格.xlsx", "qualified"),
        ("", "Sheet1", "3不合格产品公示.xlsx", "failed"),
        ("", "Sheet1", "4合格产品公示.xlsx", "qualified"),
        ("合格及不合格产品信息", "Sheet1", "附件.xlsx", "pending"),
    ],
)
def test_published_list_takes_the_verdict_from_title_then_file(tmp_path, title, name, file, conclusion):
    checked = check(write_xlsx(tmp_path / file, table(LIST, [published("XC001")], title, name)))
    assert samples(checked)["XC001"]["conclusion"] == conclusion


def test_published_list_goes_to_the_declared_month(tmp_path):
    path = write_xlsx(tmp_path / "合格.xlsx", table(LIST, [published("XC001")]))
    checked = check(path, Declared(period=Period(202601, 202602)))
    assert samples(checked)["XC001"]["month"] == 202602
    assert "month_from_period" in codes(checked)


def test_continuation_rows_and_totals(tmp_path):
    rows = [
        row("XC001", verdict="不合格", items="菌落总数"),
        ("",) * 10 + ("霉菌",),
        row("XC002"),
        ("合计", "", "", "", "", "", "", "", "", "2批", ""),
        ("填表人：某某", *("",) * 10),
    ]
    checked = plain(tmp_path, *rows)
    assert samples(checked)["XC001"]["failed_items"] == "菌落总数；霉菌"
    assert samples(checked)["XC001"]["item_rows"] == 2
    assert [(one.row, one.reason) for one in checked.ignored] == [(6, "合计行"), (7, "表尾")]


def test_merged_sample_cells_count_once(tmp_path):
    layout = table(
        PLAIN, [row("XC001", verdict="不合格", items="菌落总数"), ("",) * 10 + ("霉菌",), row("XC002")]
    )
    for col in range(10):
        layout.merge(1, col, 2, col)
    facts = samples(check(write_xlsx(tmp_path / "x.xlsx", layout)))
    assert (len(facts), facts["XC001"]["item_rows"]) == (2, 2)


@pytest.mark.parametrize(
    "text, day",
    [
        ("2025-12-01", date(2025, 12, 1)),
        ("2025/8/3", date(2025, 8, 3)),
        ("2025.1.5", date(2025, 1, 5)),
        (" 2025/11/7", date(2025, 11, 7)),
        ("2020年7月2日", date(2020, 7, 2)),
        ("20150105", date(2015, 1, 5)),
        ("2025-08-16（购进日期）", date(2025, 8, 16)),
        ("45960.0", date(2025, 10, 30)),
        ("２０２５-12-01", date(2025, 12, 1)),
        ("2025-12-01 09:30:00", date(2025, 12, 1)),
    ],
)
def test_dates(tmp_path, text, day):
    assert samples(plain(tmp_path, row(day=text)))["XC001"]["sampled_on"] == day


@pytest.mark.parametrize(
    "changes, code, cell",
    [
        ({"number": ""}, "sample_no_missing", "A3"),
        ({"number": "7"}, "sample_no_odd", "A3"),
        ({"day": "2021-13-01"}, "bad_date", "G3"),
        ({"day": "1921-04-02"}, "bad_date", "G3"),
        ({"day": ""}, "date_missing", "G3"),
        ({"day": "1999-04-02"}, "date_implausible", "G3"),
        ({"verdict": "基本可以"}, "unknown_verdict", "J3"),
        ({"county": "丑县"}, "unknown_place", "D3"),
        ({"county": ""}, "place_missing", ""),
        ({"category": "石头"}, "unknown_category", "F3"),
        ({"category": ""}, "category_missing", ""),
        ({"verdict": "不合格"}, "failed_without_items", "K3"),
        ({"items": "菌落总数"}, "qualified_with_items", "K3"),
        ({"purpose": ""}, "purpose_missing", ""),
        ({"purpose": "风险监测", "verdict": "纯抽检合格样品"}, "purpose_differs", "H3"),
        ({"purpose": "快检"}, "quick_tests", ""),
        ({"purpose": "评价性抽检"}, "other_purposes", ""),
        ({"verdict": "待检"}, "no_verdict_yet", ""),
    ],
)
def test_each_rule(tmp_path, changes, code, cell):
    checked = plain(tmp_path, row(**changes), row("XC900"))
    found = [one for one in checked.findings if one.code == code]
    assert [one.cell for one in found] == [cell]


def test_rules_about_period_and_sender(tmp_path):
    checked = plain(
        tmp_path,
        row(),
        row("XC002", county="乙县"),
        declared=Declared(unit="甲县", period=Period.of_month(202105)),
    )
    assert codes(checked) == ["date_outside_period", "date_outside_period", "other_place"]
    assert checked.unit_id == "990001"
    assert ("990001", 202105) in checked.coverage
    assert codes(plain(tmp_path, row(), declared=Declared(unit="丑县")), "error") == ["unknown_unit"]


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"verdict": "不合格", "items": "铅"}, "verdict_conflict"),
        ({"food": "面包"}, "food_conflict"),
        ({"county": "乙县"}, "place_conflict"),
    ],
)
def test_one_number_for_two_samples_names_both_rows(tmp_path, changes, code):
    checked = plain(tmp_path, row(), row("XC002"), row(**changes))
    found = [one for one in checked.findings if one.severity == "error"]
    assert [one.code for one in found] == [code]
    assert "第 3 行" in found[0].message and "第 5 行" in found[0].message


def test_sheets_of_a_pair_may_not_contradict(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(LIST, [published("XC001")], name="合格"),
                               table(LIST, [published("XC001")], name="不合格")))  # fmt: skip
    assert codes(checked, "error") == ["verdict_conflict"]


def test_items_that_contradict_the_conclusion(tmp_path):
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(NATIONAL, [item_row("XC001", "镉", "不合格项")])))
    assert codes(checked) == ["items_contradict"]


def test_report_before_sampling(tmp_path):
    checked = plain(tmp_path, (*row(), "2021-03-01"), headers=(*PLAIN, "报告日期"))
    assert [(one.code, one.cell) for one in checked.findings] == [("reported_before_sampled", "L3")]


@pytest.mark.parametrize(
    "county, unit",
    [
        ("甲县", "990001"), ("示例省示例市甲县", "990001"), ("示例市新乙县", "990002"), ("乙  县", "990003"),
        ("示例开发区", "demo-kfq"), ("示例市", "unplaced"), ("另一市乙县", "unplaced"),
    ],
)  # fmt: skip
def test_places(tmp_path, county, unit):
    assert samples(plain(tmp_path, row(county=county)))["XC001"]["unit_id"] == unit


def test_sender_stands_in_for_a_missing_county(tmp_path):
    checked = plain(tmp_path, row(county=""), declared=Declared(unit="乙县"))
    assert samples(checked)["XC001"]["unit_id"] == "990003"
    by_city = plain(tmp_path, row(county=""), declared=Declared(unit="示例市"))
    assert samples(by_city)["XC001"]["unit_id"] == "unplaced"


@pytest.mark.parametrize(
    "header, column",
    [
        ("抽样 编号 *", "sample_no"), ("抽样\n编号", "sample_no"), ("样品条码", "sample_no"), ("抽\u3000样单号", "sample_no"),
        ("\ufeff抽样编号", "sample_no"), ("抽样编号.1", "sample_no"), ("备用号", None),
    ],
)  # fmt: skip
def test_header_spellings(tmp_path, header, column):
    checked = plain(tmp_path, row(), headers=(header, *PLAIN[1:]))
    assert checked.columns[0].column == column
    assert ("required_column_missing" in codes(checked)) == (column is None)


def test_near_misses_are_kept_apart(tmp_path):
    headers = (
        "抽样编号",
        "抽检单位",
        "受检单位",
        "样品名称",
        "检验项目",
        "不合格项",
        "检验结果",
        "抽样时间",
        "标识生产企业县",
        "县区",
    )
    rows = [("XC001", "某所", "某店", "面包", "铅", "", "合格", "2021-04-02", "外地县", "甲县")]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows)))
    assert [one.column for one in checked.columns] == [
        "sample_no", "sampler", "entity_name", "food_name", "item", "failed_items", "conclusion", "sampled_on", None, "county_text",
    ]  # fmt: skip
    assert samples(checked)["XC001"]["conclusion"] == "qualified"


def test_measured_values_are_no_verdict(tmp_path):
    headers = ("抽样编号", "受检单位", "样品名称", "检验项目", "检验结果", "抽样时间", "县区")
    rows = [
        ("XC001", "某店", "面包", "铅", "0.05mg/kg", "2021-04-02", "甲县"),
        ("XC002", "某店", "面包", "铅", "未检出", "2021-04-02", "甲县"),
    ]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows)))
    assert checked.columns[4].column is None
    assert samples(checked)["XC001"]["conclusion"] == "pending"
    assert "no_verdict_column" in codes(checked)


def test_two_line_header(tmp_path):
    layout = table(PLAIN, [])
    layout.cells = {}
    layout.put(0, 0, "抽检台账").put(
        1, 0, "抽样编号", "被抽样单位", None, "样品名称", "抽样日期", "结论"
    ).put(2, 1, "名称", "地址")
    layout.merge(1, 1, 1, 2)
    for col in (0, 3, 4, 5):
        layout.merge(1, col, 2, col)
    layout.put(3, 0, "XC001", "某店", "示例市甲县人民路", "面包", "2021-04-02", "合格")
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert [one.column for one in checked.columns] == [
        "sample_no", "entity_name", "entity_address", "food_name", "sampled_on", "conclusion",
    ]  # fmt: skip
    assert samples(checked)["XC001"]["unit_id"] == "990001"


def test_number_that_lost_its_digits(tmp_path):
    checked = plain(tmp_path, row(number=1234567890123456789), row("XC002"))
    assert ("lost_digits", "A3") in [(one.code, one.cell) for one in checked.findings]


def test_many_findings_are_capped_with_the_true_count(tmp_path):
    checked = plain(tmp_path, *(row(f"XC{n:04d}", verdict="说不清") for n in range(70)))
    found = [one for one in checked.findings if one.code == "unknown_verdict"]
    assert len(found) == 51
    assert "70" in found[50].message and "20" in found[50].message
    assert found[50].cell == "J3:J72"  # the whole column in one range


def test_agriculture_and_levels(tmp_path):
    checked = plain(tmp_path, row(source="国家市场监督管理总局"), row("XC002", source="示例省市场监督管理局"),
                    row("XC003", source="甲县市场监管局", taker="甲县农业农村局"))  # fmt: skip
    facts = samples(checked)
    assert [facts[number]["level"] for number in ("XC001", "XC002", "XC003")] == ["国家", "省", "县"]
    assert (facts["XC003"]["department"], facts["XC003"]["is_produce"]) == ("agriculture", True)


NUMBERS = st.text(ascii_uppercase + "0123456789", min_size=6, max_size=12).map("DC".__add__)
RECORDS = st.fixed_dictionaries({
    "county": st.sampled_from(["甲县", "乙县", "新乙县", "示例开发区"]),
    "food": st.sampled_from(["馒头", "面包", "白酒"]),
    "day": st.dates(date(2021, 1, 1), date(2021, 12, 31)),
    "verdict": st.sampled_from([("合格", "qualified"), ("不合格", "failed"), ("待检", "pending"), ("未检验样品", "untested")]),
    "purpose": st.sampled_from(["监督抽检", "风险监测", "评价性抽检", "快检"]),
    "repeats": st.integers(1, 3),
})  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.dictionaries(NUMBERS, RECORDS, min_size=1, max_size=12),
    order=st.permutations(range(len(PLAIN))),
    offset=st.integers(0, 5),
)
def test_any_ledger_comes_back_as_it_went_in(tmp_path, records, order, offset):
    rows = []
    for number, one in records.items():
        text = one["day"].strftime("%Y年%m月%d日")
        made = row(
            number,
            county=one["county"],
            food=one["food"],
            day=text,
            purpose=one["purpose"],
            verdict=one["verdict"][0],
        )
        rows += [[made[col] for col in order]] * one["repeats"]
    layout = table([PLAIN[col] for col in order], rows).moved(offset, offset)
    found = samples(check(write_xlsx(tmp_path / "x.xlsx", layout)))
    assert {
        n: (f["county_text"], f["food_name"], f["sampled_on"], f["conclusion"], f["purpose"], f["item_rows"])
        for n, f in found.items()
    } == {
        n: (r["county"], r["food"], r["day"], r["verdict"][1], r["purpose"], r["repeats"])
        for n, r in records.items()
    }
