"""Draws how long open tasks are over their day, and how long the others have left."""

from charts.style import BOTTOM, PLAIN_NUMBERS, Caption, frame
from domain.state import State
from metrics.disposal_result import Bucket, Standing
from ui.tokens import INK, PAST, STATES

_HEIGHT = 300
_COLOURS = {
    Standing.OVERDUE: STATES[State.MISSED].colour,
    Standing.NEAR: STATES[State.BEHIND].colour,
    Standing.RUNNING: PAST,
}


def ageing_chart(buckets: list[Bucket], caption: Caption) -> dict:
    """Returns the chart: one bar a span of days, overdue in the state's colour at the left, with its count."""
    names = [span(bucket) for bucket in buckets]
    layout = frame(caption, _HEIGHT + BOTTOM, 56, 24, 84)
    most = max((bucket.tasks for bucket in buckets), default=0)
    layout |= {
        "bargap": 0.3,
        "xaxis": {"type": "category", "fixedrange": True, "showgrid": False, "ticks": "",
                  "tickfont": {"size": 12, "color": INK}},
        "yaxis": {"range": [0, max(most, 4) * 1.15], "ticks": "", "tickformat": ",d", **PLAIN_NUMBERS},
    }  # fmt: skip
    bars = {
        "type": "bar",
        "x": names,
        "y": [bucket.tasks for bucket in buckets],
        "text": [f"{bucket.tasks:,}" if bucket.tasks else "" for bucket in buckets],
        "textposition": "outside",
        "textfont": {"size": 13, "color": INK},
        "cliponaxis": False,
        "marker": {"color": [_COLOURS[bucket.standing] for bucket in buckets], "line": {"width": 0}},
        "hovertext": [f"{name}：{bucket.tasks:,} 件" for name, bucket in zip(names, buckets, strict=True)],
        "hoverinfo": "text",
    }
    return {"data": [bars], "layout": layout}


def span(bucket: Bucket) -> str:
    """Returns the span of days in words: 超期 11–30, 剩 0–10."""
    if bucket.standing is Standing.OVERDUE:
        first, last = -(bucket.last or 0), -bucket.first if bucket.first is not None else None
        return f"超期 {first}–{last}" if last is not None else f"超期 {first - 1} 以上"
    if bucket.last is None:
        return f"剩 {(bucket.first or 0) - 1} 以上"
    return f"剩 {bucket.first}–{bucket.last}"
