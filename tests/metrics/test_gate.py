"""The standard: veto items decide, missing counts as missed, evidence stands beside figures."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from domain.finding import Refusal
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.state import State
from metrics.board import Board
from metrics.gate import judge_campaigns, judge_standard
from metrics.gate_result import FAILED, OPEN, PASSED
from metrics.indicators import indicators
from metrics.standard import Item, Rule, Standard, load_standard
from store.evidence import NewEvidence, history, record, standing
from tests.metrics.builders import jurisdiction, put, warehouse


def item(number: int, item_class: str, *names: str, asks: bool = False, years: int = 1, points=0) -> Item:
    return Item(
        number, "组", f"第{number}项", item_class, names, asks, "", "", years, f"附件2({number})", points
    )


def said(house, number: int, state: str, unit: str = "a", year: int = 2020) -> None:
    record(house, NewEvidence(f"standard:{number}", unit, year, state, "依据某某材料"), "测试")


GATE = Rule("gate")


def judge(house, *items: Item, rule: Rule = GATE, unit: str = "a"):
    [found] = judge_standard(Board(jurisdiction(), house), Standard(rule, items, ()), 202012, [unit])
    return found


def give(house, indicator: str, top: int, base: int | None = None, month: int = 202012) -> None:
    put(
        house,
        "indicator_returns",
        [{"indicator": indicator, "numerator": top, "denominator": base}],
        month=month,
    )


@pytest.mark.parametrize("name", ["yuncheng", "demo"])
def test_the_shipped_standard_has_the_document_s_items_by_class(name: str) -> None:
    found = load_standard(load_jurisdiction(JURISDICTIONS / name), indicators())
    classes = [one.item_class for one in found.items]
    assert (classes.count("否决"), classes.count("关键"), classes.count("一般")) == (5, 17, 16)
    key = {6, 7, 8, 9, 10, 11, 12, 16, 17, 18, 19, 20, 23, 24, 29, 34, 35}
    assert {one.number for one in found.items if one.item_class == "关键"} == key
    assert {one.number for one in found.items if one.item_class == "否决"} == {1, 2, 3, 4, 5}
    assert [one.number for one in found.campaigns] == list(range(1, 13))


def test_every_veto_indicator_stands_in_a_veto_item() -> None:
    city = load_jurisdiction(JURISDICTIONS / "yuncheng")
    found = load_standard(city, indicators())
    named = {name for one in found.items if one.item_class == "否决" for name in one.indicators}
    assert named == {f"YC-{n:02d}" for n in (4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16)}


def test_a_missed_and_a_missing_veto_item_both_fail_the_whole() -> None:
    house = warehouse()
    veto = item(5, "否决", "YC-15", "YC-16")
    assert judge(house, veto).word == FAILED
    give(house, "YC-15", 5, 5)
    assert judge(house, veto).reasons == ("否决项（5）第5项：2020年 应公开信息公开率 未报送",)
    give(house, "YC-16", 4, 5)
    assert "80.00 %" in judge(house, veto).reasons[0]
    give(house, "YC-16", 5, 5)
    assert judge(house, veto).word == PASSED


def test_each_of_the_last_three_years_must_hold() -> None:
    house = warehouse()
    veto = item(1, "否决", "YC-04", years=3)
    give(house, "YC-04", 0)
    give(house, "YC-04", 0, month=201912)
    assert judge(house, veto).reasons == ("否决项（1）第1项：2018年 重大食品安全事故 未报送",)
    give(house, "YC-04", 1, month=201812)
    assert judge(house, veto).items[0].state is State.MISSED


def test_key_items_leave_it_open_and_never_pass_unseen() -> None:
    house = warehouse()
    items = (item(1, "否决", "YC-15"), item(6, "关键", asks=True), item(13, "一般", asks=True))
    give(house, "YC-15", 5, 5)
    found = judge(house, *items)
    assert (found.word, found.met) == (OPEN, {"否决": (1, 1), "关键": (0, 1), "一般": (0, 1)})
    said(house, 6, "done")
    said(house, 13, "not_applicable")
    assert judge(house, *items).word == PASSED


def test_evidence_is_append_only_and_the_newest_stands() -> None:
    house = warehouse()
    for state, expected in (("partly", State.MISSED), ("done", State.MET), ("withdrawn", State.NOT_REPORTED)):
        said(house, 6, state)
        assert judge(house, item(6, "关键", asks=True)).items[0].state is expected
    assert [one.state for one in history(house, "standard")] == ["partly", "done", "withdrawn"]
    assert standing(house, "standard") == {}


def test_evidence_of_a_later_year_says_nothing_about_this_one() -> None:
    house = warehouse()
    said(house, 6, "done", year=2021)
    assert judge(house, item(6, "关键", asks=True)).items[0].state is State.NOT_REPORTED


def test_a_target_of_the_city_is_no_county_s_business() -> None:
    house = warehouse()
    assert judge(house, item(10, "关键", "YC-17")).items[0].state is State.NOT_APPLICABLE
    assert judge(house, item(10, "关键", "YC-17"), unit="root").items[0].state is State.NOT_REPORTED


def test_the_points_rule_needs_every_key_item_and_the_total() -> None:
    rule, house = Rule("points"), warehouse()
    key, plain = (
        item(6, "关键", asks=True, points=Fraction(5)),
        item(13, "一般", asks=True, points=Fraction(95)),
    )
    said(house, 13, "done")
    said(house, 6, "partly")
    found = judge(house, key, plain, rule=rule)
    assert (found.score, found.word) == (Fraction(195, 2), FAILED)
    assert "得分率低于 60 %" in found.reasons[0]
    said(house, 6, "done")
    assert judge(house, key, plain, rule=rule).word == PASSED
    said(house, 13, "partly")
    assert "总分 52.50，低于 90 分" in judge(house, key, plain, rule=rule).reasons[0]


def test_campaigns_are_judged_by_figures_or_by_what_was_recorded() -> None:
    house = warehouse()
    standard = load_standard(load_jurisdiction(JURISDICTIONS / "yuncheng"), indicators())
    board = Board(jurisdiction(), house)
    give(house, "YC-20", 40, 40)
    give(house, "YC-21", 39, 40)
    record(house, NewEvidence("campaign:1", "a", 2020, "done", "已结束"), "测试")
    found = {one.item.number: one.state for one in judge_campaigns(board, standard, 202012, ["a"])}
    assert (found[1], found[5], found[2]) == (State.MET, State.MISSED, State.NOT_REPORTED)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ('class = "否决"', 'class = "重要"', "重要"),
        ('indicators = ["YC-04", "YC-05"]', 'indicators = ["YC-99"]', "YC-99"),
        ('lead = ""\n', "", "lead"),
        ("number = 2\n", "number = 1\n", "重复"),
        ('preset = "gate"', 'preset = "sum"', "sum"),
        ("years = 3", "years = 3\nyaers = 2", "yaers"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(tmp_path: Path, before: str, after: str, word: str) -> None:
    text = (JURISDICTIONS / "yuncheng" / "standard.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "standard.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Refusal, match=word):
        load_standard(replace(jurisdiction(), folder=tmp_path), indicators())


def test_without_points_of_their_own_items_weigh_the_same(tmp_path: Path) -> None:
    text = (JURISDICTIONS / "yuncheng" / "standard.toml").read_text(encoding="utf-8")
    (tmp_path / "standard.toml").write_text(text.replace('"gate"', '"points"', 1), encoding="utf-8")
    found = load_standard(replace(jurisdiction(), folder=tmp_path), indicators())
    assert {one.points for one in found.items if one.item_class != "否决"} == {1}
    assert {one.points for one in found.items if one.item_class == "否决"} == {0}


def test_a_folder_without_a_standard_has_none(tmp_path: Path) -> None:
    assert load_standard(replace(jurisdiction(), folder=tmp_path), indicators()) is None
