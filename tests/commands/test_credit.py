"""Runs `credit` and `same-entity`: the lists as one JSON document, and answers that change them."""

from pathlib import Path

from store.office import write_jurisdiction_id
from tests.commands.test_cli import run  # noqa: F401  the fixture
from tools.demo_credit import invented_code, write_penalties, write_tiers
from tools.make_demo import SEED


def test_the_lists_and_an_answer(run, tmp_path: Path) -> None:  # noqa: F811
    write_jurisdiction_id(tmp_path / "data", "demo")
    files = [
        write_penalties(tmp_path / "行政处罚台账.xlsx", SEED),
        write_tiers(tmp_path / "信用分级表.xlsx", SEED),
    ]
    assert run("credit") == (0, {})
    assert run("load", *files)[0] == 0
    code, found = run("credit", "--period", "2026-10")
    assert code == 0 and len(found["repeated"]) == 3 and len(found["watched"]) == 2
    for one in found["repeated"] + found["watched"]:
        assert len(one["penalties"]) == one["count"] and all(row["upload_id"] for row in one["penalties"])
    assert sum(tier["count"] for tier in found["tiers"]) == 140
    assert len(found["questions"]) == 2
    assert (
        run("same-entity", invented_code(4), invented_code(5), "--answer", "same", "--by", "示例经办人")[0]
        == 0
    )
    again = run("credit", "--period", "2026-10")[1]
    assert {one["name"] for one in again["repeated"]} - {one["name"] for one in found["repeated"]} == {
        "示例便民超市"
    }
    assert run("same-entity", "查无此店", invented_code(5), "--answer", "same")[0] == 1


def test_a_jurisdiction_without_rules_says_so(run, tmp_path: Path) -> None:  # noqa: F811
    write_jurisdiction_id(tmp_path / "data", "chongming")
    write_penalties(tmp_path / "行政处罚台账.xlsx", SEED)
    assert run("load", tmp_path / "行政处罚台账.xlsx")[0] == 0
    code, found = run("credit", "--period", "2026-10")
    assert code == 1 and found["error"]["code"] == "no_credit"
