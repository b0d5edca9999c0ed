"""Describes what a pack shows beside its indicators: cases, open disposals by days, phases."""

from collections.abc import Sequence
from dataclasses import replace

from charts.ageing import ageing_caption, describe_ageing, points_of
from charts.description import Description, Kind, Role
from charts.funnel import describe_funnel, steps_of
from charts.phases import bars_of, campaign_bars, campaign_caption, describe_phases
from charts.style import Caption
from domain.jurisdiction import Jurisdiction
from domain.period import Period, month_end
from exports.findings import named
from metrics.case_table import CUMULATIVE
from metrics.theme_result import Themes

FUNNEL = "从检查到移送"
_MOST_NAMED = 3  # units in a title
_HEADS = {
    Kind.FUNNEL: ("环节", "数量", "比例"),
    Kind.AGEING: ("离期限的天数", "件数", "状态"),
    Kind.PHASES: ("阶段", "起", "止", "状态", "应完成"),
}


def describe_themes(
    found: Themes, jurisdiction: Jurisdiction, marks: Sequence[str], units: Sequence[str] = ()
) -> tuple[Description, ...]:
    """Returns a description for each theme the jurisdiction has figures of.

    `units` are the names of those the figures were narrowed to, which the titles then say.
    """
    described, whose = [], f"（{named(units, _MOST_NAMED)}）" if units else ""
    if found.cases is not None:
        described.append(
            describe_funnel(
                steps_of(found.cases, found.part), _case_caption(found, jurisdiction, whose), marks
            )
        )
    if found.ageing:
        source = f"{jurisdiction.name}各单位核查处置台账"
        caption = ageing_caption(jurisdiction.root.name, found.rules, source, found.as_of)
        title = f"{caption.title.removeprefix(f'{jurisdiction.root.name}：')}{whose}"
        described.append(describe_ageing(found.ageing, replace(caption, title=title), marks))
    if found.phases:
        caption = campaign_caption(found.phases, jurisdiction, found.day)
        described.append(describe_phases(campaign_bars(found.phases, found.day), caption, marks))
    return tuple(described)


def table_of(description: Description) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Returns heads and rows of the table beside a theme's chart, without columns that say nothing."""
    heads, rows = _HEADS[description.kind], _ROWS[description.kind](description)
    used = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    return tuple(heads[place] for place in used), [tuple(row[place] for place in used) for row in rows]


def _case_caption(found: Themes, jurisdiction: Jurisdiction, whose: str) -> Caption:
    table = found.cases
    assert table is not None
    period = Period.year_to_date(table.month) if found.part == CUMULATIVE else Period.of_month(table.month)
    reported = sum(unit.is_reported for unit in table.units)
    words = f"{period.chinese}{' 累计' if found.part == CUMULATIVE else ''} · {reported}/{len(table.units)} 单位已报"
    source = f"{jurisdiction.name}各单位案件统计表"
    return Caption(f"{FUNNEL}{whose}", words, "家次、件", source, month_end(table.month).isoformat())


def _funnel_rows(description: Description) -> list[tuple[str, ...]]:
    own = description.of(Role.OWN)
    points = own.points if own else ()
    return [
        (category.name, point.display, point.detail)
        for category, point in zip(description.categories, points, strict=True)
        if point is not None
    ]


def _ageing_rows(description: Description) -> list[tuple[str, ...]]:
    names = [
        next(one.name for one in description.series if one.points[place] is not None)
        for place in range(len(description.categories))
    ]
    points = points_of(description)
    return [
        (category.name, point.display, name)
        for category, point, name in zip(description.categories, points, names, strict=True)
    ]


def _phase_rows(description: Description) -> list[tuple[str, ...]]:
    return [
        (bar.name, bar.first.isoformat(), bar.last.isoformat(), bar.state, bar.remark)
        for bar in bars_of(description)
    ]


_ROWS = {Kind.FUNNEL: _funnel_rows, Kind.AGEING: _ageing_rows, Kind.PHASES: _phase_rows}
