"""Keeps what people answered about blank cells of a task list: append-only, the newest answer stands."""

from dataclasses import dataclass
from datetime import datetime

from store.entries import now, person
from store.warehouse import Warehouse


@dataclass(frozen=True)
class TaskAnswer:
    """Says who has a role in a task: names as written, none when it really is open."""

    seq: int
    task_id: str
    role: str
    names: tuple[str, ...]
    answered_by: str
    answered_at: datetime


def answer(warehouse: Warehouse, task_id: str, role: str, names: tuple[str, ...], by: str) -> int:
    """Adds an answer about a role (lead, responsible, cooperating) and returns its number."""
    with warehouse.alone(), warehouse.writing() as cursor:
        seq = cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM task_answers").fetchall()[0][0]
        said = [seq, task_id, role, "|".join(names), person(by), now()]
        cursor.execute("INSERT INTO task_answers VALUES (?, ?, ?, ?, ?, ?)", said)
    return int(seq)


def answers(warehouse: Warehouse) -> dict[tuple[str, str], TaskAnswer]:
    """Returns the newest answer by task id and role."""
    rows = warehouse.rows("SELECT * FROM task_answers ORDER BY seq")
    found = (TaskAnswer(seq, task, role, tuple(filter(None, names.split("|"))), by, at)
             for seq, task, role, names, by, at in rows)  # fmt: skip
    return {(one.task_id, one.role): one for one in found}
