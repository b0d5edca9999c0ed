"""Checks the time line: whole days, both ends included, the state in words, a line only inside."""

from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from charts.phases import AHEAD, ENDED, RUNNING, PhaseBar, phases, state_on
from tests.charts.results import CAPTION

FIRST, LAST = date(2023, 2, 1), date(2023, 2, 28)
BARS = [
    PhaseBar("1 完善制度", FIRST, LAST, ENDED, "<b>报送</b>"),
    PhaseBar("2 实施应用", date(2023, 3, 1), date(2023, 3, 31), RUNNING),
    PhaseBar("3 优化提升", date(2023, 4, 1), date(2023, 6, 30), AHEAD),
]


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2023, 1, 31), AHEAD), (FIRST, RUNNING), (LAST, RUNNING), (date(2023, 3, 1), ENDED)],
)
def test_the_state_holds_on_both_end_days(day: date, state: str) -> None:
    assert state_on(FIRST, LAST, day) == state


def test_a_bar_is_as_long_as_its_days_and_bars_touch() -> None:
    figure = phases(BARS, CAPTION)
    go.Figure(figure)
    [trace] = figure["data"]
    assert [length / 86_400_000 for length in trace["x"]] == [28, 31, 91]
    assert trace["base"] == ["2023-02-01", "2023-03-01", "2023-04-01"]
    said = "".join(note["text"] for note in figure["layout"]["annotations"])
    assert all(bar.state in said and bar.first.isoformat() in said for bar in BARS)
    assert "<b>报送" not in said and CAPTION.source in said


def test_today_is_drawn_only_inside_the_phases() -> None:
    inside = replace(CAPTION, as_of="2023-03-09")
    assert len(phases(BARS, inside)["layout"]["shapes"]) == 1
    assert "shapes" not in phases(BARS, CAPTION)["layout"]
    go.Figure(phases([], CAPTION))
