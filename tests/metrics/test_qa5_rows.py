"""The rows behind a number are those that make it, whatever the window and whoever tells it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.jurisdiction import Unit
from metrics.board import Board
from tests.metrics.builders import UNITS, jurisdiction, put, warehouse

_DONE = {"state": "completed", "completed_on": date(2020, 2, 10), "purpose": "监督抽检"}


def form(house, unit: str, month: int, value: int) -> None:
    cell = {
        "violation": "广告违法",
        "measure": "cases_filed",
        "value": value,
        "first_month": month // 100 * 100 + 1,
    }
    put(house, "case_cells", [cell], unit, month)


def give(house, indicator: str, unit: str, top: int, base: int, first: int, month: int) -> None:
    row = {"indicator": indicator, "numerator": top, "denominator": base, "first_month": first}
    put(house, "indicator_returns", [row], unit, month)


def figure(board: Board, indicator: str, unit: str, month: int, window: str = "ytd"):
    [found] = board.verdicts(month, [indicator], [unit], window)
    return found


def test_a_month_of_cumulative_sheets_gives_both_and_years_give_their_last() -> None:
    house = warehouse()
    for month, value in ((201812, 7), (201912, 9), (202005, 30), (202006, 35)):
        form(house, "a", month, value)
    board = Board(jurisdiction(), house)

    def rows(window: str) -> list[tuple[object, object]]:
        return [(row["month"], row["value"]) for row in board.rows("cases_filed", "a", 202006, window)]

    assert figure(board, "cases_filed", "a", 202006, "month").numerator == 5
    assert rows("month") == [(202005, 30), (202006, 35)]
    assert rows("ytd") == [(202006, 35)]
    assert figure(board, "cases_filed", "a", 202006, "3y").numerator == 51
    assert rows("3y") == [(201812, 7), (201912, 9), (202006, 35)]


def test_a_quarter_of_cumulative_summaries_gives_both_rows() -> None:
    house = warehouse()
    for month, value in ((202003, 30), (202006, 70)):
        put(
            house,
            "summary_figures",
            [{"measure": "sampled", "kind": "", "value": value, "first_month": 202001}],
            "a",
            month,
        )
    board = Board(jurisdiction(), house)
    assert figure(board, "YC-09", "a", 202006, "quarter").numerator == 40
    assert [row["value"] for row in board.rows("YC-09", "a", 202006, "quarter")] == [30, 70]


def test_returns_of_units_without_a_ledger_stand_among_the_rows() -> None:
    house = warehouse()
    put(house, "disposals", [_DONE], "a", 202001)
    give(house, "YC-14", "b", 4, 5, 202001, 202001)
    give(house, "YC-14", "b", 9, 10, 202001, 202003)
    board = Board(jurisdiction(), house)
    found = figure(board, "YC-14", "root", 202003)
    assert (found.numerator, found.denominator) == (10, 11)
    rows = board.rows("YC-14", "root", 202003)
    assert [row.get("numerator") for row in rows] == [None, 9]


def test_what_a_town_returned_is_inside_its_county_s_return_or_ledger() -> None:
    house = warehouse()
    units = (*UNITS, Unit("a-town", "", "甲县某镇", "town", "a"))
    give(house, "YC-14", "a", 8, 10, 202001, 202003)
    give(house, "YC-14", "a-town", 3, 4, 202001, 202003)
    board = Board(replace(jurisdiction(), units=units), house)
    found = figure(board, "YC-14", "root", 202003)
    assert (found.numerator, found.denominator) == (Decimal(8), Decimal(10))
    assert len(board.rows("YC-14", "root", 202003)) == 1
    put(house, "disposals", [_DONE, _DONE | {"task_key": "2"}], "a", 202001)
    found = figure(Board(replace(jurisdiction(), units=units), house), "YC-14", "root", 202003)
    assert found.denominator == 2
