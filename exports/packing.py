"""Builds the neutral pack from results the caller hands over; asks no database and rounds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from charts.describe import LEVELS, describe_levels, describe_ranking, describe_trend, ranked
from charts.description import Description
from charts.style import Caption
from domain.jurisdiction import UNPLACED
from domain.period import Period
from exports.chart_choice import is_telling
from exports.findings import Changed, caution_words, change_words, finding, named, summary_words
from exports.pack import (
    Entry,
    GridColumn,
    Language,
    OverdueDisposal,
    Pack,
    Row,
    Rule,
    Section,
    Silence,
    Source,
    StateGrid,
    TaskLine,
    Versions,
    own_targets,
    sign_words,
)
from metrics.indicator import POPULATION, Indicator, Kind
from metrics.result import Judged, Verdict

Months = tuple[Sequence[Verdict], Sequence[Verdict]]  # this year's, last year's


@dataclass(frozen=True)
class PackInput:
    """Holds what the caller found for a pack.

    `verdicts` are of the whole jurisdiction (`root_id`) and its units; `indicators` in the order
    of the pack, `names` their unique labels where they differ. `trends` hold the jurisdiction's
    months of this year and last by indicator id; `changes` the same-period change by indicator
    id and unit id. `made_at` is the time stamp.
    """

    title: str
    jurisdiction: str
    root_id: str
    period: Period
    period_words: str
    as_of: date
    made_at: datetime
    indicators: Sequence[Indicator]
    verdicts: Sequence[Verdict]
    versions: Versions
    signer: str = ""
    marks: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    trends: Mapping[str, Months] = field(default_factory=dict)
    changes: Mapping[tuple[str, str], Changed] = field(default_factory=dict)
    sources: Sequence[Source] = ()
    silence: Sequence[Silence] = ()
    tasks: Sequence[TaskLine] = ()
    overdue: Sequence[OverdueDisposal] = ()
    source_words: str = ""
    language: Language = Language.CHINESE
    themes: Sequence[Description] = ()
    followed_on: date | None = None


def build_pack(given: PackInput) -> Pack:
    """Returns the pack: a section an indicator that has verdicts, the state grid, the appendix."""
    sections = tuple(
        _section(given, indicator, found)
        for indicator in given.indicators
        if (found := [v for v in given.verdicts if v.indicator == indicator.indicator_id])
    )
    return Pack(
        title=given.title,
        jurisdiction=given.jurisdiction,
        period=given.period,
        period_words=given.period_words,
        as_of=given.as_of,
        made_at=given.made_at,
        signer=given.signer,
        marks=_marks(given, sections),
        summary=summary_words([(s.label, [row.verdict for row in s.rows]) for s in sections]),
        sections=sections,
        grid=_grid(given, sections),
        silence=tuple(given.silence),
        tasks=tuple(given.tasks),
        overdue=tuple(given.overdue),
        appendix=tuple(_entry(section) for section in sections),
        sources=tuple(given.sources),
        versions=given.versions,
        language=given.language,
        themes=tuple(one for one in given.themes if is_telling(one)),
        followed_on=given.followed_on,
    )


def _marks(given: PackInput, sections: Sequence[Section]) -> tuple[str, ...]:
    """Returns the given marks; drafts are marked even where the caller forgot to."""
    has_draft = any(rule.is_draft for section in sections for rule in section.rules)
    says_draft = any("征求意见稿" in mark for mark in given.marks)
    return (*given.marks, *(("目标出自征求意见稿",) if has_draft and not says_draft else ()))


def _section(given: PackInput, indicator: Indicator, found: Sequence[Verdict]) -> Section:
    ordered = ranked(found, given.root_id)
    total = next((verdict for verdict in ordered if verdict.unit_id == given.root_id), None)
    rows = [verdict for verdict in ordered if verdict is not total]
    said_rows = [_row(given, indicator, verdict) for verdict in ordered]
    label = given.names.get(indicator.indicator_id, indicator.label)
    said = finding(label, total, rows)
    return Section(
        indicator=indicator,
        label=label,
        measured_in=indicator.measured_in,
        finding=said,
        charts=_charts(given, indicator, label, ordered, said),
        total=next((row for row in said_rows if row.verdict is total), None),
        rows=tuple(row for row in said_rows if row.verdict is not total),
        rules=tuple(_rule(judged, label, indicator) for judged in own_targets(ordered)),
        notes=(*_notes(ordered), *_cautions(said_rows)),
    )


def _row(given: PackInput, indicator: Indicator, verdict: Verdict) -> Row:
    changed = given.changes.get((indicator.indicator_id, verdict.unit_id))
    cautions = changed.flags if changed and changed.delta is not None else ()
    words, is_yes_no = change_words(indicator, changed), indicator.kind is Kind.YES_NO
    return Row(verdict, words, cautions, indicator.has_counts, is_yes_no)


def _charts(
    given: PackInput, indicator: Indicator, label: str, ordered: Sequence[Verdict], said: str
) -> tuple[Description, ...]:
    """Returns the ranking, the jurisdiction's months, and the split by who ordered it: those that say anything."""

    def caption(title: str, subtitle: str, measured_in: str = indicator.measured_in) -> Caption:
        source = given.source_words or f"{given.jurisdiction}各单位上报"
        return Caption(title, subtitle, measured_in, source, given.as_of.isoformat())

    found = [
        describe_ranking(
            ordered, caption(f"{label}：各单位", given.period_words), given.root_id, said, given.marks
        )
    ]
    months, before = given.trends.get(indicator.indicator_id, ((), ()))
    if months:
        title = f"{months[-1].unit}：{label}"
        words = caption(title, f"{given.period.year}年 逐月累计")
        found.append(describe_trend(months, before, words, said, given.marks))
    counted = indicator.counted_in or "批次"
    levels = caption(f"{label}：按任务来源（{'、'.join(LEVELS)}分列）", given.period_words, counted)
    split = describe_levels(ordered, levels, given.root_id, said, given.marks)
    return tuple(chart for chart in (*found, split) if chart is not None and is_telling(chart))


def _rule(judged: Judged, label: str, indicator: Indicator) -> Rule:
    sign = sign_words(judged.operator, judged.value, indicator.kind is Kind.YES_NO)
    return Rule(
        indicator=indicator.indicator_id,
        label=label,
        target_id=judged.target_id,
        words=f"{judged.tier} {sign} {indicator.measured_in}".strip(),
        target_class=judged.target_class,
        document=judged.document,
        document_title=judged.document_title,
        clause=judged.clause,
        is_draft=judged.is_draft,
        is_carried_over=judged.is_carried_over,
    )


def _notes(ordered: Sequence[Verdict]) -> tuple[str, ...]:
    """Returns what must stand beside the figures: the population, small denominators, missing months."""
    notes = [f"人口口径：{kind}人口，{year}年" for kind, year in _vintages(ordered)]
    small = [verdict.unit for verdict in ordered if verdict.is_small]
    notes += [f"分母较小、单位之间不宜直接比较：{named(small)}"] if small else []
    known = [v for v in ordered if v.value is not None and v.unit_id != UNPLACED]
    gaps = [verdict.unit for verdict in known if verdict.missing_months]
    return (*notes, *([f"有月份未报送：{named(gaps)}"] if gaps else []))


def _cautions(rows: Sequence[Row]) -> list[str]:
    """Returns what hinders comparing with last year, once each, with the units it holds for."""
    flags = dict.fromkeys(flag for row in rows for flag in row.cautions)
    return [
        f"{caution_words(flag, '同比仅供参考')}（{named([row.unit for row in rows if flag in row.cautions])}）"
        for flag in flags
    ]


def _vintages(ordered: Sequence[Verdict]) -> list[tuple[str, int]]:
    return sorted({(v.population.kind, v.population.year) for v in ordered if v.population})


def _grid(given: PackInput, sections: Sequence[Section]) -> StateGrid:
    columns = tuple(
        GridColumn(s.indicator.indicator_id, s.indicator.short or s.label, s.measured_in, _target(s))
        for s in sections
    )
    cells = {(row.verdict.unit_id, row.verdict.indicator): row for s in sections for row in s.all_rows}
    units = {verdict.unit_id: verdict for verdict in reversed(given.verdicts)}
    units = {unit_id: units[unit_id] for unit_id in dict.fromkeys(v.unit_id for v in given.verdicts)}
    order = sorted(units.values(), key=lambda v: (v.unit_id != given.root_id, v.unit_id == UNPLACED))
    return StateGrid(
        columns,
        tuple((v.unit, tuple(cells.get((v.unit_id, column.indicator)) for column in columns)) for v in order),
    )


def _target(section: Section) -> str:
    own = next((row.target for row in section.all_rows if row.target), None)
    return sign_words(own.operator, own.value, section.indicator.kind is Kind.YES_NO) if own else ""


def _entry(section: Section) -> Entry:
    indicator = section.indicator
    people = sorted({row.verdict.population.words for row in section.all_rows if row.verdict.population})
    return Entry(
        section.label,
        formula(indicator),
        indicator.method,
        section.rules,
        people[0] if len(people) == 1 else "",
    )


def formula(indicator: Indicator) -> str:
    """Returns how the figure is computed, in words: 分子 ÷ 分母 × 100."""
    top = indicator.numerator_words or "分子"
    if indicator.denominator is None:
        return f"{top}（累计数）"
    below = "人口" if indicator.denominator == POPULATION else indicator.denominator_words or "分母"
    factor = f" × {indicator.factor}" if indicator.factor != 1 else ""
    return f"{top} ÷ {below}{factor}（{indicator.measured_in}）"
