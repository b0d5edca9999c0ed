"""Puts a pack together from the material metrics gathered: words, marks, sources, versions."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from charts.description import Description
from domain.jurisdiction import Jurisdiction
from domain.period import Month, Period, month_end, shift_month
from domain.version import VERSION
from exports.pack import Language, OverdueDisposal, Pack, Silence, Source, TaskLine, Versions
from exports.packing import PackInput, build_pack
from exports.themes import describe_themes
from metrics.disposal_result import Task
from metrics.pack_result import Material, PackChoices
from metrics.slip_result import Slip
from metrics.task_result import TaskState, TaskStatus
from ui.words import TEMPLATES, WINDOW_LABELS

FICTIONAL, DRAFT = "虚构数据，仅供演示", "目标出自征求意见稿"


def make_pack(
    material: Material, jurisdiction: Jurisdiction, choices: PackChoices, made_at: datetime
) -> Pack:
    """Returns the pack of the material; the same material gives the same pack but for the time."""
    words = f"{material.period.chinese}{'' if choices.window == 'month' else WINDOW_LABELS[choices.window]}"
    return build_pack(
        PackInput(
            title=choices.title.strip() or f"{jurisdiction.name}食品安全重点指标情况通报",
            jurisdiction=jurisdiction.name,
            root_id=material.root.unit_id,
            period=material.period,
            period_words=words,
            as_of=month_end(min(material.last_month, material.period.last)),
            made_at=made_at,
            indicators=material.indicators,
            verdicts=material.verdicts,
            versions=Versions(VERSION, _data_version(material), material.rules_digest),
            names=_names(material),
            signer=choices.signer,
            marks=_marks(jurisdiction),
            trends=material.trends,
            changes=material.changes,
            sources=[_source(record) for record in material.uploads],
            silence=_silence(material.slips),
            tasks=[_task(status) for status in material.tasks],
            overdue=[_overdue(task) for task in material.overdue],
            language=Language(choices.language),
            themes=_themes(material, jurisdiction, choices),
            followed_on=material.followed_on,
        )
    )


def _themes(material: Material, jurisdiction: Jurisdiction, choices: PackChoices) -> tuple[Description, ...]:
    if material.themes is None:
        return ()
    units = [jurisdiction.unit(unit_id).name for unit_id in choices.unit_ids]
    return describe_themes(material.themes, jurisdiction, _marks(jurisdiction)[:1], units)


def _data_version(material: Material) -> str:
    """Returns how many uploads the figures rest on, and the fingerprint of their contents."""
    contents = "".join(f"{record['upload_id']}{record['file_hash']}" for record in material.uploads)
    return f"{len(material.uploads)} 份上传 {hashlib.sha256(contents.encode()).hexdigest()[:12]}"


def _names(material: Material) -> dict[str, str]:
    """Returns a name for every indicator, those that stand twice told apart by their target's tier."""
    counts = Counter(one.label for one in material.indicators)
    tiers = {v.indicator: v.targets[0].tier for v in material.verdicts if v.targets}
    return {
        one.indicator_id: f"{one.label}（{tiers.get(one.indicator_id, one.indicator_id)}）"
        if counts[one.label] > 1
        else one.label
        for one in material.indicators
    }


def digest_of(pack: Pack) -> str:
    """Returns the fingerprint of everything a pack says but its time: equal packs have equal ones."""
    content = repr(replace(pack, made_at=datetime(1980, 1, 1)))
    return hashlib.sha256(content.encode()).hexdigest()


def _marks(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    draft = any(document.is_draft for document in jurisdiction.documents.values())
    return tuple(mark for mark, holds in ((FICTIONAL, jurisdiction.fictional), (DRAFT, draft)) if holds)


def _source(record: dict) -> Source:
    first, last = record["first_month"], record["last_month"]
    return Source(
        upload_id=record["upload_id"],
        file_name=record["file_name"],
        file_hash=record["file_hash"],
        template=TEMPLATES.get(record["template"], record["template"]),
        period_words=Period(first, last).chinese if first else "",
        loaded_at=record["loaded_at"].strftime("%Y-%m-%d %H:%M"),
    )


def _silence(slips: tuple[Slip, ...]) -> list[Silence]:
    """Returns what is owed, sheet by sheet: months for which the same units owe it stand together."""
    owed: dict[tuple[str, int], list[str]] = {}
    for slip in slips:
        assert slip.month is not None
        owed.setdefault((slip.template, slip.month), []).append(slip.unit)
    together: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for (template, month), units in sorted(owed.items()):
        together.setdefault((template, tuple(units)), []).append(month)
    return [
        Silence(TEMPLATES.get(template, template), months_words(months), units)
        for (template, units), months in together.items()
    ]


def months_words(months: Sequence[Month]) -> str:
    """Returns ascending months in words, those that follow each other as a span: 2026年1—3月、2026年5月."""
    spans: list[list[Month]] = []
    for month in months:
        if spans and shift_month(spans[-1][-1], 1) == month and month // 100 == spans[-1][0] // 100:
            spans[-1].append(month)
        else:
            spans.append([month])
    return "、".join(Period(span[0], span[-1]).chinese for span in spans)


def _task(status: TaskStatus) -> TaskLine:
    task = status.task
    return TaskLine(
        title=task.title,
        lead="、".join(task.lead),
        responsible="、".join(task.responsible) or "待明确",
        due=_day(task.due_on) or task.due_words,
        progress=status.last.text if status.last else "",
        state=status.state.value + (f" {status.days_over} 天" if status.days_over else ""),
        is_overdue=status.state is TaskState.OVERDUE,
    )


def _overdue(task: Task) -> OverdueDisposal:
    timed = task.completion
    return OverdueDisposal(
        unit=task.unit,
        what=task.food_name or task.sample_no or task.task_key,
        enterprise=task.enterprise,
        due_on=timed.due_on,
        days_over=abs(timed.days or 0),
        place=f"{task.upload_id} {task.sheet} 第 {task.row_no} 行",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
