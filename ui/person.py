"""Asks once a session who is at work, for the history of uploads."""

import streamlit as st

NOBODY = "看板"
_NAME = "person_name"


def ask_person() -> None:
    """Draws the field for the name; it is kept when the person visits other pages."""
    st.session_state[_NAME] = st.text_input(
        "经办人",
        value=st.session_state.get(_NAME, ""),
        max_chars=40,
        placeholder="姓名，记入上传记录",
        key="person_field",  # without a key a new name would be a new field
    ).strip()


def person() -> str:
    """Returns the name given in this session, or what stands for nobody in particular."""
    return st.session_state.get(_NAME) or NOBODY
