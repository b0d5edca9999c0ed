"""Lays the house style over Streamlit's own: variables from the tokens, rules from style.css."""

from functools import cache
from pathlib import Path

import streamlit as st

from domain.finding import Severity
from domain.state import State
from ui import tokens

_HERE = Path(__file__).parent


@cache
def variables() -> str:
    """Returns the tokens as CSS variables on the root, which tables inherit too."""
    values = {
        "--duibiao-ink": tokens.INK,
        "--duibiao-muted": tokens.MUTED,
        "--duibiao-line": tokens.LINE,
        "--duibiao-faint": tokens.FAINT,
        "--duibiao-accent": tokens.ACCENT,
        "--duibiao-font": tokens.FONT,
        "--t-error": tokens.SEVERITIES[Severity.ERROR].colour,
        "--t-done": tokens.STATES[State.MET].colour,
    }
    return ":root{" + "".join(f"{name}:{value};" for name, value in values.items()) + "}"


@cache
def _rules() -> str:
    rules = (_HERE / "style.css").read_text(encoding="utf-8")
    return f"<style>{variables()}{tokens.state_css()}{rules}</style>"


def apply_style() -> None:
    """Puts the style on the page; called once a run, before anything is drawn."""
    st.html(_rules())
