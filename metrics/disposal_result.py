"""Defines what the clock of disposal gives: tasks, their marks, and what does not fit the samples."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from domain.period import Period

CALENDAR, WORKING = "calendar", "working"
CHECK_LOCALLY = "按本地规定核对"


class Mark(StrEnum):
    """Names the three things a task must have done in time."""

    START = "start"
    CONTROL = "control"
    COMPLETION = "completion"


class Standing(StrEnum):
    """Names where a task stands at one mark."""

    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"
    NEAR = "near"
    RUNNING = "running"
    PAUSED = "paused"
    UNDATED = "undated"
    REMOVED = "removed"


DONE = frozenset([Standing.ON_TIME, Standing.LATE])
OPEN = frozenset([Standing.OVERDUE, Standing.NEAR, Standing.RUNNING, Standing.PAUSED])


@dataclass(frozen=True)
class DisposalRules:
    """Holds the day marks after receipt; settings of the office, to be checked against local rules.

    `day_kind` is calendar or working. An open task is 将到期 from `near_days` before its day on.
    """

    start: int = 5
    control: int = 20
    completion: int = 90
    day_kind: str = CALENDAR
    near_days: int = 10
    label: str = CHECK_LOCALLY

    def days(self, mark: Mark) -> int:
        """Returns within how many days after receipt the mark is to be reached."""
        return {Mark.START: self.start, Mark.CONTROL: self.control, Mark.COMPLETION: self.completion}[mark]

    def near(self, mark: Mark) -> int:
        """Returns how many days before its day a mark is 将到期: of a short one never more than half."""
        return min(self.near_days, self.days(mark) // 2)

    @property
    def day_word(self) -> str:
        """Returns the word for one counted day."""
        return "个工作日" if self.day_kind == WORKING else "天"


@dataclass(frozen=True)
class Timed:
    """Holds one mark of one task: its day, when it was done, and how many days remain or are over.

    `days` counts as the rules do: left before the day, over after it (also for what was done
    late); None where there is no day. `is_explicit` says that the ledger itself gave the day.
    """

    standing: Standing
    due_on: date | None
    done_on: date | None
    days: int | None
    is_explicit: bool = False


@dataclass(frozen=True)
class Task:
    """Holds one disposal task as of a day, with the place it came from.

    `removed` says why it left the failed set (复检合格, 移交外地 …), else it is empty.
    `is_carried` marks a task received before the period and still open when that began.
    `counts` names the rates of the period it is in the denominator of, `counted` those in whose
    numerator it is.
    """

    upload_id: str
    sheet: str
    row_no: int
    unit_id: str
    unit: str
    task_key: str
    sample_no: str
    link: str
    enterprise: str
    food_name: str
    purpose: str
    level: str
    received_on: date | None
    removed: str
    is_carried: bool
    is_completed: bool
    paused_days: int
    marks: dict[Mark, Timed]
    counts: frozenset[str]
    counted: frozenset[str]

    @property
    def completion(self) -> Timed:
        """Returns the mark that ends the task."""
        return self.marks[Mark.COMPLETION]

    @property
    def is_open(self) -> bool:
        """Tells whether there is still something to do here."""
        return not self.removed and not self.is_completed


@dataclass(frozen=True)
class Clock:
    """Holds every task of a period as of one day, and which units' tasks belong to which row."""

    as_of: date
    period: Period
    rules: DisposalRules
    tasks: tuple[Task, ...]
    members: dict[str, frozenset[str]]
    names: dict[str, str]
    silent: frozenset[str]

    def of(self, unit_id: str) -> list[Task]:
        """Returns the tasks of a unit and of those below it."""
        return [task for below in sorted(self.members[unit_id]) for task in self._by_unit.get(below, ())]

    @cached_property
    def _by_unit(self) -> dict[str, list[Task]]:
        found: dict[str, list[Task]] = {}
        for task in self.tasks:
            found.setdefault(task.unit_id, []).append(task)
        return found


def counts(tasks: Iterable[Task], mark: Mark = Mark.COMPLETION) -> dict[Standing, int]:
    """Returns how many tasks stand where, every standing named."""
    found = dict.fromkeys(Standing, 0)
    for task in tasks:
        found[task.marks[mark].standing] += 1
    return found


def of_link(tasks: Iterable[Task], link: str | None) -> list[Task]:
    """Returns the tasks of one link, all of them for None."""
    return [task for task in tasks if link is None or task.link == link]


def standing_at(tasks: Iterable[Task], standing: Standing, mark: Mark) -> list[Task]:
    """Returns the tasks that stand so at the mark, the oldest day first."""
    found = [task for task in tasks if task.marks[mark].standing is standing]
    return sorted(found, key=lambda task: (task.marks[mark].due_on or date.max, task.unit_id, task.task_key))


def overdue(tasks: Iterable[Task], mark: Mark = Mark.COMPLETION) -> list[Task]:
    """Returns the tasks that are past their day and not done, the oldest day first."""
    return standing_at(tasks, Standing.OVERDUE, mark)


def due_by(tasks: Iterable[Task], last: date) -> list[Task]:
    """Returns the open tasks, not overdue yet, whose day falls on or before `last`, nearest first."""
    near = (Standing.NEAR, Standing.RUNNING)
    found = [
        (task.completion.due_on, task)
        for task in tasks
        if task.completion.standing in near and task.completion.due_on is not None
    ]
    return [task for due_on, task in sorted(found, key=lambda pair: (pair[0], pair[1].unit_id, pair[1].task_key))
            if due_on <= last]  # fmt: skip


def rate(tasks: Collection[Task], indicator: str) -> tuple[int, int]:
    """Returns how many tasks of an indicator's denominator are completed, and how many there are."""
    return (
        sum(indicator in task.counted for task in tasks),
        sum(indicator in task.counts for task in tasks),
    )


@dataclass(frozen=True)
class Bucket:
    """Holds how many open tasks lie between two distances from their day: `first` to `last` days.

    Days are negative after the day; None is open-ended.
    """

    first: int | None
    last: int | None
    standing: Standing
    tasks: int


def ageing(tasks: Collection[Task], rules: DisposalRules, mark: Mark = Mark.COMPLETION) -> list[Bucket]:
    """Returns the open tasks by the days they are over or have left, the longest overdue first."""
    days = []
    for task in tasks:
        timed = task.marks[mark]
        if timed.days is not None and timed.standing in OPEN:
            days.append(-timed.days if timed.standing is Standing.OVERDUE else timed.days)
    near = rules.near(mark)
    edges: list[tuple[int | None, int | None, Standing]] = [
        (None, -91, Standing.OVERDUE), (-90, -31, Standing.OVERDUE), (-30, -11, Standing.OVERDUE),
        (-10, -1, Standing.OVERDUE), (0, near, Standing.NEAR), (near + 1, near + 20, Standing.RUNNING),
        (near + 21, near + 50, Standing.RUNNING), (near + 51, None, Standing.RUNNING),
    ]  # fmt: skip
    return [
        Bucket(first, last, standing,
               sum((first is None or day >= first) and (last is None or day <= last) for day in days))
        for first, last, standing in edges
    ]  # fmt: skip


class Misfit(StrEnum):
    """Names how the two ledgers disagree."""

    NO_TASK = "no_task"
    NO_SAMPLE = "no_sample"
    NOT_FAILED = "not_failed"
    OVERTURNED = "overturned"


@dataclass(frozen=True)
class Reconciliation:
    """Holds what does not fit between the ledgers, and the batches with several tasks.

    `misfits` holds stored rows: samples for NO_TASK, tasks for the others, each with upload,
    sheet and row. `several` holds the tasks of batches that have more than one, batch by batch.
    A ledger that never came cannot be held against the other: `has_samples`, `has_tasks`.
    """

    has_samples: bool
    has_tasks: bool
    misfits: dict[Misfit, list[dict]]
    several: list[dict]

    def by_unit(self, misfit: Misfit) -> dict[str, int]:
        """Returns how many rows of a kind each unit has."""
        found: dict[str, int] = {}
        for row in self.misfits[misfit]:
            found[row["unit_id"]] = found.get(row["unit_id"], 0) + 1
        return found
