"""Shows the strict number grammar and a display that never crosses a line."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.number import display, is_blank, parse_number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", "12"),
        ("１２", "12"),
        ("1,234", "1234"),
        ("12,345,678.90", "12345678.90"),
        (" 3.5 ", "3.5"),
        ("-2", "-2"),
        ("0", "0"),
        (12.0, "12"),
        ("\u200b7", "7"),
    ],
)
def test_numbers_are_read(cell: object, number: str) -> None:
    assert parse_number(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell",
    [
        "约12",
        "①",
        "٣",
        "1_000",
        "infinity",
        "NaN",
        "1,23",
        "12件",
        "½",
        "",
        None,
        "1e5",
        True,
        "--",
        "1.",
        "²",
    ],
)
def test_what_is_not_exactly_one_number_is_none(cell: object) -> None:
    assert parse_number(cell) is None


@pytest.mark.parametrize(
    "cell", ["", " ", "/", "、", "-", "\\", "无", "—", "／", "暂无", "不详", "未知", "--", None, "\u3000"]
)
def test_blank_is_written_in_many_ways(cell: object) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", ["0", "0.0", "无锡", "合格"])
def test_zero_and_words_are_not_blank(cell: str) -> None:
    assert not is_blank(cell)


def test_display_stays_on_its_side_of_the_target() -> None:
    assert display(Fraction(979600, 10000), 2, [Decimal(98)]) == "97.96"
    assert display(Fraction(97996, 1000), 2, [Decimal(98)]) == "97.996"
    assert display(Fraction(98), 2, [Decimal(98)]) == "98.00"
    assert display(Fraction(16294 * 100, 16641), 2, [Decimal(98)]) == "97.91"
    assert display(Fraction(16641 * 1000, 3105591), 2, [Decimal(5)]) == "5.36"
    assert display(Fraction(1234567, 1), 0) == "1,234,567"
    assert display(Fraction(-1, 3), 2) == "-0.33"


@given(
    st.fractions(min_value=-200, max_value=200, max_denominator=10**7),
    st.lists(st.decimals(min_value=-200, max_value=200, places=2), max_size=3),
)
def test_no_displayed_value_ever_crosses_a_line(value: Fraction, lines: list[Decimal]) -> None:
    shown = Fraction(display(value, 2, lines).replace(",", ""))
    for line in lines:
        edge = Fraction(line)
        assert (shown > edge, shown < edge) == (value > edge, value < edge)
