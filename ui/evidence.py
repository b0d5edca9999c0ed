"""Draws what was recorded about a subject, and the form that records more."""

from datetime import date

import streamlit as st

from domain.finding import Refusal
from metrics.gate_result import EVIDENCE_WORDS
from store.evidence import Evidence, NewEvidence, content_of, record
from ui import parts
from ui.office import the_office
from ui.person import person
from ui.standard_view import history_grid
from ui.table import show_table

_STATES = {word: state for state, word in (EVIDENCE_WORDS | {"withdrawn": "撤回以前的记录"}).items()}


def draw_history(entries: list[Evidence], key: str) -> None:
    """Draws the entries, newest first, each attachment with its download."""
    if not entries:
        parts.note("还没有记录。")
        return
    show_table(history_grid(entries), key=f"history_{key}")
    with st.container(horizontal=True):
        for one in reversed([one for one in entries if one.file_hash][-5:]):
            st.download_button(
                f"下载附件 {one.seq}",
                data=lambda one=one: content_of(the_office().warehouse, one),
                file_name=one.file_name,
                key=f"attachment_{one.seq}",
                on_click="ignore",
            )


def draw_form(subject: str, unit_id: str, year: int) -> None:
    """Draws the form for one more entry; what was recorded before stays."""
    with st.form(f"evidence_{subject}_{unit_id}", clear_on_submit=True):
        left, right = st.columns(2)
        word = left.selectbox("状态", list(_STATES))
        done_on = right.date_input("完成日期", value=None, format="YYYY-MM-DD")
        text = st.text_area("说明", max_chars=500, placeholder="做了什么、依据哪份材料")
        file = st.file_uploader("佐证材料（可不传）", key=f"file_{subject}_{unit_id}")
        if not st.form_submit_button("记录", type="primary"):
            return
    if not text.strip():
        parts.refusal("请填写说明：做了什么、依据哪份材料。")
        return
    attached = (file.name, file.getvalue()) if file else ("", None)
    new = NewEvidence(subject, unit_id, year, _STATES[word], text, _day(done_on), *attached)
    _keep(new)


def _day(chosen: object) -> date | None:
    return chosen if isinstance(chosen, date) else None


def _keep(new: NewEvidence) -> None:
    try:
        number = record(the_office().warehouse, new, person())
    except Refusal as refused:
        parts.refusal(refused.message)
        return
    st.session_state["evidence_said"] = f"已记录，编号 {number}。"
    st.rerun()


def draw_said() -> None:
    """Draws, once, that an entry was recorded."""
    if said := st.session_state.pop("evidence_said", None):
        parts.done(said)
