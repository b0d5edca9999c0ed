"""Turns the judged standard into what its page draws; pure, from results alone."""

from collections.abc import Sequence

from domain.jurisdiction import Jurisdiction
from domain.state import State
from metrics.gate_result import EVIDENCE_WORDS, FAILED, OPEN, GateVerdict, ItemVerdict
from metrics.standard import Item, Standard
from store.evidence import Evidence
from ui.table import Cell, Column, Grid, Row
from ui.tokens import mark_of
from ui.words import value_words

SEPARATOR = "|"
_TONES = {FAILED: State.MISSED, OPEN: State.PENDING}
_WORDS = EVIDENCE_WORDS | {"withdrawn": "撤回"}


def judged_units(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """Returns the units the standard is held against: the root and what lies directly below it."""
    below = [
        u.unit_id
        for u in jurisdiction.units[1:]
        if u.kind not in ("department", "section", "office", "brigade")
    ]
    return (jurisdiction.root.unit_id, *below)


def summary_words(found: Sequence[GateVerdict]) -> str:
    """Returns how many units pass, are open or fail."""
    counts = {
        word: sum(one.word == word for one in found) for word in dict.fromkeys(one.word for one in found)
    }
    return f"{len(found)} 个单位：" + "，".join(f"{word} {count} 个" for word, count in counts.items())


def result_grid(found: Sequence[GateVerdict]) -> Grid:
    """Returns one row a unit: the verdict, the items met by class, and why."""
    has_score = any(one.score is not None for one in found)
    names = ["结论", "否决项", "关键项", "一般项", *(["得分"] if has_score else []), "理由"]
    columns = [
        Column(name, align="left wide" if name == "理由" else "left" if name == "结论" else "right")
        for name in names
    ]
    rows = []
    for one in found:
        state = _TONES.get(one.word, State.MET)
        counts = [Cell(f"{met}/{all_}") for met, all_ in one.met.values()]
        score = [Cell(f"{float(one.score):.2f}")] if one.score is not None else []
        why = Cell("；".join(one.reasons))
        rows.append(
            Row(one.unit, [Cell(one.word, mark_of(state).shape, tone=state.value), *counts, *score, why])
        )
    return Grid("创建结论", "单位", columns, rows, look="wrap")


def items_grid(standard: Standard, found: Sequence[GateVerdict]) -> Grid:
    """Returns units × 38: a shape for each item, its words on hover; a key is unit id | item number."""
    order = sorted(
        standard.items, key=lambda item: (("否决", "关键", "一般").index(item.item_class), item.number)
    )
    columns = [Column(str(item.number), group=f"{item.item_class}项", align="center") for item in order]
    rows = [Row(one.unit, _item_cells(order, one.items)) for one in found]
    return Grid("单位与条目", "单位", columns, rows, look="dense")


def _item_cells(order: Sequence[Item], items: Sequence[ItemVerdict]) -> list[Cell]:
    by_number = {one.item.number: one for one in items}
    return [_state_cell(by_number[item.number]) for item in order]


def _state_cell(one: ItemVerdict) -> Cell:
    mark = mark_of(one.state)
    title = "\n".join([f"{one.unit}（{one.item.number}）{one.item.title}：{mark.word}", *one.reasons])
    return Cell(
        "", mark.shape, tone=one.state.value, key=f"{one.unit_id}{SEPARATOR}{one.item.number}", title=title
    )


def campaign_grid(found: Sequence[ItemVerdict]) -> Grid:
    """Returns units × campaigns; a key is unit id | campaign number."""
    numbers = list(dict.fromkeys(one.item.number for one in found))
    rows: dict[str, list[Cell]] = {}
    for one in found:
        rows.setdefault(one.unit, []).append(_state_cell(one))
    columns = [Column(str(number), align="center") for number in numbers]
    return Grid(
        "单位与专项行动", "单位", columns, [Row(unit, cells) for unit, cells in rows.items()], look="dense"
    )


def legend(items: Sequence[object]) -> list[tuple[str, str]]:
    """Returns number and title of every item, for those who do not know the numbers by heart."""
    return [(f"{one.number}", f"{one.title}（{one.clause}）") for one in items]  # type: ignore[attr-defined]


def about(one: ItemVerdict) -> list[tuple[str, str]]:
    """Returns what is known about one item of one unit: clause, figures, what evidence it asks for."""
    item = one.item
    pairs = [("依据", item.clause), ("判定", f"{mark_of(one.state).shape} {mark_of(one.state).word}")]
    pairs += [("牵头", item.lead)] if item.lead else []
    pairs += [(f"{f.period.chinese} {f.label}", f"{value_words(f)}（{f.state_word}）") for f in one.figures]
    if isinstance(item, Item) and item.evidence:
        pairs.append(("佐证材料", item.evidence))
    return pairs + ([("还差", "；".join(one.reasons))] if one.reasons else [])


def history_grid(entries: Sequence[Evidence]) -> Grid:
    """Returns what was recorded, newest first; a click on the number hands out the attachment."""
    columns = [
        Column(name, align="left") for name in ("状态", "说明", "完成日期", "附件", "经办人", "记录时间")
    ]
    rows = [
        Row(
            str(one.seq),
            [
                Cell(_WORDS[one.state]),
                Cell(one.text),
                Cell(one.done_on.isoformat() if one.done_on else ""),
                Cell(one.file_name),
                Cell(one.recorded_by),
                Cell(one.recorded_at.strftime("%Y-%m-%d %H:%M")),
            ],
        )
        for one in reversed(entries)
    ]
    return Grid("佐证记录", "序号", columns, rows, look="records")
