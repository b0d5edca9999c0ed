"""Describes and draws how long open tasks are over their day, and how long the others have left."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from charts.description import Category, Description, Kind, Point, Role, Series
from charts.style import BOTTOM, PLAIN_NUMBERS, Caption, escape, frame
from domain.state import State
from metrics.disposal_result import Bucket, DisposalRules, Mark, Standing
from ui.tokens import INK, PAST, STATES

FROM_LEFT = "超期在左；"  # how the picture is read
_HEIGHT = 300
_STATES = {Standing.OVERDUE: State.MISSED, Standing.NEAR: State.BEHIND, Standing.RUNNING: None}
MARKS = {Mark.COMPLETION: "完成", Mark.START: "启动", Mark.CONTROL: "产品控制"}
_WORDS = {Standing.OVERDUE: "超期未完成", Standing.NEAR: "将到期", Standing.RUNNING: "办理中"}


def rules_words(rules: DisposalRules) -> str:
    """Returns the settings in one line, with the label that says they are to be checked."""
    unit = rules.day_word
    marks = "、".join(f"{MARKS[mark]} {rules.days(mark)} {unit}" for mark in Mark)
    return f"{marks}（{rules.label}）"


def ageing_caption(
    whose: str, rules: DisposalRules, source: str, as_of: date, mark: Mark = Mark.COMPLETION, links: str = ""
) -> Caption:
    """Returns the words in the picture: whose open tasks of which links, and by which day marks."""
    return Caption(
        title=f"{whose}：{links}未完成任务离{MARKS[mark]}期限的天数",
        subtitle=f"{FROM_LEFT}{rules_words(rules)}",
        measured_in=f"件（横轴：{rules.day_word.removeprefix('个')}）",
        source=source,
        as_of=as_of.isoformat(),
    )


def ageing_chart(buckets: Sequence[Bucket], caption: Caption) -> dict:
    """Returns the chart of these spans, as `draw_ageing` draws their description."""
    return draw_ageing(describe_ageing(buckets, caption))


def describe_ageing(buckets: Sequence[Bucket], caption: Caption, marks: Sequence[str] = ()) -> Description:
    """Returns open tasks by spans of days, the longest overdue first; one series a standing."""
    return Description(
        Kind.AGEING,
        caption.title,
        caption.subtitle,
        caption.measured_in,
        _finding(buckets),
        caption.source,
        caption.as_of,
        tuple(Category(str(place), span(bucket)) for place, bucket in enumerate(buckets)),
        tuple(
            Series(
                word, Role.PART, tuple(_point(one) if one.standing is standing else None for one in buckets)
            )
            for standing, word in _WORDS.items()
        ),
        marks=tuple(marks),
    )


def points_of(description: Description) -> list[Point]:
    """Returns the one point of every span, in their order."""
    columns = zip(*(series.points for series in description.series), strict=True)
    return [next(point for point in column if point is not None) for column in columns]


def colour_of(state: State | None) -> str:
    """Returns the colour of a span: its state's, grey for what is neither late nor nearly so."""
    return STATES[state].colour if state else PAST


def draw_ageing(description: Description) -> dict:
    """Returns the chart: one bar a span of days, overdue in the state's colour at the left, with its count."""
    names = [category.name for category in description.categories]
    points = points_of(description)
    counts = [int(point.value or 0) for point in points]
    layout = frame(Caption.of(description), _HEIGHT + BOTTOM, 56, 24, 84)
    layout |= {
        "bargap": 0.3,
        "xaxis": {"type": "category", "fixedrange": True, "showgrid": False, "ticks": "",
                  "tickfont": {"size": 12, "color": INK}},
        "yaxis": {"range": [0, max(*counts, 4) * 1.15], "ticks": "", "tickformat": ",d", **PLAIN_NUMBERS},
    }  # fmt: skip
    bars = {
        "type": "bar",
        "x": names,
        "y": counts,
        "text": [point.display if point.value else "" for point in points],
        "textposition": "outside",
        "textfont": {"size": 13, "color": INK},
        "cliponaxis": False,
        "marker": {"color": [colour_of(point.state) for point in points], "line": {"width": 0}},
        "hovertext": [
            f"{escape(name)}：{point.display} 件" for name, point in zip(names, points, strict=True)
        ],
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


def _finding(buckets: Sequence[Bucket]) -> str:
    """Returns how many tasks are open, and how many of them are late or nearly so."""
    counts = {standing: sum(one.tasks for one in buckets if one.standing is standing) for standing in _WORDS}
    if not sum(counts.values()):
        return "没有未完成的任务"
    said = [f"{_WORDS[standing]} {count:,} 件" for standing, count in counts.items() if count]
    return f"共 {sum(counts.values()):,} 件，其中{'、'.join(said)}"


def _point(bucket: Bucket) -> Point:
    return Point(Fraction(bucket.tasks), f"{bucket.tasks:,}", _STATES[bucket.standing])
