"""Asks for typical cases and leads, remembered until the data change."""

import streamlit as st

from metrics.typical import typical_month, typical_months
from metrics.typical_result import TypicalMonth
from ui.caches import cache_key
from ui.office import Office, the_office


def months() -> tuple[int, ...]:
    """Returns the months to choose from, oldest first."""
    office = the_office()
    return _months(cache_key(office), office)


def month(chosen: int) -> TypicalMonth:
    """Returns what was sent for a month."""
    office = the_office()
    return _month(cache_key(office), chosen, office)


@st.cache_data(show_spinner=False, max_entries=16)
def _months(key: tuple, _office: Office) -> tuple[int, ...]:
    return typical_months(_office.board)


@st.cache_data(show_spinner=False, max_entries=48)
def _month(key: tuple, chosen: int, _office: Office) -> TypicalMonth:
    return typical_month(_office.board, chosen)
