"""Routes: which pages there are and in which order; before the first choice, only the chooser."""

import numpy  # noqa: F401  imported once before serving: two first visitors may not race for them
import pandas  # noqa: F401
import plotly.graph_objects  # noqa: F401
import pyarrow  # noqa: F401
import streamlit as st

from domain.finding import Refusal
from ui.first_run import choose_jurisdiction
from ui.office import office
from ui.parts import refusal
from ui.style import apply_style
from ui.words import PAGES, PRODUCT, SECTIONS

st.set_page_config(page_title=PRODUCT, layout="wide", initial_sidebar_state="collapsed")


def main() -> None:
    """Draws the page asked for; a refusal is one sentence, everything else is Streamlit's to log."""
    apply_style()
    pages = {
        section: [
            st.Page(f"pages/{name}.py", title=PAGES[name], url_path=name, default=name == "overview")
            for name in names
            if name in PAGES
        ]
        for section, names in SECTIONS.items()
    }
    try:
        is_open = office() is not None
        chosen = st.navigation(pages, position="top" if is_open else "hidden")
        if is_open:
            chosen.run()
        else:
            choose_jurisdiction()
    except Refusal as refused:
        refusal(refused.message)


main()
