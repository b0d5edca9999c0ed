"""Gathers the tasks in use: shipped lists and imported ones, an imported list in place of the shipped."""

from dataclasses import replace

from domain.jurisdiction import Jurisdiction
from domain.roster import Roster
from domain.task import LEAD, RESPONSIBLE, Task
from domain.task_file import load_tasks
from metrics.task_result import TaskList
from store.task_answers import TaskAnswer, answers
from store.warehouse import Warehouse

# Of a document's uploads in force only the newest is its list: what it no longer names is gone.
_IMPORTED = """
    SELECT document, task_id, group_title, title, lead, responsible, cooperating, due_on, due_words,
           progress, clause, asks, above, upload_id, month
    FROM tasks
    WHERE (document, upload_id) IN
        (SELECT document, max(upload_id) FROM tasks
         WHERE upload_id IN (SELECT upload_id FROM uploads WHERE in_force) GROUP BY document)
    ORDER BY document, nth
"""


def task_lists(
    jurisdiction: Jurisdiction, warehouse: Warehouse, roster: Roster
) -> tuple[tuple[Task, ...], tuple[TaskList, ...]]:
    """Returns all tasks in the order of their lists with people's answers filled in, and the lists."""
    shipped = load_tasks(jurisdiction, roster)
    imported = [_imported(row) for row in warehouse.rows(_IMPORTED)]
    replaced = {task.document for task in imported}
    tasks = [*(task for task in shipped if task.document not in replaced), *imported]
    said = answers(warehouse)
    return tuple(_answered(task, said) for task in tasks), _lists(jurisdiction, shipped, tasks)


def _imported(row: tuple) -> Task:
    (
        document,
        task_id,
        group,
        title,
        lead,
        responsible,
        cooperating,
        due_on,
        words,
        progress,
        clause,
        *rest,
    ) = row
    asks, above, upload_id, month = rest
    roles = _split(asks)
    kept = dict(part.split("=", 1) for part in (above or "").split("; ") if "=" in part)
    return Task(
        task_id=task_id,
        group=group or "",
        campaign="",
        title=title,
        lead=_split(lead),
        responsible=_split(responsible),
        cooperating=_split(cooperating),
        due_on=due_on,
        document=document,
        clause=clause or "",
        year=month // 100,
        due_words=words or "",
        progress=progress or "",
        asks=roles,
        above=tuple(_split(kept.get(role, "")) for role in roles),
        upload_id=upload_id,
    )


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(name for name in (text or "").split("|") if name)


def _answered(task: Task, said: dict[tuple[str, str], TaskAnswer]) -> Task:
    """Returns the task with the roles people filled in; a confirmed 待明确 changes nothing."""
    given = {
        role: one.names
        for role in (LEAD, RESPONSIBLE)
        if (one := said.get((task.task_id, role))) and one.names
    }
    if not given:
        return task
    left = [(role, above) for role, above in zip(task.asks, task.above or ((),) * len(task.asks), strict=True)
            if role not in given]  # fmt: skip
    return replace(
        task,
        **given,
        asks=tuple(role for role, _ in left),
        above=tuple(above for _, above in left),
        answered=tuple(given),
    )


def _lists(jurisdiction: Jurisdiction, shipped: tuple[Task, ...], tasks: list[Task]) -> tuple[TaskList, ...]:
    by_document: dict[str, list[Task]] = {}
    for task in tasks:
        by_document.setdefault(task.document, []).append(task)
    return tuple(
        TaskList(
            document=document,
            title=document_title(jurisdiction, document),
            count=len(own),
            upload_id=own[0].upload_id,
            replaces=sum(task.document == document for task in shipped) if own[0].upload_id else 0,
            year=own[0].year,
        )
        for document, own in by_document.items()
    )


def document_title(jurisdiction: Jurisdiction, document: str) -> str:
    """Returns a document's title; an unknown one is called as its list is."""
    known = jurisdiction.documents.get(document)
    return known.title if known else document
