"""Checks the chart of days over and days left: every span named, state colours, source and date."""

from itertools import pairwise

from charts.ageing import ageing_chart, span
from charts.style import Caption
from domain.state import State
from metrics.disposal_result import DisposalRules, Standing, ageing
from ui.tokens import STATES

CAPTION = Caption("离完成期限的天数", "按本地规定核对", "件", "示例市核查处置台账", "2026-10-31")


def test_the_spans_leave_no_day_out() -> None:
    buckets = ageing([], DisposalRules(near_days=7))
    ends = [(bucket.first, bucket.last) for bucket in buckets]
    assert ends[0][0] is None and ends[-1][1] is None
    assert all(before[1] + 1 == after[0] for before, after in pairwise(ends))
    assert [span(bucket) for bucket in buckets] == [
        "超期 90 以上", "超期 31–90", "超期 11–30", "超期 1–10", "剩 0–7", "剩 8–27", "剩 28–57", "剩 57 以上",
    ]  # fmt: skip


def test_the_picture_says_unit_source_and_date() -> None:
    figure = ageing_chart(ageing([], DisposalRules()), CAPTION)
    words = " ".join(note["text"] for note in figure["layout"]["annotations"])
    assert "2026-10-31" in words and "示例市核查处置台账" in words and "单位：件" in words
    [bars] = figure["data"]
    overdue = [bucket.standing is Standing.OVERDUE for bucket in ageing([], DisposalRules())]
    colours = [colour == STATES[State.MISSED].colour for colour in bars["marker"]["color"]]
    assert colours == overdue
