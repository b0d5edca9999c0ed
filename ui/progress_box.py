"""Draws how far checking or loading is, with a button that stops it; small files never show it."""

import streamlit as st

from loaders.progress import STAGES, rows_words
from ui import intake
from ui.html import join, tag
from ui.job import Job, Standing

TICK = 0.5  # seconds between two looks at the work


def draw_progress() -> None:
    """Draws the work under way, if any; the page is drawn anew when some of it is done."""
    if intake.running() is not None:
        _draw_running()


@st.fragment(run_every=TICK)
def _draw_running() -> None:
    job = intake.running()
    if job is None or job.has_results or not job.is_running:
        st.rerun()
    with st.container(border=True):
        trail = tag("p", *_trail(job.standing))
        st.html(tag("div", tag("b", _headline(job)), trail, css="db-working", role="status"))
        st.progress(_share(job.standing))
        st.button("取消", key="stop_work", disabled=job.is_stopped, on_click=job.stop)


def _headline(job: Job) -> str:
    if job.is_stopped:
        return "正在取消，稍候"
    now = job.standing
    return (f"第 {now.place} 个，共 {now.tasks} 个 · " if now.tasks > 1 else "") + now.name


def _trail(now: Standing) -> list[str]:
    """Returns the stages one after another, the present one marked, with its rows where they are known."""
    found = []
    for stage in STAGES:
        is_now = stage == now.stage
        found.append(
            tag(
                "span",
                f"{stage} {rows_words(now.done, now.total)}".strip() if is_now else stage,
                css="now" if is_now else "",
            )
        )
        found.append(tag("i", " → "))
    return [join(found[:-1])]


def _share(now: Standing) -> float:
    """Returns how much of the job is done, between 0 and 1: files, stages and rows taken together."""
    stage = STAGES.index(now.stage) if now.stage in STAGES else 0
    rows = now.done / now.total if now.total else 0
    return min((now.place - 1 + (stage + rows) / len(STAGES)) / now.tasks, 1.0)
