"""Runs the clock of disposal: every task of a period, at every mark, as of one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.jurisdiction import Unit
from domain.period import Month, Period, month_end, shift_month
from metrics.board import Board
from metrics.day_count import CalendarDays, Days, IsWorkday, Pause, WorkingDays, due_day, merged, running_days
from metrics.day_count import paused_days as still_for
from metrics.disposal_result import WORKING, Clock, DisposalRules, Mark, Standing, Task, Timed
from metrics.measures import measures
from metrics.sources import COMPLETED_FROM, DISPOSALS

# The two rates of disposal: what is due, and what of it is completed (YC-14; BYQ-09 national level only).
RATES = {
    "YC-14": ("disposals_due", "disposals_completed"),
    "BYQ-09": ("national_disposals_due", "national_disposals_completed"),
}
SCOPES = {"supervision": "YC-14", "national": "BYQ-09", "all": ""}
_REMOVED = (
    ("overturned", "复检合格"),
    ("is_objection_upheld", "异议成立"),
    ("is_elsewhere", "移交外地"),
)


def as_of_day(month: Month, today: date, until_today: bool = False) -> date:
    """Returns the day tasks are looked at: the month's last day, or today where that comes first or is asked for."""
    return today if until_today else min(month_end(month), today)


def next_month_end(day: date) -> date:
    """Returns the last day of the month after the day's."""
    return month_end(shift_month(day.year * 100 + day.month, 1))


def shown_units(board: Board) -> list[Unit]:
    """Returns the units either rate is shown for, the whole jurisdiction first, 未识别 last."""
    found = {unit.unit_id: unit for rate in RATES for unit in board.units(board.indicator(rate))}
    order = {unit.unit_id: place for place, unit in enumerate(board.jurisdiction.units)}
    return sorted(found.values(), key=lambda unit: order.get(unit.unit_id, len(order)))


def disposal_clock(
    board: Board, period: Period, as_of: date, rules: DisposalRules, is_workday: IsWorkday, scope: str = "all"
) -> Clock:
    """Returns every task received in the period, and those received before it that were open when it began.

    `scope` is supervision, national or all: which rate's tasks (removed ones stay, apart).
    """
    rows = _rows(board, period, scope)
    count = _days(rows, as_of, rules, is_workday)
    with_control = {row["unit_id"] for row in rows if row["controlled_on"]}
    view = _View(board, period, as_of, rules, count, frozenset(with_control))
    units = shown_units(board)
    members = {unit.unit_id: board.evaluator.units_of(unit.unit_id) for unit in units}
    coverage = board.evaluator.coverage
    silent = {
        unit_id for unit_id, below in members.items() if not coverage.months("disposals", below, period)
    }
    return Clock(
        as_of=as_of,
        period=period,
        rules=rules,
        tasks=tuple(view.task(row) for row in rows),
        members=members,
        names={unit.unit_id: unit.name for unit in units},
        silent=frozenset(silent),
    )


def _rows(board: Board, period: Period, scope: str) -> list[dict]:
    """Returns the stored tasks with what the measures say about each; one rule stands in one place."""
    flags = []
    for rate, pair in RATES.items():
        for part, name in zip(("due", "done"), pair, strict=True):
            measure = measures()[name]
            settled = f"month >= {period.first} AND {measure.settled_month} <= {period.last}"
            flags.append(f'(({measure.counts}) AND {settled}) AS "{rate} {part}"')
    removed = " OR ".join(f"coalesce({name}, false)" for name, _ in _REMOVED)
    condition = {
        "supervision": "task_purpose NOT IN ('风险监测', '评价性抽检', '快检', '其他')",
        "national": "task_purpose NOT IN ('风险监测', '评价性抽检', '快检', '其他') AND task_level = '国家'",
        "all": "true",
    }[scope]
    carried = f"NOT (state = 'completed' AND {COMPLETED_FROM} < {period.first}) AND NOT ({removed})"
    return board.warehouse.records(
        f"SELECT *, {', '.join(flags)} FROM {DISPOSALS} WHERE is_current AND ({condition})"
        f" AND month <= {period.last} AND (month >= {period.first} OR ({carried}))"
        " ORDER BY upload_id, sheet, row_no"
    )


def _days(rows: Sequence[dict], as_of: date, rules: DisposalRules, is_workday: IsWorkday) -> Days:
    if rules.day_kind != WORKING:
        return CalendarDays()
    names = ("received_on", "due_on", "started_on", "controlled_on", "completed_on")
    known = [row[name] for row in rows for name in names if row[name]] + [as_of]
    # four calendar days for a working day: enough for the longest holidays in a row
    return WorkingDays(is_workday, min(known), max(known) + timedelta(days=4 * rules.completion))


@dataclass(frozen=True)
class _View:
    """Looks at stored tasks as of one day."""

    board: Board
    period: Period
    as_of: date
    rules: DisposalRules
    count: Days
    with_control: frozenset[str]

    def task(self, row: dict) -> Task:
        """Returns one stored task with its marks."""
        pauses = self._pauses(row)
        removed = next((word for name, word in _REMOVED if row[name]), "")
        done = row["state"] == "completed" and (row["completed_on"] or self.as_of) <= self.as_of
        marks = {mark: self._timed(mark, row, pauses, bool(removed), done) for mark in Mark}
        names = ("upload_id", "sheet", "row_no", "unit_id", "task_key", "sample_no", "link", "enterprise")
        return Task(
            **{name: row[name] for name in names},
            unit=self.board.jurisdiction.unit(row["unit_id"]).name,
            food_name=row["food_name"],
            purpose=row["task_purpose"],
            level=row["task_level"],
            received_on=row["received_on"],
            removed=removed,
            is_carried=row["month"] < self.period.first,
            is_completed=done,
            paused_days=still_for(pauses, self.as_of),
            marks=marks,
            counts=frozenset(rate for rate in RATES if row[f"{rate} due"]),
            counted=frozenset(rate for rate in RATES if row[f"{rate} due"] and row[f"{rate} done"]),
        )

    def _pauses(self, row: dict) -> list[Pause]:
        """Returns the pauses as they were known on the day: one that ended later still lasted."""
        pairs = (("objected_on", "objection_settled_on"), ("recheck_on", "recheck_result_on"))
        found = [
            Pause(row[began], row[ended] if row[ended] and row[ended] <= self.as_of else None)
            for began, ended in pairs
            if row[began] and row[began] <= self.as_of and (not row[ended] or row[ended] > row[began])
        ]
        return merged(found)

    def _timed(self, mark: Mark, row: dict, pauses: list[Pause], removed: bool, completed: bool) -> Timed:
        explicit = row["due_on"] if mark is Mark.COMPLETION else None
        due = explicit
        if due is None and row["received_on"]:
            due = due_day(row["received_on"], self.rules.days(mark), pauses, self.count)
        done_on, is_done = self._done(mark, row, completed)
        if removed:
            return Timed(Standing.REMOVED, due, done_on, None, explicit is not None)
        standing = self._standing(row, due, done_on, is_done, pauses)
        if (
            standing is Standing.RUNNING
            and due
            and self.count.between(self.as_of, due) <= self.rules.near(mark)
        ):
            standing = Standing.NEAR
        days = None
        if due is not None and standing in (Standing.OVERDUE, Standing.LATE):
            days = running_days(due, done_on or self.as_of, pauses, self.count)
        elif due is not None and standing in (Standing.NEAR, Standing.RUNNING):
            days = self.count.between(self.as_of, due)
        return Timed(standing, due, done_on, days, explicit is not None)

    def _done(self, mark: Mark, row: dict, completed: bool) -> tuple[date | None, bool]:
        """Returns when the mark was reached, and whether it was (a ledger may not say when)."""
        name = {Mark.START: "started_on", Mark.CONTROL: "controlled_on", Mark.COMPLETION: "completed_on"}[
            mark
        ]
        day = row[name] if row[name] and row[name] <= self.as_of else None
        if mark is Mark.COMPLETION:
            return (day, True) if completed else (None, False)
        if mark is Mark.START:
            unnamed = not row[name] and row["state"] != "not_started"
        else:  # a unit whose ledger has no such column says nothing about product control
            unnamed = not row[name] and row["unit_id"] not in self.with_control
        return day, day is not None or completed or unnamed

    def _standing(
        self, row: dict, due: date | None, done_on: date | None, is_done: bool, pauses: list[Pause]
    ) -> Standing:
        if (is_done and done_on is None) or (due is None and row["received_on"] is None):
            return Standing.UNDATED
        if done_on is not None:
            return Standing.LATE if due is not None and done_on > due else Standing.ON_TIME
        held = pauses and pauses[-1].ended is None and (due is None or pauses[-1].began <= due)
        if held or due is None:
            return Standing.PAUSED
        return Standing.OVERDUE if self.as_of > due else Standing.RUNNING
