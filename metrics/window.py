"""Names the windows a figure can be looked at over."""

from domain.finding import Refusal
from domain.period import Month, Period

WINDOWS = ("ytd", "month", "year")


def window_of(window: str, month: Month) -> Period:
    """Returns the period of a window that ends with `month` (the whole year for `year`)."""
    if window == "ytd":
        return Period.year_to_date(month)
    if window == "month":
        return Period.of_month(month)
    if window == "year":
        return Period.of_year(month // 100)
    raise Refusal(f"没有“{window}”这种时段，可用：{'、'.join(WINDOWS)}。", "unknown_window")
