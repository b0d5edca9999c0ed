"""Loads registers and ledgers of inspections and asks who is still open, as the command line prints it."""

from pathlib import Path

from store.office import write_jurisdiction_id
from tests.commands.test_cli import run  # noqa: F401  the fixture
from tools.demo_inspections import AREAS, write_inspections
from tools.make_demo import SEED

AREA = AREAS[1]


def test_who_is_still_open_is_one_list(run, tmp_path: Path) -> None:  # noqa: F811
    write_jurisdiction_id(tmp_path / "data", "demo")
    files = write_inspections(tmp_path, SEED)
    assert run("load", *files)[0] == 0
    asked = ("--indicator", "YC-21", "--unit", AREA.county, "--period", "2026-10")
    [verdict] = run("verdicts", *asked)[1]
    open_ones, counted = (run("rows", *asked, "--part", part)[1] for part in ("open", "numerator"))
    assert verdict["denominator"] == len(open_ones) + len(counted) and verdict["numerator"] == len(counted)
    assert 0 < len(open_ones) <= AREA.unvisited and all(
        row["visits"] == 0 and row["row"] for row in open_ones
    )
    apart = run("rows", *asked, "--part", "excluded")[1]
    assert sum(row["reason"] == "不在监管主体名录中" for row in apart) == AREA.strangers
    assert run(
        "rows", "--indicator", "YC-20", "--unit", AREA.county, "--period", "2026-10", "--part", "open"
    ) == (0, [])


def test_strangers_are_named_when_the_ledger_comes(run, tmp_path: Path) -> None:  # noqa: F811
    write_jurisdiction_id(tmp_path / "data", "demo")
    register, ledger = write_inspections(tmp_path, SEED)[-2:]
    assert run("load", register)[0] == 0
    found = run("load", ledger)[1]
    assert "visit_without_register" in str(found)
    assert f"有 {AREA.strangers} 次的对象不在已入库的监管主体名录里：示例新开1号食堂、示例新开2号食堂" in str(
        found
    )
