"""Draws what was loaded, newest first, and takes an upload back in two steps."""

import streamlit as st

from domain.finding import Refusal
from store.uploads import undo
from ui import caches, inbox, parts
from ui.office import the_office
from ui.table import show_table
from ui.unit_view import upload_grid
from ui.words import number

_CHOSEN, _SAID = "upload_chosen", "undo_said"


def draw_history() -> None:
    """Draws the history; a click on an upload opens what can be done with it."""
    uploads = caches.uploads()
    parts.title("上传记录", "点编号可以撤销")
    if said := st.session_state.pop(_SAID, None):
        parts.done(said)
    if not uploads:
        parts.note("还没有上传过文件。")
        return
    if clicked := show_table(upload_grid(uploads, the_office().jurisdiction, clickable=True), key="history"):
        st.session_state[_CHOSEN] = clicked
    chosen = next((u for u in uploads if u["upload_id"] == st.session_state.get(_CHOSEN)), None)
    if chosen:
        draw_undo(chosen)


def draw_undo(upload: dict) -> None:
    """Asks once more, then takes the upload back; nothing is deleted."""
    upload_id = upload["upload_id"]
    if not upload["in_force"]:
        parts.note(f"{upload_id} 已经撤销。需要时请重新上传原文件。")
        return
    parts.say(
        f"撤销 {upload_id}（{upload['file_name']}）：它的 {number(upload['record_count'])} 条不再计入，"
        "被它替换的旧数据恢复原样。"
    )
    with st.container(horizontal=True):
        if st.button(f"确认撤销 {upload_id}", type="primary"):
            _take_back(upload_id)
        if st.button("不撤销"):
            st.session_state.pop(_CHOSEN)
            st.rerun()


def _take_back(upload_id: str) -> None:
    try:
        undo(the_office().warehouse, upload_id)
    except Refusal as refused:
        parts.refusal(refused.message)
        return
    st.session_state.pop(_CHOSEN)
    inbox.empty()
    st.session_state[_SAID] = f"已撤销 {upload_id}，各项数字已恢复到它入库之前。"
    st.rerun()
