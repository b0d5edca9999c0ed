"""Draws what was loaded, newest first; an upload can be downloaded, taken back and restored."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from domain.finding import Refusal
from store import originals
from store.restore import can_restore, restore
from store.uploads import undo
from store.warehouse import Warehouse
from ui import caches, inbox, intake, parts
from ui.history_grid import about_upload, history_grid
from ui.office import the_office
from ui.person import person
from ui.table import show_table
from ui.words import number

_CHOSEN, _WISH, _SAID, _TROUBLE = "upload_chosen", "upload_wish", "upload_said", "upload_trouble"


def draw_history() -> None:
    """Draws the history; a click on an upload opens what can be done with it."""
    uploads = caches.uploads()
    parts.title("上传记录", "点编号可以下载原文件、撤销或恢复")
    if said := st.session_state.pop(_SAID, None):
        parts.done(said)
    if not uploads:
        parts.note("还没有上传过文件。")
        return
    if clicked := show_table(
        history_grid(uploads, caches.current_rows(), the_office().jurisdiction), key="history"
    ):
        st.session_state[_CHOSEN] = clicked
        st.session_state.pop(_WISH, None)
    chosen = next((u for u in uploads if u["upload_id"] == st.session_state.get(_CHOSEN)), None)
    if chosen:
        with st.container(border=True):
            draw_upload(chosen)


def draw_upload(upload: dict) -> None:
    """Draws one upload with what can be done with it."""
    upload_id, wish = upload["upload_id"], st.session_state.get(_WISH)
    parts.facts(about_upload(upload, caches.current_rows(), the_office().jurisdiction))
    with st.container(horizontal=True):
        draw_original(upload)
        if upload["in_force"] and st.button("撤销这次上传", key=f"undo_{upload_id}"):
            _wish_for("undo")
        if can_restore(the_office().warehouse, upload_id) and st.button(
            "恢复这一版", key=f"restore_{upload_id}"
        ):
            _wish_for("restore")
        if st.button("收起", key=f"close_{upload_id}"):
            st.session_state.pop(_CHOSEN)
            _wish_for(None)
    if wish == "undo" and upload["in_force"]:
        draw_undo(upload)
    elif wish == "restore":
        draw_restore(upload)


def draw_original(upload: dict) -> None:
    """Offers the file as it was sent; says why when it cannot be had."""
    upload_id, warehouse = upload["upload_id"], the_office().warehouse
    if trouble := _trouble(upload_id):
        parts.note(trouble)
        return
    st.download_button(
        "下载原文件",
        data=partial(_original, warehouse, upload_id),
        file_name=originals.download_name(upload["file_name"]),
        key=f"original_{upload_id}",
        on_click="ignore",
    )


def _original(warehouse: Warehouse, upload_id: str) -> bytes:
    return originals.fetch(warehouse, upload_id)[1]


def _trouble(upload_id: str) -> str:
    """Returns why the original cannot be had, or an empty text; looked at once a session."""
    known = st.session_state.setdefault(_TROUBLE, {})
    if upload_id not in known:
        try:
            originals.fetch(the_office().warehouse, upload_id)
            known[upload_id] = ""
        except Refusal as refused:
            known[upload_id] = refused.message
    return known[upload_id]


def draw_undo(upload: dict) -> None:
    """Asks once more, then takes the upload back; nothing is deleted."""
    upload_id = upload["upload_id"]
    parts.say(
        f"撤销 {upload_id}（{upload['file_name']}）：它的 {number(upload['record_count'])} 条不再计入，"
        "被它替换的旧数据恢复原样。撤销后仍可恢复。"
    )
    if _confirmed(f"确认撤销 {upload_id}", "不撤销"):
        _do(
            partial(undo, the_office().warehouse, upload_id, person()),
            lambda _: f"已撤销 {upload_id}，各项数字已恢复到它入库之前。",
        )


def draw_restore(upload: dict) -> None:
    """Asks once more, then makes the version count again as a new upload."""
    upload_id = upload["upload_id"]
    parts.say(
        f"恢复 {upload_id}（{upload['file_name']}）：它的 {number(upload['record_count'])} 条按原样重新计入，"
        "记作一次新的上传；与它重复的现有数据被替换。恢复后可以撤销。"
    )
    if _confirmed(f"确认恢复 {upload_id}", "不恢复"):
        _do(
            partial(restore, the_office().warehouse, upload_id, person()),
            lambda loaded: f"已恢复 {upload_id}，新编号 {loaded.upload_id}。",
        )


def _confirmed(yes: str, no: str) -> bool:
    with st.container(horizontal=True):
        is_wanted = st.button(yes, type="primary", key="history_yes")
        if st.button(no, key="history_no"):
            _wish_for(None)
    return is_wanted


def _wish_for(wish: str | None) -> None:
    st.session_state[_WISH] = wish
    st.rerun()


def _do(act: Callable[[], Any], said: Callable[[Any], str]) -> None:
    """Does what was confirmed; the files waiting in the chooser are put away, their figures are old."""
    try:
        result = act()
    except Refusal as refused:
        parts.refusal(refused.message)
        return
    st.session_state.pop(_CHOSEN)
    inbox.empty()
    intake.forget()
    st.session_state[_SAID] = said(result)
    _wish_for(None)
