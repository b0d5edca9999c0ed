"""Makes the pictures of a pack beside the page, so that a page drawn anew neither stops nor loses them."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from charts.description import Description
from charts.pictures import pictures
from domain.finding import Refusal

FAILED = "图片没有生成，请再试一次；也可在各页图表右上角逐张下载。"
_JOB = "picture_job"


@dataclass
class PictureJob:
    """Holds one ZIP in the making: of which charts and format, how far it is, and what came of it."""

    key: str
    count: int
    done: int = 0
    content: bytes | None = None
    refused: Refusal | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> bool:
        """Waits for the end, at most so long; tells whether it has come."""
        return self.ended.wait(seconds)


def start(charts: Sequence[Description], picture: str) -> None:
    """Starts the work in a thread of its own and keeps it for this session; the same is not begun twice."""
    known = current(charts, picture)
    if known is not None and not known.ended.is_set():
        return
    job = PictureJob(_key(charts, picture), len(charts))
    st.session_state[_JOB] = job
    threading.Thread(
        target=_work, args=(job, tuple(charts), picture), name="picture job", daemon=True
    ).start()


def current(charts: Sequence[Description], picture: str) -> PictureJob | None:
    """Returns this session's work where it is for the same charts and format, else None."""
    job = st.session_state.get(_JOB)
    return job if job is not None and job.key == _key(charts, picture) else None


def _key(charts: Sequence[Description], picture: str) -> str:
    return hashlib.sha256(f"{picture}{charts!r}".encode()).hexdigest()


def _work(job: PictureJob, charts: Sequence[Description], picture: str) -> None:
    def step(done: int, total: int) -> None:
        job.done = done

    try:
        job.content = pictures(charts, picture, step=step)
    except Refusal as refused:
        job.refused = refused
    finally:
        job.ended.set()  # whatever happened: the page must not wait
