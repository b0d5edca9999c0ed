"""Returns over a quarter, the rows behind a returned figure, and surveys that count no people."""

from dataclasses import replace
from fractions import Fraction

import pytest

from domain.jurisdiction import Unit
from domain.period import Period
from metrics.board import Board
from metrics.records import records_behind
from metrics.returned_figure import returned_figure
from tests.metrics.builders import UNITS, jurisdiction, put, warehouse


def give(house, indicator: str, unit: str, top: object, base: object, first: int, month: int, **more) -> None:
    row = {"indicator": indicator, "numerator": top, "denominator": base, "first_month": first}
    put(house, "indicator_returns", [row | more], unit, month)


def one(house, indicator: str, unit: str, month: int, window: str):
    [found] = Board(jurisdiction(), house).verdicts(month, [indicator], [unit], window)
    return found


def test_a_quarter_is_the_difference_of_cumulative_returns() -> None:
    house = warehouse()
    give(house, "YC-26", "a", 30, 40, 202001, 202003)
    give(house, "YC-26", "a", 70, 90, 202001, 202006)
    quarter = one(house, "YC-26", "a", 202006, "quarter")
    assert (quarter.numerator, quarter.denominator, quarter.missing_months) == (40, 50, ())
    assert one(house, "YC-26", "a", 202003, "quarter").numerator == 30


@pytest.mark.parametrize("months", [(202001, 202002, 202003), (202001, 202003)])
def test_a_month_is_what_a_cumulative_return_adds_to_the_months_before(months) -> None:
    house = warehouse()
    for month in months:
        give(house, "YC-26", "a", 5, 6, month, month)
    give(house, "YC-26", "a", 25, 30, 202001, 202004)
    april = one(house, "YC-26", "a", 202004, "month")
    if len(months) == 3:
        assert (april.numerator, april.denominator, april.missing_months) == (10, 12, ())
    else:
        assert april.numerator is None  # February is unknown, so April cannot be told


def test_the_rows_behind_a_returned_figure_are_its_own() -> None:
    house = warehouse()
    give(house, "YC-26", "a", 30, 40, 202001, 202003)
    give(house, "YC-26", "a", 70, 90, 202001, 202006)
    give(house, "YC-27", "a", 1, 1, 202001, 202006)
    give(house, "YC-21", "a", 6, 10, 202001, 202003)
    give(house, "YC-21", "a", 8, 10, 202001, 202006)
    board = Board(jurisdiction(), house)

    def rows(indicator: str, window: Period) -> list[object]:
        found = records_behind(board.evaluator, board.indicator(indicator), "root", window, "numerator", None)
        return [row["numerator"] for row in found]

    assert rows("YC-26", Period(202001, 202006)) == [70]
    assert rows("YC-26", Period(202004, 202006)) == [30, 70]
    assert rows("YC-21", Period(202001, 202006)) == [8]
    assert rows("YC-16", Period(202001, 202006)) == []


def test_a_town_s_return_is_inside_its_county_s() -> None:
    house = warehouse()
    units = (*UNITS, Unit("a-town", "", "甲县某镇", "town", "a"))
    give(house, "YC-26", "a", 7, 9, 202001, 202003)
    give(house, "YC-26", "a-town", 3, 4, 202001, 202003)
    board = Board(replace(jurisdiction(), units=units), house)
    figure = returned_figure(
        board.evaluator.returns, board.jurisdiction, board.indicator("YC-26"), "root", Period(202001, 202003)
    )
    assert (figure.numerator, figure.denominator) == (7, 9)


def test_a_survey_below_its_line_lacks_no_number_of_people() -> None:
    house = warehouse()
    give(house, "YC-07", "a", "74.3", 100, 202001, 202012, sample_size=1200)
    verdict = one(house, "YC-07", "a", 202012, "ytd")
    assert (verdict.targets[0].shortfall, verdict.targets[0].gap) == (None, Fraction(-7, 10))
