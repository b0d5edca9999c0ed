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
    assert found[TOWN].targets[0].short_months == (202106,)
    assert found[BRIGADE].targets[0].short_months == (202105, 202106, 202107)
    assert found[SILENT].state is State.NOT_REPORTED
    assert any("5月、6月、7月" in reason for reason in found[SILENT].reasons)
    early = {v.unit_id: v for v in board.verdicts(202103, ["CM-01"], window="month")}
    assert (early[TOWN].targets, early[TOWN].state) == ((), None)  # nothing was owed before May


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
    assert not found.is_judged and [(one.unit, one.cases, one.case_state) for one in found.sent] == [("甲县", 1, None)]
