"""Makes the coverage of inspections of registers and ledgers; where one of them is missing, the return speaks.

A unit's figure needs its register and a ledger of the window. A city's figure counts the subjects
of all units that have both once each, and adds what units without a ledger returned.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.inspection import CAMPUS, CANTEEN, CATERING, EXAMINATION, FORMULA, INSPECTION, PRODUCER
from domain.jurisdiction import UNPLACED
from domain.period import Period
from metrics.coverage import tree
from metrics.figure import SILENT, Figure
from metrics.indicator import Indicator
from metrics.inspected_group import STATUS_UNKNOWN, Count, Group
from metrics.named_figure import NamedFigure
from metrics.returned_figure import returned_figure
from metrics.returns import Returned
from metrics.summaries import related_units

if TYPE_CHECKING:
    from metrics.evaluate import Evaluator

TABLE = "inspections"
OPEN = "open"  # the part of the denominator that is not in the numerator


@dataclass(frozen=True)
class _Told:
    """Holds what registers and ledgers say of an area, and how the units of it without them are told."""

    count: Count
    units: set[str]
    returned: dict[str, Returned]
    silent: list[str]


def holders_with_ledger(evaluator: Evaluator, group: Group, unit_id: str, window: Period) -> set[str]:
    """Returns the units of an area that have a register of the group, and a ledger of the window that tells of it.

    A ledger with only a header says that nobody was inspected; without any ledger that is not said.
    """
    holders = evaluator.inspections.holders(group, window.last) & evaluator.units_of(unit_id)
    return {unit for unit in holders if _has_ledger(evaluator, group, unit, window)}


def _has_ledger(evaluator: Evaluator, group: Group, unit_id: str, window: Period) -> bool:
    senders = set(_senders(evaluator, unit_id))
    sent = evaluator.coverage.months(TABLE, senders, window)
    return bool(sent) and bool(senders & evaluator.inspections.speakers(group, window))


def _senders(evaluator: Evaluator, unit_id: str) -> Collection[str]:
    if unit_id == UNPLACED:
        return evaluator.units_of(evaluator.jurisdiction.root.unit_id)
    return evaluator.units_of(unit_id) | related_units(evaluator.jurisdiction, unit_id)


def _tell(
    evaluator: Evaluator, indicator_id: str, group: Group, unit_id: str, window: Period
) -> _Told | None:
    """Returns what registers and ledgers say; None where the returns are to speak.

    The unit's own return speaks where ledgers and returns do not reach all units below it.
    """
    units = holders_with_ledger(evaluator, group, unit_id, window)
    if not units:
        return None
    is_own = unit_id in units
    returned = {} if is_own else _returned_below(evaluator, indicator_id, unit_id, window, units)
    silent = [] if is_own else _silent(evaluator, {*units, *returned} - {UNPLACED})
    if silent and evaluator.returns.latest(indicator_id, unit_id, window):
        return None
    count = evaluator.inspections.count(group, window, units, evaluator.units_of(unit_id))
    return _Told(count, units, returned, silent)


def _returned_below(
    evaluator: Evaluator, indicator_id: str, unit_id: str, window: Period, units: set[str]
) -> dict[str, Returned]:
    """Returns what units below returned that neither have register and ledger nor lie in or above one that has."""
    done = {part for unit in units - {UNPLACED} for part in related_units(evaluator.jurisdiction, unit)}
    below = sorted(tree(evaluator.jurisdiction, unit_id) - {unit_id} - done)
    found = {unit: got for unit in below if (got := evaluator.returns.latest(indicator_id, unit, window))}
    parts = {part for unit in found for part in tree(evaluator.jurisdiction, unit) - {unit}}
    return {unit: got for unit, got in found.items() if unit not in parts and got.denominator is not None}


def _silent(evaluator: Evaluator, told: set[str]) -> list[str]:
    """Returns the names of the peers of those who told something, of which nothing came."""
    known = {evaluator.jurisdiction.unit(unit_id) for unit_id in told}
    peers = {(unit.kind, unit.parent_id) for unit in known}
    return [u.name for u in evaluator.jurisdiction.units if (u.kind, u.parent_id) in peers and u not in known]


def _figure(evaluator: Evaluator, indicator: Indicator, group: Group, unit_id: str, window: Period) -> Figure:
    told = _tell(evaluator, indicator.indicator_id, group, unit_id, window)
    if told is None:
        return _from_returns(evaluator, indicator, group, unit_id, window)
    count, months = told.count, evaluator.inspections.register_months(group, window.last, told.units)
    figure = Figure(True, Decimal(len(count.visited)), Decimal(len(count.registered)), "ledger")
    named = "、".join(f"{month // 100}年{month % 100}月" for month in months)
    figure.reasons.append(
        f"{group.event} {count.visits:,} 次，去重 {len(count.visited):,} 家；名录截至{named}"
    )
    for row in count.excluded:
        reason = str(row["reason"])
        figure.excluded[reason] = figure.excluded.get(reason, 0) + 1
    figure.unknown = figure.excluded.get(STATUS_UNKNOWN, 0)
    figure.numerator += sum((one.numerator for one in told.returned.values()), Decimal(0))
    figure.denominator += sum((one.denominator or Decimal(0) for one in told.returned.values()), Decimal(0))
    if told.returned:
        figure.reasons.append(f"其中 {len(told.returned)} 个单位没有台账和名录，按指标报表填报数")
    if told.silent:
        figure.reasons.append(SILENT + "、".join(told.silent))
        figure.is_partial = True
    return figure


def _from_returns(
    evaluator: Evaluator, indicator: Indicator, group: Group, unit_id: str, window: Period
) -> Figure:
    """Returns the figure of the returns, and says what is missing to count it from the ledger."""
    figure = returned_figure(evaluator.returns, evaluator.jurisdiction, indicator, unit_id, window)
    units = evaluator.units_of(unit_id)
    held = evaluator.inspections.holders(group, window.last) & units
    if held and not holders_with_ledger(evaluator, group, unit_id, window):
        count = evaluator.inspections.count(group, window, held, units)
        rest = "" if figure.reported else "，不按 0 判定"
        figure.reasons.append(
            f"有监管主体名录（{len(count.registered):,} 家），没有这类主体的{group.event}台账{rest}"
        )
    elif not held and not figure.reported and evaluator.coverage.months(TABLE, units, window):
        figure.reasons.append(
            f"有监督检查台账，没有监管主体名录（{'、'.join(group.categories)}），不能得出覆盖率"
        )
    return figure


def _records(
    evaluator: Evaluator, indicator_id: str, group: Group, unit_id: str, window: Period, part: str
) -> list[dict] | None:
    """Returns one register row a subject, with its visits; the returned rows of other units follow."""
    told = _tell(evaluator, indicator_id, group, unit_id, window)
    if told is None:
        return [] if part == OPEN else None
    if part == "excluded":
        return told.count.excluded
    order = {unit.unit_id: at for at, unit in enumerate(evaluator.jurisdiction.units)}
    rows = [
        _with_visits(row, told.count.visited.get(number, [])) for number, row in told.count.registered.items()
    ]
    rows.sort(key=lambda row: order.get(str(row["unit_id"]), len(order)))
    if part == OPEN:
        return [row for row in rows if not row["visits"]]
    found = [row for row in rows if row["visits"]] if part == "numerator" else rows
    return found + _returned_rows(evaluator, indicator_id, told)


def _with_visits(row: dict, visits: list[dict]) -> dict:
    days = [visit["inspected_on"] for visit in visits if visit["inspected_on"]]
    return {**row, "visits": len(visits), "inspected_on": max(days, default=None)}


def _returned_rows(evaluator: Evaluator, indicator_id: str, told: _Told) -> list[dict]:
    if not told.returned:
        return []
    wanted = {(unit, one.period.first, one.period.last) for unit, one in told.returned.items()}
    rows = evaluator.warehouse.records(
        "SELECT * FROM indicator_returns WHERE is_current AND indicator = ? ORDER BY upload_id, sheet, row_no",
        [indicator_id],
    )
    return [row for row in rows if (row["unit_id"], row["first_month"], row["month"]) in wanted]


def _named(indicator_id: str, group: Group) -> NamedFigure:
    return NamedFigure(
        lambda evaluator, indicator, unit_id, window: _figure(evaluator, indicator, group, unit_id, window),
        lambda evaluator, unit_id, window, part: _records(
            evaluator, indicator_id, group, unit_id, window, part
        ),
        lambda evaluator: evaluator.inspections.holders(group, _EVER),
    )


_EVER = 999912
_CAMPUS = Group((CANTEEN, CATERING, CAMPUS), INSPECTION)
YC_21, BYQ_11 = _named("YC-21", _CAMPUS), _named("BYQ-11", _CAMPUS)
YC_22 = _named("YC-22", Group((FORMULA,), INSPECTION))
BYQ_02 = _named("BYQ-02", Group((PRODUCER,), EXAMINATION))
