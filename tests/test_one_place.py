"""Proves that each of the four declarations is one place: a new file is all it takes."""

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import loaders.templates
import metrics.indicators
import metrics.measures
from commands.office import jurisdiction_folders
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from metrics.board import Board
from tests.metrics.builders import put, warehouse

MEASURE = """
from metrics.measure import Measure

MEASURE = Measure("evaluated_batches", "评价性抽检批次", "批次", "samples", scope="purpose = '评价性抽检'")
"""

INDICATOR = """
from fractions import Fraction

from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="NEW-01", label="评价性抽检批次", numerator="evaluated_batches", denominator=None, factor=1,
    measured_in="批次", decimals=0, method="示例",
    example=Example({"samples": ({"purpose": "评价性抽检"},)}, 202012, 1, None, Fraction(1), "1 批"),
)
"""

TARGET = """
[[target]]
id = "NEW-01"
indicator = "NEW-01"
operator = ">="
value = "2"
levels = ["county"]
class = "无"
tier = "工作目标"
document = "DEMO"
clause = "示例"
valid_from = 2020
"""


@pytest.fixture
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Puts one measure file and one indicator file where the packages look for theirs."""
    for package, text in ((metrics.measures, MEASURE), (metrics.indicators, INDICATOR)):
        folder = tmp_path / package.__name__
        folder.mkdir()
        (folder / "zz_new.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    metrics.measures.measures.cache_clear()
    metrics.indicators.indicators.cache_clear()
    for name in [name for name in sys.modules if name.endswith(".zz_new")]:
        del sys.modules[name]
    importlib.invalidate_caches()


def test_a_jurisdiction_a_target_a_measure_and_an_indicator_are_one_place_each(declared: Path) -> None:
    folder = declared / "jurisdictions" / "newcity"
    shutil.copytree(JURISDICTIONS / "demo", folder)
    targets = folder / "targets.toml"
    targets.write_text(targets.read_text(encoding="utf-8") + TARGET, encoding="utf-8")
    assert jurisdiction_folders(declared)["newcity"] == folder
    city = load_jurisdiction(folder)
    county = next(unit for unit in city.units if unit.kind == "county")
    house = warehouse()
    put(house, "samples", [{"purpose": "评价性抽检"}], unit=county.unit_id)
    [verdict] = Board(city, house).verdicts(202012, ["NEW-01"], [county.unit_id])
    assert (verdict.numerator, verdict.state) == (1, "MISSED")
    assert [line.target_id for line in verdict.targets] == ["NEW-01"]


@pytest.mark.parametrize(
    "wrong", [INDICATOR.replace("numerator=", "numerater="), INDICATOR.replace("evaluated_b", "misspelt_b")]
)
def test_a_misspelt_declaration_fails_at_once(declared: Path, wrong: str) -> None:
    (declared / "metrics.indicators" / "zz_new.py").write_text(wrong, encoding="utf-8")
    forget()
    with pytest.raises((TypeError, ValueError)):
        metrics.indicators.indicators()


def test_a_template_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(loaders.templates.__path__[0]) / "population.py"
    text = source.read_text(encoding="utf-8").replace(
        'template_id="population"', 'template_id="population_copy"'
    )
    (tmp_path / "zz_population_copy.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(loaders.templates, "__path__", [*loaders.templates.__path__, str(tmp_path)])
    importlib.invalidate_caches()
    found = {template.template_id for template in loaders.templates._discover()}
    assert "population_copy" in found
    assert found > {template.template_id for template in loaders.templates.TEMPLATES}
