"""Figures that only the units' returns feed: surveys, stocks, counts, answers, growth."""

from fractions import Fraction

import pytest

from domain.state import State
from metrics.board import Board
from metrics.result import Verdict
from tests.metrics.builders import jurisdiction, put, warehouse


def give(
    house, indicator: str, unit: str, top: object, base: object = None, month: int = 202012, **more
) -> None:
    put(
        house,
        "indicator_returns",
        [{"indicator": indicator, "numerator": top, "denominator": base} | more],
        unit,
        month,
    )


def one(house, indicator: str, unit: str = "root", month: int = 202012, window: str = "ytd") -> Verdict:
    [found] = Board(jurisdiction(), house).verdicts(month, [indicator], [unit], window)
    return found


def test_a_survey_belongs_to_its_own_unit_and_is_never_added_or_averaged() -> None:
    house = warehouse()
    give(house, "YC-06", "a", "82.5", 100, sample_size=1200)
    give(house, "YC-06", "b", "60", 100, sample_size=400)
    county, city = one(house, "YC-06", "a"), one(house, "YC-06")
    assert (county.value, county.state, county.display) == (Fraction("82.5"), State.MET, "82.50")
    assert any("1,200" in reason for reason in county.reasons)
    assert (city.state, city.value) == (State.NOT_REPORTED, None)


def test_a_survey_s_interval_uses_the_sample_and_never_decides() -> None:
    house = warehouse()
    give(house, "YC-06", "a", "70", 100, sample_size=100)
    verdict = one(house, "YC-06", "a")
    low, high = verdict.interval
    assert low < 70 < high and 15 < high - low < 20  # ± 9 points at 100 answers
    assert verdict.state is State.MET


def test_a_stock_is_the_latest_return_and_months_are_never_added() -> None:
    house = warehouse()
    give(house, "YC-20", "a", 10, 40, 202003)
    give(house, "YC-20", "a", 30, 40, 202009)
    assert (one(house, "YC-20", "a", 202006).numerator, one(house, "YC-20", "a").numerator) == (10, 30)
    give(house, "YC-20", "b", 20, 20, 202006)
    city = one(house, "YC-20")
    assert (city.numerator, city.denominator, city.value) == (50, 60, Fraction(250, 3))
    assert any("未报送单位：示例开发区" in reason for reason in city.reasons)


def test_counts_of_months_add_up_and_the_missing_months_are_named() -> None:
    house = warehouse()
    give(house, "YC-26", "a", 5, 5, 202001, first_month=202001)
    give(house, "YC-26", "a", 7, 8, 202003, first_month=202003)
    verdict = one(house, "YC-26", "a", 202003)
    assert (verdict.numerator, verdict.denominator, verdict.state) == (12, 13, State.MISSED)
    assert verdict.missing_months == (202002,)


@pytest.mark.parametrize(
    ("answers", "state", "display"), [((1, 1, 1), State.MET, "是"), ((1, 0, 1), State.MISSED, "否")]
)
def test_one_no_makes_the_whole_a_no(answers, state, display) -> None:
    house = warehouse()
    for unit, answer in zip("abc", answers, strict=True):
        give(house, "YC-28", unit, answer)
    found = one(house, "YC-28")
    assert (found.state, found.display, found.month_display) == (state, display, display)


def test_growth_is_this_year_less_last_year_over_last_year() -> None:
    house = warehouse()
    give(house, "YC-29", "a", 95, 100)
    give(house, "YC-29", "b", 210, 200)
    assert (one(house, "YC-29", "a").value, one(house, "YC-29", "a").state) == (-5, State.MET)
    assert (one(house, "YC-29", "b").value, one(house, "YC-29", "b").state) == (5, State.MISSED)
    assert one(house, "YC-29").value == Fraction(5 * 100, 300)  # Σ over Σ, not the mean of -5 and 5


def test_nothing_happened_must_be_said_to_count() -> None:
    house = warehouse()
    give(house, "YC-04", "a", 0)
    give(house, "YC-04", "b", 1, note="某次事故简介")
    assert [one(house, "YC-04", unit).state for unit in "abc"] == [
        State.MET,
        State.MISSED,
        State.NOT_REPORTED,
    ]
    assert any("某次事故简介" in reason for reason in one(house, "YC-04", "b").reasons)


def test_no_producers_is_not_applicable() -> None:
    house = warehouse()
    give(house, "YC-18", "a", 0, 0)
    assert one(house, "YC-18", "a").state is State.NOT_APPLICABLE


def test_a_numerator_without_its_denominator_never_lifts_a_share() -> None:
    house = warehouse()
    give(house, "YC-20", "a", 30, 40)
    give(house, "YC-20", "b", 20)
    city = one(house, "YC-20")
    assert (city.numerator, city.denominator) == (30, 40)
    assert any("1 个单位的填报没有分母，未计入" in reason for reason in city.reasons)


def test_nor_when_it_joins_a_ledger() -> None:
    house = warehouse()
    put(house, "samples", [{"conclusion": "failed"}, {}])
    give(house, "YC-13", "b", 5)
    assert (one(house, "YC-13").numerator, one(house, "YC-13").denominator) == (1, 2)
    give(house, "YC-13", "b", 5, 6)
    assert (one(house, "YC-13").numerator, one(house, "YC-13").denominator) == (6, 8)


def test_a_city_is_not_green_while_a_county_is_silent_but_a_miss_is_a_miss() -> None:
    house = warehouse()
    give(house, "YC-04", "a", 0)
    assert one(house, "YC-04").state is State.PENDING
    assert any("还有单位或月份没有填报" in reason for reason in one(house, "YC-04").reasons)
    give(house, "YC-04", "b", 1)
    assert one(house, "YC-04").state is State.MISSED
    for unit in "bc":
        give(house, "YC-04", unit, 0)
    assert one(house, "YC-04").state is State.MET
