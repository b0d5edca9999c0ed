"""Follows up tasks: states by unit and as a whole, imported lists, answers, counts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.jurisdiction import Jurisdiction
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from loaders.door import Door
from loaders.templates import tables
from metrics.task_result import TaskState, TaskStatus
from metrics.tasks import by_group, by_unit, follow_up, total
from store.evidence import NewEvidence, record
from store.task_answers import answer
from store.uploads import undo
from store.warehouse import FILE_NAME, Warehouse
from tests.loaders.docs import document

DAY = date(2026, 11, 22)
DEMO = load_jurisdiction(JURISDICTIONS / "demo")
CHONGMING = load_jurisdiction(JURISDICTIONS / "chongming")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse.open(tmp_path / FILE_NAME, tables())
    yield warehouse
    warehouse.close()


def status(house: Warehouse, task_id: str, jurisdiction: Jurisdiction = DEMO, day: date = DAY) -> TaskStatus:
    found, _ = follow_up(jurisdiction, house, day)
    return next(one for one in found if one.task.task_id == task_id)


def say(house: Warehouse, task_id: str, unit_id: str, state: str) -> None:
    record(house, NewEvidence(f"task:{task_id}", unit_id, 2026, state, "示例"), "测试")


def test_overdue_comes_first_and_the_day_itself_is_in_time(house: Warehouse) -> None:
    found, _ = follow_up(DEMO, house, DAY)
    states = [one.state for one in found]
    assert states[:3] == [TaskState.OVERDUE] * 3
    assert [one.days_over for one in found[:3]] == [145, 53, 22]
    assert status(house, "DEMO-D3", day=date(2026, 11, 30)).state is TaskState.NOT_STARTED
    assert status(house, "DEMO-D3", day=date(2026, 12, 1)).state is TaskState.OVERDUE


def test_who_leads_decides_and_every_unit_has_a_state_of_its_own(house: Warehouse) -> None:
    say(house, "DEMO-D2", "990001", "done")
    assert status(house, "DEMO-D2").state is TaskState.RUNNING
    say(house, "DEMO-D2", "demo-market", "done")
    one = status(house, "DEMO-D2")
    assert one.state is TaskState.DONE
    assert (one.done_units, len(one.units)) == (2, 10)
    assert one.of_unit("990002").state is TaskState.NOT_STARTED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "state"),
    [("done", TaskState.DONE), ("partly", TaskState.OVERDUE), ("not_done", TaskState.OVERDUE),
     ("not_applicable", TaskState.NOT_APPLICABLE), ("withdrawn", TaskState.OVERDUE)],
)  # fmt: skip
def test_what_is_recorded_about_an_overdue_task(house: Warehouse, said: str, state: TaskState) -> None:
    say(house, "DEMO-D1", "demo-market", said)
    assert status(house, "DEMO-D1").state is state


def test_a_withdrawn_entry_stands_for_none(house: Warehouse) -> None:
    say(house, "DEMO-D2", "demo-market", "done")
    say(house, "DEMO-D2", "demo-market", "withdrawn")
    assert status(house, "DEMO-D2").state is TaskState.NOT_STARTED


def test_a_blank_cell_is_open_until_somebody_answers(house: Warehouse) -> None:
    before = status(house, "CM-T-1.1.5", CHONGMING)
    assert before.state is TaskState.OPEN
    assert before.task.above == (("执法监督科", "执法大队", "各市场所"),)
    answer(house, "CM-T-1.1.5", "responsible", ("执法大队",), "测试")
    after = status(house, "CM-T-1.1.5", CHONGMING)
    assert after.state is TaskState.NOT_STARTED
    assert after.of_unit("chongming-brigade") is not None
    assert after.task.questions == ("responsible",)
    answer(house, "CM-T-1.1.5", "responsible", (), "测试")
    assert status(house, "CM-T-1.1.5", CHONGMING).state is TaskState.OPEN


def test_an_imported_list_replaces_the_shipped_one_until_it_is_undone(house: Warehouse) -> None:
    rows = [
        ["工作任务", "牵头单位", "责任单位"],
        ["1.1.2 示例甲", "网监科", "执法大队"],
        ["1.1.5 示例乙", "食品生产科", ""],
    ]
    record(house, NewEvidence("task:CM-T-1.1.2", "chongming-internet", 2019, "done", "示例"), "测试")
    answer(house, "CM-T-1.1.5", "responsible", ("执法大队",), "测试")
    door = Door(CHONGMING, house, {})
    try:
        checked = door.check(document(("示例", rows)), "CM-T清单.docx")
        loaded = door.load(checked, "测试")
    finally:
        door.close()
    found, lists = follow_up(CHONGMING, house, DAY)
    assert [(one.document, one.count, one.replaces) for one in lists] == [("CM-T", 2, 31)]
    assert {one.task.clause: one.state for one in found} == {
        "1.1.2": TaskState.DONE, "1.1.5": TaskState.NOT_STARTED,
    }  # fmt: skip
    undo(house, loaded.upload_id, "测试")
    assert len(follow_up(CHONGMING, house, DAY)[0]) == 31


def test_a_second_upload_drops_what_it_no_longer_names(house: Warehouse) -> None:
    head = ["工作任务", "责任单位"]
    door = Door(CHONGMING, house, {})
    try:
        for rows in ([head, ["1.1 甲", "认证科"], ["1.2 乙", "认证科"]], [head, ["1.2 乙", "消保科"]]):
            door.load(door.check(document(("示例专项", rows)), "示例清单.docx"), "测试")
    finally:
        door.close()
    found, _ = follow_up(CHONGMING, house, DAY)
    own = [one.task for one in found if one.task.document != "CM-T"]
    assert [(task.clause, task.responsible) for task in own] == [("1.2", ("消保科",))]


def test_counts_add_up(house: Warehouse) -> None:
    say(house, "DEMO-D2", "demo-market", "done")
    found, _ = follow_up(DEMO, house, DAY)
    groups = by_group(found)
    assert [one.name for one in groups] == ["示例行动一", "示例行动二", "示例行动三"]
    assert sum(one.total for one in groups) == total(found).total == 10
    units = {one.key: one for one in by_unit(found, DEMO)}
    assert units["demo-market"].total == sum(
        any(own.unit_id == "demo-market" and own.role != "cooperating" for own in one.units) for one in found
    )
    assert (units["demo-market"].done, total(found).done) == (1, 1)


def test_an_imported_list_adds_no_month_to_the_figures(house: Warehouse) -> None:
    door = Door(CHONGMING, house, {})
    try:
        door.load(
            door.check(document(("示例", [["工作任务", "责任单位"], ["甲", "认证科"]])), "示例.docx"), "测试"
        )
    finally:
        door.close()
    assert house.rows("SELECT * FROM coverage") == []
