"""Shows the whole jurisdiction: cards, who misses what, and the grid units × indicators."""

import streamlit as st

from ui import caches, captions, overview, parts
from ui.catalogue import columns_of
from ui.choices import open_cell
from ui.heads import page_head
from ui.office import the_office
from ui.pickers import pick_basis, pick_one, pick_view
from ui.routes import draw
from ui.table import show_table
from ui.tables import grid_download

PROBLEMS_SHOWN = 8


def show() -> None:
    """Draws the page."""
    months = caches.months()
    jurisdiction = the_office().jurisdiction
    if not months:
        page_head(jurisdiction.name)
        parts.empty()
        return
    place, asked = st.columns(2, vertical_alignment="bottom")
    with asked, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="bottom"):
        view = pick_basis(pick_view(months), caches.items())
    with place:
        page_head(jurisdiction.name, view)
    verdicts = caches.verdicts(view)
    items, silent = overview.worth_showing(caches.items(), verdicts)
    root = jurisdiction.root
    parts.cards(
        overview.overview_cards([v for v in verdicts if v.unit_id == root.unit_id], columns_of(items))
    )
    owed = overview.owed(verdicts, caches.who_reported(view.month), root.unit_id)
    picked = problems(owed, items)
    picked = grid(verdicts, items) or picked
    if silent:
        parts.note(f"另有 {len(silent)} 项指标还没有任何单位报数：{'、'.join(item.short for item in silent)}")
    if picked:
        open_cell(picked, items)


def problems(verdicts: list, items: tuple) -> str | None:
    """Draws who misses what; returns what was clicked."""
    shown = overview.problem_grid(verdicts, columns_of(items), PROBLEMS_SHOWN)
    total = shown.extra["total"]
    if not total:
        return None
    parts.title("谁没达标、谁没报", f"按轻重排列，共 {total} 项")
    picked = show_table(shown, key="problems")
    if total > PROBLEMS_SHOWN:
        with st.expander(f"全部 {total} 项"):
            picked = (
                show_table(overview.problem_grid(verdicts, columns_of(items), None), key="problems_all")
                or picked
            )
    return picked


def grid(verdicts: list, items: tuple) -> str | None:
    """Draws the grid of states; returns what was clicked."""
    jurisdiction = the_office().jurisdiction
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        notes = captions.people_notes(verdicts)
        parts.title("单位与指标", "；".join(("点任一格看该单位的记录", *notes)))
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        order = pick_one("排序", ["按单位顺序", "差的在前"], key="order", hidden=True)
    units = (*jurisdiction.units, jurisdiction.unit("unplaced"))
    worst_first = order == "差的在前"
    shown = overview.state_grid(verdicts, units, columns_of(items), worst_first, jurisdiction.root.unit_id)
    picked = show_table(shown, key="grid")
    grid_download(shown, "单位与指标", notes)
    return picked


draw(show)
