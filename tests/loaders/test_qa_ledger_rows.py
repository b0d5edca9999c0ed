"""Holds what a row of a ledger is: a record, a sentence, a total, or one more row of the sample above."""

from datetime import date, timedelta

import pytest

from domain.period import Period
from loaders.checked import Checked, Declared
from tests.loaders.forms import check, codes, samples, table, write_xlsx

HEADERS = (
    "序号",
    "抽样编号",
    "县区",
    "食品名称",
    "被抽样单位名称",
    "食品大类",
    "抽样日期",
    "检验目的",
    "检验结论",
    "不合格项目",
)
MARCH = Declared(period=Period(202103, 202103))


def row(number="XC2021001", food="馒头", **more: object) -> tuple:
    kept = {
        "at": 1,
        "county": "甲县",
        "entity": "某店",
        "day": "2021-03-02",
        "purpose": "监督抽检",
        "verdict": "合格",
        "items": "",
    } | more
    return (
        kept["at"],
        number,
        kept["county"],
        food,
        kept["entity"],
        "糕点",
        kept["day"],
        kept["purpose"],
        kept["verdict"],
        kept["items"],
    )


def ledger(tmp_path, *rows, headers=HEADERS, title="2021年3月食品抽检台账", declared=None) -> Checked:
    return check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows, title)), declared)


@pytest.mark.parametrize("cells", [
    ("", "本月无抽检任务"), (1, "本月无抽检任务"), (1, "无"+"抽检任务", "甲县"), ("", "", "本月未开展抽检"), (1, "", "", "本月无抽检任务"),
    ("", "暂未下达"),
])  # fmt: skip
def test_a_sentence_is_no_sample(tmp_path, cells):
    checked = ledger(tmp_path, cells, declared=MARCH)
    assert (checked.records, codes(checked, "error")) == (0, [])
    assert [one.reason for one in checked.ignored] == ["没有数据的文字行"]


def test_words_in_the_place_of_a_number_are_refused_beside_a_real_sample(tmp_path):
    checked = ledger(tmp_path, row(), row("待补", "花卷"))
    assert codes(checked, "error") == ["sample_no_words"]


@pytest.mark.parametrize("cells", [
    ("", "2月小计", 2), (3, "2月小计", 2), ("共计", 2), ("闻喜县合计", 2), ("监督抽检合计", "2", "", "", "", "", "", "", "100%"),
    ("其中：不合格", 0), ("合格率", "100%"), ("共2批",), ("", "", "", "小计"), ("本页小计", "2"), ("平均", 2), ("总数", "2批"),
])  # fmt: skip
def test_a_total_is_no_sample(tmp_path, cells):
    checked = ledger(tmp_path, row(), row("XC2021002"), cells, declared=MARCH)
    assert (checked.records, codes(checked)) == (2, [])
    assert len(checked.ignored) == 1


def test_a_total_in_the_number_column_is_still_compared(tmp_path):
    checked = ledger(tmp_path, row(), row("XC2021002"), ("", "3月小计", "3批"))
    assert codes(checked) == ["total_count_differs"]


@pytest.mark.parametrize("name", ["小计便利店", "合计利超市", "北京会计服务部"])
def test_a_shop_whose_name_sounds_like_a_total_is_data(tmp_path, name):
    assert ledger(tmp_path, row(entity=name), row("XC2021002", entity=name)).records == 2


def test_a_header_repeated_inside_a_sample_does_not_end_it(tmp_path):
    more = [("",) * 9 + (item,) for item in ("镉", "铬")]
    checked = ledger(tmp_path, row(verdict="不合格", items="铅"), more[0], HEADERS, more[1], row("XC2021002"))
    assert (checked.records, codes(checked, "error")) == (2, [])
    assert samples(checked)["XC2021001"]["failed_items"].split("；") == ["铅", "铬", "镉"]


def test_ditto_is_the_cell_above(tmp_path):
    rows = [row(), row("XC2021002", "同上", county="〃", day="同上", purpose="同上")]
    found = samples(ledger(tmp_path, *rows))["XC2021002"]
    assert (found["food_name"], found["unit_id"], found["sampled_on"]) == ("馒头", "990001", date(2021, 3, 2))


def test_a_day_without_year_is_of_the_titles_year(tmp_path):
    checked = ledger(tmp_path, row(day="3月5日"))
    assert samples(checked)["XC2021001"]["sampled_on"] == date(2021, 3, 5)
    refused = ledger(tmp_path, row(day="3月5日"), title="食品抽检台账")
    assert codes(refused, "error") == ["bad_date"]


def test_a_month_without_day_is_counted_in_its_month(tmp_path):
    checked = ledger(tmp_path, row(day="2021年2月"))
    [found] = samples(checked).values()
    assert (found["sampled_on"], found["month"]) == (None, 202102)
    assert "day_missing" in codes(checked)


@pytest.mark.parametrize(
    "days, refused", [(0, []), (1, []), (2, ["sampled_in_future"]), (400, ["sampled_in_future"])]
)
def test_a_sample_still_to_be_taken_is_refused(tmp_path, days, refused):
    day = (date.today() + timedelta(days=days)).isoformat()
    assert codes(ledger(tmp_path, row(day=day), title="台账"), "error") == refused


ITEMS = (*HEADERS, "检验项目")


def test_items_with_verdicts_of_their_own_make_one_failed_sample(tmp_path):
    rows = [(*row(verdict="不合格"), "铅"), (*row(verdict="合格"), "毒死蜱"), (*row("XC2021002"), "铅")]
    checked = ledger(tmp_path, *rows, headers=ITEMS)
    found = samples(checked)
    assert (found["XC2021001"]["conclusion"], found["XC2021001"]["failed_items"]) == ("failed", "铅")
    assert codes(checked, "warning") == ["verdict_by_item"]


def test_one_item_with_two_verdicts_is_a_contradiction(tmp_path):
    rows = [(*row(verdict="不合格", items="铅"), "铅"), (*row(verdict="合格"), "铅")]
    assert codes(ledger(tmp_path, *rows, headers=ITEMS), "error") == ["verdict_conflict"]


@pytest.mark.parametrize("second, overturned", [("合格", True), ("不合格", False)])
def test_first_test_and_reinspection_are_one_sample(tmp_path, second, overturned):
    rows = [(*row(verdict="不合格", items="铅"), "初检"), (*row(verdict=second), "复检")]
    checked = ledger(tmp_path, *rows, headers=(*HEADERS, "检验类型"))
    [found] = samples(checked).values()
    assert (found["conclusion"], found["is_overturned"]) == ("failed", overturned)
    assert codes(checked, "error") == []


def test_a_verdict_nobody_understands_is_not_also_counted_as_pending(tmp_path):
    assert codes(ledger(tmp_path, row(verdict="还行"))) == ["unknown_verdict"]


def test_the_city_is_no_suggestion_for_a_county(tmp_path):
    [said] = [
        one.message for one in ledger(tmp_path, row(county="示例市")).findings if one.code == "unknown_place"
    ]
    assert "是否为:示例市" not in said


def test_a_whole_row_is_named_in_words(tmp_path):
    messages = [one.message for one in ledger(tmp_path, row(), row(verdict="不合格", items="铅")).findings]
    assert messages and not any(":2" in text or "3:3" in text for text in messages)
