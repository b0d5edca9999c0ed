"""Opens other pages on what was clicked."""

from typing import NoReturn

import streamlit as st

from ui.catalogue import Item
from ui.office import the_office
from ui.overview import SEPARATOR

INDICATOR_PAGE = "pages/indicator.py"
UNIT_PAGE = "pages/unit.py"


def open_cell(key: str, items: tuple[Item, ...]) -> NoReturn:
    """Opens the indicator for the unit of a clicked cell, or the unit when its name was clicked."""
    unit_id, _, indicator_id = key.partition(SEPARATOR)
    unit = the_office().jurisdiction.unit(unit_id)
    names = {item.indicator_id: item.name for item in items}
    if indicator_id in names:
        _go(INDICATOR_PAGE, unit=unit.name, indicator=names[indicator_id])
    _go(UNIT_PAGE, unit=unit.name)


def _go(page: str, **choices: str) -> NoReturn:
    """Opens a page with its pickers set; month and window go along by themselves.

    A picker that this page shows too keeps its choice: Streamlit lets nobody else write the
    parameter of a widget that is on the screen.
    """
    new = {key: choice for key, choice in choices.items() if st.session_state.get(key) != choice}
    for key, choice in new.items():
        st.session_state[key] = choice
    st.switch_page(page, query_params=new)
