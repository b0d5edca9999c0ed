"""Shows the clock of disposal: what is late, what falls due, and what does not fit the samples."""

from datetime import date

import streamlit as st

from charts.ageing import ageing_chart
from metrics.disposal_result import Clock, ageing, due_by, of_link
from metrics.result import Verdict
from ui import caches, disposal, disposal_rows, disposal_view, parts
from ui.caches import View
from ui.charts import show_chart
from ui.disposal_words import NO_LEDGER_TEXT, NO_LEDGER_TITLE, head_words, rules_words, settings_notes
from ui.heads import page_head
from ui.pickers import pick_one, pick_view, picture_format
from ui.routes import draw
from ui.table import show_table
from ui.tables import grid_download
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    months = caches.months()
    if not months:
        page_head(PAGES["disposal"])
        parts.empty(NO_LEDGER_TITLE, NO_LEDGER_TEXT)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = pick_view(months, ("ytd", "3y"))
        as_of = disposal.pick_as_of(view, months[-1], date.today())
        scope = disposal.pick_scope()
        picture = picture_format()
    page_head(PAGES["disposal"], view, f"时限看到 {as_of.isoformat()}")
    clock = disposal.clock(view, as_of, scope)
    if clock.tasks:
        draw_clock(clock, disposal_rows.verdict_of(view, scope), picture)
        disposal_rows.draw_rates(clock, view)
    else:
        parts.empty(NO_LEDGER_TITLE, NO_LEDGER_TEXT)
    draw_match(view)
    parts.title("时限设置", clock.rules.label)
    parts.note(*settings_notes(clock))


def draw_clock(clock: Clock, verdict: Verdict | None, picture: str) -> None:
    """Draws cards, units × standings, the list of the chosen count, the chart and what falls due."""
    parts.say(head_words(clock, clock.tasks))
    parts.cards(disposal_view.cards(clock, clock.tasks, verdict))
    parts.title("各单位任务", rules_words(clock.rules))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mark = disposal.pick_mark()
        link = disposal_view.link_of(pick_one("环节", disposal_view.link_labels(clock), key="link"))
    grid = disposal_view.standing_grid(clock, link, mark)
    if clicked := show_table(grid, key="standings"):
        st.session_state["disposal_cell"] = clicked
    grid_download(disposal_view.link_grid(clock, mark), "各单位各环节处置任务", settings_notes(clock))
    cell = disposal_view.chosen_cell(clock, st.session_state.get("disposal_cell"))
    tasks = disposal_view.listed(clock, cell, link, mark)
    disposal_rows.draw_tasks(tasks, clock, mark, disposal_view.list_title(clock, cell, mark), "chosen")
    caption = disposal.ageing_caption(clock, mark, link)
    buckets = ageing(of_link(clock.tasks, link), clock.rules, mark)
    show_chart(ageing_chart(buckets, caption), caption, picture, key="ageing")
    last = disposal.pick_due_before(clock.as_of)
    due = due_by(of_link(clock.tasks, link), last)
    disposal_rows.draw_due(due, clock, last)


def draw_match(view: View) -> None:
    """Draws what does not fit between the disposal and the sampling ledger."""
    parts.title("与抽检台账核对", "点数字看清单；每行注明上传编号、工作表和行号")
    disposal_rows.draw_misfits(disposal.reconciliation(view))


draw(show)
