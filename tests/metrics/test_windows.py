"""Quarter, three years, each of three years, and the population a reader switches to."""

from domain.jurisdiction import Population
from domain.state import State
from metrics.board import Board
from metrics.population import Basis
from tests.metrics.builders import jurisdiction, people, put, warehouse

MONTHS = (201804, 201904, 202001, 202004, 202005)


def sampled() -> object:
    house = warehouse()
    for month in MONTHS:
        rows = [{"conclusion": "qualified"}] * 3 + [{"conclusion": "failed"}]
        put(house, "samples", [dict(row) for row in rows], month=month)
    return house


def test_the_windows_add_what_lies_in_them() -> None:
    board = Board(jurisdiction((people("a", 1000),)), sampled())
    counts = {}
    for window in ("month", "quarter", "ytd", "year", "3y"):
        [found] = board.verdicts(202004, ["YC-13"], ["a"], window)
        counts[window] = found.denominator
    assert counts == {"month": 4, "quarter": 8, "ytd": 8, "year": 12, "3y": 16}


def test_a_volume_over_three_years_is_not_divided_by_one_population() -> None:
    board = Board(jurisdiction((people("a", 1000),)), sampled())
    [found] = board.verdicts(202012, ["YC-09"], ["a"], "3y")
    assert (found.value, found.state, found.numerator) == (None, State.NOT_APPLICABLE, 20)
    assert found.targets == ()


def test_each_of_the_last_three_years_stands_alone() -> None:
    board = Board(jurisdiction((people("a", 1000),)), sampled())
    years = board.years("YC-13", "a", 202005)
    assert [(v.period.chinese, v.numerator, v.denominator) for v in years] == [
        ("2018年", 3, 4), ("2019年", 3, 4), ("2020年1—5月", 9, 12),
    ]  # fmt: skip


def test_case_forms_over_a_quarter_and_over_years_use_each_year_s_last_sheet() -> None:
    house = warehouse()
    for month, filed in ((201912, 20), (202003, 5), (202006, 11)):
        row = {"violation": "食品安全违法", "measure": "cases_filed", "value": filed}
        put(house, "case_cells", [row], month=month)
    board = Board(jurisdiction(), house)
    [quarter] = board.verdicts(202006, ["cases_filed"], ["a"], "quarter")
    assert quarter.numerator == 6
    put(
        house,
        "case_cells",
        [{"violation": "食品安全违法", "measure": "cases_filed", "value": 9}],
        month=201812,
    )
    [years] = board.verdicts(202006, ["cases_filed"], ["a"], "3y")
    assert years.numerator == 9 + 20 + 11


def test_the_population_switch_is_never_silently_replaced() -> None:
    registered = Population("a", 2000, "户籍", 2019, "人", "测试")
    board = Board(jurisdiction((people("a", 1000), people("b", 1000), registered)), sampled())
    [default] = board.verdicts(202012, ["YC-09"], ["a"])
    [switched] = board.verdicts(202012, ["YC-09"], ["a"], basis=Basis("户籍", 2019))
    [unknown] = board.verdicts(202012, ["YC-09"], ["a"], basis=Basis("户籍", 2020))
    assert (default.value, switched.value) == (12, 6)
    assert (unknown.state, unknown.value) == (State.PENDING, None)
    assert any("2020年户籍" in reason for reason in unknown.reasons)
