"""Says in one sentence what a verdict, a ranking or a trend shows; pure, from results alone."""

from collections import Counter
from collections.abc import Iterable, Sequence

from domain.jurisdiction import UNPLACED
from domain.state import SEVERITY, State
from exports.findings import ends
from metrics.result import Judged, Verdict
from ui.catalogue import Item
from ui.tokens import STATES
from ui.words import PACE, YES_NO, amount_words, number, value_words

PROBLEMS = (State.MISSED, State.BEHIND, State.PENDING)
_SIGNS = {">=": "≥", "<=": "≤", "=": "=", "<": "<", ">": ">"}


def own_target(verdict: Verdict) -> Judged | None:
    """Returns the target of the indicator itself, which gives the figure its state."""
    return verdict.targets[0] if verdict.targets else None


def target_words(verdict: Verdict) -> str:
    """Returns the own target as ≥98, with the pace where there is one: ≥4,序时 3.33."""
    judged = own_target(verdict)
    if judged is None:
        return ""
    if verdict.display in YES_NO.values():
        return f"{_SIGNS[judged.operator]}{YES_NO[judged.value == 1]}"
    words = f"{_SIGNS[judged.operator]}{judged.value.normalize():f}"
    return f"{words}，{PACE} {float(judged.pace.expected):.2f}" if judged.pace else words


def missing_words(verdict: Verdict, item: Item) -> str:
    """Returns what is missing to meet the target: 还差 2 件, and what each month must bring."""
    judged = own_target(verdict)
    if judged is None or not judged.shortfall:
        return ""
    words = f"还差 {number(judged.shortfall)} {item.counted_in}"
    if judged.pace and judged.pace.per_month:
        words += f"，今后每月需 {number(judged.pace.per_month)} {item.counted_in}"
    return words


def problem_words(verdict: Verdict, item: Item) -> str:
    """Returns the sentence without its unit: 核查处置完成率 92.00 %(23/25,目标 =100),还差 2 件。"""
    if verdict.state is State.PENDING:
        reason = "；".join(verdict.reasons) or STATES[State.PENDING].word
        return f"{item.indicator.label} {value_words(verdict)}：{reason}"
    inside = f"目标 {target_words(verdict)}"
    if item.indicator.has_counts:
        inside = f"{amount_words(verdict)}，{inside}"
    missing = missing_words(verdict, item)
    return f"{item.indicator.label} {value_words(verdict)}（{inside}）" + (f"，{missing}" if missing else "")


def by_weight(verdicts: Iterable[Verdict], items: dict[str, Item]) -> list[Verdict]:
    """Returns the figures that miss their target, the heaviest class and worst state first."""
    found = [v for v in verdicts if v.state in PROBLEMS and v.targets]
    return sorted(found, key=lambda v: (SEVERITY.index(v.state), items[v.indicator].rank, -_share_missing(v)))  # type: ignore[arg-type]


def _share_missing(verdict: Verdict) -> float:
    """Returns how far the value lies from its target, as a share of the target."""
    judged = own_target(verdict)
    if judged is None or judged.gap is None or not judged.value:
        return 0.0
    return abs(float(judged.gap) / float(judged.value))


def silent_words(verdicts: Iterable[Verdict], items: dict[str, Item]) -> dict[str, tuple[str, str]]:
    """Returns unit name → (unit id, the figures nobody reported), one entry a silent unit."""
    found: dict[str, tuple[str, list[str]]] = {}
    for verdict in verdicts:
        if verdict.state is State.NOT_REPORTED and verdict.indicator in items:
            label = items[verdict.indicator].source
            _, labels = found.setdefault(verdict.unit, (verdict.unit_id, []))
            if label not in labels:
                labels.append(label)
    return {unit: (unit_id, "、".join(labels) + "未报送") for unit, (unit_id, labels) in found.items()}


def counts_words(verdicts: Iterable[Verdict]) -> str:
    """Returns how many units are in which state: 达标 3,未达标 2,未报送 1."""
    counts = Counter(v.state for v in verdicts if v.state is not None)
    order = (State.MET, *(state for state in SEVERITY if state is not State.MET))
    return "，".join(f"{STATES[state].word} {counts[state]}" for state in order if counts[state])


def ranking_words(verdicts: list[Verdict], root_id: str) -> str:
    """Returns what the ranking shows: how many in which state, the highest and the lowest."""
    units = [v for v in verdicts if v.unit_id not in (root_id, UNPLACED)]
    head = f"{len(units)} 个单位"
    if any(v.targets for v in units):
        head += f"：{counts_words(units)}"
    found = ends(units)
    return f"{head}；{'，'.join(found)}。" if found else f"{head}。"


def trend_words(months: list[Verdict]) -> str:
    """Returns what the trend shows: the last value, its state and the change since the month before."""
    if not months:
        return "本年还没有数据。"
    last = months[-1]
    said = f"{last.unit} {last.period.chinese} {value_words(last)}"
    if last.state is not None and last.value is not None:
        said += f"，{STATES[last.state].word}"
    missing = [f"{m % 100}月" for m in last.missing_months]
    return said + (f"；缺 {'、'.join(missing)}" if missing and last.value is not None else "") + "。"


def months_words(months: Sequence[int]) -> str:
    """Returns the months that are missing: 缺9月、10月, or 缺3个月 where they are many."""
    if not months:
        return ""
    return (
        "缺" + "、".join(f"{month % 100}月" for month in months)
        if len(months) < 3
        else f"缺{len(months)}个月"
    )
