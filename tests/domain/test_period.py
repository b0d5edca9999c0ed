"""Shows how the many spellings of a period are read."""

import pytest

from domain.period import Period, month_end, parse_period, shift_month


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-04", 202104, 202104),
        ("202104", 202104, 202104),
        ("2021年4月", 202104, 202104),
        ("2021.4", 202104, 202104),
        ("2021年1-4月", 202101, 202104),
        ("2021年1—4月", 202101, 202104),
        ("2021年1月至4月", 202101, 202104),
        ("2021年1月1日至4月30日", 202101, 202104),
        ("2021年1月1日至2021年4月30日", 202101, 202104),
        ("2021/1/1-2021/4/30", 202101, 202104),
        ("2021-01~2021-04", 202101, 202104),
        ("２０２１年１－４月", 202101, 202104),
        ("2021", 202101, 202112),
        ("2021年", 202101, 202112),
        ("2021年度", 202101, 202112),
        ("统计时间： 2021 年 1 月 1 日 至 4 月 30 日", 202101, 202104),
    ],
)
def test_a_period_is_read_in_every_usual_spelling(text: str, first: int, last: int) -> None:
    assert parse_period(text) == Period(first, last)


@pytest.mark.parametrize("text", ["", "四月", "2021-13", "1月至4月", "2021年4-1月", "年 月 日", "12345678"])
def test_what_names_no_period_gives_none(text: str) -> None:
    assert parse_period(text) is None


def test_a_missing_year_comes_from_the_sheet() -> None:
    assert parse_period("1月1日至4月30日", default_year=2021) == Period(202101, 202104)


def test_words_and_iso_name_the_same_period() -> None:
    assert Period(202101, 202104).chinese == "2021年1—4月"
    assert Period(202104, 202104).chinese == "2021年4月"
    assert Period.of_year(2021).chinese == "2021年"
    assert Period(201901, 202112).chinese == "2019年1月—2021年12月"
    assert Period(202101, 202104).iso == "2021-04"


def test_months_shift_across_years_and_end_on_their_last_day() -> None:
    assert shift_month(202101, -1) == 202012
    assert shift_month(202012, 1) == 202101
    assert month_end(202002).day == 29
    assert Period(202011, 202102).months == (202011, 202012, 202101, 202102)


def test_a_period_never_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Period(202104, 202101)
