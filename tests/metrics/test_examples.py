"""Runs the worked example of every indicator: what its page shows is what the code computes."""

import pytest

from domain.period import Period
from metrics.evaluate import Evaluator
from metrics.indicator import Indicator
from metrics.indicators import indicators
from metrics.verdict import exact_value
from tests.metrics.builders import jurisdiction, people, put, warehouse


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda i: i.indicator_id)
def test_the_worked_example_comes_out(indicator: Indicator) -> None:
    example = indicator.example
    residents = (people("a", example.population, example.month // 100),) if example.population else ()
    house = warehouse()
    for table, rows in example.rows.items():
        put(house, table, [dict(row) for row in rows], month=example.month)
    figure = Evaluator(jurisdiction(residents), house).figure(
        indicator, "a", Period.year_to_date(example.month)
    )
    assert (figure.numerator, figure.denominator) == (example.numerator, example.denominator)
    assert exact_value(indicator, figure) == example.value


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda i: i.indicator_id)
def test_the_example_is_explained_with_its_own_numbers(indicator: Indicator) -> None:
    assert str(indicator.example.numerator) in indicator.example.words.replace(" ", "")
    assert indicator.method
    assert indicator.label
