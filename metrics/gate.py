"""Judges the items of a standard for every unit, and the whole by its rule (004 附件2)."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from domain.jurisdiction import Unit
from domain.period import Month
from domain.state import SEVERITY, State
from metrics.board import Board
from metrics.figure import SILENT
from metrics.gate_result import EVIDENCE_WORDS, FAILED, OPEN, PASSED, GateVerdict, ItemVerdict
from metrics.result import Verdict
from metrics.standard import CLASSES, Campaign, Item, Rule, Standard
from metrics.wording import STATE_WORDS
from store.evidence import Evidence, standing

EVIDENCE_STATES = {
    "done": State.MET,
    "partly": State.MISSED,
    "not_done": State.MISSED,
    "not_applicable": State.NOT_APPLICABLE,
}


def judge_standard(
    board: Board, standard: Standard, month: Month, unit_ids: Collection[str]
) -> list[GateVerdict]:
    """Returns the verdict of each unit at the end of a month."""
    known = standing(board.warehouse, "standard", month // 100)
    units = [board.jurisdiction.unit(unit_id) for unit_id in unit_ids]
    return [_gate(board, standard, unit, month, known) for unit in units]


def judge_campaigns(
    board: Board, standard: Standard, month: Month, unit_ids: Collection[str]
) -> list[ItemVerdict]:
    """Returns every campaign of each unit at the end of a month, units first."""
    known = standing(board.warehouse, "campaign", month // 100)
    units = [board.jurisdiction.unit(unit_id) for unit_id in unit_ids]
    return [_judge(board, item, unit, month, known) for unit in units for item in standard.campaigns]


def _gate(
    board: Board, standard: Standard, unit: Unit, month: Month, known: Mapping[tuple[str, str], Evidence]
) -> GateVerdict:
    items = tuple(_judge(board, item, unit, month, known) for item in standard.items)
    met = {name: _met([one for one in items if _class(one) == name]) for name in CLASSES}
    reasons = [
        f"否决项（{one.item.number}）{one.item.title}：{_why(one)}" for one in items if _is_vetoed(one)
    ]
    word = FAILED if reasons else PASSED
    score = None
    if standard.rule.preset == "points":
        score, more = _score(items, standard.rule)
        reasons += more
        word = FAILED if reasons else PASSED
    elif left := _left(met):
        reasons += left
        word = FAILED if word == FAILED else OPEN
    return GateVerdict(unit.unit_id, unit.name, word, tuple(reasons), items, met, score)


def _left(met: Mapping[str, tuple[int, int]]) -> list[str]:
    """Returns how many key and ordinary items are still open."""
    counts = {name: met[name][1] - met[name][0] for name in ("关键", "一般")}
    return [f"{name}项还有 {count} 项未达标或缺佐证" for name, count in counts.items() if count]


def _class(one: ItemVerdict) -> str:
    return one.item.item_class if isinstance(one.item, Item) else ""


def _is_vetoed(one: ItemVerdict) -> bool:
    """Tells whether a veto item is missed or missing: both fail the whole."""
    return _class(one) == "否决" and one.state not in (State.MET, State.NOT_APPLICABLE)


def _met(items: Sequence[ItemVerdict]) -> tuple[int, int]:
    applicable = [one for one in items if one.state is not State.NOT_APPLICABLE]
    return sum(one.state is State.MET for one in applicable), len(applicable)


def _why(one: ItemVerdict) -> str:
    return "；".join(one.reasons) or STATE_WORDS[one.state]


def _judge(
    board: Board, item: Item | Campaign, unit: Unit, month: Month, known: Mapping[tuple[str, str], Evidence]
) -> ItemVerdict:
    """Judges an item by its figures where a target binds the unit, else by what was recorded."""
    figures = _figures(board, item, unit, month)
    entry = known.get((item.subject, unit.unit_id))
    standings = [(figure, figure.state) for figure in figures]
    states = [state for _, state in standings if state is not None]
    reasons = [
        _figure_words(f) for f, state in standings if state not in (State.MET, State.NOT_APPLICABLE, None)
    ]
    asks = item.needs_evidence if isinstance(item, Item) else not figures
    if asks or (entry is not None and not figures):
        states.append(EVIDENCE_STATES[entry.state] if entry else State.NOT_REPORTED)
        if entry is None:
            reasons.append("没有记录佐证")
        elif EVIDENCE_STATES[entry.state] is State.MISSED:
            reasons.append(f"{EVIDENCE_WORDS[entry.state]}：{entry.text}".rstrip("："))
    return ItemVerdict(item, unit.unit_id, unit.name, _worst(states), tuple(reasons), tuple(figures), entry)


def _figures(board: Board, item: Item | Campaign, unit: Unit, month: Month) -> list[Verdict]:
    """Returns the figures that a target of this unit's kind judges, each year by itself where asked."""
    count = item.years if isinstance(item, Item) else 1
    found = [one for name in item.indicators for one in board.years(name, unit.unit_id, month, count)]
    bound = {target.indicator for target in board.targets if unit.kind in target.levels}
    return [one for one in found if one.indicator in bound]


def _silence(figure: Verdict) -> str:
    """Returns which units are silent behind a figure put together from returns, or an empty text."""
    if figure.source != "return":
        return ""
    return next((reason for reason in figure.reasons if reason.startswith(SILENT)), "")


def _figure_words(figure: Verdict) -> str:
    value = f" {figure.display} {figure.measured_in}".rstrip() if figure.value is not None else ""
    silence = _silence(figure) if figure.state is State.PENDING else ""
    return f"{figure.period.chinese} {figure.label}{value} {silence or figure.state_word}"


def _worst(states: list[State]) -> State:
    """Returns the worst state; what does not apply is outweighed by anything that does."""
    applying = [state for state in states if state is not State.NOT_APPLICABLE]
    return min(applying, key=SEVERITY.index, default=State.NOT_APPLICABLE)


def _score(items: Sequence[ItemVerdict], rule: Rule) -> tuple[Fraction, list[str]]:
    """Returns the points out of a hundred, and why they do not suffice."""
    scored = [one for one in items if _class(one) != "否决" and one.state is not State.NOT_APPLICABLE]
    total = sum((_points(one) for one in scored), Fraction(0))
    score = (
        sum((_points(one) * _share(one) for one in scored), Fraction(0)) * 100 / total
        if total
        else Fraction(0)
    )
    reasons = [
        f"关键项（{one.item.number}）{one.item.title}：得分率低于 {_percent(rule.least_share * 100)} %"
        for one in scored
        if _class(one) == "关键" and _share(one) < rule.least_share
    ]
    if score < rule.least_total:
        reasons.append(f"总分 {float(score):.2f}，低于 {_percent(rule.least_total)} 分")
    return score, reasons


def _points(one: ItemVerdict) -> Fraction:
    return one.item.points if isinstance(one.item, Item) else Fraction(0)


def _share(one: ItemVerdict) -> Fraction:
    """Returns which share of its points an item earns: all when met, half when partly done."""
    if one.state is State.MET:
        return Fraction(1)
    partly = one.evidence is not None and one.evidence.state == "partly" and not one.figures
    return Fraction(1, 2) if partly else Fraction(0)


def _percent(value: Fraction) -> str:
    return f"{float(value):g}"
