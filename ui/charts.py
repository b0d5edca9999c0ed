"""Puts a chart on the page: one style, Chinese download button, a click that chooses a unit."""

import streamlit as st

from charts.style import Caption, config


def show_chart(figure: dict, caption: Caption, picture: str, key: str) -> None:
    """Draws a chart that only shows."""
    st.plotly_chart(figure, theme=None, config=config(caption, picture), key=key, alt=_spoken(caption))


def show_clickable(figure: dict, caption: Caption, picture: str, key: str) -> str | None:
    """Draws a chart whose bars can be clicked; returns what the clicked bar stands for, or None."""
    event = st.plotly_chart(
        figure,
        theme=None,
        config=config(caption, picture),
        key=key,
        on_select="rerun",
        selection_mode="points",
        alt=_spoken(caption),
    )
    points = event.selection.points
    clicked = str(points[0]["customdata"]) if points and points[0].get("customdata") else None
    seen, st.session_state[f"{key}_seen"] = st.session_state.get(f"{key}_seen"), clicked
    return clicked if clicked != seen else None  # a selection stays; only a new one is a click


def _spoken(caption: Caption) -> str:
    return f"{caption.title}，{caption.subtitle}。{caption.foot}"
