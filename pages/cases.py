"""Shows the case form: unit × violation type or item, cumulative or the month, and the funnel."""

import streamlit as st

from charts.funnel import funnel, steps_of
from metrics.case_table import CaseTable
from ui import caches, case_view, parts
from ui.captions import case_caption, year_to_date
from ui.charts import show_chart
from ui.heads import page_head
from ui.office import the_office
from ui.pickers import pick_one, pick_view, picture_format
from ui.routes import draw
from ui.table import show_table
from ui.tables import download, grid_download, record_grid, record_table
from ui.words import NO_CASES_TEXT, NO_CASES_TITLE, OVERLAP_NOTE, PAGES, month_words


def show() -> None:
    """Draws the page."""
    months = caches.months()
    if not months:
        page_head(PAGES["cases"])
        parts.empty(NO_CASES_TITLE, NO_CASES_TEXT)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = pick_view(months, ("ytd",))
        part = case_view.PARTS[pick_one("数字", list(case_view.PARTS), key="part_of_year")]
        across = pick_one("横栏", case_view.ACROSS, key="across")
        narrow = case_view.pick_narrow(across, caches.cases(view.month))
        picture = picture_format()
    table = caches.cases(view.month)
    page_head("铁拳案件统计", None, case_view.head_words(table, part))
    if not table.now:
        parts.empty(f"没有截至{month_words(view.month)}的案件统计表", NO_CASES_TEXT)
        return
    picked = draw_table(table, part, across, narrow)
    draw_funnel(table, part, picture)
    draw_cells(table, picked)


def draw_table(table: CaseTable, part: str, across: str, narrow: str | None) -> str | None:
    """Draws units down, types or items across, with Σ; returns the cell that was chosen last."""
    parts.say(case_view.table_words(table, part))
    grid = case_view.case_grid(table, part, across, narrow)
    if clicked := show_table(grid, key="cases"):
        st.session_state["case_cell"] = clicked
    parts.note(*(notes := case_view.notes(table, part)))
    grid_download(grid, case_view.title(table, part, across, narrow), notes)
    return st.session_state.get("case_cell")


def draw_funnel(table: CaseTable, part: str, picture: str) -> None:
    """Draws the funnel, and apart from it the columns that overlap with the others."""
    left, right = st.columns([3, 2])
    with left:
        period = year_to_date(table.month) if part == "cumulative" else month_words(table.month)
        caption = case_caption("从检查到移送", period, "家次、件", table.month)
        show_chart(funnel(steps_of(table, part), caption), caption, picture, key="funnel")
    with right:
        parts.title("互联网与农村市场", OVERLAP_NOTE)
        show_table(case_view.apart_grid(table, part), key="apart")


def draw_cells(table: CaseTable, picked: str | None) -> None:
    """Draws the stored cells behind the chosen number."""
    chosen = case_view.chosen_cell(table, picked)
    parts.title("原始数据", "点上表任一数字，看它出自哪张表的哪一格")
    if chosen is None:
        return
    jurisdiction = the_office().jurisdiction
    rows = caches.case_rows(table.month, chosen.unit_ids, chosen.measure, chosen.violation)
    parts.say(f"{chosen.words}，共 {len(rows)} 格。")
    show_table(record_grid(rows, jurisdiction, chosen.words), key="case_cells")
    download(
        lambda: record_table(rows, jurisdiction, chosen.words), f"{chosen.words}.xlsx", key="xlsx_case_cells"
    )


draw(show)
