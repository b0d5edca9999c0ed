"""Asks for the clock of disposal and for what does not fit the samples, remembered until the data change."""

from datetime import date

import streamlit as st

from charts.ageing import MARKS
from charts.ageing import ageing_caption as captioned
from charts.style import Caption
from domain.period import Period
from metrics.disposal import as_of_day, disposal_clock, next_month_end
from metrics.disposal_match import reconcile
from metrics.disposal_result import Clock, DisposalRules, Mark, Reconciliation
from metrics.disposal_rules import load_rules
from metrics.window import window_of
from metrics.workdays import is_workday
from ui.caches import View, cache_key
from ui.disposal_words import LINKS, SCOPES
from ui.office import Office, the_office
from ui.pickers import pick_one
from ui.words import month_words

_ENTRIES = 32


def pick_as_of(view: View, newest: int, today: date) -> date:
    """Returns the day tasks are looked at: the month's end, or today where the newest month is over."""
    end = as_of_day(view.month, today)
    if view.month != newest or end == today:
        return end
    labels = {f"{month_words(view.month)}末": end, f"今天（{today.isoformat()}）": today}
    return labels[pick_one("截至", list(labels), key="as_of")]


def pick_scope() -> str:
    """Returns which tasks are looked at: of supervision, of the national level, or all."""
    return SCOPES[pick_one("任务", list(SCOPES), key="scope")]


def pick_mark() -> Mark:
    """Returns which of the three marks is looked at."""
    labels = {words: mark for mark, words in MARKS.items()}
    return labels[pick_one("时限", list(labels), key="mark")]


def pick_due_before(as_of: date) -> date:
    """Returns the last day of the list of what falls due; the end of the next month unless chosen else."""
    chosen = st.date_input(
        "到期日不晚于", next_month_end(as_of), min_value=as_of, format="YYYY-MM-DD",
        key=f"due_before_{as_of.isoformat()}", width=200,
    )  # fmt: skip
    return chosen or next_month_end(as_of)


def rules() -> DisposalRules:
    """Returns the office's day marks."""
    return load_rules(the_office().jurisdiction)


def clock(view: View, as_of: date, scope: str) -> Clock:
    """Returns every task of the view's period as of the day."""
    office = the_office()
    return _clock(cache_key(office), window_of(view.window, view.month), as_of, scope, rules(), office)


def reconciliation(view: View) -> Reconciliation:
    """Returns what does not fit between the ledgers in the view's period."""
    office = the_office()
    return _reconciliation(cache_key(office), window_of(view.window, view.month), office)


def ageing_caption(found: Clock, mark: Mark, link: str | None) -> Caption:
    """Returns the caption of the chart of days over and days left."""
    unit, links = next(iter(found.names.values())), "" if link is None else f"{LINKS[link]}环节"
    source = f"{the_office().jurisdiction.name}各单位核查处置台账"
    return captioned(unit, found.rules, source, found.as_of, mark, links)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _clock(
    key: tuple, period: Period, as_of: date, scope: str, marks: DisposalRules, _office: Office
) -> Clock:
    return disposal_clock(_office.board, period, as_of, marks, is_workday, scope)


@st.cache_data(show_spinner=False, max_entries=_ENTRIES)
def _reconciliation(key: tuple, period: Period, _office: Office) -> Reconciliation:
    return reconcile(_office.warehouse, period)
