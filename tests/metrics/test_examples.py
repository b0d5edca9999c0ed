"""Runs the worked example of every indicator: what its page shows is what the code computes."""

import pytest

from domain.jurisdiction import Document, Jurisdiction, Population
from domain.paths import JURISDICTIONS
from domain.period import Period
from metrics.evaluate import Evaluator
from metrics.indicator import Indicator
from metrics.indicators import indicators
from metrics.verdict import exact_value
from tests.metrics.builders import jurisdiction, people, put, warehouse

DOCUMENT = Document("XM", "测试文件", "测试〔2023〕8号", "in force", 2023)


def home(indicator: Indicator, residents: tuple[Population, ...]) -> Jurisdiction:
    """Returns the test city; what is computed by a jurisdiction's own rules borrows those of 新密."""
    own = {"folder": JURISDICTIONS / "xinmi", "documents": {"XM": DOCUMENT}} if indicator.computed_by else {}
    return jurisdiction(residents, **own)


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda i: i.indicator_id)
def test_the_worked_example_comes_out(indicator: Indicator) -> None:
    example = indicator.example
    residents = (people("a", example.population, example.month // 100),) if example.population else ()
    house = warehouse()
    for table, rows in example.rows.items():
        put(house, table, [dict(row) for row in rows], month=example.month)
    figure = Evaluator(home(indicator, residents), house).figure(
        indicator, "a", Period.year_to_date(example.month)
    )
    assert (figure.numerator, figure.denominator) == (example.numerator, example.denominator)
    assert exact_value(indicator, figure) == example.value


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda i: i.indicator_id)
def test_the_example_is_explained_with_its_own_numbers(indicator: Indicator) -> None:
    assert str(indicator.example.numerator) in indicator.example.words.replace(" ", "")
    assert indicator.method
    assert indicator.label
