"""Where the year will end, how much failure a rate still bears, and how sure a small share is."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.board import Board
from metrics.interval import wilson
from tests.metrics.builders import jurisdiction, people, put, warehouse
from tests.metrics.test_change import board_of

TOWN = (people("a", 10_000),)


def volume(monthly: list[int]) -> Board:
    return board_of({202001 + at: (count, 0) for at, count in enumerate(monthly)}, TOWN)


def test_the_year_end_is_what_is_done_plus_the_mean_of_the_months() -> None:
    found, _ = volume([4, 6, 5]).outlook("YC-09", "a", 202003)
    assert found.total == 15 + 9 * 5
    assert found.value == Fraction(60 * 1000, 10_000)
    assert found.low < found.total < found.high
    assert found.met_in == 202008  # 40 batches in all: 25 missing, 5 a month


def test_even_months_leave_no_doubt_and_two_months_give_no_band() -> None:
    steady, _ = volume([5, 5, 5]).outlook("YC-09", "a", 202003)
    assert steady.low == steady.total == steady.high
    short, _ = volume([5, 6]).outlook("YC-09", "a", 202002)
    assert (short.low, short.high) == (None, None)


def test_what_is_met_and_what_the_year_is_too_short_for() -> None:
    done, _ = volume([50]).outlook("YC-09", "a", 202001)
    slow, _ = volume([1, 1, 1]).outlook("YC-09", "a", 202003)
    assert (done.met_in, slow.met_in) == (0, None)


def test_december_and_rates_have_no_projection() -> None:
    assert volume([5] * 12).outlook("YC-09", "a", 202012)[0] is None
    assert volume([5]).outlook("YC-13", "a", 202001)[0] is None


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 400), st.integers(0, 400))
def test_the_margin_is_the_last_count_that_still_holds(good: int, bad: int) -> None:
    house = warehouse()
    rows = [{"conclusion": "qualified"}] * good + [{"conclusion": "failed"}] * bad
    put(house, "samples", [dict(row) for row in rows], covers=(("a", 202012),))
    _, found = Board(jurisdiction(), house).outlook("YC-13", "a", 202012)
    if not good + bad:
        assert found is None
        return
    holds = [n for n in range(20) if 100 * good >= 98 * (good + bad + n)]
    assert min(found.bearable, 19) == (holds[-1] if holds else 0)
    if not holds:
        lifted = good + found.needed
        assert 100 * lifted >= 98 * (lifted + bad)
        assert 100 * (lifted - 1) < 98 * (lifted - 1 + bad)


def test_nothing_lifts_a_hundred_per_cent_once_one_failed() -> None:
    house = warehouse()
    put(house, "disposals", [{"state": "in_progress"}, {"state": "in_progress"}])
    _, found = Board(jurisdiction(), house).outlook("YC-14", "a", 202012)
    assert (found.bearable, found.needed) == (0, None)


def test_wilson_s_interval_is_the_published_one() -> None:
    low, high = wilson(8, 10)  # Wilson 1927 without continuity correction
    assert (round(low, 2), round(high, 2)) == (49.02, 94.33)
    assert wilson(0, 10)[0] == 0 and round(wilson(0, 10)[1], 2) == 27.75
    assert wilson(11, 10) is None and wilson(0, 0) is None


def test_a_small_share_is_marked() -> None:
    small = board_of({202001: (9, 1)}).verdicts(202001, ["YC-13"], ["a"])[0]
    large = board_of({202001: (29, 1)}).verdicts(202001, ["YC-13"], ["a"])[0]
    assert (small.is_small, large.is_small) == (True, False)
