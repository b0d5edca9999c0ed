"""Makes sure that a page is never drawn but by the router (app.py)."""

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def draw(show: Callable[[], None]) -> None:
    """Draws the page; when a link reached it before the router ever ran, goes through the router.

    Streamlit takes a folder `pages` beside the script for its old kind of app until
    `st.navigation` was called once in the process, and would run the page's file alone.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
    show()
