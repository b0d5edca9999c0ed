"""Shows everything about one unit: population, states by class, what is missing, its uploads."""

import streamlit as st

from domain.jurisdiction import Unit
from ui import caches, parts, unit_view
from ui.choices import open_cell
from ui.heads import page_head
from ui.office import the_office
from ui.pickers import pick_basis, pick_unit, pick_view
from ui.routes import draw
from ui.table import show_table
from ui.tables import grid_download
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    months = caches.months()
    if not months:
        page_head(PAGES["unit"])
        parts.empty()
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = pick_unit(unit_view.shown_units(the_office().jurisdiction, caches.who_reported(months[-1])))
        view = pick_basis(pick_view(months), caches.items())
    page_head(unit.name, view)
    verdicts = caches.verdicts(view, unit_id=unit.unit_id)
    parts.facts(unit_view.about(unit, verdicts, caches.who_reported(view.month), the_office().jurisdiction))
    draw_states(unit, verdicts)
    draw_uploads(unit)


def draw_states(unit: Unit, verdicts: list) -> None:
    """Draws the unit's figures by class; a click on one opens it."""
    items = caches.items()
    by_id = {verdict.indicator: verdict for verdict in verdicts}
    picked = None
    for group, shown in unit_view.by_group(items, by_id):
        parts.title(group, unit_view.group_words(shown, by_id))
        grid = unit_view.unit_grid(group, shown, by_id)
        picked = show_table(grid, key=f"unit_{group}") or picked
        grid_download(grid, f"{unit.name}_{group}")
    if picked:
        open_cell(picked, items)


def draw_uploads(unit: Unit) -> None:
    """Draws what the unit sent, newest first."""
    parts.title("它的上传")
    grid = unit_view.upload_grid(caches.uploads(), the_office().jurisdiction, unit.unit_id)
    if grid.rows:
        show_table(grid, key="uploads")
    else:
        parts.note("这个单位没有单独的上传；它的数据可能在全市的汇总文件里。")


draw(show)
