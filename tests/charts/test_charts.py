"""Checks what stands in every picture, and that no figure is drawn that was not reported."""

from decimal import Decimal
from fractions import Fraction

import plotly.graph_objects as go
import pytest

from charts.funnel import Step, funnel
from charts.ranking import ranking
from charts.style import config
from charts.trend import trend
from domain.state import State
from tests.charts.results import CAPTION, judged, verdict
from ui.tokens import STATES

ROOT = "示例市"
RATES = [verdict(ROOT, "98.3"), verdict("甲县", "99.1"), verdict("乙县", "97.33", State.MISSED)]
SILENT = verdict("庚县", None, State.NOT_REPORTED)


def volumes() -> list:
    lines = (
        judged(State.BEHIND, "4", expected=Fraction(10, 3)),
        judged(State.BEHIND, "5", tier="工作目标", target_class="无"),
    )
    return [
        verdict("甲县", "2.9", State.BEHIND, lines, "批次/千人"),
        verdict("乙县", "4.2", State.MET, lines, "批次/千人"),
    ]


def words(figure: dict) -> str:
    layout = figure["layout"]
    texts = [layout["title"]["text"], layout["title"]["subtitle"]["text"]]
    return "\n".join(texts + [note["text"] for note in layout["annotations"]])


FIGURES = {
    "ranking": lambda: ranking([*RATES, SILENT], CAPTION, ROOT),
    "trend": lambda: trend(RATES, [], CAPTION),
    "funnel": lambda: funnel([Step("检查企业", Decimal(300)), Step("立案", None)], CAPTION),
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_picture_says_title_unit_source_and_date(name: str) -> None:
    said = words(FIGURES[name]())
    for part in (CAPTION.title, CAPTION.subtitle, CAPTION.source, CAPTION.as_of, "单位：%"):
        assert part in said


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_accepts_every_picture(name: str) -> None:
    assert go.Figure(FIGURES[name]()).to_json()


def test_a_silent_unit_is_a_hollow_marker_and_never_a_bar() -> None:
    figure = ranking([*RATES, SILENT], CAPTION, ROOT)
    bars, ends = figure["data"]
    assert "庚县" not in bars["y"]
    assert ends["marker"]["symbol"][ends["y"].index("庚县")] == "circle-open"
    assert "未报送" in words(figure)


def test_a_unit_with_zero_keeps_its_bar() -> None:
    figure = ranking(
        [verdict("甲县", "0", None, (), "件"), verdict("乙县", "3", None, (), "件")], CAPTION, ROOT
    )
    assert dict(zip(figure["data"][0]["y"], figure["data"][0]["x"], strict=True))["甲县"] == 0


def test_target_lines_stand_at_exact_values_with_their_labels() -> None:
    figure = ranking(volumes(), CAPTION, ROOT)
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [4.0, 5.0, float(Fraction(10, 3))]
    labels = [note["text"] for note in figure["layout"]["annotations"]]
    for label in ("考核 ≥4", "目标 ≥5", "序时 3.33"):
        assert label in labels


def test_equal_targets_are_one_line_with_both_names() -> None:
    lines = (judged(State.MET, "98"), judged(State.MET, "98", tier="工作目标", target_class="无"))
    figure = ranking(
        [verdict("甲县", "99", State.MET, lines), verdict("乙县", "97", State.MISSED, lines)], CAPTION, ROOT
    )
    assert len(figure["layout"]["shapes"]) == 1
    assert "考核、目标 ≥98" in words(figure)


def test_shares_are_drawn_from_their_target_and_volumes_from_zero() -> None:
    rates, counts = ranking(RATES, CAPTION, ROOT)["data"][0], ranking(volumes(), CAPTION, ROOT)["data"][0]
    assert rates["base"] == 98.0
    assert min(rates["x"]) < 0 < max(rates["x"])
    assert counts["base"] == 0
    assert sorted(counts["x"]) == [2.9, 4.2]


def test_bars_have_the_colour_of_their_state() -> None:
    bars = ranking(RATES, CAPTION, ROOT)["data"][0]
    assert bars["marker"]["color"][bars["y"].index("乙县")] == STATES[State.MISSED].colour


def test_a_sum_is_named_but_does_not_dwarf_the_units() -> None:
    rows = [
        verdict(unit, amount, None, (), "件", denominator=None)
        for unit, amount in ((ROOT, "900"), ("甲县", "5"))
    ]
    figure = ranking(rows, CAPTION, ROOT)
    assert ROOT not in figure["data"][0]["y"]
    assert "合计 900 件" in words(figure)


def test_labels_cannot_become_markup() -> None:
    figure = ranking([verdict("<b>甲</b>", "99"), verdict("乙县", "97", State.MISSED)], CAPTION, ROOT)
    assert "&lt;b&gt;甲&lt;/b&gt;" in "".join(figure["layout"]["yaxis"]["ticktext"])
    assert all("<b>甲" not in text for text in figure["data"][0]["hovertext"])


def test_a_click_tells_the_unit() -> None:
    for trace in ranking([*RATES, SILENT], CAPTION, ROOT)["data"]:
        assert list(trace["customdata"]) == list(trace["y"])


def test_a_month_without_a_sheet_is_a_gap_in_the_line() -> None:
    months = [verdict("甲县", "98.5", last=202601), verdict("甲县", None, State.NOT_REPORTED, last=202602)]
    _, _, line, silent = trend(months, [], CAPTION)["data"]
    assert line["y"] == [98.5, None]
    assert silent["x"] == ["2月"]
    assert silent["text"] == ["未报送"]


def test_last_year_is_drawn_only_where_it_is_known() -> None:
    before = [verdict("甲县", "97", last=202501), verdict("甲县", None, State.NOT_REPORTED, last=202502)]
    assert trend([verdict("甲县", "98.5", last=202601)], before, CAPTION)["data"][0]["x"] == ["1月"]


def test_a_step_nobody_filled_in_has_no_bar() -> None:
    figure = funnel([Step("检查企业", Decimal(300)), Step("移送", None)], CAPTION)
    assert figure["data"][0]["y"] == ["检查企业"]
    assert "未填" in words(figure)


@pytest.mark.parametrize("picture", ["png", "svg"])
def test_the_download_is_sharp_and_has_a_chinese_name(picture: str) -> None:
    options = config(CAPTION, picture)["toImageButtonOptions"]
    assert options == {
        "format": picture,
        "scale": 3,
        "filename": "食品抽检合格率_2026年1—10月 累计_2026-10-31",
    }


def test_where_nothing_happened_the_axis_counts_whole_things() -> None:
    nothing = judged(State.MET, "0")
    calm = [verdict(name, "0", State.MET, (nothing,), "起", denominator=None) for name in ("甲县", "乙县")]
    axis = ranking(calm, CAPTION, "root")["layout"]["xaxis"]
    assert axis["dtick"] == 1 and axis["range"][1] >= 1
    axis = trend(calm[:1], [], CAPTION)["layout"]["yaxis"]
    assert axis["dtick"] == 1 and axis["range"][1] >= 1


def test_shares_keep_the_ticks_of_their_digits() -> None:
    axis = ranking([verdict("甲县", "97.5"), verdict("乙县", "98.25")], CAPTION, "root")["layout"]["xaxis"]
    assert "dtick" not in axis
