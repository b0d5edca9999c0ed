"""Checks that one description carries the same numbers as every medium that draws it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from charts.describe import describe_levels, describe_ranking, describe_trend
from charts.description import Role, chunked
from charts.ranking import draw_ranking
from charts.trend import draw_trend
from domain.state import State
from tests.charts.results import CAPTION, judged, verdict

ROOT = "示例市"
RATES = [verdict(ROOT, "98.3"), verdict("甲县", "99.1"), verdict("乙县", "97.33", State.MISSED)]
SILENT = verdict("庚县", None, State.NOT_REPORTED)


def test_plotly_draws_the_values_of_the_description() -> None:
    described = describe_ranking([*RATES, SILENT], CAPTION, ROOT)
    bars = draw_ranking(described, ROOT)["data"][0]
    drawn = {unit: round(x + bars["base"], 9) for unit, x in zip(bars["y"], bars["x"], strict=True)}
    own = described.of(Role.OWN)
    assert own is not None
    points = zip(described.categories, own.points, strict=True)
    assert drawn == {c.key: float(p.value) for c, p in points if p is not None and p.value is not None}


def test_a_trend_has_twelve_months_and_gaps_stay_gaps() -> None:
    months = [verdict("甲县", "98.5", last=202601), verdict("甲县", None, State.NOT_REPORTED, last=202602)]
    described = describe_trend(months, [], CAPTION)
    own = described.of(Role.OWN)
    assert own is not None and len(own.points) == len(described.categories) == 12
    assert [point and point.display for point in own.points[:3]] == ["98.5", "未报送", None]
    assert draw_trend(described)["data"][2]["y"] == [98.5, None]


def test_the_number_on_paper_has_exactly_the_digits_shown() -> None:
    close = verdict("甲县", "97.996", State.MISSED)
    own = describe_ranking([close], CAPTION, ROOT).of(Role.OWN)
    assert own is not None and own.points[0] is not None
    assert (own.points[0].shown, own.points[0].places) == (Decimal("97.996"), 3)


def test_a_silent_unit_has_no_number_at_all() -> None:
    own = describe_ranking([*RATES, SILENT], CAPTION, ROOT).of(Role.OWN)
    assert own is not None and own.points[-1] is not None
    assert own.points[-1].shown is None


def test_equal_targets_become_one_line_and_drafts_are_marked() -> None:
    lines = (judged(State.MET), judged(State.MET, tier="工作目标", target_class="无"))
    described = describe_ranking([verdict("甲县", "99", State.MET, lines)], CAPTION, ROOT)
    assert [(target.value, target.label) for target in described.targets] == [
        (Fraction(98), "考核、目标 ≥98")
    ]


def test_pieces_of_a_ranking_hold_every_unit_once() -> None:
    described = describe_ranking([verdict(f"{n}县", "99") for n in range(80)], CAPTION, ROOT)
    pieces = chunked(described, 30)
    assert [c for piece in pieces for c in piece.categories] == list(described.categories)
    assert max(len(piece.categories) for piece in pieces) <= 30


def test_only_parts_that_exclude_each_other_are_stacked() -> None:
    one = replace(
        verdict("甲县", "390", None, (), "批次"), apart={"国家任务": 40, "农业农村部门": 300, "风险监测": 200}
    )
    described = describe_levels([one], CAPTION, ROOT)
    assert described is not None
    values = {series.name: series.points[0].value for series in described.series if series.points[0]}
    assert values == {"国家任务": 40, "市县及其他任务": 350}


def test_nothing_is_stacked_where_nobody_reported() -> None:
    assert describe_levels([SILENT], CAPTION, ROOT) is None
