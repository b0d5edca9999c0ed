"""What the page says of changes, the year end and small shares."""

from dataclasses import replace
from fractions import Fraction

from domain.state import State
from metrics.change import YEAR_ON_YEAR, Change
from metrics.outlook import Margin, Projection
from tests.charts.results import judged, verdict
from tests.ui.test_views import ITEMS, item
from ui import change_view

RATE = ITEMS[0]
VOLUME = item("YC-09", value="4")


def change(**more) -> Change:
    before, after = verdict("甲县", "98.00", State.MET), verdict("甲县", "97.50", State.MISSED)
    return Change(YEAR_ON_YEAR, before, after, **more)


def test_a_rate_changes_by_points_and_says_what_did_it() -> None:
    found = change(
        delta=Fraction(-1, 2),
        by_numerator=Fraction(3),
        by_denominator=Fraction(-7, 2),
        flags=("两期未报送的月份不同",),
    )
    said = change_view.change_words(found, RATE)
    assert "-0.50 个百分点（分子变动 +3.00，分母变动 -3.50）" in said
    assert said.endswith("两期未报送的月份不同")


def test_nothing_to_compare_with_is_said() -> None:
    assert change_view.change_words(change(), RATE).endswith("没有可比的数")


def test_what_hinders_comparing_is_said_once_with_its_units() -> None:
    both = ("口径自2026年1月起变更：改按抽样编号计（示例发〔2026〕1号 附件2），同比不可直接比较",)
    found = {
        "a": change(delta=Fraction(1), flags=(*both, "两期未报送的月份不同")),
        "b": replace(change(delta=Fraction(1), flags=both), after=verdict("乙县", "97.50", State.MISSED)),
        "c": change(
            flags=("两期数据来源不同（台账、报表或汇总表）",)
        ),  # nothing to compare, nothing to warn of
    }
    assert change_view.change_notes(found) == [f"同比：{both[0]}", "同比：两期未报送的月份不同（甲县）"]


def test_the_margin_is_said_in_counts() -> None:
    assert change_view.margin_words(Margin(13, 0), RATE) == "再有 13 批次不合要求仍在线上"
    assert change_view.margin_words(Margin(0, 0), RATE) == "已在线上，没有余地"
    assert change_view.margin_words(Margin(0, 40), RATE) == "再有 40 批次全部合格才能回到线上"
    assert change_view.margin_words(Margin(0, None), RATE) == "已有不合要求的，补足后才能达到"


def test_the_projection_says_its_band_and_when_the_target_is_met() -> None:
    target = judged(State.BEHIND, "4", expected=Fraction(2), shortfall=222)
    chosen = verdict("甲县", "1.42", State.BEHIND, (target,))
    found = Projection(900, 850, 950, Fraction(3), Fraction(28, 10), Fraction(32, 10), None)
    said = change_view.projection_words(found, VOLUME, chosen)
    assert "约 900 批次，3.00 批次/千人（大致 2.80—3.20）" in said
    assert said.endswith("年内达不到全年目标")
    later = change_view.projection_words(replace(found, met_in=202011), VOLUME, chosen)
    assert later.endswith("预计 2020年11月达到全年目标")


def test_a_small_share_warns_against_comparing() -> None:
    small = replace(verdict("甲县", "80.00", State.MISSED), interval=(49.0, 94.3), is_small=True)
    assert change_view.interval_words(small) == "49.0—94.3 %；分母小，单位之间不宜直接比较"


def test_three_years_show_amounts_only_where_there_are_two() -> None:
    year = verdict("甲县", "97.50", State.MISSED)
    share, count = change_view.years_grid([year], RATE), change_view.years_grid([year], item("YC-04"))
    assert [column.label for column in share.columns] == ["分子", "分母", "值", "状态"]
    assert [column.label for column in count.columns] == ["值", "状态"]
    assert [cell.text for cell in count.rows[0].cells] == ["97.50", "未达标"]
