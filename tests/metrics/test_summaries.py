"""Lets summaries speak where no ledger and no form does, and nowhere else."""

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.jurisdiction import Return
from metrics.board import Board
from store.warehouse import Warehouse
from tests.metrics.builders import UNITS, jurisdiction, people, put, warehouse

FIRST = 202001


def summary(
    house: Warehouse, unit: str, month: int, kind: str = "", first: int = FIRST, **values: object
) -> str:
    rows = [
        {"measure": name, "kind": kind, "value": value, "first_month": first}
        for name, value in values.items()
    ]
    return put(house, "summary_figures", rows, unit, month)


def board(house: Warehouse) -> Board:
    residents = (people("a", 1000), people("b", 2000), people("root", 10000))
    return Board(
        jurisdiction(residents, returns=(Return("sampling_ledger", ("county",), 2, "YC", "测试"),)), house
    )


def figure(house: Warehouse, indicator: str, unit: str, month: int = 202006, window: str = "ytd"):
    [found] = board(house).verdicts(month, [indicator], [unit], window)
    return found


def test_a_summary_counts_where_nothing_else_is_and_says_so() -> None:
    house = warehouse()
    summary(house, "a", 202006, sampled=7)
    found = figure(house, "YC-09", "a")
    assert (found.numerator, found.denominator, found.value) == (7, 1000, Fraction(7))
    assert (found.source, "按汇总表填报数" in found.reasons) == ("summary", True)
    assert figure(house, "YC-09", "b").numerator is None
    assert figure(house, "YC-13", "a").numerator is None  # neither food nor produce is stated


def test_the_ledger_wins_and_is_never_added_to() -> None:
    house = warehouse()
    summary(house, "a", 202006, sampled=7)
    put(house, "samples", [{}, {}], "a", 202003)
    assert figure(house, "YC-09", "a").numerator == 2
    assert figure(house, "YC-09", "root").numerator == 2
    assert all("汇总表" not in reason for reason in figure(house, "YC-09", "root").reasons)


def test_the_city_adds_ledgers_and_the_summaries_of_the_others() -> None:
    house = warehouse()
    put(house, "samples", [{}, {}], "a", 202003)
    summary(house, "a", 202006, sampled=7)
    summary(house, "b", 202006, sampled=5)
    found = figure(house, "YC-09", "root")
    assert found.numerator == 7
    assert "其中 1 个单位按汇总表填报数：乙县" in found.reasons
    assert "未报送单位：示例开发区" in found.reasons
    rows = board(house).rows("YC-09", "root", 202006)
    assert [row.get("value") for row in rows] == [None, None, 5]


def test_food_and_produce_feed_their_rates_and_together_the_volume() -> None:
    house = warehouse()
    summary(house, "a", 202006, kind="food", sampled=100, qualified=97, failed=2)
    summary(house, "a", 202006, kind="produce", sampled=50, qualified=50, failed=0)
    food, produce, volume = (figure(house, name, "a") for name in ("YC-13", "YC-12", "YC-09"))
    assert (food.numerator, food.denominator) == (97, 99)
    assert (produce.numerator, produce.denominator) == (50, 50)
    assert volume.numerator == 150
    summary(house, "a", 202006, sampled=160)
    assert figure(house, "YC-09", "a").numerator == 160  # the total as given, never with its parts


def test_a_blank_failed_column_gives_no_rate() -> None:
    house = warehouse()
    summary(house, "a", 202006, kind="food", sampled=100, qualified=97)
    assert figure(house, "YC-13", "a").numerator is None


def test_months_and_cumulative_figures_are_chained_not_added_twice() -> None:
    house = warehouse()
    summary(house, "a", 202003, sampled=30)
    summary(house, "a", 202003, first=202003, sampled=12)
    summary(house, "a", 202004, first=202004, sampled=8)
    found = figure(house, "YC-09", "a", 202005)
    assert (found.numerator, found.missing_months) == (38, (202005,))
    summary(house, "a", 202005, sampled=45)
    assert figure(house, "YC-09", "a", 202005).numerator == 45
    summary(house, "a", 202006, sampled=50)
    [alone] = board(house).verdicts(202006, ["YC-09"], ["a"], "month")
    assert alone.numerator == 5
    assert len(board(house).rows("YC-09", "a", 202006, "month")) == 2


def test_case_figures_need_the_whole_window_as_a_form_does() -> None:
    house = warehouse()
    summary(house, "a", 202006, cases_filed=9, cases_closed=6, amount_involved="1.25")
    assert figure(house, "cases_filed", "a").numerator == 9
    assert figure(house, "amount_involved", "a").numerator == Decimal("1.25")
    assert figure(house, "cases_filed", "a", 202007).numerator is None
    put(house, "case_cells", [{"violation": "广告违法", "measure": "cases_filed", "value": 4}], "b", 202006)
    assert figure(house, "cases_filed", "root").numerator == 13
    put(house, "case_cells", [{"violation": "广告违法", "measure": "cases_filed", "value": 3}], "a", 202006)
    assert figure(house, "cases_filed", "root").numerator == 7
    assert figure(house, "case_closing_rate", "b").numerator is None


def test_the_citys_own_form_stands_alone() -> None:
    house = warehouse()
    put(
        house, "case_cells", [{"violation": "广告违法", "measure": "cases_filed", "value": 4}], "root", 202006
    )
    summary(house, "b", 202006, cases_filed=5)
    assert figure(house, "cases_filed", "root").numerator == 4


def test_the_own_row_of_a_city_is_a_part_of_it() -> None:
    house = warehouse()
    summary(house, "root", 202006, sampled=3)
    summary(house, "b", 202006, sampled=5)
    assert figure(house, "YC-09", "root").numerator == 8


def test_a_return_goes_before_a_summary() -> None:
    house = warehouse()
    row = {"indicator": "YC-09", "numerator": 11, "first_month": FIRST}
    put(house, "indicator_returns", [row], "a", 202006)
    summary(house, "a", 202006, sampled=3)
    summary(house, "b", 202006, sampled=5)
    assert figure(house, "YC-09", "a").numerator == 11
    assert figure(house, "YC-09", "root").numerator == 16


def test_figures_of_a_summary_are_shown_where_nothing_else_was_sent() -> None:
    house = warehouse()
    summary(house, "a", 202006, cases_filed=9)
    shown = {indicator.indicator_id for indicator in board(house).indicators()}
    assert "cases_filed" in shown
    assert board(house).latest_month() == 202006


LEDGER = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([202001, 202002])), max_size=6)
SUMMARY = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from([(202001, 202001), (202002, 202002), (202001, 202002), (202003, 202003)]),
        st.integers(0, 9),
    ),
    max_size=8,
)  # fmt: skip


def by_pandas(ledger: list[tuple], told: list[tuple], unit: str) -> int | None:
    """Returns what a statistician would write down: the ledger's count, else the longest spans in order."""
    rows = pd.DataFrame(ledger, columns=["unit", "month"])
    if (rows["unit"] == unit).any():
        return int((rows["unit"] == unit).sum())
    frame = pd.DataFrame([(u, *span, n) for u, span, n in told], columns=["unit", "first", "last", "n"])
    own = frame[frame["unit"] == unit].drop_duplicates(["first", "last"], keep="last")
    done, total = 0, None
    for row in own.sort_values(["first", "last"], ascending=[True, False]).itertuples():
        if row.first > done:
            total, done = (total or 0) + row.n, row.last
    return total


@settings(max_examples=30, deadline=None)
@given(LEDGER, SUMMARY)
def test_volumes_agree_with_a_second_route(ledger: list[tuple], told: list[tuple]) -> None:
    house = warehouse()
    for unit, month in ledger:
        put(house, "samples", [{}], unit, month)
    for unit, (first, last), value in told:
        summary(house, unit, last, first=first, sampled=value)
    parts = [by_pandas(ledger, told, unit.unit_id) for unit in UNITS[1:]]
    for unit, expected in zip(UNITS[1:], parts, strict=True):
        assert figure(house, "YC-09", unit.unit_id, 202003).numerator == expected
    known = [part for part in parts if part is not None]
    assert figure(house, "YC-09", "root", 202003).numerator == (sum(known) if known else None)
    house.close()


@pytest.mark.parametrize("indicator", ["YC-10", "YC-14"])
def test_what_no_summary_states_stays_unreported(indicator: str) -> None:
    house = warehouse()
    summary(house, "a", 202006, sampled=7)
    assert figure(house, indicator, "a").numerator is None
