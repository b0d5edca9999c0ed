"""Makes ledgers of disposal tasks, and runs their clock by a second route: every day written out."""

import random
from datetime import date, timedelta

import pandas as pd

from metrics.disposal_result import Standing
from metrics.workdays import is_workday

DAYS, NEAR = 90, 10
PAIRS = (("objected_on", "objection_settled_on"), ("recheck_on", "recheck_result_on"))


def ledger(seed: int, size: int = 120) -> list[dict]:
    """Returns tasks of every shape, the same for the same seed."""
    lot, rows = random.Random(seed), []
    for number in range(size):
        received = date(2019, 10, 1) + timedelta(days=lot.randrange(440))
        later = lambda most, day=received: day + timedelta(days=lot.randrange(most))  # noqa: E731
        completed = lot.random() < 0.5
        objected, recheck = (later(60) if lot.random() < 0.3 else None for _ in range(2))
        rows.append({
            "task_key": str(number), "unit_id": lot.choice("abc"), "link": lot.choice(["生产", "流通", "餐饮", "网抽"]),
            "month": received.year * 100 + received.month, "received_on": received,
            "started_on": later(9), "state": "completed" if completed else "in_progress",
            "completed_on": later(160) if completed and lot.random() < 0.95 else None,
            "due_on": later(120) if lot.random() < 0.3 else None,
            "objected_on": objected, "objection_settled_on": later(40, objected) if objected and lot.random() < 0.7 else None,
            "recheck_on": recheck, "recheck_result_on": later(40, recheck) if recheck and lot.random() < 0.7 else None,
            "is_overturned": lot.random() < 0.05, "is_elsewhere": lot.random() < 0.05,
            "purpose": lot.choice(["监督抽检"] * 5 + ["风险监测"]), "level": lot.choice(["国家", "省", "县", "县"]),
        })  # fmt: skip
    return rows


def second_route(row: pd.Series, as_of: date, working: bool) -> tuple[Standing, date | None]:
    """Returns standing and day of a task at its completion mark."""
    pauses = _known(row, as_of)
    due = row.due_on if row.due_on is not None else _ninetieth(row.received_on, pauses, working)
    if row.is_overturned or row.is_elsewhere:
        return Standing.REMOVED, due
    if row.state == "completed" and (row.completed_on is None or row.completed_on <= as_of):
        return _done(row.completed_on, due), due
    since = _held_since(pauses)
    if due is None or (since is not None and since <= due):
        return Standing.PAUSED, due
    return _open(due, as_of, working), due


def _known(row: pd.Series, as_of: date) -> list[tuple[date, date]]:
    """Returns the pauses as known on the day; one that still lasts ends on date.max."""
    found = []
    for first, last in PAIRS:
        began, ended = row[first], row[last]
        if began is None or began > as_of or (ended is not None and ended <= began):
            continue
        found.append((began, ended if ended is not None and ended <= as_of else date.max))
    return sorted(found)


def _held_since(pauses: list[tuple[date, date]]) -> date | None:
    """Returns since when the clock stands still; a pause that runs into the lasting one began it."""
    lasting = [began for began, ended in pauses if ended == date.max]
    if not lasting:
        return None
    return min([lasting[0], *(began for began, ended in pauses if began < lasting[0] <= ended)])


def _ninetieth(received_on: date, pauses: list[tuple[date, date]], working: bool) -> date | None:
    days = pd.Series(pd.date_range(received_on + timedelta(days=1), periods=500).date)
    for began, ended in pauses:
        days = days[(days <= began) | (days > ended)]
    running = _worked(days, working)
    return running.iloc[DAYS - 1] if len(running) >= DAYS else None


def _worked(days: pd.Series, working: bool) -> pd.Series:
    return days[[bool(is_workday(day)) for day in days]] if working else days


def _done(completed_on: date | None, due: date | None) -> Standing:
    if completed_on is None:
        return Standing.UNDATED
    return Standing.LATE if due is not None and completed_on > due else Standing.ON_TIME


def _open(due: date, as_of: date, working: bool) -> Standing:
    if as_of > due:
        return Standing.OVERDUE
    left = _worked(pd.Series(pd.date_range(as_of + timedelta(days=1), due).date, dtype=object), working)
    return Standing.NEAR if len(left) <= NEAR else Standing.RUNNING
