"""Counts typical cases and leads by unit and month: against a plain loop, and month by month."""

import random
from collections import Counter

import pytest

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.state import State
from metrics.board import Board
from metrics.typical import typical_month, typical_months
from tests.metrics.builders import put, warehouse

BRIGADE, TOWN, SILENT = "chongming-brigade", "310151101", "310151104"


@pytest.fixture(scope="module")
def chongming():
    return load_jurisdiction(JURISDICTIONS / "chongming")


def test_cm_01_equals_a_plain_count(chongming) -> None:
    chance, house = random.Random(7), warehouse()
    units = [unit.unit_id for unit in chongming.units if unit.kind in ("section", "brigade", "town")]
    counted: Counter = Counter()
    for month in (202105, 202106, 202107):
        for unit in chance.sample(units, 12):
            rows = [{"is_closed": chance.random() < 0.7} for _ in range(chance.randint(1, 4))]
            put(house, "typical_cases", rows, unit=unit, month=month)
            counted[unit, month] = sum(row["is_closed"] for row in rows)
    board = Board(chongming, house)
    for month in (202105, 202106, 202107):
        for verdict in board.verdicts(month, ["CM-01"], units, window="month"):
            expected = counted.get((verdict.unit_id, month))
            assert verdict.numerator == expected
            if expected is None:
                assert verdict.state is State.NOT_REPORTED
            else:
                assert verdict.state is (State.MET if expected else State.MISSED)
    total = next(v for v in board.verdicts(202107, ["CM-01"]) if v.unit_id == chongming.root.unit_id)
    assert total.numerator == sum(counted.values())


def test_every_month_from_may_on_must_have_one(chongming) -> None:
    house = warehouse()
    put(house, "typical_cases", [{}], unit=TOWN, month=202103)
    put(house, "typical_cases", [{}, {}], unit=TOWN, month=202105)
    put(house, "typical_cases", [{}], unit=TOWN, month=202107)
    put(house, "typical_cases", [{"is_closed": False}], unit=BRIGADE, month=202106)
    board = Board(chongming, house)
    found = {v.unit_id: v for v in board.verdicts(202107, ["CM-01"])}
    assert found[TOWN].targets[0].short_months == found[TOWN].targets[0].unsent_months == (202106,)
    assert (found[TOWN].state, found[TOWN].display) == (State.MISSED, "4")
    assert "6月没有报送（每月 考核底线 ≥1）" in found[TOWN].reasons
    assert found[BRIGADE].targets[0].short_months == (202105, 202106, 202107)
    assert found[SILENT].state is State.NOT_REPORTED
    assert any("5月、6月、7月" in reason for reason in found[SILENT].reasons)
    early = {v.unit_id: v for v in board.verdicts(202103, ["CM-01"], window="month")}
    assert (early[TOWN].targets, early[TOWN].state) == ((), None)  # nothing was owed before May


def test_a_gap_is_missed_and_the_months_after_the_last_report_are_awaited(chongming) -> None:
    house = warehouse()
    for month in (202105, 202108):
        put(house, "typical_cases", [{}], unit=TOWN, month=month)
    put(house, "typical_cases", [{"is_closed": False}], unit=TOWN, month=202106)
    put(house, "typical_cases", [{}], unit=BRIGADE, month=202105)
    board = Board(chongming, house)
    found = {v.unit_id: v for v in board.verdicts(202110, ["CM-01"])}
    assert found[TOWN].state is State.MISSED
    assert found[TOWN].reasons == (
        "7月、9月、10月没有报送（每月 考核底线 ≥1）", "6月未达到每月 考核底线 ≥1",
    )  # fmt: skip
    assert found[BRIGADE].state is State.NOT_REPORTED
    assert found[BRIGADE].targets[0].unsent_months == (202106, 202107, 202108, 202109, 202110)


def test_the_month_lists_units_cases_and_leads(chongming) -> None:
    house = warehouse()
    put(house, "typical_cases", [{"case_name": "乙案", "fine": "1.5"}, {"case_name": "甲案", "is_closed": False}], unit=TOWN,
        month=202105)  # fmt: skip
    put(house, "leads", [{"content": "线索一"}], unit=BRIGADE, month=202105)
    board = Board(chongming, house)
    assert typical_months(board) == (202105,)
    found = typical_month(board, 202105)
    sent = {one.unit_id: one for one in found.sent}
    assert found.is_judged and len(sent) == 30
    assert (sent[TOWN].cases, sent[TOWN].case_state, sent[TOWN].leads, sent[TOWN].lead_state) == (
        1, State.MET, None, State.NOT_REPORTED,
    )  # fmt: skip
    assert (sent[BRIGADE].leads, sent[BRIGADE].short_cases, sent[BRIGADE].short_leads) == (1, (202105,), ())
    assert [one.case_name for one in found.cases] == ["乙案", "甲案"]
    assert [one.content for one in found.leads] == ["线索一"]


def test_where_nothing_is_asked_only_senders_are_listed() -> None:
    demo, house = load_jurisdiction(JURISDICTIONS / "demo"), warehouse()
    board = Board(demo, house)
    assert typical_months(board) == ()
    put(house, "typical_cases", [{}], unit="990001", month=202609)
    found = typical_month(board, 202609)
    assert not found.is_judged and [(one.unit, one.cases, one.case_state) for one in found.sent] == [
        ("甲县", 1, None)
    ]


def test_over_the_whole_year_the_months_still_to_come_are_not_short(chongming) -> None:
    house = warehouse()
    for month in (202105, 202106, 202107):
        put(house, "typical_cases", [{}], unit=TOWN, month=month)
    board = Board(chongming, house)
    over_year = {v.unit_id: v for v in board.verdicts(202107, ["CM-01"], window="year")}
    assert (over_year[TOWN].state, over_year[TOWN].targets[0].short_months) == (State.MET, ())
    asked_later = {v.unit_id: v for v in board.verdicts(202109, ["CM-01"], window="year")}
    assert asked_later[TOWN].targets[0].short_months == (202108, 202109)
