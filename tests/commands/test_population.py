"""Asks for figures on another population and over a break in series."""

import json
from fractions import Fraction

import pytest

from commands.main import main
from domain.paths import DEMO
from store.office import write_jurisdiction_id

SHEETS = ("人口_示例市", "抽检台账_乙县", "食品抽检汇总_示例市_202510", "农产品抽检汇总_示例市_202510")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Gives the option of a data folder with one county's ledger, last year's summaries and the population."""
    folder = tmp_path_factory.mktemp("population")
    write_jurisdiction_id(folder, "demo")
    option = ["--data", str(folder)]
    assert main(["load", *(str(DEMO / f"{name}.xlsx") for name in SHEETS), *option]) == 0
    return option


def verdict(capsys: pytest.CaptureFixture, office: list[str], indicator: str, *options: str) -> dict:
    capsys.readouterr()
    main(["verdicts", "--indicator", indicator, "--unit", "乙县", *options, *office, "--json"])
    [found] = json.loads(capsys.readouterr().out)
    return found


def test_a_trial_says_so(office: list[str], capsys: pytest.CaptureFixture) -> None:
    usual = verdict(capsys, office, "YC-09")
    trial = verdict(capsys, office, "YC-09", "--population", "户籍2024")
    assert (usual["trial"], trial["trial"]) == (False, True)
    assert "按2024年户籍人口试算，不作判定依据" in trial["reasons"]
    assert (trial["population"]["kind"], trial["population"]["year"]) == ("户籍", 2024)
    people = trial["population"]["people"]
    assert trial["value"] == pytest.approx(float(Fraction(1000 * trial["numerator"], people)))
    assert not verdict(capsys, office, "YC-09", "--population", "常住2025")["trial"]


def test_a_break_in_series_is_among_the_flags(office: list[str], capsys: pytest.CaptureFixture) -> None:
    change = verdict(capsys, office, "YC-09", "--changes")["year_on_year"]
    assert change["delta"] is not None
    [flag] = [flag for flag in change["flags"] if flag.startswith("口径自2026年1月起变更")]
    assert flag.endswith("同比不可直接比较") and "附件2(三)" in flag
    other = verdict(capsys, office, "YC-13", "--changes")["year_on_year"]
    assert not [flag for flag in other["flags"] if "口径自" in flag]


def test_the_shipped_populations_add_up(office: list[str], capsys: pytest.CaptureFixture) -> None:
    capsys.readouterr()
    main(["facts", "U000001", *office, "--json"])
    found = json.loads(capsys.readouterr().out)
    for kind in ("常住", "户籍"):
        for year in (2025, 2024):
            people = {
                one["unit"]: one["people"] for one in found if (one["kind"], one["year"]) == (kind, year)
            }
            assert people.pop("示例市") == sum(people.values()) and len(people) == 8
