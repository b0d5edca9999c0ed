"""Counts days by a second route: every day written out in pandas, the paused and free ones struck out."""

from datetime import date, timedelta

import chinese_calendar
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.day_count import CalendarDays, Pause, WorkingDays, due_day, merged, paused_days, running_days
from metrics.workdays import is_workday

FIRST, LAST = date(2023, 1, 1), date(2025, 6, 1)
WORKING = WorkingDays(is_workday, FIRST, LAST)
KINDS = {"calendar": CalendarDays(), "working": WORKING}


def counted(received: date, pauses: list[Pause], kind: str) -> pd.Series:
    """Returns the days after receipt that count, in order."""
    days = pd.Series(pd.date_range(received + timedelta(days=1), received + timedelta(days=700)).date)
    for pause in pauses:
        ended = pause.ended or date.max
        days = days[~days.map(lambda day, p=pause, e=ended: p.began < day <= e)]
    if kind == "working":
        days = days[days.map(chinese_calendar.is_workday)]
    return days.reset_index(drop=True)


days_of = st.dates(date(2023, 2, 1), date(2024, 6, 30))
pauses_of = st.lists(
    st.tuples(days_of, st.one_of(st.none(), st.integers(-5, 60))).map(
        lambda pair: Pause(pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
    ),
    max_size=3,
)


@given(received=days_of, days=st.integers(1, 90), given_pauses=pauses_of, kind=st.sampled_from(sorted(KINDS)))
def test_the_due_day_is_the_nth_day_that_counts(received, days, given_pauses, kind) -> None:
    pauses = merged(given_pauses)
    whole = counted(received, pauses, kind)
    expected = whole.iloc[days - 1] if len(whole) >= days else None
    assert due_day(received, days, pauses, KINDS[kind]) == expected


@given(first=days_of, length=st.integers(0, 200), given_pauses=pauses_of, kind=st.sampled_from(sorted(KINDS)))
def test_days_over_leave_the_paused_ones_out(first, length, given_pauses, kind) -> None:
    pauses, last = merged(given_pauses), first + timedelta(days=length)
    days = counted(first, pauses, kind)
    assert running_days(first, last, pauses, KINDS[kind]) == sum(day <= last for day in days)


def test_working_days_over_the_national_day() -> None:
    friday = date(2024, 9, 27)  # 29 September made up for the holidays of 1 to 7 October
    assert due_day(friday, 5, [], WORKING) == date(2024, 10, 10)
    assert due_day(friday, 5, [], CalendarDays()) == date(2024, 10, 2)
    assert WORKING.between(date(2024, 9, 30), date(2024, 10, 8)) == 1


def test_without_a_calendar_weekdays_count() -> None:
    far = WorkingDays(is_workday, date(2040, 1, 1), date(2040, 12, 31))
    assert due_day(date(2040, 1, 6), 5, [], far) == date(2040, 1, 13)  # a Friday, a week later


def test_pauses_that_meet_are_one_and_backward_ones_are_none() -> None:
    one = Pause(date(2024, 1, 1), date(2024, 1, 10))
    two = Pause(date(2024, 1, 8), date(2024, 1, 20))
    assert merged([two, one]) == [Pause(one.began, two.ended)]
    assert merged([Pause(date(2024, 1, 9), date(2024, 1, 8))]) == []
    assert merged([Pause(one.began, None), two]) == [Pause(one.began, None)]


@pytest.mark.parametrize(("ended", "days"), [(date(2024, 1, 11), 10), (None, 30)])
def test_an_open_pause_lasts_until_the_day_looked_at(ended, days) -> None:
    assert paused_days([Pause(date(2024, 1, 1), ended)], date(2024, 1, 31)) == days
