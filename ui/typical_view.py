"""Turns typical cases and leads into what their page draws; pure, from results alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.state import State
from exports.table import Number, Table
from metrics.typical_result import Lead, Sent, TypicalCase, TypicalMonth
from ui.table import Cell, Column, Grid, Row
from ui.tokens import mark_of
from ui.words import YES_NO, month_words, number

ALL_UNITS, ALL_TYPES = "全部单位", "全部类型"
_UNTYPED = "未填类型"
_IN_PROGRESS = "在办"
LIST_COLUMNS = (
    "案件名称",
    "类型",
    "状态",
    "立案",
    "结案",
    "涉案金额（万元）",
    "罚款（万元）",
    "没收（万元）",
    "移送公安",
    "已公开",
)

MONTHS_SAID = "办结的按结案月份、在办的按报送所属月份、线索按接收月份；次月2日前报送"


def units(found: TypicalMonth) -> list[str]:
    """Returns the units to filter by."""
    names = [one.unit for one in (*found.sent, *found.cases, *found.leads)]
    return [ALL_UNITS, *dict.fromkeys(names)]


def types(found: TypicalMonth) -> list[str]:
    """Returns the types of cases to filter by."""
    return [ALL_TYPES, *sorted({one.violation or _UNTYPED for one in found.cases})]


def narrowed(found: TypicalMonth, unit: str, kind: str) -> TypicalMonth:
    """Returns the month with only the cases and leads of a unit, only the cases of a type."""
    cases = tuple(one for one in found.cases
                  if unit in (ALL_UNITS, one.unit) and kind in (ALL_TYPES, one.violation or _UNTYPED))  # fmt: skip
    leads = tuple(one for one in found.leads if unit in (ALL_UNITS, one.unit))
    sent = tuple(one for one in found.sent if unit in (ALL_UNITS, one.unit))
    return replace(found, cases=cases, leads=leads, sent=sent)


def summary_words(found: TypicalMonth) -> str:
    """Returns what was sent, and how many units still owe something where a target asks."""
    closed = sum(one.is_closed for one in found.cases)
    going = len(found.cases) - closed
    words = f"{month_words(found.month)}：办结的典型案件 {closed} 件" + (
        f"，在办 {going} 件（不计入）" if going else ""
    )
    words += f"，重要线索 {len(found.leads)} 条"
    if not found.is_judged:
        return words + "。本辖区没有规定每月报送数。"
    full = sum(one.case_state is State.MET and one.lead_state is State.MET for one in found.sent)
    return words + f"。每个单位每月案件、线索各至少 1；{full}/{len(found.sent)} 个单位两项都报送。"


def sent_grid(found: TypicalMonth) -> Grid:
    """Returns units × cases and leads of the month, with their state and the months of the year that miss one."""
    names = [Column("办结案件"), Column("重要线索")]
    if found.is_judged:
        names = [Column("办结案件"), Column("案件", align="left"), Column("重要线索"), Column("线索", align="left"),
                 Column("本年缺报月份", align="left wide")]  # fmt: skip
    rows = [Row(one.unit, _sent_cells(one, found.is_judged)) for one in found.sent]
    return Grid("各单位典型案件和线索", "单位", names, rows, height="60vh")


def _sent_cells(one: Sent, is_judged: bool) -> list[Cell]:
    cases, leads = Cell(number(one.cases)), Cell(number(one.leads))
    if not is_judged:
        return [cases, leads]
    missing = "；".join(
        f"{name} {'、'.join(f'{month % 100}月' for month in months)}"
        for name, months in (("案件", one.short_cases), ("线索", one.short_leads)) if months
    )  # fmt: skip
    return [cases, _state(one.case_state), leads, _state(one.lead_state), Cell(missing)]


def _state(state: State | None) -> Cell:
    if state is None:
        return Cell("")
    mark = mark_of(state)
    return Cell(mark.word, mark.shape, tone=state.value)


def case_grid(cases: Sequence[TypicalCase], picked: str = "") -> Grid:
    """Returns the list of cases; a click opens one."""
    aligned = ("left wide", "left", "left", "left", "left", "right", "right", "right", "left", "left")
    columns = [Column(name, align=align) for name, align in zip(LIST_COLUMNS, aligned, strict=True)]
    rows = [
        Row(one.unit, [Cell(text, key=one.key) for text in _case_texts(one)], key=one.key,
            shape="▸" if one.key == picked else "")
        for one in cases
    ]  # fmt: skip
    return Grid("典型案件", "单位", columns, rows, height="60vh", look="records")


def _case_texts(one: TypicalCase) -> list[str]:
    return [
        one.case_name,
        one.violation or _UNTYPED,
        "已办结" if one.is_closed else _IN_PROGRESS,
        one.filed_on.isoformat() if one.filed_on else "",
        one.closed_on.isoformat() if one.closed_on else "",
        money(one.amount_involved),
        money(one.fine),
        money(one.confiscated),
        _yes(one.is_transferred),
        _yes(one.is_public),
    ]


def case_facts(one: TypicalCase) -> list[tuple[str, str]]:
    """Returns a case as names and values, as a person reads its form; what was left out is not named."""
    dated = ((f"作出处罚 {one.penalised_on}" if one.penalised_on else ""), one.penalty)
    pairs = [
        ("承办部门", one.unit),
        ("办理状态", "已办结" if one.is_closed else "正在办理中（不计入）"),
        ("案件类型", one.violation),
        ("当事人", one.enterprise),
        ("证照情况", one.licence),
        ("立案、结案", " 至 ".join(str(day) for day in (one.filed_on, one.closed_on) if day)),
        ("涉案环节", one.stage),
        ("外省涉案", one.provinces),
        ("涉案金额", _with_unit(one.amount_involved)),
        ("调解", _mediation(one)),
        ("处罚", "；".join(part for part in (_yes(one.is_penalised), *dated) if part)),
        ("罚款", _with_unit(one.fine)),
        ("没收违法所得", _with_unit(one.confiscated)),
        ("其他处理", one.other_measures),
        ("移送公安", _dated(_yes(one.is_transferred), one.transferred_on)),
        ("通报", _dated(one.notified, one.notified_on)),
        ("已公开", _yes(one.is_public)),
        ("出处", f"上传 {one.upload_id}，“{one.sheet}”第 {one.row_no} 行"),
    ]
    return [(name, text) for name, text in pairs if text]


def _mediation(one: TypicalCase) -> str:
    paid = f"，赔偿 {_with_unit(one.compensation)}" if one.compensation is not None else ""
    return f"{_yes(one.is_mediated)}{paid}".lstrip("，")


def case_table(found: TypicalMonth) -> Table:
    """Returns the list as a workbook: exact money, the summary in full, nobody's name or number."""
    columns = ["单位", "案件名称", "类型", "状态", "当事人", "立案", "结案", "涉案金额（万元）", "罚款（万元）", "没收（万元）",
               "涉案环节", "移送公安", "已公开", "案情摘要"]  # fmt: skip
    rows = [
        [one.unit, one.case_name, one.violation, "已办结" if one.is_closed else _IN_PROGRESS, one.enterprise, one.filed_on,
         one.closed_on, _exact(one.amount_involved), _exact(one.fine), _exact(one.confiscated), one.stage,
         _yes(one.is_transferred), _yes(one.is_public), one.summary]
        for one in found.cases
    ]  # fmt: skip
    return Table(
        f"{month_words(found.month)}典型案件", columns, rows, ("金额单位：万元；只有已办结的计入报送数。",)
    )


def lead_grid(leads: Iterable[Lead]) -> Grid:
    """Returns the leads of the month."""
    columns = [Column(name, align=align) for name, align in
               (("接收日期", "left"), ("来源", "left"), ("内容", "left wide"), ("处置情况", "left"))]  # fmt: skip
    rows = [Row(one.unit, [Cell(one.found_on.isoformat()), Cell(one.origin), Cell(one.content), Cell(one.disposition)])
            for one in leads]  # fmt: skip
    return Grid("重要线索", "单位", columns, rows, height="50vh", look="records")


def money(value: Decimal | None) -> str:
    """Returns an amount in 万元 with at least two decimals, '' where there is none."""
    return number(value, 2)


def _with_unit(value: Decimal | None) -> str:
    return f"{money(value)} 万元" if value is not None else ""


def _exact(value: Decimal | None) -> Number | None:
    if value is None:
        return None
    return Number(value, len(money(value).partition(".")[2]))


def _yes(value: bool | None) -> str:
    return "" if value is None else YES_NO[value]


def _dated(text: str, day: object) -> str:
    return f"{text}（{day}）" if text and day else text
