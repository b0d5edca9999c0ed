"""Shows credit supervision: entities punished again and again, open cases, tiers, phases, questions."""

import streamlit as st

from charts.phases import phases
from metrics.credit_result import CreditView
from ui import caches, credit, credit_view, parts
from ui.charts import show_chart
from ui.credit_draw import draw_penalties, draw_questions, draw_repeated
from ui.heads import page_head
from ui.office import the_office
from ui.pickers import pick_view
from ui.routes import draw
from ui.table import show_table
from ui.tables import grid_download
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    months = caches.months()
    if not months:
        page_head(PAGES["credit"])
        parts.empty()
        return
    chosen = pick_view(months, windows=("ytd",))
    page_head(PAGES["credit"], chosen)
    view = credit.view(chosen.month)
    if view is None:
        parts.absent(credit_view.NO_RULES_TITLE, credit_view.NO_RULES_TEXT)
        return
    credit.draw_said()
    parts.cards(credit_view.cards(view))
    draw_lists(view)
    draw_questions(view)
    draw_tiers_and_counters(view)
    draw_phases(view)


def draw_lists(view: CreditView) -> None:
    """Draws the list, the watch list, the penalties of the entity clicked, and the open cases."""
    if not view.has_penalties:
        parts.note(credit_view.NO_LEDGER)
        return
    parts.note(credit_view.window_note(view, the_office().jurisdiction))
    draw_repeated("屡罚未修复主体名单", view.repeated, "credit_repeated", "没有达到名单次数的主体。")
    draw_repeated("关注名单", view.watched, "credit_watched", "没有接近名单次数的主体。")
    draw_penalties(view)
    parts.title("应列未列、应公示未公示")
    parts.say(credit_view.open_words(view))
    if view.open_cases:
        grid = credit_view.open_grid(view.open_cases, the_office().jurisdiction)
        show_table(grid, key="credit_open")
        grid_download(grid, "应列未列应公示未公示")


def draw_tiers_and_counters(view: CreditView) -> None:
    """Draws the tiers by count and share, beside the five counters of the campaign."""
    left, right = st.columns([2, 3])
    with left:
        parts.title("信用分级", "按每家企业最近一次评定")
        grid = credit_view.tier_grid(view)
        show_table(grid, key="credit_tiers")
        grid_download(grid, "信用分级")
    with right:
        parts.title("专项治理进展", "按指标报表填报数，不设目标")
        grid = credit_view.counter_grid(view)
        show_table(grid, key="credit_counters")
        grid_download(grid, "专项治理进展")


def draw_phases(view: CreditView) -> None:
    """Draws the phases with their days and what is due at the end of each."""
    if view.rules.phases:
        day = credit.today()
        caption = credit_view.phase_caption(view, the_office().jurisdiction, day)
        show_chart(phases(credit_view.bars(view, day), caption), caption, "png", key="credit_phases")


draw(show)
