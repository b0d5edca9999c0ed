"""Turns the case table into grids and sentences; Σ by us, printed 合计 never added."""

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from charts.funnel import percent
from domain.period import shift_month
from metrics.case_table import CUMULATIVE, MONTH, CaseTable, CaseUnit
from ui.overview import SEPARATOR
from ui.table import Cell, Column, Grid, Row
from ui.words import MEASURES, OVERLAP_NOTE, OVERLAPPING, month_words, number

PARTS = {"累计": CUMULATIVE, "本月": MONTH}
BY_MEASURE, BY_TYPE = "统计项目", "违法类型"
ACROSS = [BY_MEASURE, BY_TYPE]
ALL_TYPES = "全部类型"


@dataclass(frozen=True)
class ChosenCell:
    """Holds which stored cells were asked for, and the words for it."""

    unit_ids: tuple[str, ...]
    measure: str | None
    violation: str | None
    words: str


def pick_narrow(across: str, table: CaseTable) -> str | None:
    """Returns the violation type (or the measure) the table is narrowed to."""
    if across == BY_MEASURE:
        chosen = st.selectbox(
            "违法类型", [ALL_TYPES, *table.violations], key="violation", bind="query-params", width=220
        )
        return None if chosen == ALL_TYPES else chosen
    labels = {label: measure for measure, label in MEASURES.items()}
    default = list(labels.values()).index("cases_filed")
    chosen = st.selectbox(
        "统计项目", list(labels), index=default, key="measure", bind="query-params", width=220
    )
    return labels[chosen]


def head_words(table: CaseTable, part: str) -> str:
    """Returns period and who reported, for the page's head."""
    reported = sum(unit.is_reported for unit in table.units)
    period = (
        f"{table.month // 100}年1—{table.month % 100}月 累计"
        if part == CUMULATIVE
        else month_words(table.month)
    )
    return f"{period} · {reported}/{len(table.units)} 单位已报"


def title(table: CaseTable, part: str, across: str, narrow: str | None) -> str:
    """Returns the title of the downloaded table."""
    narrowed = MEASURES.get(narrow or "", narrow or ALL_TYPES)
    return (
        f"案件统计_{month_words(table.month)}{'累计' if part == CUMULATIVE else '当月'}_{narrowed}_按{across}"
    )


def table_words(table: CaseTable, part: str) -> str:
    """Returns the sentence above the table: cases filed, closed, fines."""
    filed, closed = table.value("cases_filed", part), table.value("cases_closed", part)
    fines = table.value("fines_and_confiscations", part)
    if filed is None or closed is None:
        return (
            f"上月累计表不全，不能得出{month_words(table.month)}本月数。"
            if part == MONTH
            else "立案、结案未填。"
        )
    rate = f"，结案率 {percent(closed, filed)} %（{number(closed)}/{number(filed)}）" if filed else ""
    return (
        f"立案 {number(filed)} 件，结案 {number(closed)} 件{rate}；罚没款 {number(fines, 2) or '未填'} 万元。"
    )


def notes(table: CaseTable, part: str) -> tuple[str, ...]:
    """Returns what must be read with the table: what 合计 is, who is missing, what overlaps."""
    found = ["合计为各单位之和；表内印刷的合计行只作核对，不计入。金额单位为万元。", OVERLAP_NOTE + "。"]
    silent = [unit.name for unit in table.units if not unit.is_reported]
    if silent:
        found.append("未报送：" + "、".join(silent) + "。")
    alone = [unit.name for unit in table.units if unit.is_reported and not unit.has_previous]
    if part == MONTH and alone:
        before = month_words(shift_month(table.month, -1))
        found.append(f"缺{before}累计表，不能得出本月数：{'、'.join(alone)}。合计因此也不列。")
    for measure, label in MEASURES.items():
        if different := table.difference(measure):
            ours, theirs = (number(amount) for amount in different)
            found.append(f"{label}：各单位之和 {ours}，汇总表 {theirs}，两数不符，请核对。")
    return tuple(found)


def case_grid(table: CaseTable, part: str, across: str, narrow: str | None) -> Grid:
    """Returns units down and items (or types) across, the Σ first; a key is unit | measure | type."""
    if across == BY_MEASURE:
        places = [(measure, narrow) for measure in MEASURES]
        columns = [_measure_column(measure) for measure in MEASURES]
    else:
        measure = narrow or "cases_filed"
        places = [(measure, violation) for violation in (*table.violations, None)]
        columns = [Column(violation, group="违法类型") for violation in table.violations]
        columns.append(Column("合计", MEASURES[measure], group="合计"))
    rows = [_row(table, part, None, places), *(_row(table, part, unit, places) for unit in table.units)]
    return Grid("案件统计", "单位", columns, rows, height="70vh")


def _measure_column(measure: str) -> Column:
    label, _, unit = MEASURES[measure].rstrip("）").partition("（")
    group = "另列（有重叠）" if measure in OVERLAPPING else "铁拳案件统计表"
    return Column(label, unit, group)


def _row(table: CaseTable, part: str, unit: CaseUnit | None, places: list[tuple[str, str | None]]) -> Row:
    if unit is not None and not unit.is_reported:
        cells = [Cell("未报送", "○", tone="NOT_REPORTED") if not n else Cell("") for n in range(len(places))]
        return Row(unit.name, cells)
    unit_id = unit.unit_id if unit else ""
    cells = [
        _cell(
            table.value(measure, part, unit, violation),
            SEPARATOR.join((unit_id, measure, violation or "")),
            2 if "万元" in MEASURES[measure] else 0,
        )
        for measure, violation in places
    ]
    return Row(unit.name if unit else "合计", cells, strong=unit is None)


def _cell(amount: Decimal | None, key: str, places: int) -> Cell:
    if amount is None:
        return Cell("—", tone="NOT_APPLICABLE", title="未填或不能得出")
    return Cell(number(amount, places), key=key)


def chosen_cell(table: CaseTable, key: str | None) -> ChosenCell | None:
    """Returns what a clicked cell stands for; the Σ stands for all units that reported."""
    if not key or key.count(SEPARATOR) != 2:
        return None
    unit_id, measure, violation = key.split(SEPARATOR)
    reported = {unit.unit_id: unit.name for unit in table.units if unit.is_reported}
    units = (unit_id,) if unit_id in reported else tuple(reported)
    label = MEASURES[measure].split("（")[0]
    words = f"{reported.get(unit_id, '合计')}_{violation or ALL_TYPES}_{label}_{month_words(table.month)}累计"
    return ChosenCell(units, measure, violation or None, words)


def apart_grid(table: CaseTable, part: str) -> Grid:
    """Returns 互联网 and 农村市场 by unit, each beside 立案 and never added."""
    columns = [Column("立案", "件", "全部"), *(_measure_column(measure) for measure in OVERLAPPING)]
    places: list[tuple[str, str | None]] = [
        ("cases_filed", None),
        *((measure, None) for measure in OVERLAPPING),
    ]
    rows = [_row(table, part, None, places), *(_row(table, part, unit, places) for unit in table.units)]
    return Grid(OVERLAP_NOTE, "单位", columns, rows)
