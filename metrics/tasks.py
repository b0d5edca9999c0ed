"""Follows up tasks: the state of each, by unit and as a whole, from entries and due dates."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from domain.jurisdiction import Jurisdiction
from domain.roster import Roster, load_roster
from domain.task import COOPERATING, LEAD, RESPONSIBLE, Party, Task
from metrics.task_lists import document_title, task_lists
from metrics.task_result import TaskCount, TaskList, TaskState, TaskStatus, UnitTask
from store.evidence import Evidence, standing
from store.warehouse import Warehouse

_ROLES = (LEAD, RESPONSIBLE, COOPERATING)
_SAID = {
    "done": TaskState.DONE,
    "partly": TaskState.RUNNING,
    "not_done": TaskState.NOT_STARTED,
    "not_applicable": TaskState.NOT_APPLICABLE,
}
_ORDER = {state: place for place, state in enumerate(TaskState)}


def follow_up(
    jurisdiction: Jurisdiction, warehouse: Warehouse, today: date
) -> tuple[list[TaskStatus], tuple[TaskList, ...]]:
    """Returns every task with its state at the end of `today`, overdue first, and the lists in use."""
    roster = load_roster(jurisdiction)
    tasks, lists = task_lists(jurisdiction, warehouse, roster)
    known = standing(warehouse, "task")
    by_subject: dict[str, dict[str, Evidence]] = {}
    for (subject, unit_id), entry in known.items():
        by_subject.setdefault(subject, {})[unit_id] = entry
    found = [
        _status(task, by_subject.get(task.subject, {}), roster, today, at) for at, task in enumerate(tasks)
    ]
    return sorted(found, key=urgency), lists


def urgency(status: TaskStatus) -> tuple:
    """Returns the sort key: overdue first (the longest), then what is open, then by due date."""
    due = status.task.due_on or date.max
    return (_ORDER[status.state], due)


def _status(task: Task, entries: dict[str, Evidence], roster: Roster, today: date, place: int) -> TaskStatus:
    parties = {role: tuple(map(roster.resolve, task.named(role))) for role in _ROLES}
    is_late = task.due_on is not None and task.due_on < today
    units = tuple(
        UnitTask(unit_id, role, _unit_state(entries.get(unit_id), is_late), entries.get(unit_id))
        for unit_id, role in _roles_of(parties).items()
    )
    state = _whole(task, units, list(entries.values()), is_late)
    days = (today - task.due_on).days if task.due_on and state is TaskState.OVERDUE else 0
    last = max(entries.values(), key=lambda entry: entry.seq, default=None)
    title = document_title(roster.jurisdiction, task.document)
    return TaskStatus(task, parties, state, units, days, last, title, place)


def _roles_of(parties: dict[str, tuple[Party, ...]]) -> dict[str, str]:
    """Returns each unit's weightiest role; a unit in a group and by name has it once."""
    found: dict[str, str] = {}
    for role in _ROLES:
        for party in parties[role]:
            for unit_id in party.unit_ids:
                found.setdefault(unit_id, role)
    return found


def _unit_state(entry: Evidence | None, is_late: bool) -> TaskState:
    said = _SAID[entry.state] if entry else TaskState.NOT_STARTED
    is_unfinished = said in (TaskState.NOT_STARTED, TaskState.RUNNING)
    return TaskState.OVERDUE if is_late and is_unfinished else said


def _whole(task: Task, units: Sequence[UnitTask], entries: Sequence[Evidence], is_late: bool) -> TaskState:
    """Returns the task's own state: decided by who leads, else who answers, else any entry at all."""
    deciding = [one for one in units if one.role == LEAD] or [one for one in units if one.role == RESPONSIBLE]
    said = [_SAID[one.entry.state] if one.entry else TaskState.NOT_STARTED for one in deciding]
    said = said or [_SAID[entry.state] for entry in entries]
    counted = [state for state in said if state is not TaskState.NOT_APPLICABLE]
    if said and not counted:
        return TaskState.NOT_APPLICABLE
    if counted and all(state is TaskState.DONE for state in counted):
        return TaskState.DONE
    if is_late:
        return TaskState.OVERDUE
    if entries and any(entry.state in ("done", "partly") for entry in entries):
        return TaskState.RUNNING
    return TaskState.OPEN if task.is_open else TaskState.NOT_STARTED


def by_unit(found: Iterable[TaskStatus], jurisdiction: Jurisdiction) -> list[TaskCount]:
    """Returns for each unit that leads or answers for a task its counts, in the jurisdiction's order."""
    states: dict[str, list[TaskState]] = {}
    for status in found:
        for one in status.units:
            if one.role != COOPERATING:
                states.setdefault(one.unit_id, []).append(one.state)
    return [
        _count(unit.name, unit.unit_id, states[unit.unit_id])
        for unit in jurisdiction.units
        if unit.unit_id in states
    ]


def by_group(found: Iterable[TaskStatus]) -> list[TaskCount]:
    """Returns the counts of each group (campaign) of tasks, in the order of the lists."""
    return _grouped(
        sorted(found, key=lambda status: status.place),
        lambda status: status.task.group or status.document_title,
    )


def _grouped(found: Iterable[TaskStatus], name: Callable[[TaskStatus], str]) -> list[TaskCount]:
    states: dict[str, list[TaskState]] = {}
    for status in found:
        states.setdefault(name(status), []).append(status.state)
    return [_count(one, one, own) for one, own in states.items()]


def total(found: Sequence[TaskStatus]) -> TaskCount:
    """Returns the counts of all tasks together."""
    return _count("合计", "", [status.state for status in found])


def _count(name: str, key: str, states: list[TaskState]) -> TaskCount:
    return TaskCount(
        name, key, len(states), {state: states.count(state) for state in TaskState if state in states}
    )
