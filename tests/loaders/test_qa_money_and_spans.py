"""Holds what was found by reading counties' files with fresh eyes: units, spans and kinds never guessed."""

from decimal import Decimal

import pytest

from domain.known_indicator import Kind, KnownIndicator
from loaders.labels import is_total, money_unit
from loaders.terms import verdict_in_title
from tests.loaders.forms import Layout, check, write_xlsx

SENDER = "报送单位：甲县　统计时间：2021年1月1日至5月31日"


def told(tmp_path, *rows, **options):
    layout = Layout()
    for at, row in enumerate(rows):
        layout.put(at, 0, *row)
    return check(write_xlsx(tmp_path / "x.xlsx", layout), **options)


def codes(checked) -> set[str]:
    return {one.code for one in checked.findings}


def case_form(tmp_path, *above, amount: object = 12000):
    head = ("违法行为类型", "出动", "立案", "结案", "涉案金额", "罚没款金额")
    rows = (("食品安全违法", 3, 2, 2, amount, 8000), ("广告违法", 1, 1, 1, 500, 300))
    checked = told(tmp_path, ("“铁拳”行动案件统计表",), *above, head, *rows)
    facts = checked.facts["case_cells"].to_pylist()
    return checked, {(one["violation"], one["measure"]): one["value"] for one in facts}


@pytest.mark.parametrize("above", [
    ((SENDER,), ("", "", "单位：元")),
    ((SENDER, "", "", "单位：件、元"),),
    ((SENDER + "  金额单位：元",),),
    ((SENDER,), ("（金额单位：元）",)),
])  # fmt: skip
def test_a_unit_line_above_a_form_says_what_its_money_is_in(tmp_path, above):
    checked, values = case_form(tmp_path, *above)
    assert values["食品安全违法", "amount_involved"] == Decimal("1.2")
    assert values["广告违法", "fines_and_confiscations"] == Decimal("0.03")
    assert "money_converted" in codes(checked)


def test_money_without_any_unit_is_said_to_be_assumed(tmp_path):
    checked, values = case_form(tmp_path, (SENDER,))
    assert values["食品安全违法", "amount_involved"] == 12000
    assert "money_unit_assumed" in codes(checked)


def test_the_word_for_not_applicable_is_a_blank(tmp_path):
    checked, values = case_form(tmp_path, (SENDER,), ("单位：万元",), amount="不适用")
    assert ("食品安全违法", "amount_involved") not in values
    assert not {"money_expected", "money_unit_assumed", "total_unread"} & codes(checked)


@pytest.mark.parametrize("text, unit", [
    ("单位：件、万元", "万元"),
    ("（单位：元）", "元"),
    ("计量单位：人次、家、件、元", "元"),
    ("报送单位：元氏县市场监管局", ""),
    ("填报单位：元宝区 统计时间：2021年1月", ""),
    ("单位：件", ""),
])  # fmt: skip
def test_a_unit_line_is_a_list_of_measure_words(text, unit):
    assert money_unit([text]) == unit


@pytest.mark.parametrize("text", ["共计", "县级合计", "甲县合计", "监督抽检合计", "全市总计"])
def test_a_total_may_say_of_what(text):
    assert is_total(text)


def figures(tmp_path, *rows):
    checked = told(tmp_path, *rows)
    found = checked.facts["summary_figures"].to_pylist() if checked.facts else []
    return checked, {(one["measure"], one["first_month"], one["month"]): one["value"] for one in found}


def test_a_cumulative_column_under_a_month_counts_from_january(tmp_path):
    checked, values = figures(
        tmp_path,
        ("2021年3月食品抽检情况统计表",),
        ("县区", "本月抽检批次", "累计抽检批次", "累计不合格批次"),
        ("甲县", 10, 40, 2),
        ("乙县", 5, 20, 1),
    )
    assert values.keys() == {("sampled", 202101, 202103), ("failed", 202101, 202103)}
    assert "summary_cumulative" in codes(checked)


def test_cumulative_and_other_columns_never_stand_for_the_same_months(tmp_path):
    checked, values = figures(
        tmp_path,
        ("2021年3月食品抽检情况统计表",),
        ("县区", "抽检批次", "累计不合格批次"),
        ("甲县", 10, 2),
        ("乙县", 5, 1),
    )
    assert values.keys() == {("sampled", 202103, 202103)}
    assert "summary_column_unclear" in codes(checked)


@pytest.mark.parametrize(
    "header, kind", [("户籍人口（人）", "户籍"), ("常住人口", "常住"), ("户籍人口（万人）", "户籍")]
)
def test_the_header_names_the_kind_of_population(tmp_path, header, kind):
    checked = told(tmp_path, ("2020年人口表",), ("县区", header), ("甲县", 30), ("乙县", 40))
    assert {one["kind"] for one in checked.facts["populations"].to_pylist()} == {kind}
    assert "kind_missing" not in codes(checked)


def test_unknown_indicators_are_no_repeats_and_the_nearest_are_indicators(tmp_path):
    known = {"YC-06": KnownIndicator("YC-06", "食品安全总体满意度", Kind.SURVEY)}
    rows = (("甲县", "2021-04", "满意度", "", 80), ("甲县", "2021-04", "甲乙丙", "", 80))
    checked = told(tmp_path, ("单位", "期间", "指标", "分子", "调查值(%)"), *rows, known=known)
    said = [one.message for one in checked.findings if one.code == "unknown_indicator"]
    assert "YC-06 食品安全总体满意度" in said[0] and "没有相近的指标" in said[1]
    assert "repeated_key" not in codes(checked)


@pytest.mark.parametrize("title, verdict", [
    ("2021年第一季度抽检合格率98%情况通报附表", None),
    ("不合格率较高品种抽检名单", None),
    ("食用农产品合格证抽查", None),
    ("合格率通报：不合格样品名单", "failed"),
    ("抽检不合格情况表", "failed"),
    ("食品抽检合格情况一览表", None),
    ("食品抽检合格产品信息", "qualified"),
    ("不 合 格产品信息", "failed"),
])  # fmt: skip
def test_a_rate_in_a_title_is_no_verdict(title, verdict):
    assert verdict_in_title(title) == verdict


def test_samples_under_a_title_of_rates_have_no_verdict_yet(tmp_path):
    head = ("抽样编号", "县区", "食品名称", "抽样日期")
    row = ("XBJ21080200001", "甲县", "挂面", "2021-03-02")
    checked = told(tmp_path, ("2021年抽检合格率98%情况通报附表",), head, row)
    assert [one["conclusion"] for one in checked.facts["samples"].to_pylist()] == ["pending"]
