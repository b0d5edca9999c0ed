"""Asks for deadlines and receipts, remembered until the data or the day change."""

from datetime import date

import streamlit as st

from domain.period import Period
from metrics.punctual import slips
from metrics.slip_result import Slip
from metrics.workdays import is_workday
from ui.caches import cache_key, months
from ui.office import Office, the_office


def years() -> list[int]:
    """Returns the years to choose from: the newest with data or reports first, this one last if it has none."""
    office = the_office()
    known = {month // 100 for month in months()} | {r.due_on.year for r in office.jurisdiction.reports}
    this = date.today().year
    return [*sorted(known, reverse=True), *([] if this in known else [this])]


def year_slips(year: int, today: date) -> list[Slip]:
    """Returns every return of a year whose month has begun, and the year's single reports."""
    office = the_office()
    return _slips(cache_key(office), year, today, office)


@st.cache_data(show_spinner=False, max_entries=32)
def _slips(key: tuple, year: int, today: date, _office: Office) -> list[Slip]:
    begun = [m for m in Period.of_year(year).months if m <= today.year * 100 + today.month]
    return slips(_office.jurisdiction, _office.warehouse, begun, today, is_workday)
