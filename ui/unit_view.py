"""Turns verdicts into what the page of one unit draws; pure, from results alone."""

from collections.abc import Sequence
from datetime import datetime

from domain.jurisdiction import Jurisdiction, Unit
from domain.period import Period
from metrics.reporting import Reporting
from metrics.result import Verdict
from ui.catalogue import Item
from ui.overview import SEPARATOR
from ui.sentences import counts_words, missing_words, target_words
from ui.table import Cell, Column, Grid, Row
from ui.tokens import mark_of
from ui.words import SOURCES, TEMPLATES, number


def shown_units(jurisdiction: Jurisdiction, found: Sequence[Reporting]) -> tuple[Unit, ...]:
    """Returns the units to choose from: expected ones first, then the root, then all others."""
    expected = {unit for item in found for unit in item.expected}
    first = [unit for unit in jurisdiction.units if unit.unit_id in expected]
    return (*first, *(unit for unit in jurisdiction.units if unit.unit_id not in expected))


def about(
    unit: Unit, verdicts: Sequence[Verdict], found: Sequence[Reporting], jurisdiction: Jurisdiction
) -> list[tuple[str, str]]:
    """Returns population, standing, what was sent and which months are missing."""
    population = next((v.population for v in verdicts if v.population), None)
    known = population.words if population else _population_words(unit, jurisdiction)
    judged = [verdict for verdict in verdicts if verdict.targets]
    pairs = [("人口", known), ("判定", counts_words(judged) or "没有目标")]
    sent = [f"{SOURCES[r.table]} {_sent(unit, r)}" for r in found if unit.unit_id in r.expected]
    pairs += [("本月报送", " · ".join(sent))] if sent else []
    missing = {month for verdict in judged if verdict.value is not None for month in verdict.missing_months}
    pairs += [("缺报月份", "、".join(f"{m % 100}月" for m in sorted(missing)))] if missing else []
    return pairs


def _sent(unit: Unit, item: Reporting) -> str:
    return "未报送" if unit.unit_id in item.silent else "已报"


def _population_words(unit: Unit, jurisdiction: Jurisdiction) -> str:
    known = [p for p in jurisdiction.populations if p.unit_id == unit.unit_id]
    return known[-1].words if known else "缺失，请在数据上传中导入人口表"


def by_group(items: Sequence[Item], by_id: dict[str, Verdict]) -> list[tuple[str, list[Item]]]:
    """Returns the indicators by class, in order of weight."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.indicator_id in by_id:
            groups.setdefault(item.group, []).append(item)
    return list(groups.items())


def group_words(items: Sequence[Item], by_id: dict[str, Verdict]) -> str:
    """Returns how many figures of a class are in which state."""
    return counts_words(by_id[item.indicator_id] for item in items if by_id[item.indicator_id].targets)


def unit_grid(group: str, items: Sequence[Item], by_id: dict[str, Verdict]) -> Grid:
    """Returns one row an indicator: state, value, amounts, target, what is missing, the month."""
    judged = any(item.target is not None for item in items)
    names = JUDGED_COLUMNS if judged else PLAIN_COLUMNS
    columns = [Column(name, align=ALIGNED.get(name, "right")) for name in names]
    rows = [_row(item, by_id[item.indicator_id], names) for item in items]
    return Grid(group, "指标", columns, rows, look="wrap")


JUDGED_COLUMNS = ("状态", "值", "计量单位", "分子", "分母", "目标", "还差", "本月", "说明")
PLAIN_COLUMNS = ("值", "计量单位", "本月", "说明")
ALIGNED = {"状态": "left", "计量单位": "left", "说明": "left wide"}


def _row(item: Item, verdict: Verdict, names: Sequence[str]) -> Row:
    mark = mark_of(verdict.state)
    tone = verdict.state.value if verdict.state else ""
    word = Cell(verdict.state_word or mark.word, mark.shape, tone=tone)
    cells = {
        "状态": word,
        "值": Cell(verdict.display) if verdict.value is not None else (Cell("") if "状态" in names else word),
        "计量单位": Cell(verdict.measured_in),
        "分子": Cell(number(verdict.numerator) if item.indicator.has_counts else ""),
        "分母": Cell(number(verdict.denominator) if item.indicator.has_counts else ""),
        "目标": Cell(target_words(verdict)),
        "还差": Cell(missing_words(verdict, item).split("，")[0].removeprefix("还差 ")),
        "本月": Cell(verdict.month_display),
        "说明": Cell("；".join(verdict.reasons)),
    }
    key = f"{verdict.unit_id}{SEPARATOR}{verdict.indicator}"
    return Row(item.indicator.label, [cells[name] for name in names], key=key)


UPLOAD_COLUMNS = ("文件", "表样", "单位", "期间", "行数", "记录", "上传时间", "状态")


def upload_grid(
    uploads: Sequence[dict], jurisdiction: Jurisdiction, unit_id: str | None = None, clickable: bool = False
) -> Grid:
    """Returns the history of uploads, of one unit where given, newest first."""
    chosen = [upload for upload in uploads if unit_id in (None, upload["unit_id"])]
    rights = ("行数", "记录")
    columns = [Column(name, align="right" if name in rights else "left") for name in UPLOAD_COLUMNS]
    rows = [
        Row(u["upload_id"], _upload_cells(u, jurisdiction), key=u["upload_id"] if clickable else "")
        for u in chosen
    ]
    return Grid("上传记录", "编号", columns, rows, height="60vh", look="records")


def _upload_cells(upload: dict, jurisdiction: Jurisdiction) -> list[Cell]:
    loaded: datetime = upload["loaded_at"]
    state = (
        Cell("有效", "●", tone="MET") if upload["in_force"] else Cell("已撤销", "—", tone="NOT_APPLICABLE")
    )
    return [
        Cell(upload["file_name"]),
        Cell(TEMPLATES.get(upload["template"], upload["template"])),
        Cell(jurisdiction.unit(upload["unit_id"]).name),
        Cell(upload_period(upload)),
        Cell(number(upload["row_count"])),
        Cell(number(upload["record_count"])),
        Cell(loaded.strftime("%Y-%m-%d %H:%M")),
        state,
    ]


def upload_period(upload: dict) -> str:
    """Returns the period an upload reports on, in words."""
    if not upload["first_month"]:
        return ""
    words = Period(upload["first_month"], upload["last_month"]).chinese
    return words + (" 累计" if upload["cumulative"] else "")
