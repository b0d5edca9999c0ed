"""Asks for the judged standard, remembered until the data change."""

import streamlit as st

from metrics.gate import judge_campaigns, judge_standard
from metrics.gate_result import GateVerdict, ItemVerdict
from metrics.indicators import indicators
from metrics.standard import Standard, load_standard
from store.evidence import Evidence, history
from ui.caches import cache_key
from ui.office import Office, the_office
from ui.standard_view import judged_units


def standard() -> Standard | None:
    """Returns the standard of the open jurisdiction, or None where it has none."""
    return _standard(the_office().key, the_office())


def gates(month: int) -> list[GateVerdict]:
    """Returns the verdict of every judged unit at the end of the month."""
    office = the_office()
    return _gates(cache_key(office), month, office)


def campaigns(month: int) -> list[ItemVerdict]:
    """Returns every campaign of every judged unit at the end of the month."""
    office = the_office()
    return _campaigns(cache_key(office), month, office)


def entries(subject: str, unit_id: str) -> list[Evidence]:
    """Returns what was recorded about one subject of one unit, oldest first."""
    found = history(the_office().warehouse, subject.partition(":")[0])
    return [one for one in found if (one.subject, one.unit_id) == (subject, unit_id)]


@st.cache_resource(show_spinner=False, max_entries=16)
def _standard(key: str, _office: Office) -> Standard | None:
    return load_standard(_office.jurisdiction, indicators())


@st.cache_data(show_spinner=False, max_entries=32)
def _gates(key: tuple, month: int, _office: Office) -> list[GateVerdict]:
    found = load_standard(_office.jurisdiction, indicators())
    return judge_standard(_office.board, found, month, judged_units(_office.jurisdiction)) if found else []


@st.cache_data(show_spinner=False, max_entries=32)
def _campaigns(key: tuple, month: int, _office: Office) -> list[ItemVerdict]:
    found = load_standard(_office.jurisdiction, indicators())
    return judge_campaigns(_office.board, found, month, judged_units(_office.jurisdiction)) if found else []
