"""Describes and draws how many inspections led to cases: 检查 → 立案 → 结案 → 移送."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charts.description import Category, Description, Kind, Point, Role, Series
from charts.style import BOTTOM, Caption, escape, frame, label_width, muted
from domain.number import display
from metrics.case_table import CaseTable
from ui.tokens import ACCENT
from ui.words import MEASURES

UNFILLED = "未填"
STEPS = ("enterprises_inspected", "cases_filed", "cases_closed", "cases_transferred")
_SHARES = {
    "cases_filed": ("enterprises_inspected", "每百家次 {} 件"),
    "cases_closed": ("cases_filed", "结案率 {} %"),
    "cases_transferred": ("cases_filed", "占立案 {} %"),
}


@dataclass(frozen=True)
class Step:
    """Holds one step: its label, its count (None when nobody filled it in) and a remark."""

    label: str
    count: Decimal | None
    remark: str = ""


def steps_of(table: CaseTable, part: str) -> list[Step]:
    """Returns the funnel 检查 → 立案 → 结案 → 移送 of a case form, each with its share of the step before."""
    return [
        Step(MEASURES[measure].split("（")[0], table.value(measure, part), _share(table, part, measure))
        for measure in STEPS
    ]


def percent(top: Decimal, bottom: Decimal) -> str:
    """Returns a share in per cent as the other pages show it: two places, exactly computed."""
    return display(Fraction(top) * 100 / Fraction(bottom), 2)


def _share(table: CaseTable, part: str, measure: str) -> str:
    if measure not in _SHARES:
        return ""
    base, words = _SHARES[measure]
    top, bottom = table.value(measure, part), table.value(base, part)
    return words.format(percent(top, bottom)) if top is not None and bottom else ""


def funnel(steps: Sequence[Step], caption: Caption) -> dict:
    """Returns the chart of these steps, as `draw_funnel` draws their description."""
    return draw_funnel(describe_funnel(steps, caption))


def describe_funnel(steps: Sequence[Step], caption: Caption, marks: Sequence[str] = ()) -> Description:
    """Returns the steps in their order, each with its count and its share of a step before."""
    points = tuple(_point(step) for step in steps)
    return Description(
        Kind.FUNNEL,
        caption.title,
        caption.subtitle,
        caption.measured_in,
        "，".join(f"{step.label} {point.display}" for step, point in zip(steps, points, strict=True)),
        caption.source,
        caption.as_of,
        tuple(Category(str(place), step.label) for place, step in enumerate(steps)),
        (Series(caption.measured_in, Role.OWN, points),),
        marks=tuple(marks),
    )


def draw_funnel(description: Description) -> dict:
    """Returns the chart: one bar a step from zero, the count and the remark at the right."""
    rows = _rows(description)
    labels = [label for label, _ in rows]
    layout = frame(Caption.of(description), 74 + 40 * len(rows) + BOTTOM, label_width(labels), 190, 74)
    layout["annotations"] += [_text(label, point) for label, point in rows]
    layout |= {
        "bargap": 0.35,
        "xaxis": {"visible": False, "rangemode": "tozero", "fixedrange": True},
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": labels, "showgrid": False,
            "range": [len(rows) - 0.5, -0.5], "fixedrange": True, "tickfont": {"size": 13},
        },
    }  # fmt: skip
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [float(point.value) for _, point in rows if point.value is not None],
        "y": [label for label, point in rows if point.value is not None],
        "marker": {"color": ACCENT},
        "hoverinfo": "skip",
    }
    return {"data": [bars], "layout": layout}


def _point(step: Step) -> Point:
    if step.count is None:
        return Point(None, UNFILLED, detail=step.remark)
    return Point(Fraction(step.count), f"{step.count.normalize():,f}", detail=step.remark)


def _rows(description: Description) -> list[tuple[str, Point]]:
    own = description.of(Role.OWN)
    points = own.points if own else ()
    return [
        (category.name, point)
        for category, point in zip(description.categories, points, strict=True)
        if point is not None
    ]


def _text(label: str, point: Point) -> dict:
    text = f"<b>{escape(point.display)}</b>" + (f"  {muted(point.detail)}" if point.detail else "")
    return {
        "xref": "paper", "x": 1, "xanchor": "left", "xshift": 10, "y": label, "text": text,
        "showarrow": False, "align": "left", "font": {"size": 13},
    }  # fmt: skip
