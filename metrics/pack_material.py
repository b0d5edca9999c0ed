"""Gathers what a meeting pack shows from one state of the data."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from domain.finding import Refusal
from domain.period import Month, Period, month_end
from domain.state import State
from metrics.board import Board
from metrics.change import YEAR_ON_YEAR, Change
from metrics.disposal import disposal_clock
from metrics.disposal_result import Clock, Standing, Task
from metrics.disposal_rules import load_rules
from metrics.indicator import Indicator
from metrics.pack_result import Material, PackChoices
from metrics.pack_themes import gather_themes
from metrics.punctual import slips
from metrics.result import Verdict
from metrics.slip_result import Slip, Timeliness
from metrics.targets import CLASSES, Target
from metrics.targets import FILE as TARGETS
from metrics.task_result import TaskState, TaskStatus
from metrics.tasks import follow_up
from metrics.window import window_of
from metrics.workdays import is_workday

_FEW = 3  # a jurisdiction with fewer targets shows all that was reported: its counts are its material
_OWED = (Timeliness.MISSING, Timeliness.RETURNED)


def gather(board: Board, choices: PackChoices, month: Month, today: date) -> Material:
    """Returns the material of a pack at the end of a month; raises Refusal when nothing is there to show."""
    chosen = _indicators(board, choices, month)
    units = None if not choices.unit_ids else {board.jurisdiction.root.unit_id, *choices.unit_ids}
    ids = [one.indicator_id for one in chosen]
    found = tuple(board.verdicts(month, ids, units, choices.window))
    if not found:
        raise Refusal("所选单位和指标还没有数据，不能生成会议材料。请先上传数据，或另选。", "nothing_to_show")
    period = window_of(choices.window, month)
    known = [m for m in board.months() if m <= period.last]
    clock = _clock(board, period, min(month_end(period.last), today))
    return Material(
        root=board.jurisdiction.root,
        month=month,
        period=period,
        last_month=max(known, default=month),
        indicators=chosen,
        verdicts=found,
        trends={one.indicator_id: _trend(board, one, month) for one in chosen},
        changes=_changes(board, found, month, choices.window),
        slips=tuple(one for one in _slips(board, period, today) if units is None or one.unit_id in units),
        tasks=_tasks(board, today),
        overdue=tuple(one for one in _overdue(clock) if units is None or one.unit_id in units),
        uploads=tuple(_uploads(board)),
        rules_digest=_digest(board),
        themes=gather_themes(board, month, choices.window, units, clock, today),
        followed_on=today,
    )


def _indicators(board: Board, choices: PackChoices, month: Month) -> tuple[Indicator, ...]:
    """Returns the indicators asked for, else those with a target that somebody reported or that veto."""
    if choices.indicator_ids:
        return tuple(board.indicator(indicator_id) for indicator_id in choices.indicator_ids)
    judged = {t.indicator: t for t in reversed(board.targets)}
    shown = _by_weight(board, judged)
    if len(shown) < _FEW:
        shown += [one for one in board.indicators() if one not in shown]
    states: dict[str, set] = {}
    for verdict in board.verdicts(month, [one.indicator_id for one in shown], None, choices.window):
        states.setdefault(verdict.indicator, set()).add(verdict.state)
    return tuple(
        one
        for one in shown
        if states.get(one.indicator_id, {State.NOT_REPORTED}) != {State.NOT_REPORTED}
        or (one.indicator_id in judged and judged[one.indicator_id].is_veto)
    )


def _by_weight(board: Board, judged: Mapping[str, Target]) -> list[Indicator]:
    """Returns the judged indicators, veto items first; an equal target on an equal figure stands once."""
    found: dict[tuple, Indicator] = {}
    own = [one for one in board.indicators() if one.indicator_id in judged]
    for one in sorted(own, key=lambda i: CLASSES.index(judged[i.indicator_id].target_class)):
        target = judged[one.indicator_id]
        found.setdefault((one.quantity, target.operator, target.value), one)
    return list(found.values())


def _trend(board: Board, indicator: Indicator, month: Month) -> tuple[list[Verdict], list[Verdict]]:
    root, last = board.jurisdiction.root.unit_id, month % 100
    years = (month // 100, month // 100 - 1)
    both = (board.trend(indicator.indicator_id, root, year) for year in years)
    this, before = ([v for v in months if v.period.last % 100 <= last] for months in both)
    return this, before


def _changes(
    board: Board, found: Sequence[Verdict], month: Month, window: str
) -> dict[tuple[str, str], Change]:
    changes = {
        (v.indicator, v.unit_id): board.change(YEAR_ON_YEAR, v.indicator, v.unit_id, month, window)
        for v in found
    }
    return {key: one for key, one in changes.items() if one.delta is not None}


def _slips(board: Board, period: Period, today: date) -> tuple[Slip, ...]:
    found = slips(board.jurisdiction, board.warehouse, period.months, today, is_workday)
    return tuple(slip for slip in found if slip.month is not None and slip.state in _OWED)


def _tasks(board: Board, today: date) -> tuple[TaskStatus, ...]:
    found, _ = follow_up(board.jurisdiction, board.warehouse, today)
    return tuple(one for one in found if one.state in (TaskState.OVERDUE, TaskState.OPEN))


def _clock(board: Board, period: Period, as_of: date) -> Clock:
    rules = load_rules(board.jurisdiction)
    return disposal_clock(board, period, as_of, rules, is_workday, "supervision")


def _overdue(clock: Clock) -> tuple[Task, ...]:
    late = [t for t in clock.tasks if t.is_open and t.completion.standing is Standing.OVERDUE]
    return tuple(sorted(late, key=lambda task: (-(task.completion.days or 0), task.unit_id, task.task_key)))


def _uploads(board: Board) -> list[dict]:
    return board.warehouse.records("SELECT * FROM uploads WHERE in_force ORDER BY upload_id")


def _digest(board: Board) -> str:
    """Returns the fingerprint of the targets that judged the figures."""
    path = board.jurisdiction.folder / TARGETS
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else ""
