"""What a pack shows beside its indicators is what the pages show: cases, open disposals, phases."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from charts.description import Description, Kind, Role
from charts.funnel import steps_of
from commands.office import open_office
from exports.making import make_pack
from metrics.case_table import CUMULATIVE, MONTH, case_table
from metrics.disposal_result import ageing
from metrics.pack_material import gather
from metrics.pack_result import PackChoices

DAY = date(2026, 11, 22)
CHOICES = PackChoices(indicator_ids=("YC-13",))


def themes(data: Path, month: int, choices: PackChoices = CHOICES) -> dict[Kind, Description]:
    with open_office(data) as office:
        material = gather(office.board, choices, month, DAY)
        made = make_pack(material, office.jurisdiction, choices, datetime(2026, 11, 22, 9))
    return {one.kind: one for one in made.themes}


def test_cases_are_those_of_the_page(demo_data: Path) -> None:
    found = themes(demo_data, 202606)[Kind.FUNNEL]
    with open_office(demo_data) as office:
        table = case_table(office.board.evaluator, 202606)
    own = found.of(Role.OWN)
    assert own is not None
    steps = steps_of(table, CUMULATIVE)
    assert [point.value for point in own.points if point] == [step.count for step in steps]
    assert [point.detail for point in own.points if point] == [step.remark for step in steps]
    assert found.subtitle.startswith("2026年1—6月 累计 · 2/") and "虚构数据" in found.foot


def test_the_month_alone_and_the_units_chosen_narrow_the_cases(demo_data: Path) -> None:
    with open_office(demo_data) as office:
        table = case_table(office.board.evaluator, 202606)
        one = next(unit for unit in table.units if unit.is_reported)
    narrowed = replace(CHOICES, window="month", unit_ids=(one.unit_id,))
    shown = themes(demo_data, 202606, narrowed)[Kind.FUNNEL]
    own = shown.of(Role.OWN)
    assert own is not None and shown.title == f"从检查到移送（{one.name}）"
    steps = steps_of(replace(table, units=(one,)), MONTH)
    assert [point.value for point in own.points if point] == [step.count for step in steps]


def test_open_disposals_are_those_of_the_list_of_overdue_ones(demo_data: Path) -> None:
    found = themes(demo_data, 202610)[Kind.AGEING]
    with open_office(demo_data) as office:
        material = gather(office.board, CHOICES, 202610, DAY)
    assert material.themes is not None
    late = sum(int(p.value or 0) for p in found.series[0].points if p is not None)
    assert late == len(material.overdue) > 0
    assert len(ageing([], material.themes.rules)) == len(found.categories)
    assert found.as_of == "2026-10-31" and found.title == "未完成任务离完成期限的天数"


def test_titles_name_the_units_the_figures_were_narrowed_to(demo_data: Path) -> None:
    with open_office(demo_data) as office:
        material = gather(office.board, CHOICES, 202610, DAY)
        late = material.overdue[0]
    narrowed = replace(CHOICES, unit_ids=(late.unit_id,))
    found = themes(demo_data, 202610, narrowed)[Kind.AGEING]
    assert found.title == f"未完成任务离完成期限的天数（{late.unit}）"
    whole = themes(demo_data, 202610)[Kind.AGEING]
    assert whole.title == "未完成任务离完成期限的天数" and found.as_of == whole.as_of


def test_a_campaign_is_shown_in_its_year_alone(demo_data: Path) -> None:
    assert len(themes(demo_data, 202610)[Kind.PHASES].categories) == 3
    with open_office(demo_data) as office:
        first = gather(office.board, CHOICES, 202610, DAY).themes
    assert first is not None and {phase.first.year for phase in first.phases} == {2026}
