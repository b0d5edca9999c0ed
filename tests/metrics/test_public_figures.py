"""Recomputes published figures from single samples: they must come out to the digit (domain §5)."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from domain.paths import REFERENCE
from loaders.reference import load_reference
from metrics.board import Board
from tests.metrics.builders import jurisdiction, people, put, warehouse


def published(path: Path) -> tuple[list[tuple[str, int, int]], tuple[int, int, int]]:
    """Returns (category, tested, failed) rows and the printed totals (tested, passed, failed)."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        lines = [(row[0], *map(int, row[1:4])) for row in list(csv.reader(handle))[1:]]
    *parts, total = lines
    return [(name, tested, failed) for name, tested, _, failed in parts], total[1:]


def test_a_province_of_34_categories_comes_out() -> None:
    lines, (tested, passed, failed) = published(REFERENCE / "categories_province.csv")
    assert (tested, passed, failed) == (23852, 23348, 504)
    known, rows = load_reference(), []
    for name, batches, bad in lines:
        category = known.category(name)
        assert category is not None, name
        common = {"category": category[0], "is_produce": category[1]}
        rows += [common | {"conclusion": "failed"}] * bad + [common] * (batches - bad)
    house = warehouse()
    put(house, "samples", rows, unit="a", month=202012)
    board = Board(jurisdiction((people("a", 4_770_400),)), house)
    found = {v.indicator: v for v in board.verdicts(202012, ["YC-09", "YC-12", "YC-13"], ["a"])}
    food, produce = found["YC-13"], found["YC-12"]
    assert found["YC-09"].numerator == food.denominator + produce.denominator == tested
    assert food.numerator + produce.numerator == passed
    share = Decimal(failed * 100) / Decimal(tested)
    assert share.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal("2.11")
    assert (produce.denominator, produce.denominator - produce.numerator) == (4642, 146)


@pytest.mark.parametrize(
    ("name", "totals"),
    [
        ("categories_province.csv", (23852, 23348, 504)),
        ("categories_national_2019H2.csv", (3673579, 3591644, 81935)),
    ],
)
def test_the_columns_of_a_published_table_add_up_to_its_printed_totals(
    name: str, totals: tuple[int, int, int]
) -> None:
    lines, printed = published(REFERENCE / name)
    tested, failed = sum(line[1] for line in lines), sum(line[2] for line in lines)
    assert (tested, tested - failed, failed) == printed == totals
