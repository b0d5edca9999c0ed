"""The population switch in a real browser: every per-head figure changes, and the choice goes along."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest

from domain.number import display
from domain.paths import HOUSE
from store.office import write_jurisdiction_id

WAIT = 60_000
USUAL, REGISTERED = "最近常住人口（判定用）", "2025年户籍人口"
TRIAL = "按2025年户籍人口试算，不作判定依据"
PER_HEAD = ("YC-09", "YC-10")
SHEETS = ("人口_示例市.xlsx", "抽检台账_乙县.xlsx", "抽检台账_丁县.xlsx")


def ask(data: Path, *verb: str) -> list[dict]:
    """Returns what the command line says of a data folder nobody has open."""
    command = [sys.executable, "cli.py", *verb, "--json", "--data", str(data)]
    done = subprocess.run(command, cwd=HOUSE, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[tuple[str, str], tuple[int, dict]]]:
    """Gives a loaded data folder and, by unit and indicator, the numerator with the people of each basis."""
    folder = tmp_path_factory.mktemp("population") / "data"
    write_jurisdiction_id(folder, "demo")
    ask(folder, "load", *(str(HOUSE / "data" / "demo" / name) for name in SHEETS))
    found: dict[tuple[str, str], tuple[int, dict]] = {}
    people = {
        (row["unit"], row["kind"]): row["people"]
        for row in ask(folder, "facts", "U000001")
        if row["year"] == 2025
    }
    for one in ask(folder, "verdicts"):
        if one["indicator"] in PER_HEAD and (one["unit"], "户籍") in people and one["numerator"] is not None:
            heads = {kind: people[one["unit"], kind] for kind in ("常住", "户籍")}
            found[one["unit"], one["indicator"]] = (one["numerator"], heads)
    assert len(found) == 6  # the city and two counties
    return folder, found


def shown(found: dict[tuple[str, str], tuple[int, dict]], kind: str) -> dict[tuple[str, str], str]:
    """Returns every per-head figure as plain division says it, in two decimals."""
    return {
        place: display(Decimal(batches) * 1000 / heads[kind], 2) for place, (batches, heads) in found.items()
    }


@pytest.fixture
def page(browser, served, loaded):
    _, data = served
    for path in filter(Path.is_file, loaded[0].iterdir()):
        (data / path.name).write_bytes(path.read_bytes())
    opened = browser.new_page(viewport={"width": 1366, "height": 768})
    opened.set_default_timeout(WAIT)
    yield opened
    opened.close()


def choose(page, label: str) -> None:
    page.get_by_label("人口口径").click()
    page.get_by_role("option", name=label, exact=True).click()


def stands(page, unit: str, label: str, value: str) -> None:
    page.get_by_role("button", name=f"{unit} {label} {value} 批次/千人").first.wait_for()


def test_the_switch_changes_every_figure_and_goes_along(page, served, loaded) -> None:
    address, _ = served
    found = loaded[1]
    labels = {"YC-09": "农产品和食品检验量", "YC-10": "农药兽药残留检验量"}
    page.goto(address)
    assert page.get_by_label("人口口径").input_value() == USUAL
    for (unit, indicator), value in shown(found, "常住").items():
        stands(page, unit, labels[indicator], value)
    choose(page, REGISTERED)
    for (unit, indicator), value in shown(found, "户籍").items():
        stands(page, unit, labels[indicator], value)
    page.get_by_text(f"人均指标{TRIAL}（判定用2025年常住人口）").wait_for()

    page.get_by_role("button", name="乙县 农产品和食品检验量").first.click()
    page.wait_for_url("**/indicator**")
    registered = shown(found, "户籍")["乙县", "YC-09"]
    page.get_by_text(f"· {REGISTERED}（试算，不作判定依据）").nth(1).wait_for()  # both charts
    assert page.get_by_label("人口口径").input_value() == REGISTERED
    assert f"population={REGISTERED}" in unquote(page.url)
    row = page.get_by_role("table", name="农产品和食品检验量").get_by_role("row", name="乙县 ").first
    assert registered in row.inner_text() and TRIAL in row.inner_text()

    page.get_by_role("link", name="任务清单").or_(page.get_by_role("link", name="数据上传")).first.click()
    page.get_by_label("人口口径").wait_for(state="detached")
    page.get_by_role("link", name="单位", exact=True).click()
    page.get_by_text("户籍人口 ").first.wait_for()
    assert page.get_by_label("人口口径").input_value() == REGISTERED

    choose(page, USUAL)
    page.get_by_text("户籍人口 ").first.wait_for(state="detached")
    page.get_by_role("link", name="总览").click()
    stands(page, "乙县", labels["YC-09"], shown(found, "常住")["乙县", "YC-09"])
    assert page.get_by_text("试算").count() == 0
