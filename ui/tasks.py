"""Asks for the followed-up tasks, remembered until the data or the day change."""

from datetime import date

import streamlit as st

from domain.roster import Roster, load_roster
from metrics.credit_rules import Phase, load_credit
from metrics.task_result import TaskCount, TaskList, TaskStatus
from metrics.tasks import by_group, by_unit, follow_up
from store.task_answers import TaskAnswer, answers
from ui.caches import cache_key
from ui.office import Office, the_office


def tasks(today: date) -> tuple[list[TaskStatus], tuple[TaskList, ...]]:
    """Returns every task with its state on a day, overdue first, and the lists in use."""
    office = the_office()
    return _tasks(cache_key(office), today, office)


def counts(found: list[TaskStatus]) -> tuple[list[TaskCount], list[TaskCount]]:
    """Returns the counts by unit and by group."""
    return by_unit(found, the_office().jurisdiction), by_group(found)


def roster() -> Roster:
    """Returns who the names in the open jurisdiction stand for."""
    return _roster(the_office().key, the_office())


def phases() -> tuple[Phase, ...]:
    """Returns the phases of the jurisdiction's plan, none where it has no such plan."""
    return _phases(the_office().key, the_office())


def answered(task_id: str) -> dict[str, TaskAnswer]:
    """Returns people's newest answers about a task by role."""
    return {role: one for (task, role), one in answers(the_office().warehouse).items() if task == task_id}


@st.cache_data(show_spinner=False, max_entries=32)
def _tasks(key: tuple, today: date, _office: Office) -> tuple[list[TaskStatus], tuple[TaskList, ...]]:
    return follow_up(_office.jurisdiction, _office.warehouse, today)


@st.cache_resource(show_spinner=False, max_entries=16)
def _roster(key: str, _office: Office) -> Roster:
    return load_roster(_office.jurisdiction)


@st.cache_resource(show_spinner=False, max_entries=16)
def _phases(key: str, _office: Office) -> tuple[Phase, ...]:
    rules = load_credit(_office.jurisdiction)
    return rules.phases if rules else ()
