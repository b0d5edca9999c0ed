"""Makes the meeting's papers: choose, look at every page of the finished files, download those very files."""

import streamlit as st

from domain.finding import Refusal
from ui import caches, pack, pack_preview, pack_view, parts
from ui.heads import page_head
from ui.person import ask_person
from ui.pickers import pick_view
from ui.routes import draw
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    months = caches.months()
    if not months:
        page_head(PAGES["pack"])
        parts.empty()
        return
    left, right = st.columns([4, 1])
    with left, st.container(horizontal=True, vertical_alignment="bottom"):
        view = pick_view(months)
    with right:
        ask_person()
    page_head(PAGES["pack"], view)
    choices = pack_view.choose(caches.items(), view.window)
    templates = pack_view.draw_templates()
    if st.button("生成并预览", type="primary"):
        pack_view.run(lambda step: pack.make(choices, view.month, templates, step))
    try:
        seen = pack.preview(choices, view.month)
    except Refusal as refused:
        parts.refusal(refused.message)
        return
    pack_preview.draw_made(seen, choices, templates)
    pack_view.draw_save(choices)
    pack_view.draw_pictures(seen)
    pack_view.draw_history()


draw(show)
