"""Runs the verb `disposal`: the clock of every task, what falls due, and what does not fit."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date

from commands.answer import Answer
from commands.figures import month_of
from commands.office import Office, data_folder, open_office
from commands.shapes import plain, record_json, unit_ids, verdict_json
from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.period import Month
from metrics.disposal import RATES, SCOPES, as_of_day, disposal_clock, next_month_end
from metrics.disposal_match import reconcile
from metrics.disposal_result import (
    Clock,
    Mark,
    Misfit,
    Reconciliation,
    Task,
    counts,
    due_by,
    of_link,
    overdue,
    rate,
)
from metrics.disposal_rules import load_rules
from metrics.window import window_of
from metrics.workdays import is_workday

_HOUSEKEEPING = ("is_current",)


def add_options(parser: ArgumentParser) -> None:
    """Adds the options of `disposal`."""
    parser.add_argument("--period", help="截至哪个月，如 2020-12；不写则为最新月份")
    parser.add_argument("--unit", help="单位（名称、别名或代码）")
    parser.add_argument("--window", choices=("ytd", "3y"), default="ytd", help="ytd 累计、3y 近三年")
    parser.add_argument(
        "--as-of", dest="as_of", help="时限看到哪一天，如 2020-12-31；不写则为月末（不晚于今天）"
    )
    parser.add_argument("--due-before", dest="due_before", help="列出哪一天及以前到期的任务；不写则为次月末")
    parser.add_argument("--scope", choices=tuple(SCOPES), default="supervision",
                        help="supervision 监督抽检、national 国家级、all 全部类别")  # fmt: skip


def disposal(options: Namespace) -> Answer:
    """Counts tasks by unit, link and standing, and lists what is late, due soon, or does not fit."""
    as_of, last = _day(options.as_of), _day(options.due_before)
    with open_office(data_folder(options.data)) as office:
        assert office.board is not None
        month = month_of(office, options.period)
        units = unit_ids(office.jurisdiction, options.unit)
        if not month:
            return Answer(_nothing(office, options, as_of or date.today(), last), "还没有数据。")
        return _answer(office, month, units, options, as_of or as_of_day(month, date.today()), last)


def _answer(
    office: Office, month: Month, units: list[str] | None, options: Namespace, as_of: date, last: date | None
) -> Answer:
    assert office.board is not None and office.warehouse is not None
    period, rules = window_of(options.window, month), load_rules(office.jurisdiction)
    clock = disposal_clock(office.board, period, as_of, rules, is_workday, options.scope)
    shown = [unit_id for unit_id in clock.members if units is None or unit_id in units]
    below = frozenset().union(*(office.board.evaluator.units_of(unit_id) for unit_id in units or shown))
    tasks, until = [task for task in clock.tasks if task.unit_id in below], last or next_month_end(as_of)
    verdicts = office.board.verdicts(month, list(RATES), units, options.window)
    document = {
        "as_of": as_of.isoformat(),
        "period": period.iso,
        "window": options.window,
        "scope": options.scope,
        "settings": plain(vars(rules)),
        "units": [_unit_json(clock, unit_id) for unit_id in shown],
        "overdue": [_task_json(task) for task in overdue(tasks)],
        "due_before": until.isoformat(),
        "due": [_task_json(task) for task in due_by(tasks, until)],
        "rates": [verdict_json(verdict) for verdict in verdicts],
        "reconciliation": _match_json(reconcile(office.warehouse, period), below, office.jurisdiction),
    }
    return Answer(document, "\n".join([f"截至 {as_of.isoformat()}，时限{rules.label}。",
                                       *(_words(clock, unit_id) for unit_id in shown)]))  # fmt: skip


def _nothing(office: Office, options: Namespace, as_of: date, last: date | None) -> dict:
    """Returns the document of a data folder without any data: every list is there, and empty."""
    return {
        "as_of": as_of.isoformat(),
        "period": None,
        "window": options.window,
        "scope": options.scope,
        "settings": plain(vars(load_rules(office.jurisdiction))),
        "units": [],
        "overdue": [],
        "due_before": (last or next_month_end(as_of)).isoformat(),
        "due": [],
        "rates": [],
        "reconciliation": {
            "has_samples": False,
            "has_tasks": False,
            **{misfit.value: [] for misfit in Misfit},
            "several_tasks": [],
        },
    }


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refusal(f"日期“{text}”应写成 2020-12-31 的样子。", "bad_date") from error


def _words(clock: Clock, unit_id: str) -> str:
    if unit_id in clock.silent:
        return f"{clock.names[unit_id]}  未报送台账"
    tasks = clock.of(unit_id)
    alive, late = [task for task in tasks if not task.removed], overdue(tasks)
    done = sum(task.is_completed for task in alive)
    return f"{clock.names[unit_id]}  应处置 {len(alive)}，已完成 {done}，超期未完成 {len(late)}"


def _unit_json(clock: Clock, unit_id: str) -> dict:
    tasks = clock.of(unit_id)
    alive = [task for task in tasks if not task.removed]
    return {
        "unit": clock.names[unit_id],
        "reported": unit_id not in clock.silent,
        "tasks": len(tasks),
        "owed": len(alive),
        "completed": sum(task.is_completed for task in alive),
        "carried_over": sum(task.is_carried for task in alive),
        "counted": {
            rate_id: dict(zip(("completed", "due"), rate(tasks, rate_id), strict=True)) for rate_id in RATES
        },
        "marks": {mark.value: plain(counts(tasks, mark)) for mark in Mark},
        "links": {
            link: plain(counts(of_link(tasks, link))) for link in dict.fromkeys(task.link for task in tasks)
        },
    }


def _task_json(task: Task) -> dict:
    names = ("unit", "task_key", "sample_no", "link", "enterprise", "food_name", "purpose", "level",
             "received_on", "paused_days", "upload_id", "sheet")  # fmt: skip
    timed = task.completion
    return {name: plain(getattr(task, name)) for name in names} | {
        "row": task.row_no,
        "due_on": plain(timed.due_on),
        "due_from_ledger": timed.is_explicit,
        "standing": timed.standing.value,
        "days": timed.days,
    }


def _match_json(found: Reconciliation, units: frozenset[str], jurisdiction: Jurisdiction) -> dict:
    def shaped(rows: Sequence[dict]) -> list[dict]:
        kept = [row for row in rows if row["unit_id"] in units]
        return [
            record_json({k: v for k, v in row.items() if k not in _HOUSEKEEPING}, jurisdiction)
            for row in kept
        ]

    lists = {misfit.value: shaped(rows) for misfit, rows in found.misfits.items()}
    return {
        "has_samples": found.has_samples,
        "has_tasks": found.has_tasks,
        **lists,
        "several_tasks": shaped(found.several),
    }
