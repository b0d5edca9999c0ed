"""Defines what following up tasks gives: each task with its units, and counts by unit and by group."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.task import Party, Task
from store.evidence import Evidence


class TaskState(StrEnum):
    """Lists the states of a task, the most pressing first."""

    OVERDUE = "逾期"
    OPEN = "待明确"
    RUNNING = "进行中"
    NOT_STARTED = "未开始"
    DONE = "已完成"
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True)
class UnitTask:
    """Holds one task as one unit sees it: its role, its state, and what it recorded last."""

    unit_id: str
    role: str
    state: TaskState
    entry: Evidence | None


@dataclass(frozen=True)
class TaskStatus:
    """Holds a task with who is named for it, its state as a whole, and the state of every unit.

    The leading units' own entries decide for the whole; where nobody leads, those of the units
    that answer for it. `days_over` counts the days past the due date, 0 unless 逾期. `place`
    is its place in the lists.
    """

    task: Task
    parties: Mapping[str, tuple[Party, ...]]
    state: TaskState
    units: tuple[UnitTask, ...]
    days_over: int
    last: Evidence | None
    document_title: str
    place: int

    @property
    def done_units(self) -> int:
        """Returns how many of its units have finished."""
        return sum(one.state is TaskState.DONE for one in self.units)

    def of_unit(self, unit_id: str) -> UnitTask | None:
        """Returns the task as one unit sees it, None where the unit has no part in it."""
        return next((one for one in self.units if one.unit_id == unit_id), None)


@dataclass(frozen=True)
class TaskCount:
    """Counts tasks by state for one unit, group or document; 不适用 is not in `due`."""

    name: str
    key: str
    total: int
    by_state: Mapping[TaskState, int]

    @property
    def due(self) -> int:
        """Returns how many tasks there are to finish."""
        return self.total - self.by_state.get(TaskState.NOT_APPLICABLE, 0)

    @property
    def done(self) -> int:
        """Returns how many of them are finished."""
        return self.by_state.get(TaskState.DONE, 0)


@dataclass(frozen=True)
class TaskList:
    """Names one list in use: its document, how many tasks, and the upload that replaced the shipped one."""

    document: str
    title: str
    count: int
    upload_id: str
    replaces: int
    year: int
