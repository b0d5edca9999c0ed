"""Turns deadlines and receipts into what their page draws; pure, from results alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.state import State
from metrics.slip_result import DUE, WORDS, Slip, Timeliness, on_time_rate
from ui.table import Cell, Column, Grid, Row
from ui.words import TEMPLATES

SEPARATOR = "|"


@dataclass(frozen=True)
class Look:
    """Holds how a standing is shown: shape, word, and the state whose colour it borrows."""

    shape: str
    word: str
    tone: str


LOOKS = {
    Timeliness.ON_TIME: Look("●", WORDS[Timeliness.ON_TIME], State.MET.value),
    Timeliness.LATE: Look("▲", WORDS[Timeliness.LATE], State.BEHIND.value),
    Timeliness.MISSING: Look("✕", WORDS[Timeliness.MISSING], State.MISSED.value),
    Timeliness.RETURNED: Look("↩", WORDS[Timeliness.RETURNED], State.PENDING.value),
    Timeliness.NEAR: Look("◔", WORDS[Timeliness.NEAR], State.BEHIND.value),
    Timeliness.NOT_DUE: Look("○", WORDS[Timeliness.NOT_DUE], State.NOT_APPLICABLE.value),
}
OWED = (Timeliness.MISSING, Timeliness.RETURNED, Timeliness.NEAR)


def what(slip: Slip) -> str:
    """Returns what is owed: 2026年10月 抽检台账, or the title of a report."""
    if slip.month is None:
        return slip.title
    return f"{slip.month // 100}年{slip.month % 100}月{TEMPLATES.get(slip.template, slip.template)}"


def summary_words(found: Sequence[Slip], today: date) -> str:
    """Returns how much of what is due came in time."""
    in_time, due = on_time_rate(found)
    counts = {state: sum(slip.state is state for slip in found) for state in LOOKS}
    words = "，".join(f"{LOOKS[state].word} {count}" for state, count in counts.items() if count)
    rate = f"按时率 {in_time}/{due}（{100 * in_time / due:.1f} %）" if due else "还没有到期的报表"
    return f"截至 {today.isoformat()}：{rate}；{words}"


def monthly_grid(found: Sequence[Slip]) -> Grid:
    """Returns units × returns and months as shapes, each unit with its share in time."""
    monthly = [slip for slip in found if slip.month is not None]
    places = list(dict.fromkeys((slip.template, slip.month) for slip in monthly))
    places.sort(key=lambda place: (list(TEMPLATES).index(place[0]), place[1]))
    columns = [Column("按时率"), *(
        Column(f"{month % 100}月", group=TEMPLATES.get(template, template), align="center")
        for template, month in places if month is not None
    )]  # fmt: skip
    units: dict[str, dict[tuple, Slip]] = {}
    for slip in monthly:
        units.setdefault(slip.unit, {})[slip.template, slip.month] = slip
    rows = [_monthly_row(unit, slips, places) for unit, slips in units.items()]
    return Grid("各单位报送情况", "单位", columns, rows, look="dense")


def _monthly_row(unit: str, slips: dict[tuple, Slip], places: list[tuple]) -> Row:
    in_time, due = on_time_rate(slips.values())
    rate = Cell(f"{in_time}/{due}") if due else Cell("")
    cells = [_cell(slips[place]) if place in slips else Cell("") for place in places]
    return Row(unit, [rate, *cells], key=next(iter(slips.values())).unit_id)


def _cell(slip: Slip) -> Cell:
    look = LOOKS[slip.state]
    received = f"，{slip.received_on.isoformat()} 收到" if slip.received_on else ""
    title = f"{slip.unit} {what(slip)}：{look.word}\n应于 {slip.due_on.isoformat()} 前报送{received}"
    return Cell("", look.shape, tone=look.tone, title=title)


def single_grid(found: Sequence[Slip]) -> Grid:
    """Returns the reports that are due once: one row a unit and report, what is open first."""
    single = sorted(
        (s for s in found if s.month is None), key=lambda s: (s.state not in OWED, s.due_on, s.title)
    )
    columns = [Column(name, align="left") for name in ("报告", "应报日期", "收到日期", "状态", "依据")]
    rows = [
        Row(
            slip.unit,
            [
                Cell(slip.title),
                Cell(slip.due_on.isoformat()),
                Cell(slip.received_on.isoformat() if slip.received_on else ""),
                Cell(LOOKS[slip.state].word, LOOKS[slip.state].shape, tone=LOOKS[slip.state].tone),
                Cell(slip.clause),
            ],
        )
        for slip in single
    ]
    return Grid("一次性报告", "单位", columns, rows, height="50vh", look="records")


def reminders(found: Sequence[Slip]) -> dict[str, str]:
    """Returns by unit the text that asks for what is missing, ready to be sent."""
    owed: dict[str, list[Slip]] = {}
    for slip in found:
        if slip.state in OWED:
            owed.setdefault(slip.unit, []).append(slip)
    return {unit: _reminder(unit, slips) for unit, slips in owed.items()}


def _reminder(unit: str, slips: list[Slip]) -> str:
    slips = sorted(slips, key=lambda slip: slip.due_on)
    overdue = [slip for slip in slips if slip.state is Timeliness.MISSING]
    returned = [slip for slip in slips if slip.state is Timeliness.RETURNED]
    near = [slip for slip in slips if slip.state is Timeliness.NEAR]
    parts = [
        _part("以下报表已过报送时限，请尽快补报：", overdue),
        _part("以下报表已退回，请改正后重新报送：", returned),
        _part("以下报表即将到期，请按时报送：", near),
    ]
    return f"{unit}：\n" + "\n".join(part for part in parts if part)


def _part(head: str, slips: list[Slip]) -> str:
    if not slips:
        return ""
    named = "；".join(f"{what(slip)}（应于{slip.due_on.month}月{slip.due_on.day}日前）" for slip in slips)
    return f"{head}{named}。"


def legend() -> str:
    """Returns what the shapes mean."""
    return "　".join(f"{look.shape} {look.word}" for look in LOOKS.values())


def due_count(found: Sequence[Slip]) -> int:
    """Returns how many returns are due."""
    return sum(slip.state in DUE for slip in found)
