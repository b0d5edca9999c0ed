"""Asks for what the credit page shows, remembered until the data change, and keeps the answers."""

from datetime import date

import streamlit as st

from domain.finding import Refusal
from metrics.credit_board import credit_view
from metrics.credit_result import CreditView
from store.same_entity import SameEntity, answer, history
from ui import parts
from ui.caches import cache_key
from ui.office import Office, the_office
from ui.person import person

_SAID = "same_entity_said"


def view(month: int) -> CreditView | None:
    """Returns the lists of the month, or None where the jurisdiction has no credit rules."""
    office = the_office()
    return _view(cache_key(office), month, office)


def answers() -> list[SameEntity]:
    """Returns every answer to «同一主体?», newest first."""
    return list(reversed(history(the_office().warehouse)))


def today() -> date:
    """Returns the day the phases are looked at."""
    return date.today()


def keep_answer(one: str, other: str, said: str) -> None:
    """Stores an answer with who and when, and draws the page anew; says a refusal in its words."""
    try:
        number = answer(the_office().warehouse, one, other, said, person())
    except Refusal as refused:
        parts.refusal(refused.message)
        return
    st.session_state[_SAID] = f"已记录答复，编号 {number}；名单已按答复重新计数。"
    st.rerun()


def draw_said() -> None:
    """Draws, once, that an answer was recorded."""
    if said := st.session_state.pop(_SAID, None):
        parts.done(said)


@st.cache_data(show_spinner=False, max_entries=32)
def _view(key: tuple, month: int, _office: Office) -> CreditView | None:
    return credit_view(_office.board, month)
