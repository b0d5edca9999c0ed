"""Holds what a unit returned against what its own ledger or form counts: the ledger counts, the difference is said."""

from datetime import date

import pytest

from metrics.board import Board
from tests.metrics.builders import jurisdiction, put, warehouse

DONE = {"state": "completed", "completed_on": date(2020, 12, 8), "level": "国家"}


def differences(house, indicator: str, window: str = "month") -> list[str]:
    [found] = Board(jurisdiction(), house).verdicts(202012, [indicator], ["a"], window)
    return [reason for reason in found.reasons if reason.startswith("指标报表填报")]


def returned(house, indicator: str, top: object, base: object = None, first: int = 202012) -> None:
    put(
        house,
        "indicator_returns",
        [{"indicator": indicator, "numerator": top, "denominator": base, "first_month": first}],
    )


@pytest.mark.parametrize("indicator", ["YC-14", "BYQ-09"])
def test_disposal_counts_by_its_ledger_and_names_the_other_number(indicator: str) -> None:
    house = warehouse()
    put(house, "disposals", [DONE, {"level": "国家"}])
    returned(house, indicator, 2, 2)
    [found] = Board(jurisdiction(), house).verdicts(202012, [indicator], ["a"], "month")
    assert (found.numerator, found.denominator, found.source) == (1, 2, "ledger")
    assert differences(house, indicator) == ["指标报表填报 2 ÷ 2，台账是 1 ÷ 2，以台账为准，请核对"]


def test_a_return_that_agrees_or_is_of_other_months_says_nothing() -> None:
    house = warehouse()
    put(house, "disposals", [DONE, {}])
    returned(house, "YC-14", 1, 2)
    assert differences(house, "YC-14") == []
    assert differences(house, "YC-14", "ytd") == []
    house = warehouse()
    put(house, "disposals", [DONE, {}])
    returned(house, "YC-14", 9, 9, first=202001)
    assert differences(house, "YC-14") == []
    assert len(differences(house, "YC-14", "ytd")) == 1


@pytest.mark.parametrize("indicator, table, row, words", [
    ("CM-01", "typical_cases", {}, "指标报表填报 9，台账是 1，"),
    ("YC-09", "samples", {}, "指标报表填报 9，台账是 1，"),
    ("YC-13", "samples", {}, "指标报表填报 9 ÷ 9，台账是 1 ÷ 1，"),
    ("fines_and_confiscations", "case_cells", {"violation": "广告违法", "measure": "fines_and_confiscations", "value": "1.25"},
     "指标报表填报 9，案件统计表是 1.25，"),
])  # fmt: skip
def test_every_ledger_and_form_is_held_against_its_return(
    indicator: str, table: str, row: dict, words: str
) -> None:
    house = warehouse()
    put(house, table, [row])
    is_form = table == "case_cells"
    returned(house, indicator, 9, 9 if indicator == "YC-13" else None, first=202001 if is_form else 202012)
    [said] = differences(house, indicator, "ytd" if is_form else "month")
    assert said.startswith(words)
