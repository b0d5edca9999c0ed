"""Turns verdicts into what the overview draws: cards, the grid of states, who misses what."""

from collections.abc import Sequence

from domain.jurisdiction import Unit
from domain.state import SEVERITY, State
from metrics.reporting import Reporting
from metrics.result import Verdict
from ui.catalogue import Item
from ui.parts import Card
from ui.sentences import by_weight, missing_words, months_words, problem_words, silent_words, target_words
from ui.table import Cell, Column, Grid, Row
from ui.tokens import STATES, mark_of
from ui.words import CARDS_OF_FORM, SOURCES, value_words

CARDS, FEW = 6, 3
SEPARATOR = "|"


def worth_showing(
    items: tuple[Item, ...], verdicts: Sequence[Verdict]
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Returns the items somebody reported or that may decide everything (否决项), and the others."""
    known = {v.indicator for v in verdicts if v.state is not State.NOT_REPORTED}
    shown = tuple(i for i in items if i.indicator_id in known or i.target_class == "否决")
    return shown, tuple(item for item in items if item not in shown)


def reported_words(found: Sequence[Reporting]) -> str:
    """Returns how many of the expected units sent everything: 8/9 单位已报(缺:庚县)."""
    expected = {unit for item in found for unit in item.expected}
    silent = {unit for item in found for unit in item.silent}
    return f"{len(expected) - len(silent)}/{len(expected)} 单位已报齐" if expected else ""


def reported_detail(found: Sequence[Reporting]) -> str:
    """Returns the same by kind of sheet: 案件统计表 9/9 · 抽检台账 8/9."""
    return " · ".join(
        f"{SOURCES[item.table]} {len(item.expected) - len(item.silent)}/{len(item.expected)}"
        for item in found
    )


def overview_cards(root: list[Verdict], items: tuple[Item, ...]) -> list[Card]:
    """Returns the jurisdiction's own figures: veto items together, then the heaviest, six at most."""
    by_id = {verdict.indicator: verdict for verdict in root}
    veto = [
        by_id[item.indicator_id]
        for item in items
        if item.target_class == "否决" and item.indicator_id in by_id
    ]
    cards = [_veto_card(veto)] if veto else []
    for item in sorted(items, key=_place_of_card):
        if item.indicator_id in by_id and len(cards) < CARDS:
            cards.append(_card(by_id[item.indicator_id], item))
    return cards


def _place_of_card(item: Item) -> int:
    """Returns the place among the cards: what is counted from ledgers against a target comes first,
    then what units returned against one, then the form's columns.
    """
    if item.target is not None:
        return -1 if item.indicator.is_returned else -2
    places = {indicator_id: place for place, indicator_id in enumerate(CARDS_OF_FORM)}
    return places.get(item.indicator_id, len(places))


def _veto_card(veto: list[Verdict]) -> Card:
    met = sum(verdict.state is State.MET for verdict in veto)
    worst = min((v.state for v in veto if v.state), key=SEVERITY.index, default=State.NOT_REPORTED)
    counts = {state: sum(v.state is state for v in veto) for state in SEVERITY if state is not State.MET}
    note = " ".join(f"{STATES[s].shape} {STATES[s].word} {n}" for s, n in counts.items() if n) or "全部达标"
    return Card("否决项", "", f"{met}/{len(veto)}", "达标", note, worst.value, STATES[worst].shape)


def _card(verdict: Verdict, item: Item) -> Card:
    mark = mark_of(verdict.state)
    shown = verdict.display if verdict.value is not None else verdict.state_word
    target = target_words(verdict)
    note = f"目标 {target}" if target else f"本月 {verdict.month_display}"
    unit = verdict.measured_in if verdict.value is not None else ""
    corner = item.target_class if item.target_class in ("否决", "关键") else ""
    return Card(
        item.short, corner, shown, unit, note, verdict.state.value if verdict.state else "", mark.shape
    )


def state_grid(
    verdicts: list[Verdict], units: Sequence[Unit], items: Sequence[Item], worst_first: bool, root_id: str
) -> Grid:
    """Returns the grid units × indicators; a cell's key is unit id | indicator id."""
    by_place = {(v.unit_id, v.indicator): v for v in verdicts}
    shown = [unit for unit in units if any((unit.unit_id, i.indicator_id) in by_place for i in items)]
    if worst_first:
        shown.sort(key=lambda unit: (unit.unit_id != root_id, *_badness(unit, items, by_place)))
    return Grid(
        caption="单位和指标的判定",
        corner="单位",
        columns=[Column(item.short, item.line or item.indicator.measured_in, item.group) for item in items],
        rows=[_grid_row(unit, items, by_place, root_id) for unit in shown],
        height="78vh",
    )


def _badness(unit: Unit, items: Sequence[Item], by_place: dict[tuple[str, str], Verdict]) -> tuple[int, ...]:
    """Returns minus the number of figures in each state, heaviest classes first, for sorting."""
    counts = []
    for rank in sorted({item.rank for item in items}):
        states = [
            by_place[unit.unit_id, item.indicator_id].state
            for item in items
            if item.rank == rank and (unit.unit_id, item.indicator_id) in by_place
        ]
        counts += [-states.count(state) for state in SEVERITY[:4]]
    return tuple(counts)


def _grid_row(
    unit: Unit, items: Sequence[Item], by_place: dict[tuple[str, str], Verdict], root_id: str
) -> Row:
    cells = [state_cell(by_place.get((unit.unit_id, item.indicator_id)), item) for item in items]
    return Row(unit.name, cells, key=unit.unit_id, strong=unit.unit_id == root_id)


def state_cell(verdict: Verdict | None, item: Item) -> Cell:
    """Returns the cell of one figure: shape and value in the state's colour, its sentence on hover."""
    if verdict is None:
        return Cell("")
    mark = mark_of(verdict.state)
    missing = "" if verdict.value is None else months_words(verdict.missing_months)
    words = f"{verdict.unit} {item.indicator.label} {value_words(verdict)} {mark.word}"
    reasons = [
        target_words(verdict) and f"目标 {target_words(verdict)}",
        missing_words(verdict, item),
        *verdict.reasons,
    ]
    return Cell(
        text=verdict.display if verdict.value is not None else verdict.state_word,
        shape="" if verdict.state is State.NOT_APPLICABLE else mark.shape,
        note=missing,
        tone=verdict.state.value if verdict.state else "",
        key=f"{verdict.unit_id}{SEPARATOR}{verdict.indicator}",
        title="\n".join(filter(None, [words, *reasons])),
    )


def owed(verdicts: list[Verdict], reported: Sequence[Reporting], root_id: str) -> list[Verdict]:
    """Returns the verdicts without 未报送 of units that nobody expects to send anything."""
    expected = {unit for item in reported for unit in item.expected} | {root_id}
    return [v for v in verdicts if v.state is not State.NOT_REPORTED or v.unit_id in expected]


def problem_grid(verdicts: list[Verdict], items: tuple[Item, ...], at_most: int | None) -> Grid:
    """Returns the list of who misses what, heaviest first; a key is unit id | indicator id."""
    by_id = {item.indicator_id: item for item in items}
    judged = [v for v in verdicts if v.indicator in by_id]
    rows = [_problem_row(verdict, by_id[verdict.indicator]) for verdict in by_weight(judged, by_id)]
    rows += _silent_rows(silent_words(judged, by_id))
    columns = [Column("", align="left"), Column("")]
    return Grid(
        "未达标和未报送", "", columns, rows[:at_most], look="list", headless=True, extra={"total": len(rows)}
    )


def _problem_row(verdict: Verdict, item: Item) -> Row:
    mark, key = mark_of(verdict.state), f"{verdict.unit_id}{SEPARATOR}{verdict.indicator}"
    cells = [
        Cell(problem_words(verdict, item), note=item.group),
        Cell("记录 ›", key=key, title=f"{verdict.unit} 记录"),
    ]
    return Row(verdict.unit, cells, shape=mark.shape, tone=verdict.state.value if verdict.state else "")


def _silent_rows(silent: dict[str, tuple[str, str]]) -> list[Row]:
    """Returns a row a silent unit, or one row for many units that miss the same sheets."""
    alike: dict[str, list[str]] = {}
    for unit, (_, words) in silent.items():
        alike.setdefault(words, []).append(unit)
    mark, rows = STATES[State.NOT_REPORTED], []
    for words, units in alike.items():
        if len(units) > FEW:
            cells = [Cell(f"{words}：{'、'.join(units)}"), Cell("")]
            rows.append(Row(f"{len(units)} 个单位", cells, shape=mark.shape, tone=State.NOT_REPORTED.value))
            continue
        for unit in units:
            cells = [Cell(words), Cell("查看 ›", key=silent[unit][0], title=f"{unit} 查看")]
            rows.append(Row(unit, cells, shape=mark.shape, tone=State.NOT_REPORTED.value))
    return rows
