"""Draws what stands above the cards of several files: how many are what, and one button for all."""

import streamlit as st

from ui import intake, parts
from ui.file_card import is_accepted
from ui.inbox import Incoming
from ui.person import person

# Where a file can stand, in the order the sentence names them.
LOADED, READY, DOUBTFUL, REFUSED, WAITING = "已入库", "可以入库", "要先核对提醒", "有错误", "还没有核对"


def draw_all_files(incoming: list[Incoming]) -> None:
    """Says where several files stand and offers to load all that may be loaded."""
    if len(incoming) < 2:
        return
    standing = {file.file_id: _standing(file) for file in incoming}
    counts = {
        word: list(standing.values()).count(word) for word in (LOADED, READY, DOUBTFUL, REFUSED, WAITING)
    }
    said = "，".join(f"{count} 个{word}" for word, count in counts.items() if count)
    parts.say(f"共 {len(incoming)} 个文件：{said}。")
    ready = [file for file in incoming if standing[file.file_id] == READY]
    is_busy = intake.running() is not None
    if ready and st.button(f"{len(ready)} 个文件全部入库", type="primary", disabled=is_busy):
        intake.load(ready, person())
        st.rerun()


def _standing(file: Incoming) -> str:
    found = intake.found_in(file)
    if intake.is_loaded(file):
        return LOADED
    if found is None or intake.is_stopped(file):
        return WAITING
    if found.has_errors:
        return REFUSED
    return READY if is_accepted(file, found) else DOUBTFUL
