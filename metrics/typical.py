"""Answers what was sent of typical cases and leads in a month, by whom, and who is short of it."""

from dataclasses import fields
from decimal import Decimal

from domain.jurisdiction import Jurisdiction
from domain.period import Month, Period
from metrics.board import Board
from metrics.each import owed_months
from metrics.result import Verdict
from metrics.typical_result import CASE, LEAD, Lead, Sent, TypicalCase, TypicalMonth
from store.warehouse import Warehouse

_TABLES = ("typical_cases", "leads")


def typical_months(board: Board) -> tuple[Month, ...]:
    """Returns the months to choose from, oldest first: those with a case, a lead or, where owed, any data."""
    warehouse = board.warehouse
    found = {month for table in _TABLES for (month,) in
             warehouse.rows(f"SELECT DISTINCT month FROM {table} WHERE is_current")}  # fmt: skip
    if any(target.indicator in (CASE, LEAD) for target in board.targets) and board.months():
        span = Period(board.months()[0], board.months()[-1])
        found |= set(owed_months(board.evaluator, board.indicator(CASE), span))
    return tuple(sorted(found))


def typical_month(board: Board, month: Month) -> TypicalMonth:
    """Returns one month; where no target asks, the units that sent anything are listed without a state."""
    alone = {name: _by_unit(board, name, month, "month") for name in (CASE, LEAD)}
    so_far = {name: _by_unit(board, name, month, "ytd") for name in (CASE, LEAD)}
    bound = {unit_id for found in alone.values() for unit_id, one in found.items() if one.targets}
    with_data = {unit_id for found in so_far.values() for unit_id, one in found.items() if one.numerator}
    root = board.jurisdiction.root.unit_id
    wanted = [unit for unit in board.jurisdiction.units if unit.unit_id in bound | with_data - {root}]
    sent = tuple(_sent(unit.unit_id, unit.name, alone, so_far) for unit in wanted)
    cases, leads = cases_of(board.warehouse, board.jurisdiction, month), _leads(board, month)
    return TypicalMonth(month, sent, cases, leads, bool(bound))


def _by_unit(board: Board, indicator: str, month: Month, window: str) -> dict[str, Verdict]:
    return {one.unit_id: one for one in board.verdicts(month, [indicator], window=window)}


def _sent(
    unit_id: str, unit: str, alone: dict[str, dict[str, Verdict]], so_far: dict[str, dict[str, Verdict]]
) -> Sent:
    case, lead = alone[CASE].get(unit_id), alone[LEAD].get(unit_id)
    short = [_short(so_far[name].get(unit_id)) for name in (CASE, LEAD)]
    states = [one.state if one else None for one in (case, lead)]
    return Sent(unit_id, unit, _count(case), states[0], _count(lead), states[1], *short)


def _short(verdict: Verdict | None) -> tuple[Month, ...]:
    return verdict.targets[0].short_months if verdict and verdict.targets else ()


def _count(verdict: Verdict | None) -> int | None:
    return None if verdict is None or verdict.numerator is None else int(Decimal(verdict.numerator))


def cases_of(warehouse: Warehouse, jurisdiction: Jurisdiction, month: Month) -> tuple[TypicalCase, ...]:
    """Returns the cases of a month in the order of units, closed ones first."""
    names = [field.name for field in fields(TypicalCase) if field.name != "unit"]
    sql = f"SELECT {', '.join(names)} FROM typical_cases WHERE is_current AND month = ? ORDER BY NOT is_closed, closed_on, case_name"
    order = {unit.unit_id: place for place, unit in enumerate(jurisdiction.units)}
    found = [
        TypicalCase(**row, unit=jurisdiction.unit(str(row["unit_id"])).name)
        for row in warehouse.records(sql, [month])
    ]
    return tuple(sorted(found, key=lambda one: order.get(one.unit_id, len(order))))


def _leads(board: Board, month: Month) -> tuple[Lead, ...]:
    sql = (
        "SELECT unit_id, found_on, origin, content, disposition FROM leads WHERE is_current AND month = ?"
        " ORDER BY found_on, content"
    )
    return tuple(Lead(unit_id, board.jurisdiction.unit(unit_id).name, *rest)
                 for unit_id, *rest in board.warehouse.rows(sql, [month]))  # fmt: skip
