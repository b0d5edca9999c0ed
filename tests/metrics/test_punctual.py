"""Who sent what in time: the states before and after the day, receipts, holidays, settings."""

from dataclasses import replace
from datetime import date

import pytest

from domain.jurisdiction import Punctuality, Report, Return
from metrics.punctual import deadline, slips
from metrics.slip_result import Slip, Timeliness, on_time_rate
from metrics.workdays import is_workday
from store.evidence import NewEvidence, record
from store.uploads import undo
from tests.metrics.builders import jurisdiction, put, warehouse

MONTHLY = (Return("sampling_ledger", ("county",), 2, "YC", "测试", since=202001),)
ON_THE_DAY = Punctuality()


def city(**changes: object):
    return jurisdiction(returns=MONTHLY, **changes)


def send(house, unit: str, received: date, month: int = 202004) -> str:
    return put(
        house, "samples", [{}], unit=unit, month=month, received_on=received, template="sampling_ledger"
    )


def one(house, unit: str, today: date, where=None, month: int = 202004) -> Slip:
    [found] = [s for s in slips(where or city(), house, [month], today, is_workday) if s.unit_id == unit]
    return found


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2020, 4, 20), Timeliness.NOT_DUE),
        (date(2020, 4, 29), Timeliness.NEAR),
        (date(2020, 5, 2), Timeliness.NEAR),
        (date(2020, 5, 3), Timeliness.MISSING),
    ],
)
def test_what_has_not_come_is_near_then_missing(today: date, state: Timeliness) -> None:
    assert one(warehouse(), "a", today).state is state


@pytest.mark.parametrize(
    ("received", "counts", "state"),
    [
        (date(2020, 5, 1), True, Timeliness.ON_TIME),
        (date(2020, 5, 2), True, Timeliness.ON_TIME),
        (date(2020, 5, 3), True, Timeliness.LATE),
        (date(2020, 5, 1), False, Timeliness.ON_TIME),
        (date(2020, 5, 2), False, Timeliness.LATE),
    ],
)
def test_the_second_is_in_time_unless_the_setting_says_before(received, counts, state) -> None:
    house = warehouse()
    send(house, "a", received)
    where = city(punctuality=Punctuality(day_counts=counts))
    found = one(house, "a", date(2020, 6, 1), where)
    assert (found.state, found.received_on) == (state, received)


def test_a_correction_later_does_not_make_it_late() -> None:
    house = warehouse()
    send(house, "a", date(2020, 5, 1))
    send(house, "a", date(2020, 5, 20))
    assert one(house, "a", date(2020, 6, 1)).state is Timeliness.ON_TIME


def test_what_was_undone_counts_as_returned_until_it_comes_again() -> None:
    house = warehouse()
    upload = send(house, "a", date(2020, 5, 1))
    undo(house, upload)
    assert one(house, "a", date(2020, 5, 10)).state is Timeliness.RETURNED
    send(house, "a", date(2020, 5, 12))
    assert one(house, "a", date(2020, 5, 13)).state is Timeliness.LATE


def test_months_before_it_was_owed_are_not_asked_for() -> None:
    where = jurisdiction(returns=(replace(MONTHLY[0], since=202005),))
    assert slips(where, warehouse(), [202004], date(2020, 6, 1), is_workday) == []


def test_a_report_on_paper_is_entered_by_hand() -> None:
    house = warehouse()
    report = Report("annual", "年度总结", date(2020, 11, 30), ("county",), "YC", "六")
    where = jurisdiction(returns=(), reports=(report,))
    for unit, state, day in (("a", "done", date(2020, 11, 30)), ("b", "partly", date(2020, 11, 20))):
        record(house, NewEvidence(report.subject, unit, 2020, state, "收到", day), "测试")
    found = {s.unit_id: s.state for s in slips(where, house, [202012], date(2020, 12, 5), is_workday)}
    assert found == {"a": Timeliness.ON_TIME, "b": Timeliness.RETURNED, "c": Timeliness.MISSING}
    assert slips(where, house, [202112], date(2021, 12, 5), is_workday) == []


@pytest.mark.parametrize(
    ("stated", "due"),
    [
        (date(2021, 10, 2), date(2021, 10, 8)),  # National Day holidays 1–7 October
        (date(2021, 5, 8), date(2021, 5, 8)),  # a Saturday worked to make up for May Day
        (date(2021, 6, 2), date(2021, 6, 2)),
        (date(2099, 10, 2), date(2099, 10, 2)),  # nobody knows those holidays yet
    ],
)
def test_holidays_move_a_deadline_only_when_the_setting_says_so(stated: date, due: date) -> None:
    assert deadline(stated, Punctuality(moves_for_holidays=True), is_workday) == due
    assert deadline(stated, ON_THE_DAY, is_workday) == stated


def test_the_rate_counts_what_is_due() -> None:
    house = warehouse()
    send(house, "a", date(2020, 5, 1))
    send(house, "b", date(2020, 5, 9))
    found = slips(city(), house, [202004, 202006], date(2020, 6, 1), is_workday)
    assert on_time_rate(found) == (1, 3)  # June is not due yet; the zone sent nothing


def test_a_return_without_a_beginning_is_owed_from_the_first_month_anybody_sent_it_for() -> None:
    house = warehouse()
    where = jurisdiction(returns=(replace(MONTHLY[0], since=0),))
    months = [202003, 202004, 202005]
    assert slips(where, house, months, date(2020, 7, 1), is_workday) == []
    send(house, "a", date(2020, 5, 1))
    found = slips(where, house, months, date(2020, 7, 1), is_workday)
    assert {slip.month for slip in found} == {202004, 202005}


def test_a_plan_that_has_ended_asks_for_nothing_more() -> None:
    where = jurisdiction(returns=(replace(MONTHLY[0], until=202012),))
    assert slips(where, warehouse(), [202012], date(2021, 2, 1), is_workday)
    assert slips(where, warehouse(), [202101], date(2021, 3, 1), is_workday) == []
