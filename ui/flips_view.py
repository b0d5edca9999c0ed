"""Draws the verdicts that would change when a file is loaded."""

from collections.abc import Sequence
from fractions import Fraction

from domain.state import State
from metrics.flips import Flip
from ui import parts
from ui.table import Cell, Column, Grid, Row, show_table
from ui.tokens import mark_of
from ui.words import number

NO_FLIPS = "没有判定会改变"
MOST = 60


def draw_flips(flips: Sequence[Flip], key: str) -> None:
    """Draws one row for each verdict that would change, the worse ones first."""
    if not flips:
        parts.note(NO_FLIPS)
        return
    worse = sum(flip.is_worse for flip in flips)
    more = f"，先列出 {MOST} 项" if len(flips) > MOST else ""
    parts.note(
        f"入库后有 {number(len(flips))} 项判定会改变"
        + (f"，其中 {number(worse)} 项变差" if worse else "")
        + more
    )
    show_table(flips_grid(flips[:MOST]), key=f"flips_{key}")


def flips_grid(flips: Sequence[Flip]) -> Grid:
    """Returns the verdicts before and after as a table."""
    columns = [Column(name, align="left") for name in ("指标", "期间", "现在", "入库后")]
    return Grid(
        "会改变的判定", "单位", columns, [_row(flip) for flip in flips], height="40vh", look="records"
    )


def _row(flip: Flip) -> Row:
    before = _side(flip, flip.state_before, flip.word_before, flip.value_before, flip.display_before)
    after = _side(flip, flip.state_after, flip.word_after, flip.value_after, flip.display_after)
    named = Cell(flip.label, note=flip.target.words)
    return Row(flip.unit, [named, Cell(flip.period.chinese), before, after])


def _side(flip: Flip, state: State | None, word: str, value: Fraction | None, display: str) -> Cell:
    shown = "" if value is None else f"{display} {flip.measured_in}".strip()
    return Cell(word, mark_of(state).shape, note=shown, tone=state.value if state else "")
