"""Coverage of inspections: distinct subjects of the register, never visits; who is still open, who stands apart."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.inspection import OTHER
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.state import State
from metrics.board import Board
from metrics.inspected_group import (
    NO_REGISTER,
    NOT_IN_FORCE,
    OTHER_CATEGORY,
    OTHER_UNIT,
    SEVERAL,
    STATUS_UNKNOWN,
)
from metrics.result import Verdict
from store.same_entity import DIFFERENT, SAME, answer
from store.uploads import undo
from store.warehouse import Warehouse
from tests.metrics.builders import jurisdiction, put, warehouse
from tests.metrics.test_returned import give
from tools.demo_credit import invented_code

ONE, TWO, THREE = (invented_code(number) for number in (1, 2, 3))


def register(house: Warehouse, *rows: dict, unit: str = "a", month: int = 202003) -> str:
    return put(house, "entity_register", [dict(row) for row in rows], unit, month)


def visit(house: Warehouse, *rows: dict, unit: str = "a", month: int = 202004) -> str:
    return put(house, "inspections", [dict(row) for row in rows], unit, month)


def named(name: str, code: str = "", licence: str = "", **more: object) -> dict:
    return {"subject_name": name, "credit_code": code, "licence": licence} | more


def one(
    house: Warehouse, unit: str = "a", indicator: str = "YC-21", month: int = 202012, window: str = "ytd"
) -> Verdict:
    [found] = Board(jurisdiction(), house).verdicts(month, [indicator], [unit], window)
    return found


def rows(house: Warehouse, part: str, unit: str = "a", indicator: str = "YC-21") -> list[dict]:
    return Board(jurisdiction(), house).rows(indicator, unit, 202012, part=part)


def test_visits_are_not_subjects() -> None:
    house = warehouse()
    register(house, named("甲一", ONE), named("甲二", TWO))
    visit(house, *(named("甲一", ONE) for _ in range(5)))
    found = one(house)
    assert (found.numerator, found.denominator, found.value, found.source) == (1, 2, Fraction(50), "ledger")
    assert found.state is State.MISSED
    assert found.reasons[0] == "监督检查 5 次，去重 1 家；名录截至2020年3月"
    assert [row["subject_name"] for row in rows(house, "open")] == ["甲二"]
    assert [(row["subject_name"], row["visits"]) for row in rows(house, "numerator")] == [("甲一", 5)]
    assert len(rows(house, "denominator")) == 2


def test_a_visit_to_nobody_of_the_register_stands_apart_and_cannot_lift_the_share() -> None:
    house = warehouse()
    register(house, named("甲一", ONE))
    visit(house, named("甲一", ONE), named("甲二", TWO), named("甲三"))
    found = one(house)
    assert (found.numerator, found.denominator, found.excluded) == (1, 1, {NO_REGISTER: 2})
    assert found.state is State.MET
    assert {row["subject_name"] for row in rows(house, "excluded")} == {"甲二", "甲三"}


@pytest.mark.parametrize(
    ("registered", "visited", "is_same"),
    [
        (named("甲店", ONE), named("改了名的店", ONE), True),
        (named("甲店", ONE), named("甲店", TWO), False),  # another code is another subject, whatever its name
        (named("甲店", "", "JY1"), named("新名", "", "JY1"), True),
        (named("甲店", ONE, "JY1"), named("新名", "", "JY1"), True),
        (named("甲店", "", "JY1"), named("甲店", "", "JY2"), False),
        (named("甲店", "", "JY1"), named("甲店", ONE), True),  # nothing contradicts the name
        (named("示例（甲）有限责任公司"), named("示例(甲)有限公司"), True),
        (named("甲店", ONE), named("甲店"), True),
    ],
)
def test_code_first_licence_second_name_third(registered: dict, visited: dict, is_same: bool) -> None:
    house = warehouse()
    register(house, registered)
    visit(house, visited)
    assert one(house).numerator == int(is_same)


def test_a_name_counts_only_inside_its_unit() -> None:
    house = warehouse()
    register(house, named("第一小学食堂"), unit="a")
    register(house, named("第一小学食堂"), unit="b")
    visit(house, named("第一小学食堂"), unit="a")
    visit(house, named("别的"), unit="b")
    city = one(house, "root")
    assert (one(house, "a").numerator, one(house, "b").numerator) == (1, 0)
    assert (city.numerator, city.denominator) == (1, 2)


def test_a_name_that_several_bear_is_left_open() -> None:
    house = warehouse()
    register(house, named("便民店", ONE), named("便民店", TWO))
    visit(house, named("便民店"))
    found = one(house)
    assert (found.numerator, found.denominator, found.excluded) == (0, 2, {SEVERAL: 1})


def test_two_rows_of_one_list_are_two_subjects_whatever_their_name() -> None:
    house = warehouse()
    register(house, named("便民店", ONE), named("便民店", "", "JY1"))
    visit(house, named("便民店", "", "JY1"), named("便民店"))
    found = one(house)
    assert (found.numerator, found.denominator, found.excluded) == (1, 2, {SEVERAL: 1})


def test_a_visit_of_a_category_nobody_counts_does_not_count() -> None:
    house = warehouse()
    register(house, named("一小", ONE), named("二小", TWO))
    visit(house, named("一小", ONE, subject_kinds=OTHER), named("二小", TWO, subject_kinds=""))
    assert (one(house).numerator, one(house).denominator) == (1, 2)


def test_a_list_sent_again_without_codes_doubles_nobody() -> None:
    house = warehouse()
    register(house, named("一小食堂", ONE), named("二小食堂", TWO))
    visit(house, named("一小食堂", ONE))
    again = register(house, named("一小食堂", entry_key="一小"), named("二小食堂", entry_key="二小"))
    found = one(house)
    assert (found.numerator, found.denominator) == (1, 2)
    undo(house, again)
    assert (one(house).numerator, one(house).denominator) == (1, 2)


def test_the_unit_of_the_register_decides_and_the_city_counts_once() -> None:
    house = warehouse()
    register(house, named("配餐", ONE), named("甲食堂", TWO), unit="a")
    register(house, named("配餐", ONE), named("乙食堂", THREE), unit="b")
    visit(house, named("配餐", ONE), named("乙食堂", THREE), unit="a")
    visit(house, named("配餐", ONE), unit="b")
    first, second, city = (one(house, unit) for unit in ("a", "b", "root"))
    assert (first.numerator, first.denominator, first.excluded) == (1, 2, {OTHER_UNIT: 1})
    assert (second.numerator, second.denominator, second.excluded) == (2, 2, {})
    assert (city.numerator, city.denominator) == (2, 3)
    assert len(rows(house, "open", "root")) == 1


def test_only_subjects_in_force_of_the_newest_register_count() -> None:
    house = warehouse()
    register(
        house,
        named("老店", ONE),
        named("停店", TWO, status="停业"),
        named("空店", THREE, status=""),
        month=201912,
    )
    visit(house, named("老店", ONE), named("停店", TWO))
    found = one(house)
    assert (found.numerator, found.denominator) == (1, 2)
    assert found.excluded == {"停业": 1, NOT_IN_FORCE: 1}
    register(house, named("停店", TWO), month=202006)
    found, earlier = one(house), one(house, month=202005)
    assert (found.numerator, found.denominator, found.excluded) == (1, 1, {NOT_IN_FORCE: 1})
    assert (earlier.numerator, earlier.denominator) == (1, 2)


def test_each_category_has_its_own_register() -> None:
    house = warehouse()
    register(house, named("食堂", ONE), month=202003)
    register(house, named("小店", TWO, subject_kinds="校园周边、婴配乳粉经营"), month=202006)
    visit(house, named("小店", TWO, subject_kinds="校园周边"))
    assert (one(house).numerator, one(house).denominator) == (1, 2)
    formula = one(house, indicator="YC-22")
    assert formula.state is State.NOT_REPORTED  # a look round the campus says nothing about the formula
    visit(house, named("别的店", subject_kinds="婴配乳粉经营"))
    formula = one(house, indicator="YC-22")
    assert (formula.numerator, formula.denominator, formula.excluded) == (0, 1, {NO_REGISTER: 1})
    visit(house, named("小店", TWO, subject_kinds=""), named("食堂", ONE, subject_kinds="婴配乳粉经营"))
    formula = one(house, indicator="YC-22")
    assert (formula.numerator, formula.excluded) == (1, {NO_REGISTER: 1, OTHER_CATEGORY: 1})


def test_an_examination_is_no_inspection_and_producers_must_be_known_to_produce() -> None:
    house = warehouse()
    kind = {"subject_kinds": "食品生产企业"}
    register(
        house, named("甲厂", ONE, **kind), named("乙厂", TWO, **kind), named("丙厂", THREE, status="", **kind)
    )
    visit(house, named("甲厂", ONE, event="抽查考核", **kind), named("乙厂", TWO, **kind))
    found = one(house, indicator="BYQ-02")
    assert (found.numerator, found.denominator, found.excluded) == (1, 2, {STATUS_UNKNOWN: 1})


def test_a_register_without_a_ledger_is_missing_and_never_zero() -> None:
    house = warehouse()
    register(house, named("甲一", ONE))
    found = one(house)
    assert (found.state, found.numerator) == (State.NOT_REPORTED, None)
    assert any("没有这类主体的监督检查台账，不按 0 判定" in reason for reason in found.reasons)
    put(house, "inspections", [], "a", 202004, covers=(("a", 202004),))  # only a header: nobody was inspected
    found = one(house)
    assert (found.state, found.numerator, found.denominator) == (State.MISSED, 0, 1)


def test_a_ledger_without_a_register_leaves_the_word_to_the_return() -> None:
    house = warehouse()
    visit(house, named("甲一", ONE))
    assert one(house).state is State.NOT_REPORTED
    assert any("没有监管主体名录" in reason for reason in one(house).reasons)
    give(house, "YC-21", "a", 19, 20)
    found = one(house)
    assert (found.numerator, found.denominator, found.source) == (19, 20, "return")


def test_where_both_come_the_ledger_counts_and_the_return_is_compared() -> None:
    house = warehouse()
    upload = register(house, named("甲一", ONE), named("甲二", TWO))
    visit(house, named("甲一", ONE))
    give(house, "YC-21", "a", 2, 2)
    found = one(house)
    assert (found.numerator, found.denominator, found.source) == (1, 2, "ledger")
    assert any("指标报表填报 2 ÷ 2，台账是 1 ÷ 2，以台账为准" in reason for reason in found.reasons)
    undo(house, upload)
    assert (one(house).numerator, one(house).source) == (2, "return")


def test_a_city_adds_what_units_without_a_ledger_returned_and_names_the_silent() -> None:
    house = warehouse()
    register(house, named("甲一", ONE), named("甲二", TWO))
    visit(house, named("甲一", ONE), named("甲二", TWO))
    city = one(house, "root")
    assert (city.numerator, city.denominator, city.state) == (2, 2, State.PENDING)
    assert any("未报送单位：乙县、示例开发区" in reason for reason in city.reasons)
    give(house, "YC-21", "b", 3, 4)
    city = one(house, "root")
    assert (city.numerator, city.denominator) == (5, 6)
    assert len(rows(house, "numerator", "root")) == 3  # two subjects, and the row that was returned
    give(house, "YC-21", "root", 90, 100)  # the city's own figure reaches further than the ledgers
    assert (one(house, "root").numerator, one(house, "root").source) == (90, "return")
    give(house, "YC-21", "c", 1, 1)
    assert (one(house, "root").numerator, one(house, "root").denominator) == (6, 7)


def test_the_window_takes_its_own_visits() -> None:
    house = warehouse()
    register(house, named("甲一", ONE), named("甲二", TWO), month=201906)
    visit(house, named("甲一", ONE), month=201911)
    visit(house, named("甲二", TWO), month=202002)
    assert one(house).numerator == 1
    assert one(house, window="3y").numerator == 2
    assert one(house, window="month").state is State.NOT_REPORTED


def test_what_people_said_about_two_subjects_counts_here_too() -> None:
    house = warehouse()
    register(house, named("甲店", ONE), named("乙店", TWO))
    visit(house, named("甲店", ONE), named("乙店"))
    assert one(house).numerator == 2
    answer(house, "name:乙店", TWO, DIFFERENT, "示例员甲")
    assert one(house).numerator == 1
    answer(house, ONE, TWO, SAME, "示例员甲")
    assert (one(house).numerator, one(house).denominator) == (1, 1)


CODES = st.sampled_from(["", ONE, TWO, THREE, *(invented_code(number) for number in (4, 5))])
SUBJECT = st.fixed_dictionaries(
    {
        "unit_id": st.sampled_from(["a", "b", "c"]),
        "subject_name": st.sampled_from(["一食堂", "二食堂", "三食堂"]),
        "credit_code": CODES,
        "licence": st.sampled_from(["", "JY1", "JY2", "JY3"]),
        "subject_kinds": st.sampled_from(
            ["学校食堂", "校园周边", "婴配乳粉经营", "校园周边、婴配乳粉经营", ""]
        ),
        "month": st.sampled_from([202001, 202003, 202006]),
    }
)
REGISTERED = st.builds(
    lambda row, status: row | {"status": status}, SUBJECT, st.sampled_from(["在营", "在营", "停业", ""])
)


@settings(max_examples=35, deadline=None)
@given(st.lists(REGISTERED, max_size=12), st.lists(SUBJECT, max_size=12), st.sampled_from(["YC-21", "YC-22"]))
def test_the_numerator_never_exceeds_the_denominator_and_rows_are_as_many(
    registered: list[dict], visited: list[dict], indicator: str
) -> None:
    house = warehouse()
    if registered:
        put(house, "entity_register", registered)
    if visited:
        put(house, "inspections", visited)
    board = Board(jurisdiction(), house)
    for verdict in board.verdicts(202012, [indicator]):
        if verdict.source != "ledger":
            continue
        counts = {
            part: len(board.rows(indicator, verdict.unit_id, 202012, part=part))
            for part in ("numerator", "denominator", "open")
        }
        assert verdict.numerator <= verdict.denominator
        assert (counts["numerator"], counts["denominator"]) == (verdict.numerator, verdict.denominator)
        assert counts["open"] == verdict.denominator - verdict.numerator
        assert sum(verdict.excluded.values()) == len(
            board.rows(indicator, verdict.unit_id, 202012, part="excluded")
        )
    house.close()


CODED = SUBJECT.map(
    lambda row: row | {"credit_code": row["credit_code"] or ONE, "subject_kinds": "学校食堂", "month": 202003}
)


@settings(max_examples=25, deadline=None)
@given(st.lists(CODED, min_size=1, max_size=15), st.lists(CODED, min_size=1, max_size=15))
def test_coded_subjects_agree_with_pandas(registered: list[dict], visited: list[dict]) -> None:
    house = warehouse()
    put(house, "entity_register", registered)
    put(house, "inspections", visited)
    listed, seen = pd.DataFrame(registered), pd.DataFrame(visited)
    with_ledger = set(seen["unit_id"])
    board = Board(jurisdiction(), house)
    for unit in ("a", "b", "c", "root"):
        here = listed[listed["unit_id"].isin(with_ledger) & ((listed["unit_id"] == unit) | (unit == "root"))]
        [found] = board.verdicts(202012, ["YC-21"], [unit])
        if here.empty:
            assert found.source != "ledger"
            continue
        joined = here.merge(seen[["credit_code"]].drop_duplicates(), on="credit_code")
        assert found.denominator == here["credit_code"].nunique()
        assert found.numerator == joined["credit_code"].nunique()
    house.close()


def test_a_register_sent_again_as_complete_drops_who_left() -> None:
    house = warehouse()
    register(house, named("甲一", ONE), named("甲二", TWO))
    visit(house, named("甲一", ONE))
    put(house, "entity_register", [named("甲一", ONE)], "a", 202003, complete=True)
    assert (one(house).numerator, one(house).denominator) == (1, 1)


def test_rows_of_no_known_county_count_in_the_city_only() -> None:
    house = warehouse()
    register(house, named("甲一", ONE))
    register(house, named("某店", TWO), named("无码店"), unit="unplaced")
    visit(house, named("甲一", ONE))
    visit(house, named("某店", TWO), named("无码店"), unit="unplaced")
    board = Board(jurisdiction(), house)
    found = {one.unit_id: (one.numerator, one.denominator) for one in board.verdicts(202012, ["YC-21"])}
    assert (found["a"], found["root"], found["unplaced"]) == ((1, 1), (2, 3), (1, 2))


def test_a_district_that_lists_nothing_by_street_speaks_for_itself() -> None:
    district = load_jurisdiction(JURISDICTIONS / "bayuquan")
    root, house = district.root.unit_id, warehouse()
    kind = {"subject_kinds": "食品生产企业"}
    register(house, named("甲厂", ONE, **kind), named("乙厂", TWO, **kind), unit=root, month=202101)
    visit(house, named("甲厂", ONE, event="抽查考核", **kind), unit=root, month=202103)
    [found] = Board(district, house).verdicts(202112, ["BYQ-02"], [root])
    assert (found.numerator, found.denominator, found.source) == (1, 2, "ledger")
