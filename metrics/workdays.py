"""Knows Chinese public holidays and the working weekends that make up for them."""

from datetime import date

import chinese_calendar


def is_workday(day: date) -> bool | None:
    """Tells whether people work on the day, or None for a year whose holidays are not known yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # the State Council publishes each year's holidays in the autumn before
        return None
