"""Takes cells of task lists apart and resolves the names in them."""

import shutil
from pathlib import Path

import pytest

from domain.duty import Duty, parse_duty
from domain.finding import Refusal
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.roster import load_roster
from domain.task_file import load_tasks

ROSTER = load_roster(load_jurisdiction(JURISDICTIONS / "yuncheng"))


def known(name: str) -> bool:
    return ROSTER.resolve(name).is_known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市财政局", Duty((), ("市财政局",), ())),
        ("市公安局、市教育局按职责分工负责", Duty((), ("市公安局", "市教育局"), ())),
        ("市公安局牵头，市教育局、市民政局配合", Duty(("市公安局",), (), ("市教育局", "市民政局"))),
        ("市公安局牵头、市教育局配合，各县（市、区）按职责分工负责",
         Duty(("市公安局",), ("各县(市、区)",), ("市教育局",))),
        ("市财政局和各县（市、区）等分工负责", Duty((), ("市财政局", "各县(市、区)"), ())),
        ("市规划和自然资源局", Duty((), ("市规划和自然资源局",), ())),
        ("市公安局\n市教育局", Duty((), ("市公安局", "市教育局"), ())),
        ("牵头单位：市公安局；配合单位：市教育局", Duty(("市公安局",), (), ("市教育局",))),
        ("待明确", Duty()),
        ("", Duty()),
    ],
)  # fmt: skip
def test_verbs_say_who_does_what(text: str, expected: Duty) -> None:
    assert parse_duty(text, "responsible", known) == expected


def test_an_unknown_name_stays_one_name() -> None:
    assert parse_duty("市某某和某某局", "lead", known).lead == ("市某某和某某局",)


def test_variants_of_one_name_are_one_unit() -> None:
    roster = load_roster(load_jurisdiction(JURISDICTIONS / "chongming"))
    found = {roster.resolve(name).unit_ids for name in ("执法监督管理科", "执法监管科", "执法监督科")}
    assert len(found) == 1
    every = roster.resolve("各市场所")
    assert every.unit_ids == roster.resolve("基层市场所").unit_ids
    assert len(every.unit_ids) == sum(unit.kind == "town" for unit in roster.jurisdiction.units)


def test_an_unknown_name_gets_suggestions_and_no_unit() -> None:
    assert not ROSTER.resolve("市市场监督局").is_known
    assert "市市场监管局" in ROSTER.suggest("市市场监督局")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("D1,组,,,,,,,DEMO,一,2026", "缺少任务编号或任务名称"),
        ("D1,组,,任务,市某局,,,,DEMO,一,2026", "市某局"),
        ("D1,组,,任务,,,,2026-13-01,DEMO,一,2026", "2026-13-01"),
        ("D1,组,,任务,,,,,NONE,一,2026", "NONE"),
        ("D1,组,,任务,,,,,DEMO,一,今年", "今年"),
        ("D1,组,,任务,,,,,DEMO,一", "11 列"),
        ("D1,组,,任务,,,,,DEMO,一,2026\nD1,组,,任务,,,,,DEMO,一,2026", "重复"),
    ],
)
def test_a_wrong_list_is_refused_by_file_and_line(tmp_path: Path, wrong: str, said: str) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(JURISDICTIONS / "demo", folder)
    head = (folder / "tasks.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "tasks.csv").write_text(f"{head}\n{wrong}\n", encoding="utf-8")
    roster = load_roster(load_jurisdiction(folder))
    with pytest.raises(Refusal) as refused:
        load_tasks(roster.jurisdiction, roster)
    assert said in refused.value.message
    assert "tasks.csv 第 " in refused.value.message


def test_a_group_may_not_take_a_units_name(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(JURISDICTIONS / "demo", folder)
    (folder / "groups.toml").write_text(
        '[[group]]\nname = "甲县"\naliases = []\nkinds = ["county"]\n', encoding="utf-8"
    )
    with pytest.raises(Refusal):
        load_roster(load_jurisdiction(folder))
