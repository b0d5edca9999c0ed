"""Opens other pages on what was clicked."""

from typing import NoReturn

import streamlit as st

from ui.caches import View
from ui.catalogue import Item
from ui.office import the_office
from ui.overview import SEPARATOR
from ui.pickers import address

INDICATOR_PAGE = "pages/indicator.py"
UNIT_PAGE = "pages/unit.py"


def open_cell(key: str, view: View, items: tuple[Item, ...]) -> NoReturn:
    """Opens the indicator for the unit of a clicked cell, or the unit when its name was clicked."""
    unit_id, _, indicator_id = key.partition(SEPARATOR)
    unit = the_office().jurisdiction.unit(unit_id)
    names = {item.indicator_id: item.name for item in items}
    if indicator_id in names:
        st.switch_page(INDICATOR_PAGE, query_params=address(view, unit=unit.name, indicator=names[indicator_id]))
    st.switch_page(UNIT_PAGE, query_params=address(view, unit=unit.name))
