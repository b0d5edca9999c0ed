"""Holds returned indicators against the ledger of the same unit and months, whichever comes last."""

from datetime import date

import pytest

from metrics.indicators import indicators
from tests.loaders.past_files import checked_file, found
from tests.metrics.builders import put, warehouse

RETURN = {"indicator": "YC-13", "first_month": 202012, "numerator": 30, "denominator": 40}


def ledger(passed: int, failed: int) -> list[dict[str, object]]:
    verdicts = ["qualified"] * passed + ["failed"] * failed
    return [
        {"sample_no": f"S{n}", "conclusion": verdict, "is_produce": False}
        for n, verdict in enumerate(verdicts)
    ]


def test_a_return_that_differs_from_the_ledger_is_told_with_both_numbers() -> None:
    house = warehouse()
    put(house, "samples", ledger(3, 1))
    [said] = found(house, checked_file("indicator_returns", [RETURN]))["return_differs"]
    assert "30/40" in said and "3/4" in said


def test_a_ledger_that_differs_from_a_return_in_force_is_told() -> None:
    house = warehouse()
    put(house, "indicator_returns", [RETURN])
    [said] = found(house, checked_file("samples", ledger(3, 1)))["return_in_force_differs"]
    assert "30/40" in said and "3/4" in said


def test_a_return_that_agrees_or_has_no_ledger_raises_no_doubt() -> None:
    house = warehouse()
    put(house, "samples", ledger(30, 10))
    assert "return_differs" not in found(house, checked_file("indicator_returns", [RETURN]))
    assert "return_differs" not in found(warehouse(), checked_file("indicator_returns", [RETURN]))


TASKS = [
    {"state": "completed", "completed_on": date(2020, 12, 8), "level": "国家"}, {"level": "国家"}, {"level": "县"},
    {"state": "completed", "completed_on": date(2021, 1, 8), "level": "国家"}, {"purpose": "风险监测"}, {"is_elsewhere": True},
]  # fmt: skip


@pytest.mark.parametrize("indicator, other", [("YC-14", "1/4"), ("BYQ-09", "1/3")])
def test_completion_of_disposal_is_held_against_the_tasks(indicator: str, other: str) -> None:
    wrong = {"indicator": indicator, "first_month": 202001, "numerator": 5, "denominator": 5}
    house = warehouse()
    put(house, "disposals", TASKS)
    [said] = found(house, checked_file("indicator_returns", [wrong]))["return_differs"]
    assert "5/5" in said and f"已入库的核查处置台账是 {other}" in said and "以核查处置台账为准" in said
    right = dict(zip(("numerator", "denominator"), other.split("/"), strict=True))
    assert "return_differs" not in found(house, checked_file("indicator_returns", [wrong | right]))
    house = warehouse()
    put(house, "indicator_returns", [wrong])
    [said] = found(house, checked_file("disposals", TASKS))["return_in_force_differs"]
    assert "5/5" in said and f"核查处置台账是 {other}" in said


def test_what_loading_replaces_no_longer_counts() -> None:
    house = warehouse()
    put(
        house,
        "indicator_returns",
        [{"indicator": "YC-14", "first_month": 202012, "numerator": 1, "denominator": 1}],
    )
    put(house, "disposals", [{"task_key": "T1"}])
    done = {"task_key": "T1", "state": "completed", "completed_on": date(2020, 12, 8)}
    assert "return_in_force_differs" not in found(house, checked_file("disposals", [done]))


@pytest.mark.parametrize("indicator, table, row, other", [
    ("CM-01", "typical_cases", {"case_name": "甲案"}, "1 件"), ("CM-02", "leads", {}, "1 条"),
    ("cases_filed", "case_cells", {"violation": "广告违法", "measure": "cases_filed", "value": 4}, "4 件"),
    ("YC-09", "samples", {}, "1 批次"),
])  # fmt: skip
def test_every_count_of_a_ledger_or_form_is_compared(
    indicator: str, table: str, row: dict, other: str
) -> None:
    house = warehouse()
    put(house, table, [row])
    given = {
        "indicator": indicator,
        "first_month": 202001 if table == "case_cells" else 202012,
        "numerator": 9,
    }
    [said] = found(house, checked_file("indicator_returns", [given]))["return_differs"]
    assert other in said


def test_every_indicator_with_a_measure_says_how_it_is_counted() -> None:
    for one in indicators().values():
        has_measure = not one.is_returned and not one.computed_by
        assert bool(one.as_known.counted) == has_measure, one.indicator_id
        assert len({part.from_item for part in one.as_known.counted}) <= 1  # both parts from the same rows
