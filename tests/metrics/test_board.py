"""Shows what a verdict says in every situation an office meets."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from domain.finding import Refusal
from domain.paths import HOUSE
from domain.state import State
from metrics.board import Board
from metrics.result import Verdict
from store.uploads import undo
from tests.metrics.builders import jurisdiction, people, put, warehouse

CITY = (people("root", 3000), people("a", 1000), people("b", 1000))


def one(board: Board, indicator: str, unit: str, month: int = 202012, window: str = "ytd") -> Verdict:
    [found] = board.verdicts(month, [indicator], [unit], window)
    return found


def samples(count: int, **columns: object) -> list[dict[str, object]]:
    return [dict(columns) for _ in range(count)]


def test_the_grid_comes_first_and_a_silent_county_is_not_zero() -> None:
    house = warehouse()
    put(house, "samples", samples(3))
    board = Board(jurisdiction(CITY), house)
    found = {v.unit: v for v in board.verdicts(202012, ["YC-09"])}
    assert list(found) == ["示例市", "甲县", "乙县", "示例开发区"]
    assert found["乙县"].state is State.NOT_REPORTED
    assert found["乙县"].numerator is None
    assert "未报送单位：乙县、示例开发区" in found["示例市"].reasons


def test_a_reported_zero_is_zero() -> None:
    house = warehouse()
    put(house, "samples", [], unit="b", covers=(("b", 202012),))
    verdict = one(Board(jurisdiction(CITY), house), "YC-09", "b")
    assert (verdict.numerator, verdict.value, verdict.state) == (0, 0, State.MISSED)


@pytest.mark.parametrize(
    ("count", "month", "state", "per_month"),
    [
        (4, 202012, State.MET, None),
        (3, 202012, State.MISSED, None),
        (2, 202006, State.MET, 1),
        (1, 202006, State.BEHIND, 1),
        (4, 202006, State.MET, 0),
        (1, 202003, State.MET, 1),
        (0, 202001, State.BEHIND, 1),
    ],
)
def test_a_yearly_volume_is_judged_in_full_and_by_pace(
    count: int, month: int, state: State, per_month: int | None
) -> None:
    house = warehouse()
    put(house, "samples", samples(count), month=month, covers=(("a", month),))
    target = one(Board(jurisdiction(CITY), house), "YC-09", "a", month).targets[0]
    assert (target.target_id, target.state) == ("YC-09", state)
    assert (target.pace.per_month if target.pace else None) == per_month
    if target.pace:
        assert target.pace.expected == Fraction(4) * (month % 100) / 12


def test_the_shortfall_is_a_whole_number_of_batches() -> None:
    house = warehouse()
    put(house, "samples", samples(1), month=202006)
    verdict = one(Board(jurisdiction((people("a", 1501),)), house), "YC-09", "a", 202006)
    assert verdict.targets[0].shortfall == 6  # 4 × 1.501 = 6.004 → 7 batches, one is there
    assert verdict.targets[0].pace.per_month == 1
    assert any("还差 6 批次" in reason for reason in verdict.reasons)


def test_both_lines_of_one_quantity_are_shown_and_the_own_target_decides() -> None:
    house = warehouse()
    put(house, "samples", samples(9))
    board = Board(jurisdiction((people("a", 2000),)), house)
    floor, goal = one(board, "YC-09", "a"), one(board, "YC-01", "a")
    assert [(t.target_id, t.state) for t in floor.targets] == [("YC-09", State.MET), ("YC-01", State.MISSED)]
    assert (floor.state, goal.state) == (State.MET, State.MISSED)


def test_rates_are_sums_over_sums_never_means() -> None:
    house = warehouse()
    put(house, "samples", samples(1, conclusion="failed"), unit="a")
    put(house, "samples", samples(99), unit="b")
    verdict = one(Board(jurisdiction(CITY), house), "YC-13", "root")
    assert verdict.value == Fraction(99)  # the mean of 0 % and 100 % would be 50
    assert verdict.state is State.MET


def test_exactly_on_the_line_is_met_and_just_below_is_shown_below() -> None:
    house = warehouse()
    put(house, "samples", [*samples(98), *samples(2, conclusion="failed")], unit="a")
    put(house, "samples", [*samples(97995), *samples(2005, conclusion="failed")], unit="b")
    board = Board(jurisdiction(CITY), house)
    assert one(board, "YC-13", "a").state is State.MET
    below = one(board, "YC-13", "b")
    assert (below.state, below.display) == (State.MISSED, "97.995")


def test_missing_population_reads_missing_and_loading_it_mends_it() -> None:
    house = warehouse()
    put(house, "samples", samples(5), unit="c")
    board = Board(jurisdiction(CITY), house)
    verdict = one(board, "YC-09", "c")
    assert (verdict.state, verdict.value, verdict.display) == (State.PENDING, None, "缺失")
    assert any("人口" in reason for reason in verdict.reasons)
    loaded = put(house, "populations", [{"people": 1000, "year": 2020}], unit="c")
    mended = one(board, "YC-09", "c")
    assert (mended.value, mended.state, mended.population.people) == (5, State.MET, 1000)
    undo(house, loaded)
    assert one(board, "YC-09", "c").state is State.PENDING


def test_nothing_to_do_is_not_applicable_and_nothing_known_is_pending() -> None:
    house = warehouse()
    put(house, "disposals", [], unit="a", covers=(("a", 202012),))
    put(house, "samples", samples(3, conclusion="pending"), unit="b")
    board = Board(jurisdiction(CITY), house)
    assert one(board, "YC-14", "a").state is State.NOT_APPLICABLE
    waiting = one(board, "YC-13", "b")
    assert (waiting.state, waiting.value, waiting.excluded) == (State.PENDING, None, {"未出结果": 3})


def test_every_exclusion_is_counted_by_its_reason_and_volume_lists_parts_apart() -> None:
    house = warehouse()
    rows = [
        *samples(10), *samples(2, purpose="快检"), *samples(3, purpose="风险监测"),
        *samples(4, purpose="评价性抽检"), *samples(1, conclusion="untested"), *samples(2, level="国家"),
        *samples(1, level="省"),
    ]  # fmt: skip
    put(house, "samples", rows)
    board = Board(jurisdiction(CITY), house)
    volume, rate = one(board, "YC-09", "a"), one(board, "YC-13", "a")
    assert (volume.numerator, volume.excluded) == (21, {"快检": 2})
    assert volume.apart == {"国家任务": 2, "省级任务": 1, "风险监测": 3, "评价性抽检": 4, "未出结果": 1}
    assert rate.excluded == {"快检": 2, "风险监测": 3, "评价性抽检": 4, "未检验": 1}
    assert rate.denominator == 13
    assert int(rate.denominator) + sum(rate.excluded.values()) == len(rows)


def test_farm_produce_monitoring_of_the_agriculture_department_has_its_own_rate() -> None:
    house = warehouse()
    produce = samples(9, is_produce=True, purpose="风险监测", department="agriculture")
    put(house, "samples", [*produce, *samples(5, is_produce=True, purpose="风险监测")])
    verdict = one(Board(jurisdiction(CITY), house), "YC-12", "a")
    assert (verdict.denominator, verdict.excluded) == (9, {"风险监测": 5})


def test_a_batch_overturned_on_reinspection_leaves_the_failed_set() -> None:
    house = warehouse()
    put(
        house,
        "samples",
        [*samples(1, conclusion="failed", is_overturned=True), *samples(1, conclusion="failed")],
    )
    assert one(Board(jurisdiction(CITY), house), "YC-13", "a").value == 50


def test_unknown_items_keep_residue_volume_pending_not_missed() -> None:
    house = warehouse()
    put(house, "samples", [*samples(1, has_residue=True), *samples(5), *samples(3, has_residue=False)])
    put(house, "samples", [*samples(1, has_residue=True), *samples(3, has_residue=False)], unit="b")
    board = Board(jurisdiction(CITY), house)
    unsure, sure = one(board, "YC-10", "a"), one(board, "YC-10", "b")
    assert (unsure.state, unsure.numerator) == (State.PENDING, 1)
    assert sum(unsure.excluded.values()) == 5
    assert (sure.state, sure.numerator) == (State.MISSED, 1)


def test_disposals_count_tasks_as_of_the_end_of_the_period() -> None:
    house = warehouse()
    tasks = [
        {"state": "completed", "completed_on": date(2020, 4, 3), "month": 202003},
        {"state": "completed", "month": 202003},
        {"state": "in_progress", "month": 202003},
        {"state": "in_progress", "month": 202003, "due_on": date(2020, 6, 1)},
        {"state": "completed", "month": 202003, "is_elsewhere": True},
    ]
    put(house, "disposals", tasks)
    board = Board(jurisdiction(CITY), house)
    march, april, june = (one(board, "YC-14", "a", month) for month in (202003, 202004, 202006))
    assert (march.numerator, march.denominator, march.excluded) == (1, 3, {"移交外地": 1, "未到期": 1})
    assert (april.numerator, april.denominator) == (2, 3)
    assert (june.numerator, june.denominator, june.excluded) == (2, 4, {"移交外地": 1})
    assert june.state is State.MISSED


def test_a_disposal_task_inherits_level_and_overturning_from_its_sample() -> None:
    house = warehouse()
    put(house, "samples", [{"sample_no": "S1", "level": "国家", "conclusion": "failed"},
                           {"sample_no": "S2", "level": "国家", "conclusion": "failed", "is_overturned": True}])  # fmt: skip
    put(house, "disposals", [{"sample_no": "S1", "level": ""}, {"sample_no": "S2", "level": ""}])
    board = Board(jurisdiction(CITY), house)
    verdict = board.verdict(board.indicator("BYQ-09"), board.jurisdiction.unit("a"), 202012)
    assert (verdict.denominator, verdict.excluded) == (1, {"复检合格": 1})


def cases(filed: int, closed: int | None = None) -> list[dict[str, object]]:
    rows = [{"violation": "食品安全违法", "measure": "cases_filed", "value": filed}]
    return rows + (
        [] if closed is None else [{"violation": "广告违法", "measure": "cases_closed", "value": closed}]
    )


def test_cumulative_sheets_are_differenced_never_added() -> None:
    house = warehouse()
    for month, filed in ((202101, 3), (202102, 5), (202104, 12)):
        put(house, "case_cells", cases(filed), month=month)
    board = Board(jurisdiction(), house)
    by_month = {m: one(board, "cases_filed", "a", m) for m in (202101, 202102, 202103, 202104)}
    assert [by_month[m].value for m in (202101, 202102, 202104)] == [3, 5, 12]
    assert [by_month[m].month_value for m in (202101, 202102)] == [3, 2]
    assert by_month[202103].state is State.NOT_REPORTED
    assert by_month[202104].month_value is None  # March is missing: April alone cannot be said
    assert by_month[202104].month_display == "缺失"
    alone = one(board, "cases_filed", "a", 202104, window="month")
    assert (alone.state, alone.value) == (State.PENDING, None)


def test_a_falling_cumulative_count_is_said_not_hidden() -> None:
    house = warehouse()
    for month, filed in ((202101, 5), (202102, 3)):
        put(house, "case_cells", cases(filed), month=month)
    verdict = one(Board(jurisdiction(), house), "cases_filed", "a", 202102)
    assert (verdict.value, verdict.month_value) == (3, -2)
    assert any("减少" in reason for reason in verdict.reasons)


def test_a_blank_column_is_not_applicable_and_the_closing_rate_has_no_target() -> None:
    house = warehouse()
    put(house, "case_cells", cases(4, 3), month=202104)
    board = Board(jurisdiction(), house)
    assert one(board, "internet_cases", "a", 202104).state is State.NOT_APPLICABLE
    rate = one(board, "case_closing_rate", "a", 202104)
    assert (rate.value, rate.state, rate.targets) == (75, None, ())


def test_the_city_adds_its_units_but_its_own_summary_sheet_stands_alone() -> None:
    house = warehouse()
    put(house, "case_cells", cases(4), unit="a", month=202104)
    put(house, "case_cells", cases(6), unit="b", month=202104)
    board = Board(jurisdiction(), house)
    assert one(board, "cases_filed", "root", 202104).value == 10
    put(house, "case_cells", cases(11), unit="root", month=202104)
    assert one(board, "cases_filed", "root", 202104).value == 11


def test_returns_serve_where_no_ledger_is_and_the_ledger_wins_where_one_is() -> None:
    house = warehouse()
    put(house, "indicator_returns", [
        {"indicator": "YC-13", "numerator": 90, "denominator": 100, "month": 202003, "first_month": 202001},
        {"indicator": "YC-13", "numerator": 30, "denominator": 30, "month": 202002, "first_month": 202002},
        {"indicator": "YC-13", "numerator": 10, "denominator": 100, "month": 202004, "first_month": 202004},
    ])  # fmt: skip
    board = Board(jurisdiction(), house)
    verdict = one(board, "YC-13", "a", 202004)
    assert (verdict.numerator, verdict.denominator, verdict.value) == (100, 200, 50)
    assert one(board, "YC-03", "a", 202004).value == 50
    put(house, "samples", samples(1), month=202004)
    assert one(board, "YC-13", "a", 202004).denominator == 1


def test_the_public_figures_of_datong_come_out_to_the_digit() -> None:
    house = warehouse()
    put(house, "indicator_returns", [
        {"indicator": "YC-03", "numerator": 16641 - 347, "denominator": 16641, "first_month": 202101},
        {"indicator": "YC-01", "numerator": 10673 + 5968, "denominator": 3105591, "first_month": 202101},
    ], unit="root", month=202112)  # fmt: skip
    board = Board(jurisdiction(), house)
    rate, volume = one(board, "YC-03", "root", 202112), one(board, "YC-01", "root", 202112)
    assert (rate.display, rate.state) == ("97.91", State.MISSED)
    assert (volume.display, volume.state) == ("5.36", State.MET)
    assert rate.targets[0].is_carried_over  # the document is of 2020


def test_the_rows_behind_a_number_are_as_many_as_it_says() -> None:
    house = warehouse()
    put(house, "samples", [*samples(7), *samples(2, conclusion="failed"), *samples(3, purpose="快检")])
    put(house, "samples", samples(4), unit="b")
    board = Board(jurisdiction(CITY), house)
    for unit in ("a", "b", "root"):
        for indicator in ("YC-09", "YC-13"):
            verdict = one(board, indicator, unit)
            for part, number in (
                ("numerator", verdict.numerator),
                ("excluded", sum(verdict.excluded.values())),
            ):
                assert len(board.rows(indicator, unit, 202012, part=part)) == number
    assert len(board.rows("YC-13", "a", 202012, part="denominator")) == one(board, "YC-13", "a").denominator
    reasons = [row["reason"] for row in board.rows("YC-09", "a", 202012, part="excluded")]
    assert reasons == ["快检"] * 3


def test_a_month_alone_has_no_yearly_volume_target_but_rates_have() -> None:
    house = warehouse()
    put(house, "samples", samples(3))
    board = Board(jurisdiction(CITY), house)
    assert one(board, "YC-09", "a", window="month").targets == ()
    assert one(board, "YC-13", "a", window="month").state is State.MET


def test_unplaced_samples_count_for_the_city_and_are_named() -> None:
    house = warehouse()
    put(house, "samples", [*samples(2), *samples(1, unit_id="unplaced")])
    board = Board(jurisdiction(CITY), house)
    city = one(board, "YC-09", "root")
    assert city.numerator == 3
    assert any("未识别" in reason for reason in city.reasons)
    assert one(board, "YC-09", "unplaced").numerator == 1


def test_unknown_indicators_and_an_empty_database_are_answered_in_words() -> None:
    board = Board(jurisdiction(CITY), warehouse())
    with pytest.raises(Refusal, match="YC-99"):
        board.indicator("YC-99")
    assert board.latest_month() is None
    assert {v.state for v in board.verdicts(202012)} == {State.NOT_REPORTED}


def test_amounts_stay_exact() -> None:
    house = warehouse()
    rows = [{"violation": v, "measure": "fines_and_confiscations", "value": Decimal("0.1")} for v in "甲乙丙"]
    put(house, "case_cells", rows, month=202101)
    assert one(Board(jurisdiction(), house), "fines_and_confiscations", "a", 202101).value == Fraction(3, 10)


def test_a_jurisdiction_without_targets_still_shows_the_figures_of_its_ledger() -> None:
    house = warehouse()
    bare = jurisdiction(folder=HOUSE / "data" / "reference", returns=())
    board = Board(bare, house)
    assert board.indicators() == ()
    put(house, "samples", samples(5))
    found = {v.indicator: v for v in board.verdicts(202012, unit_ids=["a"])}
    assert (found["YC-13"].value, found["YC-13"].state, found["YC-13"].targets) == (100, None, ())
    assert (found["YC-09"].display, found["YC-09"].state) == ("缺失", State.PENDING)
    assert "YC-01" not in found  # the same quantity is shown once


def test_open_tasks_within_the_office_s_limit_count_and_are_named() -> None:
    house = warehouse()
    late, new = {"received_on": date(2020, 3, 1)}, {"received_on": date(2020, 11, 20)}
    put(house, "disposals", [{"state": "in_progress"} | late, {"state": "in_progress"} | new])
    verdict = one(Board(jurisdiction(CITY), house), "YC-14", "a")
    assert (verdict.numerator, verdict.denominator, verdict.state) == (0, 2, State.MISSED)
    assert any("有 1 件收到报告未满 90 天" in reason for reason in verdict.reasons)
