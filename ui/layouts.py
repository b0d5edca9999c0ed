"""Draws which corrections of headers are remembered, and forgets one in two steps."""

import streamlit as st

from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from loaders.templates import template
from store.layouts import Layout, forget, list_layouts
from ui import intake, parts
from ui.html import tag
from ui.mapping import NOT_USED
from ui.office import the_office
from ui.words import TEMPLATES

_ASKED, _SAID = "layout_asked", "layout_said"
ANY_UNIT = "不限单位"


def draw_layouts() -> None:
    """Draws the remembered layouts, newest first, each with a button that forgets it."""
    if said := st.session_state.pop(_SAID, None):
        parts.done(said)
    layouts = list_layouts(the_office().warehouse)
    if not layouts:
        parts.note("还没有记住的表头对应。核对文件时改正过表头，入库后会记在这里。")
        return
    parts.note("同一单位、同样的表头再来时，按这里的对应读取；忘记后按表头的文字重新判断。")
    for layout in layouts:
        _draw_layout(layout)


def title_of(layout: Layout, jurisdiction: Jurisdiction) -> str:
    """Returns whose layout it is and of which template."""
    known = {unit.unit_id: unit.name for unit in jurisdiction.units}
    unit = known.get(layout.unit_id, layout.unit_id) or ANY_UNIT
    return f"{unit} · {TEMPLATES.get(layout.template, layout.template)}"


def corrections_of(layout: Layout) -> str:
    """Returns the corrected headers: header → column, one after another."""
    declared = template(layout.template)
    headers = {column.name: column.header for column in declared.columns} if declared else {}
    return "；".join(
        f"{one.header} → {headers.get(one.column, one.column) or NOT_USED}" for one in layout.columns
    )


def _draw_layout(layout: Layout) -> None:
    left, right = st.columns((8, 2), vertical_alignment="center")
    when = layout.chosen_at.strftime("%Y-%m-%d")
    left.html(
        tag(
            "div",
            tag("b", title_of(layout, the_office().jurisdiction)),
            tag("div", corrections_of(layout)),
            tag("small", f"{layout.layout_id}，{layout.chosen_by}，{when}"),
            css="db-header",
        )
    )
    if st.session_state.get(_ASKED) != layout.layout_id:
        if right.button("忘记", key=f"forget_{layout.layout_id}"):
            st.session_state[_ASKED] = layout.layout_id
            st.rerun()
        return
    if right.button("确认忘记", type="primary", key=f"confirm_{layout.layout_id}"):
        _forget(layout)
    if right.button("不忘记", key=f"keep_{layout.layout_id}"):
        st.session_state.pop(_ASKED)
        st.rerun()


def _forget(layout: Layout) -> None:
    st.session_state.pop(_ASKED, None)
    try:
        forget(the_office().warehouse, layout.layout_id)
    except Refusal as refused:
        parts.refusal(refused.message)
        return
    intake.forget()  # what was checked may have used it
    st.session_state[_SAID] = f"已忘记 {layout.layout_id}。"
    st.rerun()
