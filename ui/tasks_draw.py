"""Draws the filters of the task page, one task with its units, and the question about blank cells."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain.task import LEAD, RESPONSIBLE, ROLE_WORDS
from metrics.task_result import TaskCount, TaskList, TaskState, TaskStatus
from store.task_answers import answer
from ui import parts, tasks, tasks_view
from ui.evidence import draw_form, draw_history
from ui.office import the_office
from ui.person import person
from ui.standard import entries
from ui.table import show_table

_INHERIT, _NAME, _OPEN = "沿用上一行", "指定单位", "确认待明确"


@dataclass(frozen=True)
class Filters:
    """Holds what the page shows: '' means all."""

    document: str = ""
    unit_id: str = ""
    group: str = ""
    state: str = ""


def draw_filters(lists: tuple[TaskList, ...], units: list[TaskCount], groups: list[TaskCount]) -> Filters:
    """Draws the filters side by side and returns what was chosen; every choice stands in the URL."""
    with st.container(horizontal=True):
        documents = {f"{one.title}（{one.year}）": one.document for one in lists}
        document = _choose("文件", documents, "task_document", 320) if len(lists) > 1 else ""
        unit_id = _choose("单位", {one.name: one.key for one in units}, "task_unit", 200)
        group = _choose("专项或组别", {one.name: one.name for one in groups}, "task_group", 240)
        state = _choose("状态", {one.value: one.value for one in TaskState}, "task_state", 140)
    return Filters(document, unit_id, group, state)


def _choose(label: str, options: Mapping[str, str], key: str, width: int) -> str:
    words = [tasks_view.ALL, *options]
    wanted = st.session_state.pop(f"wish_{key}", None)
    if wanted in words:
        st.session_state[key] = wanted
    if st.session_state.get(key, tasks_view.ALL) not in words:
        st.session_state[key] = tasks_view.ALL
    picked = st.selectbox(label, words, key=key, bind="query-params", width=width)
    return options.get(picked, "")


def wish(key: str, word: str | None) -> None:
    """Makes a clicked row the chosen filter in the next run."""
    if word is not None and st.session_state.get(key) != word:
        st.session_state[f"wish_{key}"] = word
        st.rerun()


def draw_task(one: TaskStatus, unit_id: str) -> None:
    """Draws one task: what the list says, the question about blank cells, its units and their entries."""
    with st.container(border=True):
        parts.title(one.task.title, one.task.group)
        parts.facts(tasks_view.about(one))
        for role in (LEAD, RESPONSIBLE):
            if role in one.task.questions:
                _draw_question(one, role)
        jurisdiction = the_office().jurisdiction
        if len(one.units) > 1:
            show_table(tasks_view.unit_grid(one, jurisdiction), key="task_units")
        units = [own.unit_id for own in one.units] or [unit.unit_id for unit in jurisdiction.units]
        names = {jurisdiction.unit(found).name: found for found in units}
        first = jurisdiction.unit(unit_id).name if unit_id in units else next(iter(names))
        chosen = st.selectbox("记录哪个单位的进展", list(names), index=list(names).index(first),
                              key=f"task_of_{one.task.task_id}_{unit_id}", width=240)  # fmt: skip
        subject = one.task.subject
        draw_history(entries(subject, names[chosen]), "task")
        draw_form(subject, names[chosen], one.task.year)


def _draw_question(one: TaskStatus, role: str) -> None:
    """Asks who has a role whose cell is blank; the answer is kept, the newest stands."""
    task, word = one.task, ROLE_WORDS[role]
    given = tasks.answered(task.task_id).get(role)
    said = (
        f"{given.answered_by} 于 {given.answered_at:%Y-%m-%d} 答复：{'、'.join(given.names) or _OPEN}。"
        if given
        else ""
    )
    parts.note(f"这一条的{word}单位在清单里是空的，是沿用上一行还是待明确？{said}")
    above = dict(zip(task.asks, task.above, strict=False)).get(role, ())
    options = ([f"{_INHERIT}：{'、'.join(above)}"] if above else []) + [_NAME, _OPEN]
    key = f"{task.task_id}_{role}"
    picked = st.radio(f"{word}单位", options, key=f"ask_{key}", horizontal=True)
    names: tuple[str, ...] = above if picked.startswith(_INHERIT) else ()
    if picked == _NAME:
        roster = tasks.roster()
        known = [group.name for group in roster.groups] + [unit.name for unit in roster.jurisdiction.units]
        names = tuple(st.multiselect("单位", known, key=f"names_{key}", placeholder="可选多个"))
    if st.button("答复", key=f"answer_{key}"):
        if picked == _NAME and not names:
            parts.refusal("请选择至少一个单位。")
            return
        answer(the_office().warehouse, task.task_id, role, names, person())
        st.session_state["evidence_said"] = "已记下答复。"
        st.rerun()
