"""Gathers what a meeting pack shows beside its indicators, from one state of the data."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from domain.period import Month
from metrics.board import Board
from metrics.case_table import CUMULATIVE, MONTH, CaseTable, case_table
from metrics.credit_rules import Phase, load_credit
from metrics.disposal_result import Clock, ageing
from metrics.theme_result import Themes


def gather_themes(
    board: Board, month: Month, window: str, units: Collection[str] | None, clock: Clock, day: date
) -> Themes:
    """Returns the themes of a month; `units` narrows cases and disposals to the units chosen, None to none."""
    tasks = [task for task in clock.tasks if units is None or task.unit_id in units]
    return Themes(
        cases=_cases(board, month, units),
        part=MONTH if window == "month" else CUMULATIVE,
        ageing=tuple(ageing(tasks, clock.rules)) if tasks else (),
        rules=clock.rules,
        as_of=clock.as_of,
        phases=_phases(board, month, day),
        day=day,
    )


def _cases(board: Board, month: Month, units: Collection[str] | None) -> CaseTable | None:
    table = case_table(board.evaluator, month)
    shown = tuple(unit for unit in table.units if units is None or unit.unit_id in units)
    return replace(table, units=shown) if table.now and shown else None


def _phases(board: Board, month: Month, day: date) -> tuple[Phase, ...]:
    """Returns the phases of a campaign that runs in the pack's year; an old one is no news."""
    rules = load_credit(board.jurisdiction)
    found = rules.phases if rules else ()
    years = range(min(p.first.year for p in found), max(p.last.year for p in found) + 1) if found else ()
    return found if month // 100 in years else ()
