"""Reads a jurisdiction's tasks.csv strictly: every refusal names file and line."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.roster import Roster
from domain.task import COOPERATING, LEAD, OPEN_WORD, RESPONSIBLE, ROLE_WORDS, Task

TASKS = "tasks.csv"
_COLUMNS = (
    "task_id", "group", "campaign", "title", "lead", "responsible", "cooperating",
    "due_on", "document", "clause", "year",
)  # fmt: skip


def load_tasks(jurisdiction: Jurisdiction, roster: Roster) -> tuple[Task, ...]:
    """Returns the shipped tasks of a jurisdiction, none where its folder has no tasks.csv.

    Raises Refusal naming file and line for wrong columns, an id that stands twice, a missing
    title, an unknown document, a bad date or year, and a unit nobody knows.
    """
    path = jurisdiction.folder / TASKS
    tasks: dict[str, Task] = {}
    above: dict[str, tuple[str, ...]] = {}
    for line, row in _rows(path, _COLUMNS):
        task = _task(path, line, row, jurisdiction)
        task = replace(task, above=tuple(above.get(role, ()) for role in task.asks))
        above |= {role: task.named(role) for role in ROLE_WORDS if task.named(role)}
        if task.task_id in tasks:
            _refuse(path, line, f"任务编号“{task.task_id}”重复")
        for name in (*task.lead, *task.responsible, *task.cooperating):
            if not roster.resolve(name).is_known:
                near = "、".join(roster.suggest(name)) or "无相近名称"
                _refuse(path, line, f"没有名为“{name}”的单位，相近的有：{near}")
        tasks[task.task_id] = task
    return tuple(tasks.values())


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != columns:
            _refuse(path, 1, f"列应为：{'、'.join(columns)}")
        for row in reader:
            if None in row or None in row.values():
                _refuse(path, reader.line_num, f"应有 {len(columns)} 列")
            yield reader.line_num, row


def _task(path: Path, line: int, row: dict[str, str], jurisdiction: Jurisdiction) -> Task:
    if not row["task_id"] or not row["title"]:
        _refuse(path, line, "缺少任务编号或任务名称")
    _check_document(path, line, row["document"], jurisdiction)
    if not row["year"].isdecimal():
        _refuse(path, line, f"年份“{row['year']}”不是整数")
    return Task(
        task_id=row["task_id"],
        group=row["group"],
        campaign=row["campaign"],
        title=row["title"],
        lead=_names(row["lead"]),
        responsible=_names(row["responsible"]),
        cooperating=_names(row["cooperating"]),
        due_on=_day(path, line, row["due_on"]),
        document=row["document"],
        clause=row["clause"],
        year=int(row["year"]),
        asks=tuple(role for role in (LEAD, RESPONSIBLE, COOPERATING) if row[role] == OPEN_WORD),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split("|") if name and name != OPEN_WORD)


def _day(path: Path, line: int, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _refuse(path, line, f"日期“{text}”应写成 2020-12-31")


def _check_document(path: Path, line: int, code: str, jurisdiction: Jurisdiction) -> None:
    if code not in jurisdiction.documents:
        _refuse(path, line, f"文件“{code}”没有在 documents.toml 里登记")


def _refuse(path: Path, line: int, problem: str) -> NoReturn:
    raise Refusal(f"{path.name} 第 {line} 行：{problem}。请改正后重试。", "bad_config")
