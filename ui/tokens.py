"""Holds the look in one place: colours, fonts and the shape, word and colour of every state."""

from dataclasses import dataclass

from domain.finding import Severity
from domain.state import State

INK = "#1C2733"
MUTED = "#5F6B7A"
LINE = "#D9DFE5"
FAINT = "#EDF1F4"
PAGE = "#F7F9FB"
PAPER = "#FFFFFF"
ACCENT = "#1F4E79"
PAST = "#A9B4BF"  # last year's figures: present, never loud

FONT = "'Microsoft YaHei','Noto Sans CJK SC',sans-serif"


@dataclass(frozen=True)
class Mark:
    """Shows one state three ways at once: a word, a shape and a colour (with its pale tint)."""

    word: str
    shape: str
    colour: str
    tint: str


STATES: dict[State, Mark] = {
    State.MET: Mark("达标", "●", "#1B7F4D", PAPER),
    State.BEHIND: Mark("序时滞后", "▲", "#96590A", "#FDF5E8"),
    State.MISSED: Mark("未达标", "✕", "#B3261E", "#FCEEEC"),
    State.NOT_REPORTED: Mark("未报送", "○", "#5F6B7A", PAPER),
    State.NOT_APPLICABLE: Mark("不适用", "—", "#6B7682", PAPER),
    State.PENDING: Mark("待核实", "?", "#4A5FC1", "#EFF1FB"),
}
NO_TARGET = Mark("无目标", "", INK, PAPER)

SEVERITIES: dict[Severity, Mark] = {
    Severity.ERROR: Mark("错误", "✕", "#B3261E", "#FCEEEC"),
    Severity.WARNING: Mark("提醒", "▲", "#96590A", "#FDF5E8"),
    Severity.INFO: Mark("说明", "●", "#5F6B7A", PAPER),
}

# What charts draw where a figure has no value: a hollow marker, never a bar of length 0.
MARKERS: dict[State, str] = {
    State.MET: "circle",
    State.BEHIND: "triangle-up",
    State.MISSED: "x",
    State.NOT_REPORTED: "circle-open",
    State.NOT_APPLICABLE: "line-ew-open",
    State.PENDING: "diamond-open",
}


def mark_of(state: State | None) -> Mark:
    """Returns how a state is shown; a figure that no target judges has no shape of its own."""
    return NO_TARGET if state is None else STATES[state]


def state_css() -> str:
    """Returns the CSS classes `t-MET` … that give text its state's colour and a cell its tint."""
    rules = [f".t-{state.value}{{color:{m.colour}}}" for state, m in STATES.items()]
    rules += [
        f"td.t-{s.value},th.t-{s.value}{{background:{m.tint}}}" for s, m in STATES.items() if m.tint != PAPER
    ]
    rules += [f".t-{weight.value}{{color:{m.colour}}}" for weight, m in SEVERITIES.items()]
    return "".join(rules)
