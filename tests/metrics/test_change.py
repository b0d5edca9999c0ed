"""Compares with last year's same months and with the month before, exactly."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.board import Board
from metrics.change import MONTH_ON_MONTH, YEAR_ON_YEAR
from tests.metrics.builders import jurisdiction, people, put, warehouse


def board_of(counts: dict[int, tuple[int, int]], populations=()) -> Board:
    house = warehouse()
    for month, (good, bad) in counts.items():
        rows = [{"conclusion": "qualified"}] * good + [{"conclusion": "failed"}] * bad
        put(house, "samples", [dict(row) for row in rows], month=month, covers=(("a", month),))
    return Board(jurisdiction(populations), house)


def test_a_rate_s_change_is_split_between_numerator_and_denominator() -> None:
    board = board_of({201901: (90, 10), 202001: (150, 50)})
    found = board.change(YEAR_ON_YEAR, "YC-13", "a", 202001)
    assert (found.before.value, found.after.value, found.delta) == (90, 75, -15)
    assert found.by_numerator == Fraction(60 * 100, 100)
    assert found.by_denominator == 150 * 100 * (Fraction(1, 200) - Fraction(1, 100))
    assert found.by_numerator + found.by_denominator == found.delta
    assert found.flags == ()


def test_the_same_months_are_compared_and_a_missing_year_says_nothing() -> None:
    board = board_of({201901: (9, 1), 201906: (9, 1), 202001: (8, 2)})
    assert board.change(YEAR_ON_YEAR, "YC-13", "a", 202001).before.denominator == 10
    nothing = board.change(YEAR_ON_YEAR, "YC-13", "a", 201901)
    assert (nothing.delta, nothing.by_numerator) == (None, None)


def test_month_on_month_looks_at_the_months_alone() -> None:
    board = board_of({202001: (9, 1), 202002: (10, 0)})
    found = board.change(MONTH_ON_MONTH, "YC-13", "a", 202002)
    assert (found.before.value, found.after.value, found.delta) == (90, 100, 10)


def test_january_s_month_before_is_december() -> None:
    board = board_of({201912: (9, 1), 202001: (8, 2)})
    assert board.change(MONTH_ON_MONTH, "YC-13", "a", 202001).before.period.last == 201912


def test_another_population_and_other_months_are_flagged() -> None:
    populations = (people("a", 1000, 2019), people("a", 1100, 2020))
    found = board_of({201901: (5, 0), 202001: (5, 0)}, populations).change(YEAR_ON_YEAR, "YC-09", "a", 202001)
    assert any("人口口径不同" in flag for flag in found.flags)
    found = board_of({201901: (5, 0), 202001: (5, 0), 202002: (1, 0)}).change(
        YEAR_ON_YEAR, "YC-13", "a", 202002
    )
    assert found.flags == ("两期未报送的月份不同",)


@settings(deadline=None, max_examples=40)
@given(st.tuples(*[st.integers(1, 60)] * 4))
def test_both_parts_always_add_up(counts: tuple[int, int, int, int]) -> None:
    board = board_of({201901: counts[:2], 202001: counts[2:]})
    found = board.change(YEAR_ON_YEAR, "YC-13", "a", 202001)
    before, after = Fraction(counts[0], sum(counts[:2])), Fraction(counts[2], sum(counts[2:]))
    assert found.by_numerator + found.by_denominator == found.delta == 100 * (after - before)
