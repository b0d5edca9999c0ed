"""Checks what the screen says about results: sentences, cards, the grid, escaped markup."""

from decimal import Decimal
from fractions import Fraction

from domain.finding import Severity
from domain.jurisdiction import Unit
from domain.state import State
from metrics.case_table import CUMULATIVE, MONTH, CaseTable, CaseUnit
from metrics.indicators import indicators
from metrics.reporting import Reporting
from tests.charts.results import judged, verdict
from ui import case_view, overview, sentences, tokens
from ui.catalogue import Item, columns_of, with_unique_names
from ui.html import tag
from ui.unit_view import unit_grid
from ui.words import number


def item(
    indicator_id: str, target_class: str = "否决", value: str | None = "98", counted_in: str = "批次"
) -> Item:
    indicator = indicators()[indicator_id]
    target = Decimal(value) if value else None
    return Item(indicator, indicator.label, target_class, "考核底线", ">=", target, counted_in, "samples")


ITEMS = (item("YC-13"), item("YC-14", value="100", counted_in="件"))
BY_ID = {one.indicator_id: one for one in ITEMS}


def test_the_sentence_names_numbers_target_and_what_is_missing() -> None:
    missed = verdict(
        "芮城县", "92.00", State.MISSED, (judged(State.MISSED, "100", shortfall=2),), denominator=25
    )
    said = sentences.problem_words(missed, BY_ID["YC-14"])
    assert said.endswith("92.00 %（390/25，目标 ≥100），还差 2 件")


def test_a_volume_says_its_pace_and_what_each_month_must_bring() -> None:
    behind = verdict(
        "平陆县", "1.42", State.BEHIND, (judged(State.BEHIND, "4", expected=Fraction(5, 2), shortfall=222),)
    )
    said = sentences.problem_words(behind, ITEMS[0])
    assert "目标 ≥4，序时 2.50" in said
    assert "还差 222 批次，今后每月需 3 批次" in said


def test_who_misses_is_sorted_by_state_then_class_then_distance() -> None:
    near = verdict("甲县", "97.9", State.MISSED)
    silent = verdict("庚县", None, State.NOT_REPORTED)
    behind = verdict("丁县", "2", State.BEHIND)
    met = verdict("乙县", "99")
    assert [v.unit for v in sentences.by_weight([met, behind, silent, near], BY_ID)] == ["甲县", "丁县"]


def test_silent_units_are_listed_once_with_their_sheets() -> None:
    silent = [verdict("庚县", None, State.NOT_REPORTED, indicator=one) for one in ("YC-13", "YC-14")]
    assert sentences.silent_words(silent, BY_ID) == {"庚县": ("庚县", "抽检台账未报送")}


def test_only_units_that_owe_a_sheet_are_called_silent() -> None:
    silent = [verdict(name, None, State.NOT_REPORTED) for name in ("甲县", "乙镇")]
    missed = verdict("乙镇", "90", State.MISSED)
    reported = [Reporting("samples", "sampling_ledger", ("甲县",), ("甲县",))]
    assert overview.owed([*silent, missed], reported, "root") == [silent[0], missed]


def test_many_silent_units_are_one_row() -> None:
    silent = [verdict(f"{n}镇", None, State.NOT_REPORTED) for n in range(5)]
    rows = overview.problem_grid(silent, ITEMS, None).rows
    assert [row.text for row in rows] == ["5 个单位"]


def test_the_veto_card_counts_and_shows_the_worst_state() -> None:
    root = [verdict("市", "99"), verdict("市", "92", State.MISSED, indicator="YC-14")]
    card = overview.overview_cards(root, ITEMS)[0]
    assert (card.label, card.value, card.shape, card.state) == ("否决项", "1/2", "✕", "MISSED")


def test_the_grid_shows_shape_and_value_and_words_for_readers() -> None:
    units = [Unit("甲县", "", "甲县", "county", ""), Unit("庚县", "", "庚县", "county", "")]
    found = [verdict("甲县", "92.00", State.MISSED), verdict("庚县", None, State.NOT_REPORTED)]
    grid = overview.state_grid(found, units, ITEMS, False, "市")
    missed, silent = grid.rows[0].cells[0], grid.rows[1].cells[0]
    assert (missed.shape, missed.text, missed.tone) == ("✕", "92.00", "MISSED")
    assert (silent.shape, silent.text) == ("○", "未报送")
    assert "未达标" in missed.title
    assert missed.key == "甲县|YC-13"


def test_worst_first_keeps_the_jurisdiction_on_top() -> None:
    units = [Unit(name, "", name, "county", "") for name in ("市", "甲县", "乙县")]
    found = [verdict("市", "99"), verdict("甲县", "99"), verdict("乙县", "92", State.MISSED)]
    assert [row.text for row in overview.state_grid(found, units, ITEMS, True, "市").rows] == [
        "市",
        "乙县",
        "甲县",
    ]


def test_states_differ_by_shape_word_and_colour() -> None:
    for marks in (tokens.STATES, tokens.SEVERITIES):
        for part in ("word", "shape"):
            values = [getattr(mark, part) for mark in marks.values()]
            assert len(set(values)) == len(values)
    assert set(tokens.STATES) == set(State)
    assert set(tokens.SEVERITIES) == set(Severity)


def test_equal_targets_on_one_quantity_need_one_column() -> None:
    twice = (item("YC-13"), item("YC-03", "无"))
    assert [one.indicator_id for one in columns_of(twice)] == ["YC-13"]
    assert len({one.name for one in with_unique_names(list(twice))}) == 2


def test_markup_in_data_stays_text() -> None:
    made = tag("p", "<img src=x onerror=alert(1)>", tag("b", "粗"), title='"><script>')
    assert "<img" not in made
    assert "<script>" not in made
    assert "<b>粗</b>" in made


def test_numbers_have_separators_and_no_needless_zeros() -> None:
    assert [number(Decimal("12345.500000")), number(0), number(None), number(Decimal("378.5"), 2)] == [
        "12,345.5", "0", "", "378.50",
    ]  # fmt: skip


A, B = CaseUnit("a", "甲所", True, True), CaseUnit("b", "乙所", True, False)


def table(*units: CaseUnit) -> CaseTable:
    now = {("a", "广告违法", "cases_filed"): Decimal(5), ("b", "广告违法", "cases_filed"): Decimal(0)}
    before = {("a", "广告违法", "cases_filed"): Decimal(3)}
    return CaseTable(202104, units, None, ("食品安全违法", "广告违法"), now, before)


def test_a_month_is_the_difference_and_never_guessed() -> None:
    assert table(A).value("cases_filed", MONTH) == 2
    assert table(A, B).value("cases_filed", CUMULATIVE) == 5
    assert table(A, B).value("cases_filed", MONTH) is None
    assert table(A, B).value("cases_filed", MONTH, A) == 2


def test_a_blank_is_a_dash_and_a_zero_is_a_zero() -> None:
    rows = case_view.case_grid(table(A, B), CUMULATIVE, case_view.BY_TYPE, "cases_filed").rows
    assert [cell.text for cell in rows[2].cells] == ["—", "0", "0"]


def test_a_summary_sheet_that_differs_is_said_with_both_numbers() -> None:
    own = CaseUnit("root", "区局", True, True)
    now = {("a", "广告违法", "cases_filed"): Decimal(5), ("root", "广告违法", "cases_filed"): Decimal(7)}
    notes = case_view.notes(CaseTable(202104, (A,), own, ("广告违法",), now, {}), CUMULATIVE)
    assert "立案（件）：各单位之和 5，汇总表 7，两数不符，请核对。" in notes


def test_a_share_on_the_case_page_reads_as_its_verdict_does() -> None:
    assert case_view.percent(Decimal(1262), Decimal(1320)) == "95.61"
    assert case_view.percent(Decimal("0.5"), Decimal(3)) == "16.67"


def test_equal_figures_have_no_highest_and_no_lowest() -> None:
    said = sentences.ranking_words([verdict(name, "0", State.MET) for name in ("甲县", "乙县")], "root")
    assert said.endswith("各单位均为 0 %。")


def test_units_that_share_the_first_place_are_named_together() -> None:
    said = sentences.ranking_words(
        [verdict("甲县", "99"), verdict("乙县", "99"), verdict("丙县", "97")], "root"
    )
    assert "最高甲县、乙县 99 %，最低丙县 97 %" in said


def test_a_survey_shows_no_counts_beside_its_value() -> None:
    survey = item("YC-06", value="70")
    grid = unit_grid("否决", [survey], {"YC-06": verdict("甲县", "83.10", State.MET, indicator="YC-06")})
    names = [column.label for column in grid.columns]
    cells = grid.rows[0].cells
    assert (cells[names.index("分子")].text, cells[names.index("分母")].text) == ("", "")
    assert cells[names.index("值")].text == "83.10"
