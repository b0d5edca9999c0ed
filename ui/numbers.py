"""Draws the numbers under the charts, and folded under them how they are counted."""

import streamlit as st

from domain.period import month_end
from metrics.result import Verdict
from ui import parts
from ui.caches import View
from ui.catalogue import Item
from ui.change_view import ahead_pairs, change_notes, changes, spans_years, years, years_grid
from ui.explain import example_grids, facts_about
from ui.office import the_office
from ui.pickers import choose_unit
from ui.table import show_table
from ui.tables import download, verdict_grid, verdict_table
from ui.words import NOT_A_STANDARD, WINDOW_LABELS


def numbers_and_method(verdicts: list[Verdict], item: Item, chosen: Verdict, view: View) -> None:
    """Draws the table of all units with its download, then 口径与算例."""
    root_id = the_office().jurisdiction.root.unit_id
    parts.title("各单位数据", "点单位名看它的逐月和记录")
    compared = changes(view, item.indicator_id)
    grid = verdict_grid(verdicts, item, root_id, chosen.unit_id, compared)
    choose_unit(show_table(grid, key="numbers"))
    if notes := change_notes(compared):
        parts.note(*notes)
    title = f"{item.name}_{chosen.period.chinese}{WINDOW_LABELS[view.window]}"
    under = (f"来源：{item.source}；数据截至 {month_end(chosen.period.last)}", item.indicator.method)
    download(lambda: verdict_table(verdicts, item, title, under), f"{title}.xlsx", key="xlsx_numbers")
    if pairs := ahead_pairs(item, chosen, view):
        parts.title("变化与预计", f"{chosen.unit}；预计数只供参考，不参与判定")
        parts.facts(pairs)
    if spans_years(item):
        parts.title("近三年", f"{chosen.unit}；每年单独计算，不平均")
        show_table(years_grid(years(view, item.indicator_id, chosen.unit_id), item), key="years")
    with st.expander(f"口径与算例（{chosen.unit})"):
        parts.facts(facts_about(chosen, item))
        if item.table == "samples" and item.indicator.factor == 100:
            parts.note(NOT_A_STANDARD)
        draw_example(item)


def draw_example(item: Item) -> None:
    """Draws the worked example: given rows, then what must come out."""
    parts.title("算例", "程序每次测试都会重算")
    for number, grid in enumerate(example_grids(item)):
        show_table(grid, key=f"example_{item.indicator_id}_{number}")
    parts.say(item.indicator.example.words)
