"""Takes files in: check, preview, confirm; and shows the history with undo."""

import streamlit as st

from ui import inbox, parts
from ui.file_card import draw_file
from ui.heads import page_head
from ui.history import draw_history
from ui.routes import draw
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    page_head(PAGES["upload"], aside="选文件 → 核对 → 入库；入库后可以撤销")
    files = st.file_uploader(
        "把本月的台账、报表拖进来（可多选，ZIP 压缩包也可以）",
        accept_multiple_files=True,
        key=f"files_{inbox.round_number()}",
    )
    incoming = inbox.take((file.name, file.getvalue()) for file in files)
    draw_all_at_once(incoming)
    for file in incoming:
        draw_file(file)
    draw_history()


def draw_all_at_once(incoming: list[inbox.Incoming]) -> None:
    """Offers to load all files that have no error, when there are several."""
    ready = [file for file in incoming if inbox.is_ready(file)]
    if len(incoming) < 2:
        return
    refused = len([file for file in incoming if inbox.has_errors(file)])
    parts.say(f"共 {len(incoming)} 个文件：{len(ready)} 个可以入库，{refused} 个有错误。")
    if ready and st.button(f"{len(ready)} 个文件全部入库", type="primary"):
        for file in ready:
            inbox.load(file)
        st.rerun()


draw(show)
