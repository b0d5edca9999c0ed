"""Holds every unit against the standard's items: the verdict, units × items, and the evidence."""

import streamlit as st

from metrics.gate_result import GateVerdict
from metrics.standard import Standard
from ui import caches, parts, standard, standard_view
from ui.evidence import draw_form, draw_history, draw_said
from ui.heads import page_head
from ui.pickers import pick_view
from ui.routes import draw
from ui.table import show_table
from ui.tables import grid_download
from ui.words import NO_STANDARD_TEXT, NO_STANDARD_TITLE, PAGES


def show() -> None:
    """Draws the page."""
    found, months = standard.standard(), caches.months()
    if found is None:
        page_head(PAGES["standard"])
        parts.absent(NO_STANDARD_TITLE, NO_STANDARD_TEXT)
        return
    if not months:
        page_head(PAGES["standard"])
        parts.empty()
        return
    view = pick_view(months, windows=("ytd",))
    page_head(PAGES["standard"], view)
    gates = standard.gates(view.month)
    draw_said()
    parts.say(standard_view.summary_words(gates))
    grid = standard_view.result_grid(gates)
    show_table(grid, key="results")
    grid_download(grid, "创建对标结论")
    draw_items(found, gates, view.month)
    draw_campaigns(found, view.month)


def draw_items(found: Standard, gates: list[GateVerdict], month: int) -> None:
    """Draws units × items; a click opens the item with its figures and evidence."""
    parts.title("单位与 38 项" if len(found.items) == 38 else "单位与条目", "点任一格看依据、记录佐证")
    picked = show_table(standard_view.items_grid(found, gates), key="items")
    draw_one(picked, [one for gate in gates for one in gate.items], "item", month)
    with st.expander("条目对照"):
        parts.facts(standard_view.legend(found.items))


def draw_campaigns(found: Standard, month: int) -> None:
    """Draws units × campaigns in the same way."""
    if not found.campaigns:
        return
    parts.title("专项行动", "有指标的看指标，没有的看记录")
    judged = standard.campaigns(month)
    picked = show_table(standard_view.campaign_grid(judged), key="campaigns")
    draw_one(picked, judged, "campaign", month)
    with st.expander("行动对照"):
        parts.facts(standard_view.legend(found.campaigns))


def draw_one(picked: str | None, judged: list, kind: str, month: int) -> None:
    """Draws the item last clicked: what it rests on, what was recorded, and the form."""
    picked = picked or st.session_state.get(f"picked_{kind}")
    st.session_state[f"picked_{kind}"] = picked
    one = next((j for j in judged if f"{j.unit_id}{standard_view.SEPARATOR}{j.item.number}" == picked), None)
    if one is None:
        return
    with st.container(border=True):
        parts.title(f"{one.unit}（{one.item.number}）{one.item.title}")
        parts.facts(standard_view.about(one))
        draw_history(standard.entries(one.item.subject, one.unit_id), f"{kind}")
        draw_form(one.item.subject, one.unit_id, month // 100)


draw(show)
