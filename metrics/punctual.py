"""Says who sent what in time: every unit, return and period, from what was really received."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.jurisdiction import Jurisdiction, Punctuality, Report, Return, Unit
from domain.period import Month, shift_month
from metrics.coverage import tree
from metrics.slip_result import Slip, Timeliness
from store.evidence import Evidence, standing
from store.warehouse import Warehouse

IsWorkday = Callable[[date], bool | None]


@dataclass(frozen=True)
class Receipt:
    """Holds when a unit's month first came in an upload that counts, and whether one was undone."""

    received_on: date | None
    was_undone: bool


def slips(
    jurisdiction: Jurisdiction,
    warehouse: Warehouse,
    months: Sequence[Month],
    today: date,
    is_workday: IsWorkday,
) -> list[Slip]:
    """Returns every monthly return of these months and every single report of their years."""
    receipts = _receipts(warehouse)
    begun: dict[str, Month] = {}
    for template, _, month in receipts:  # before anybody sent it, nobody is late
        begun[template] = min(month, begun.get(template, month))
    found = [
        _monthly(jurisdiction, item, unit, month, receipts, today, is_workday)
        for item in jurisdiction.returns
        for unit in _units(jurisdiction, item.unit_kinds)
        for month in months
        if (item.since or begun.get(item.template, month + 1)) <= month <= (item.until or month)
    ]
    recorded, years = standing(warehouse, "report"), {month // 100 for month in months}
    loaded = _loaded(warehouse)
    found += [
        _single(jurisdiction.punctuality, report, unit, recorded, loaded, today, is_workday)
        for report in jurisdiction.reports
        if report.due_on.year in years
        for unit in _units(jurisdiction, report.unit_kinds)
    ]
    return found


def _units(jurisdiction: Jurisdiction, kinds: tuple[str, ...]) -> list[Unit]:
    return [unit for unit in jurisdiction.units if unit.kind in kinds]


def _receipts(warehouse: Warehouse) -> dict[tuple[str, str, Month], Receipt]:
    """Returns by template, unit and month when something first came that still counts."""
    day = "coalesce(u.received_on, CAST(u.loaded_at AS DATE))"
    rows = warehouse.rows(
        f"SELECT u.template, c.unit_id, c.month, min(CASE WHEN u.in_force THEN {day} END),"
        " max(CASE WHEN u.in_force THEN 0 ELSE 1 END)"
        " FROM coverage AS c JOIN uploads AS u ON u.upload_id = c.upload_id"
        " GROUP BY u.template, c.unit_id, c.month"
    )
    return {
        (template, unit, month): Receipt(first, bool(undone)) for template, unit, month, first, undone in rows
    }


def _loaded(warehouse: Warehouse) -> dict[tuple[str, str], date]:
    """Returns by template and unit when a sheet that is a report by itself first came and still counts."""
    rows = warehouse.rows(
        "SELECT u.template, f.unit_id, min(coalesce(u.received_on, CAST(u.loaded_at AS DATE)))"
        " FROM liaison_receipts AS f JOIN uploads AS u ON u.upload_id = f.upload_id"
        " WHERE u.in_force GROUP BY u.template, f.unit_id"
    )
    return {(template, unit): day for template, unit, day in rows}


def _monthly(
    jurisdiction: Jurisdiction,
    item: Return,
    unit: Unit,
    month: Month,
    receipts: Mapping[tuple[str, str, Month], Receipt],
    today: date,
    is_workday: IsWorkday,
) -> Slip:
    below = tree(jurisdiction, unit.unit_id)
    got = [receipts[key] for one in below if (key := (item.template, one, month)) in receipts]
    days = [receipt.received_on for receipt in got if receipt.received_on]
    after = shift_month(month, 1)
    stated = date(after // 100, after % 100, item.due_day)
    due_on = deadline(stated, jurisdiction.punctuality, is_workday)
    first = min(days, default=None)
    state = _state(first, due_on, today, jurisdiction.punctuality, any(r.was_undone for r in got))
    return Slip(
        unit.unit_id, unit.name, item.template, "", month, due_on, first, state, item.document, item.clause
    )


def _single(
    setting: Punctuality,
    report: Report,
    unit: Unit,
    recorded: Mapping[tuple[str, str], Evidence],
    loaded: Mapping[tuple[str, str], date],
    today: date,
    is_workday: IsWorkday,
) -> Slip:
    entry = recorded.get((report.subject, unit.unit_id))
    received = (entry.done_on or entry.recorded_at.date()) if entry and entry.state == "done" else None
    if entry is None:  # what a person recorded goes before what was loaded
        received = loaded.get((report.template, unit.unit_id))
    due_on = deadline(report.due_on, setting, is_workday)
    is_returned = entry is not None and entry.state in ("partly", "not_done")
    state = _state(received, due_on, today, setting, is_returned)
    return Slip(
        unit.unit_id,
        unit.name,
        "",
        report.title,
        None,
        due_on,
        received,
        state,
        report.document,
        report.clause,
    )


def deadline(stated: date, setting: Punctuality, is_workday: IsWorkday) -> date:
    """Returns the last day that is in time: the day itself or the day before, moved off days off.

    A day of which nobody knows whether it is a working day is not moved.
    """
    due = stated if setting.day_counts else stated - timedelta(days=1)
    while setting.moves_for_holidays and is_workday(due) is False:
        due += timedelta(days=1)
    return due


def _state(
    received: date | None, due_on: date, today: date, setting: Punctuality, was_returned: bool
) -> Timeliness:
    if received is not None:
        return Timeliness.ON_TIME if received <= due_on else Timeliness.LATE
    if was_returned:
        return Timeliness.RETURNED
    if today > due_on:
        return Timeliness.MISSING
    return Timeliness.NEAR if (due_on - today).days <= setting.near_days else Timeliness.NOT_DUE
