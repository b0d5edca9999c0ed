"""Takes files in: check, preview, confirm; and shows the history with undo."""

import streamlit as st

from ui import inbox, intake
from ui.all_files import draw_all_files
from ui.blanks import draw_blanks
from ui.file_card import draw_file
from ui.heads import page_head
from ui.history import draw_history
from ui.layouts import draw_layouts
from ui.person import ask_person
from ui.progress_box import draw_progress
from ui.routes import draw
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    page_head(PAGES["upload"], aside="选文件 → 核对 → 入库；入库后可以撤销")
    left, right = st.columns([4, 1])
    with right:
        ask_person()
    files = left.file_uploader(
        "把本月的台账、报表拖进来（可多选，ZIP 压缩包也可以）",
        accept_multiple_files=True,
        key=f"files_{inbox.round_number()}",
    )
    incoming = inbox.take((file.name, file.getvalue()) for file in files)
    intake.work_on(incoming)
    draw_progress()
    draw_all_files(incoming)
    for file in incoming:
        draw_file(file)
    draw_history()
    draw_blanks()
    with st.expander("记住的表头对应"):
        draw_layouts()


draw(show)
