"""Follows up the tasks of the work breakdowns: overdue first, by unit and by group, with what was recorded."""

from datetime import date

import streamlit as st

from charts.phases import phases
from ui import parts, tasks, tasks_draw, tasks_view
from ui.charts import show_chart
from ui.evidence import draw_said
from ui.heads import page_head
from ui.parts import UPLOAD_PAGE
from ui.routes import draw
from ui.table import show_table
from ui.tables import grid_download
from ui.tasks_draw import Filters
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    today = date.today()
    found, lists = tasks.tasks(today)
    page_head(PAGES["tasks"], aside=f"截至 {today.isoformat()}")
    if not found:
        parts.empty(tasks_view.NO_TASKS_TITLE, tasks_view.NO_TASKS_TEXT)
        return
    units, groups = tasks.counts(found)
    filters = tasks_draw.draw_filters(lists, units, groups)
    draw_said()
    shown = tasks_view.chosen(found, filters.document, filters.unit_id, filters.group, filters.state)
    parts.say(tasks_view.summary_words(shown, lists, filters.unit_id))
    draw_list(shown, filters, len(lists) > 1)
    draw_counts(filters, found)
    draw_times(shown, today)
    parts.note(tasks_view.IMPORT_HINT)
    st.page_link(UPLOAD_PAGE, label="前往数据上传")


def draw_list(shown: list, filters: Filters, is_mixed: bool) -> None:
    """Draws the tasks; a click opens one below the list."""
    chosen = st.session_state.get("task_chosen", "")
    grid = tasks_view.task_grid(shown, filters.unit_id, is_mixed, chosen)
    picked = show_table(grid, key="tasks")
    grid_download(tasks_view.full_grid(shown, filters.unit_id), "任务清单")
    if picked and picked != chosen:
        st.session_state["task_chosen"] = picked
        st.rerun()
    one = next((one for one in shown if one.task.task_id == chosen), None)
    if one is not None:
        tasks_draw.draw_task(one, filters.unit_id)


def draw_counts(filters: Filters, found: list) -> None:
    """Draws the counts by unit and by group; a click filters the list."""
    units, groups = tasks.counts(tasks_view.chosen(found, filters.document, "", "", ""))
    left, right = st.columns(2)
    with left:
        parts.title("按单位", "牵头和责任任务，按各单位自己的记录")
        picked = show_table(tasks_view.count_grid(units, "单位", keyed=True), key="task_by_unit")
        tasks_draw.wish("task_unit", next((one.name for one in units if one.key == picked), None))
    with right:
        parts.title("按专项或组别", "按牵头单位的记录，没有牵头的按责任单位")
        picked = show_table(tasks_view.count_grid(groups, "专项或组别", keyed=False), key="task_by_group")
        tasks_draw.wish("task_group", picked)


def draw_times(shown: list, today: date) -> None:
    """Draws phases and due dates on a time line, where there are any."""
    bars = tasks_view.bars(shown, tasks.phases(), today)
    if bars:
        caption = tasks_view.bars_caption(shown, today)
        show_chart(phases(bars, caption), caption, "png", key="task_times")


draw(show)
