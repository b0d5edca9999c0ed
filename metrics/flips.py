"""Finds the verdicts that change sides: between two states of the data, or if a file were loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from domain.period import Month, Period
from domain.state import SEVERITY, State
from metrics.board import Board
from metrics.result import Judged, Verdict
from metrics.wording import STATE_WORDS
from store.entries import NewUpload
from store.trial import trial


@dataclass(frozen=True)
class Flip:
    """Holds one target of one figure that a change of the data moves to another state.

    `value_before` and `value_after` are exact, None where the value cannot be said; `display`
    is the value as it may be shown. A side that does not exist (the unit is not judged there)
    has no target and no state.
    """

    unit_id: str
    unit: str
    indicator: str
    label: str
    measured_in: str
    period: Period
    target_before: Judged | None
    target_after: Judged | None
    value_before: Fraction | None
    value_after: Fraction | None
    display_before: str
    display_after: str

    @property
    def target(self) -> Judged:
        """Returns the line that is crossed."""
        found = self.target_after or self.target_before
        assert found is not None
        return found

    @property
    def state_before(self) -> State | None:
        """Returns the state before, None where the target did not judge."""
        return self.target_before.state if self.target_before else None

    @property
    def state_after(self) -> State | None:
        """Returns the state after, None where the target no longer judges."""
        return self.target_after.state if self.target_after else None

    @property
    def word_before(self) -> str:
        """Returns the state before as it is called on screen."""
        return STATE_WORDS.get(self.state_before, "无判定") if self.state_before else "无判定"

    @property
    def word_after(self) -> str:
        """Returns the state after as it is called on screen."""
        return STATE_WORDS.get(self.state_after, "无判定") if self.state_after else "无判定"

    @property
    def is_worse(self) -> bool:
        """Tells whether what was judged before now stands worse, or is no longer reported."""
        return _is_judged(self.state_before) and _rank(self.state_after) < _rank(self.state_before)

    @property
    def is_better(self) -> bool:
        """Tells whether it is judged now and stands better than before."""
        return _is_judged(self.state_after) and _rank(self.state_after) > _rank(self.state_before)


def flips(before: Iterable[Verdict], after: Iterable[Verdict]) -> tuple[Flip, ...]:
    """Returns every target whose state differs between two lists of verdicts.

    What gets worse comes first, then in the order of `after`; verdicts that only `before` has
    come last. A figure without a target has no verdict that could flip. A target that several
    indicators of one quantity show is named once, by the indicator that lists it first.
    """
    old, new = _by_figure(before), _by_figure(after)
    found: dict[tuple, tuple[int, Flip]] = {}
    for key in (*new, *(key for key in old if key not in new)):
        for place, flip in enumerate(_crossed(old.get(key), new.get(key))):
            line = (flip.unit_id, flip.period, flip.target.target_id)
            if line not in found or place < found[line][0]:
                found[line] = (place, flip)
    return tuple(sorted((flip for _, flip in found.values()), key=lambda flip: not flip.is_worse))


def would_flip(board: Board, *parts: NewUpload) -> tuple[Flip, ...]:
    """Returns the verdicts that loading all parts of a file would flip; nothing is written.

    Compared are cumulative verdicts: at the last month the file covers in each year, and at the
    newest month there is. Other writers wait meanwhile, so that both sides are of one state.
    """
    with trial(board.warehouse, *parts) as tried:
        after = Board(board.jurisdiction, tried)
        months = _months(parts, after.latest_month())
        return flips(
            [verdict for month in months for verdict in board.verdicts(month)],
            [verdict for month in months for verdict in after.verdicts(month)],
        )


def _months(parts: Iterable[NewUpload], latest: Month | None) -> list[Month]:
    if latest is None:
        return []
    covered = [min(month, latest) for part in parts for _, month in part.coverage]
    return sorted({latest, *{month // 100: month for month in sorted(covered)}.values()}, reverse=True)


def _by_figure(verdicts: Iterable[Verdict]) -> dict[tuple, Verdict]:
    return {(one.unit_id, one.indicator, one.period, one.window): one for one in verdicts}


def _crossed(before: Verdict | None, after: Verdict | None) -> list[Flip]:
    one = after or before
    assert one is not None
    old = {line.target_id: line for line in before.targets} if before else {}
    new = {line.target_id: line for line in after.targets} if after else {}
    pairs = [(old.get(target), new.get(target)) for target in dict.fromkeys((*new, *old))]
    return [
        Flip(
            unit_id=one.unit_id,
            unit=one.unit,
            indicator=one.indicator,
            label=one.label,
            measured_in=one.measured_in,
            period=one.period,
            target_before=was,
            target_after=now,
            value_before=before.value if before else None,
            value_after=after.value if after else None,
            display_before=before.display if before else "",
            display_after=after.display if after else "",
        )
        for was, now in pairs
        if (was.state if was else None) is not (now.state if now else None)
    ]


def _is_judged(state: State | None) -> bool:
    return state not in (None, State.NOT_REPORTED)


def _rank(state: State | None) -> int:
    """Returns the place from the worst state up; no judgement ranks with «not reported»."""
    return SEVERITY.index(state) if state in SEVERITY else SEVERITY.index(State.NOT_REPORTED)
