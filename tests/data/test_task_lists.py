"""Holds the shipped task lists against the documents' own numbers: counts, groups, blanks, units."""

import pytest

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.roster import Roster, load_roster
from domain.task import Task
from domain.task_file import load_tasks
from metrics.indicators import indicators
from metrics.standard import load_standard

ALL = ("bayuquan", "chongming", "demo", "xinmi", "yuncheng")
# Words for several units whose members the documents do not list.
WITHOUT_MEMBERS = {"市食安委各成员单位", "区政府食安委各成员单位", "各相关业务科室", "各执法办案部门"}


def shipped(name: str) -> tuple[Roster, tuple[Task, ...]]:
    roster = load_roster(load_jurisdiction(JURISDICTIONS / name))
    return roster, load_tasks(roster.jurisdiction, roster)


def test_chongming_has_31_leaf_tasks_in_5_groups_and_no_dates() -> None:
    _, tasks = shipped("chongming")
    assert len(tasks) == 31
    assert len({task.group for task in tasks}) == 5
    assert not [task for task in tasks if task.due_on]


def test_what_chongming_leaves_blank_is_open() -> None:
    _, tasks = shipped("chongming")
    assert {task.clause: task.asks for task in tasks if task.asks} == {
        "1.1.5": ("responsible",), "1.3": ("lead", "responsible"), "1.4": ("lead", "responsible"),
    }  # fmt: skip


def test_yuncheng_has_its_12_campaigns_and_38_items_with_their_names() -> None:
    _, tasks = shipped("yuncheng")
    standard = load_standard(load_jurisdiction(JURISDICTIONS / "yuncheng"), indicators())
    assert standard is not None
    assert {one.subject for one in standard.campaigns} == {
        t.campaign for t in tasks if t.campaign.startswith("c")
    }
    assert {one.subject for one in standard.items} == {
        t.campaign for t in tasks if t.campaign.startswith("s")
    }
    titles = {one.subject: one.title for one in standard.campaigns}
    assert all(task.group == titles[task.campaign] for task in tasks if task.campaign in titles)


def test_bayuquan_covers_every_section_and_xinmi_its_phases() -> None:
    _, tasks = shipped("bayuquan")
    assert {task.clause[1:].strip("()")[:1] for task in tasks if task.clause.startswith("二")} == set(
        "一二三四五六七八九十"
    )
    _, tasks = shipped("xinmi")
    assert [str(t.due_on) for t in tasks if t.clause.startswith("五")] == [
        "2023-02-28",
        "2023-03-31",
        "2023-06-30",
    ]


@pytest.mark.parametrize("name", ALL)
def test_every_name_stands_for_somebody(name: str) -> None:
    roster, tasks = shipped(name)
    names = {one for task in tasks for one in (*task.lead, *task.responsible, *task.cooperating)}
    parties = [roster.resolve(one) for one in sorted(names)]
    assert all(party.is_known for party in parties)
    assert {party.name for party in parties if not party.unit_ids} <= WITHOUT_MEMBERS


@pytest.mark.parametrize("name", ALL)
def test_wording_is_short_and_own(name: str) -> None:
    _, tasks = shipped(name)
    assert all(len(task.title) <= 20 for task in tasks)
    assert len({task.task_id for task in tasks}) == len(tasks)
