"""Says in one sentence what an indicator's figures show; every figure stands as its verdict displays it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from domain.jurisdiction import UNPLACED
from domain.number import display
from domain.state import State
from metrics.indicator import Indicator
from metrics.result import Verdict
from ui.tokens import STATES
from ui.words import number, value_words

MOST_NAMED, LONGEST = 6, 84
POINTS = "个百分点"


class Changed(Protocol):
    """Holds a change as metrics hand it on: the earlier verdict, exact differences, what hinders comparing."""

    @property
    def before(self) -> Verdict:
        """Returns the earlier verdict."""
        ...

    @property
    def delta(self) -> Fraction | None:
        """Returns the exact difference, None where one of the two cannot be said."""
        ...

    @property
    def share(self) -> Fraction | None:
        """Returns the relative change of a plain count."""
        ...

    @property
    def flags(self) -> tuple[str, ...]:
        """Returns what makes the two hard to compare."""
        ...


def finding(label: str, total: Verdict | None, rows: Sequence[Verdict]) -> str:
    """Returns the headline: the whole, then who misses, who is behind, who sent nothing.

    It names as many units as stay readable in a headline; the lists name them all.
    """
    said = [_finding(label, total, rows, most) for most in range(MOST_NAMED, 0, -1)]
    return next((words for words in said if len(words) <= LONGEST), said[-1])


def _finding(label: str, total: Verdict | None, rows: Sequence[Verdict], most: int) -> str:
    units = [verdict for verdict in rows if verdict.unit_id != UNPLACED]
    everyone = (*units, *([total] if total else []))
    if units and all(v.state is State.NOT_REPORTED and v.value is None for v in everyone):
        silent = f"{len(units)} 个单位均" if len(units) > 1 else f"{units[0].unit} "
        return f"{label}：{silent}{STATES[State.NOT_REPORTED].word}"
    said = [f"{total.unit} {_value(total)}"] if total and total.value is not None else []
    said += [
        words
        for state in (State.MISSED, State.BEHIND)
        if (words := _in_state(units, state, most, with_values=True))
    ]
    gaps = [v for v in units if v.state is State.NOT_REPORTED and v.value is not None]
    said += [f"{len(gaps)} 个单位有月份未报送（{named([v.unit for v in gaps], most)}）"] if gaps else []
    silent = [verdict for verdict in units if verdict not in gaps]
    said += [
        words for state in (State.NOT_REPORTED, State.PENDING) if (words := _in_state(silent, state, most))
    ]
    judged = [verdict for verdict in units if verdict.state in (State.MET, State.MISSED, State.BEHIND)]
    if judged and all(verdict.state is State.MET for verdict in judged):
        whose = "" if len(judged) == len(units) else "有数据的 "
        alone = f"{judged[0].unit} {_value(judged[0])}"  # one unit is named: 1 个单位全部达标 says less
        met = alone if len(judged) == 1 else f"{whose}{len(judged)} 个单位全部达标"
        said.insert(min(1, len(said)), met)
    if not any(verdict.targets for verdict in units):
        said += ends(units)
    return f"{label}：{'；'.join(said)}" if said else f"{label}：{_no_value(units)}"


def _value(verdict: Verdict) -> str:
    words = value_words(verdict)
    return f"{words}，{STATES[verdict.state].word}" if verdict.state else words


def _in_state(units: Sequence[Verdict], state: State, most: int, with_values: bool = False) -> str:
    found = [verdict for verdict in units if verdict.state is state]
    found = sorted(found, key=lambda v: v.value or 0) if with_values else found
    if not found:
        return ""
    return (
        f"{len(found)} 个单位{STATES[state].word}（{named([_named(v, with_values) for v in found], most)}）"
    )


def _named(verdict: Verdict, with_values: bool) -> str:
    return f"{verdict.unit} {verdict.display}" if with_values else verdict.unit


def named(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Returns names in a row, those beyond `most` as a number: 甲县、乙县等 9 个."""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等 {len(names)} 个"


def ends(units: Sequence[Verdict]) -> list[str]:
    """Returns who stands highest and lowest, in words; equal values are named together."""
    known = sorted((v for v in units if v.value is not None), key=lambda v: v.value or 0)
    if len(known) < 2:
        return []
    if known[0].value == known[-1].value:
        return [f"各单位均为 {value_words(known[0])}"]
    return [f"最高{_sharing(known, known[-1])}", f"最低{_sharing(known, known[0])}"]


def _sharing(known: Sequence[Verdict], extreme: Verdict) -> str:
    names = [verdict.unit for verdict in known if verdict.value == extreme.value]
    return f"{named(names, most=2)} {value_words(extreme)}"


def _no_value(units: Sequence[Verdict]) -> str:
    words = dict.fromkeys(verdict.state_word for verdict in units if verdict.state_word)
    return "、".join(words) or "没有数据"


def change_words(indicator: Indicator, changed: Changed | None) -> str:
    """Returns the same-period change from exact differences: +0.35 个百分点, +12.3 %.

    What hinders comparing stands once in the section's notes, not beside every figure.
    """
    if changed is None:
        return ""
    if changed.delta is None:
        return "无可比数"
    if changed.share is not None:
        words = f"{_signed(100 * changed.share, 1)} %"
    else:
        unit = POINTS if indicator.measured_in == "%" else indicator.measured_in
        words = f"{_signed(changed.delta, indicator.decimals)} {unit}"
    return words


def caution_words(flag: str, advice: str) -> str:
    """Returns what hinders comparing with what follows from it; a break in series says that itself."""
    return flag if flag.endswith("不可直接比较") else f"{flag}，{advice}"


def _signed(value: Fraction, decimals: int) -> str:
    text = display(value, decimals, [Fraction(0)] if value else [])
    return text if value < 0 else f"+{text}"


def summary_words(sections: Sequence[tuple[str, Sequence[Verdict]]]) -> tuple[str, ...]:
    """Returns the sentences of the first slide: how many figures in which state, indicators all met."""
    states = [verdict.state for _, rows in sections for verdict in rows if verdict.unit_id != UNPLACED]
    counted = [
        f"{STATES[state].shape} {STATES[state].word} {number(states.count(state))} 项"
        for state in STATES
        if states.count(state)
    ]
    missing = [label for label, rows in sections if any(v.state is State.MISSED for v in rows)]
    head = f"共 {len(sections)} 个指标"
    total = number(sum(state is not None for state in states))
    said = [f"{head}、{total} 项结果：" + "，".join(counted)] if counted else [head]
    return (*said, *([f"有单位未达标的指标：{named(missing, 12)}"] if missing else []))
