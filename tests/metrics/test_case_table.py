"""Checks the case form's table on stored cells: months, silent units, the summary sheet, reports."""

from decimal import Decimal

from domain.jurisdiction import Return
from metrics.case_table import CUMULATIVE, MONTH, case_cells, case_table
from metrics.evaluate import Evaluator
from metrics.reporting import reporting
from store.warehouse import Warehouse
from tests.metrics.builders import jurisdiction, put, warehouse

FORM = (Return("case_form", ("county",), 2, "YC", "测试"),)


def filed(value: int, violation: str = "广告违法", measure: str = "cases_filed") -> dict[str, object]:
    return {"violation": violation, "measure": measure, "value": value}


def evaluator(house: Warehouse) -> Evaluator:
    return Evaluator(jurisdiction(returns=FORM), house)


def test_a_month_is_this_sheet_minus_the_last() -> None:
    house = warehouse()
    put(house, "case_cells", [filed(3), filed(1, "其他违法")], unit="a", month=202103)
    put(house, "case_cells", [filed(5), filed(1, "其他违法")], unit="a", month=202104)
    table = case_table(evaluator(house), 202104)
    assert table.violations == ("广告违法", "其他违法")
    assert table.value("cases_filed", CUMULATIVE) == 6
    assert table.value("cases_filed", MONTH) == 2


def test_without_the_sheet_before_there_is_no_month() -> None:
    house = warehouse()
    put(house, "case_cells", [filed(5)], unit="a", month=202104)
    assert case_table(evaluator(house), 202104).value("cases_filed", MONTH) is None


def test_january_is_its_own_month() -> None:
    house = warehouse()
    put(house, "case_cells", [filed(9)], unit="a", month=202012)
    put(house, "case_cells", [filed(2)], unit="a", month=202101)
    assert case_table(evaluator(house), 202101).value("cases_filed", MONTH) == 2


def test_silent_units_are_listed_and_not_zero() -> None:
    house = warehouse()
    put(house, "case_cells", [filed(0)], unit="a", month=202104)
    table = case_table(evaluator(house), 202104)
    assert [(unit.name, unit.is_reported) for unit in table.units][:2] == [("甲县", True), ("乙县", False)]
    assert table.value("cases_filed", CUMULATIVE, table.units[0]) == 0
    assert table.value("cases_filed", CUMULATIVE, table.units[1]) is None


def test_a_summary_sheet_is_compared_and_never_added() -> None:
    house = warehouse()
    put(house, "case_cells", [filed(5)], unit="a", month=202104)
    put(house, "case_cells", [filed(7)], unit="root", month=202104)
    table = case_table(evaluator(house), 202104)
    assert table.value("cases_filed", CUMULATIVE) == 5
    assert table.difference("cases_filed") == (Decimal(5), Decimal(7))


def test_every_number_names_its_cells() -> None:
    house = warehouse()
    put(house, "case_cells", [filed(5), filed(2, measure="cases_closed")], unit="a", month=202104)
    cells = case_cells(evaluator(house), 202104, ["a"], "cases_filed", "广告违法")
    assert [(cell["value"], cell["sheet"]) for cell in cells] == [(5, "表")]


def test_who_reported_is_known_by_kind_of_sheet() -> None:
    house = warehouse()
    put(house, "case_cells", [filed(5)], unit="a", month=202104)
    (found,) = reporting(evaluator(house), 202104)
    assert (found.template, found.expected, found.silent) == ("case_form", ("a", "b", "c"), ("b", "c"))
