"""Draws the small pieces every page uses: heads, cards, sentences, notes and messages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from domain.finding import Severity
from domain.state import State
from ui.html import join, tag
from ui.tokens import SEVERITIES, STATES, Mark
from ui.words import DONE, EMPTY_TEXT, EMPTY_TITLE

UPLOAD_PAGE = "pages/upload.py"


@dataclass(frozen=True)
class Card:
    """Holds one figure of the overview: label, class, value with its mark, and the lines under it."""

    label: str
    corner: str
    value: str
    measured_in: str
    note: str
    state: str = ""
    shape: str = ""


def head(title: str, facts: Sequence[str] = (), marks: Sequence[str] = ()) -> None:
    """Draws a page's head: title, the facts beside it, framed marks such as 虚构数据."""
    parts = [tag("h1", title), *(tag("p", fact) for fact in facts)]
    st.html(tag("header", *parts, *(tag("span", mark, css="db-mark") for mark in marks), css="db-head"))


def title(text: str, aside: str = "") -> None:
    """Draws a section's title with a quiet remark beside it."""
    st.html(tag("h2", text, tag("span", aside) if aside else "", css="db-title"))


def say(sentence: str) -> None:
    """Draws the sentence that says what a chart or table shows."""
    st.html(tag("p", sentence, css="db-say"))


def note(*sentences: str) -> None:
    """Draws quiet remarks, one a line."""
    st.html(join(tag("p", sentence, css="db-note") for sentence in sentences))


def cards(shown: Sequence[Card]) -> None:
    """Draws figures side by side."""
    st.html(tag("div", *(_card(card) for card in shown), css="db-cards"))


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Draws names and values in two columns."""
    parts = [part for name, value in pairs for part in (tag("dt", name), tag("dd", value))]
    st.html(tag("dl", *parts, css="db-facts"))


def refusal(message: str) -> None:
    """Draws a refusal: one sentence that says what is wrong and what to do."""
    mark = SEVERITIES[Severity.ERROR]
    st.html(tag("div", _shape(mark, "error"), message, css="db-refusal", role="alert"))


def done(message: str) -> None:
    """Draws the sentence that says what was just done."""
    mark = replace(STATES[State.MET], word=DONE)
    st.html(tag("div", _shape(mark, "MET"), message, css="db-done", role="status"))


def empty(heading: str = EMPTY_TITLE, text: str = EMPTY_TEXT) -> None:
    """Draws what to do when there is nothing to show yet, with the way to the upload page."""
    st.html(tag("div", tag("h2", heading), tag("p", text), css="db-empty"))
    st.page_link(UPLOAD_PAGE, label="前往数据上传")


def absent(heading: str, text: str) -> None:
    """Draws that this jurisdiction has nothing of the kind, and what would change that."""
    st.html(tag("div", tag("h2", heading), tag("p", text), css="db-empty"))


def _shape(mark: Mark, tone: str) -> str:
    return tag("span", f"{mark.shape} {mark.word} ", css=f"t-{tone}")


def _card(card: Card) -> str:
    tone = f"t-{card.state}" if card.state else ""
    shape = tag("span", card.shape, css="shape") if card.shape else ""
    value = tag("div", tag("span", shape, card.value, css=tone), tag("small", card.measured_in), css="v")
    return tag("section", tag("div", tag("span", card.label), tag("span", card.corner), css="k"), value,
               tag("div", join([card.note]), css="n"), css="db-card")  # fmt: skip
