"""Names the windows a figure can be looked at over."""

from domain.finding import Refusal
from domain.period import Month, Period, shift_month

WINDOWS = ("ytd", "month", "quarter", "year", "3y")


def window_of(window: str, month: Month) -> Period:
    """Returns the period of a window that ends with `month`.

    `quarter` and `year` are the whole quarter and year the month lies in; `3y` runs from
    January two years before to the month.
    """
    year, number = divmod(month, 100)
    if window == "ytd":
        return Period.year_to_date(month)
    if window == "month":
        return Period.of_month(month)
    if window == "quarter":
        first = year * 100 + (number - 1) // 3 * 3 + 1
        return Period(first, shift_month(first, 2))
    if window == "year":
        return Period.of_year(year)
    if window == "3y":
        return Period((year - 2) * 100 + 1, month)
    raise Refusal(f"没有“{window}”这种时段，可用：{'、'.join(WINDOWS)}。", "unknown_window")
