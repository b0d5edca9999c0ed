"""Shows typical cases and leads: who sent how many for a month, the cases, one as a card."""

import streamlit as st

from metrics.typical_result import TypicalCase, TypicalMonth
from ui import parts, typical, typical_view
from ui.caches import View
from ui.heads import page_head
from ui.pickers import pick_view
from ui.routes import draw
from ui.table import show_table
from ui.tables import download, grid_download
from ui.words import NO_TYPICAL_TEXT, NO_TYPICAL_TITLE, PAGES, month_words


def show() -> None:
    """Draws the page."""
    months = typical.months()
    if not months:
        page_head(PAGES["typical"])
        parts.empty(NO_TYPICAL_TITLE, NO_TYPICAL_TEXT)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = pick_view(months, ("ytd",))
        whole = typical.month(view.month)
        unit = st.selectbox("单位", typical_view.units(whole), key="typical_unit", width=200)
        kind = st.selectbox("案件类型", typical_view.types(whole), key="typical_type", width=200)
    page_head(PAGES["typical"], aside=month_words(view.month))
    found = typical_view.narrowed(whole, unit, kind)
    parts.say(typical_view.summary_words(whole))
    draw_sent(found, view)
    draw_cases(found)
    draw_leads(found)


def draw_sent(found: TypicalMonth, view: View) -> None:
    """Draws units × cases and leads of the month."""
    parts.title("各单位报送", typical_view.MONTHS_SAID if found.is_judged else "")
    if not found.sent:
        parts.note("本月没有单位报送。")
        return
    grid = typical_view.sent_grid(found)
    show_table(grid, key="typical_sent")
    grid_download(grid, f"{month_words(view.month)}典型案件和线索报送")


def draw_cases(found: TypicalMonth) -> None:
    """Draws the list of cases; a click opens one as a card."""
    parts.title("典型案件", f"{len(found.cases)} 件，点任一行看全文" if found.cases else "没有符合条件的案件")
    if not found.cases:
        return
    opened = st.session_state.get("typical_case", "")
    clicked = show_table(typical_view.case_grid(found.cases, opened), key="typical_cases")
    if clicked and clicked != opened:
        st.session_state["typical_case"] = clicked
        st.rerun()
    table = typical_view.case_table(found)
    download(lambda: table, table.file_name, key="xlsx_typical")
    chosen = next((one for one in found.cases if one.key == opened), None)
    if chosen is not None:
        draw_card(chosen)


def draw_card(case: TypicalCase) -> None:
    """Draws one case as a readable card, its summary folded."""
    with st.container(border=True):
        parts.title(case.case_name)
        parts.facts(typical_view.case_facts(case))
        with st.expander("案情摘要"):
            st.text(case.summary or "没有填写。")


def draw_leads(found: TypicalMonth) -> None:
    """Draws the leads of the month."""
    parts.title("重要线索", f"{len(found.leads)} 条" if found.leads else "本月没有线索")
    if found.leads:
        show_table(typical_view.lead_grid(found.leads), key="typical_leads")


draw(show)
