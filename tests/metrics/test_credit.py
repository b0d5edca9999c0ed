"""Checks XM-01 and XM-02 from the ledger: the window to the day, repairs, matching, what waits, tiers."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Refusal
from domain.jurisdiction import Document, Jurisdiction, Unit
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from metrics.board import Board
from metrics.credit_board import credit_view
from metrics.credit_result import CreditView
from metrics.credit_rules import CreditRules, load_credit
from store.same_entity import DIFFERENT, SAME, WITHDRAWN, answer, history
from store.warehouse import Warehouse
from tests.metrics.builders import jurisdiction, put, warehouse

MONTH = 202610
DOCUMENTS = {"XM": Document("XM", "测试文件", "测试〔2023〕8号", "in force", 2023)}
UNITS = (
    Unit("root", "990000", "示例市", "county", ""),
    Unit("a", "990001", "甲镇", "town", "root"),
    Unit("b", "990002", "乙镇", "town", "root"),
)
A, B = "A" * 17 + "1", "B" * 17 + "2"  # what the ledger holds was verified when it was read


def city(folder: Path = JURISDICTIONS / "xinmi") -> Jurisdiction:
    return jurisdiction(folder=folder, documents=DOCUMENTS, units=UNITS)


def times(count: int, first: date = date(2024, 1, 1), **columns: object) -> list[dict]:
    """Returns so many penalties on days that follow each other."""
    days = [first + timedelta(days=n) for n in range(count)]
    return [
        {"penalised_on": day, "month": day.year * 100 + day.month, "enterprise": "示例甲公司"} | columns
        for day in days
    ]


def looked_at(house: Warehouse, month: int = MONTH) -> CreditView:
    found = credit_view(Board(city(), house), month)
    assert found is not None
    return found


def loaded(*groups: list[dict]) -> Warehouse:
    house = warehouse()
    put(house, "penalties", [row for group in groups for row in group], covers=(("root", MONTH),))
    return house


@pytest.mark.parametrize(
    ("count", "listed", "watched"), [(7, 0, 0), (8, 0, 1), (9, 0, 1), (10, 1, 0), (11, 1, 0)]
)
def test_ten_is_on_the_list_and_eight_or_nine_on_watch(count: int, listed: int, watched: int) -> None:
    view = looked_at(loaded(times(count)))
    assert (len(view.repeated), len(view.watched), view.listed.numerator) == (listed, watched, listed)


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2023, 10, 31), 9), (date(2023, 11, 1), 10), (date(2026, 10, 31), 10), (date(2026, 11, 1), 9)],
)
def test_the_window_is_three_years_to_the_day(day: date, count: int) -> None:
    view = looked_at(loaded(times(9), times(1, day)))
    [one] = [*view.repeated, *view.watched]
    assert one.count == count


def test_a_window_that_ends_in_february_of_a_leap_year() -> None:
    rules = load_credit(city())
    assert rules is not None
    assert rules.repeat.first_day(202402) == date(2021, 3, 1)
    assert rules.repeat.first_day(202702) == date(2024, 3, 1)


def test_a_penalty_counts_until_its_repair_is_approved() -> None:
    rows = times(9) + times(1, date(2024, 3, 1), repaired_on=date(2026, 9, 15))
    house = loaded(rows)
    assert [one.count for one in looked_at(house, 202608).repeated] == [10]
    view = looked_at(house, 202609)
    assert [(one.count, one.repaired) for one in view.watched] == [(9, 1)] and not view.repeated


def test_every_number_names_its_rows() -> None:
    repaired = times(2, date(2025, 1, 1), enterprise="示例乙公司", repaired_on=date(2025, 6, 1))
    board = Board(city(), loaded(times(11), times(9, enterprise="示例丙公司"), repaired))
    [verdict] = board.verdicts(MONTH, ["XM-01"], ["root"])
    assert (verdict.numerator, verdict.excluded) == (1, {"已获准信用修复": 2})
    rows = board.rows("XM-01", "root", MONTH)
    assert {row["enterprise"] for row in rows} == {"示例甲公司"} and len(rows) == 11
    excluded = board.rows("XM-01", "root", MONTH, part="excluded")
    assert [row["reason"] for row in excluded] == ["已获准信用修复"] * 2
    assert all(row["upload_id"] and row["sheet"] and row["row_no"] for row in rows + excluded)
    assert len(board.rows("XM-01", "root", MONTH, limit=3)) == 3


def test_an_entity_is_judged_by_its_penalties_everywhere() -> None:
    board = Board(city(), loaded(times(6, unit_id="a"), times(4, date(2025, 1, 1), unit_id="b")))
    found = {one.unit_id: one.numerator for one in board.verdicts(MONTH, ["XM-01"])}
    assert (found["root"], found["a"], found["b"]) == (1, 1, 1)


ROWS = st.lists(
    st.tuples(
        st.sampled_from([A, B]), st.dates(date(2023, 9, 1), date(2026, 12, 31)), st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    ),
    min_size=15, max_size=60,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(ROWS, st.sampled_from([202609, 202610, 202612]))
def test_the_count_agrees_with_pandas(rows: list[tuple], month: int) -> None:
    house = warehouse()
    put(house, "penalties", [
        {"credit_code": code, "enterprise": f"示例{code[0]}", "penalised_on": day, "repaired_on": repaired, "month": day.year * 100 + day.month}
        for code, day, repaired in rows
    ], covers=(("root", 202612),))  # fmt: skip
    view = looked_at(house, month)
    frame = pd.DataFrame(rows, columns=["code", "day", "repaired"])
    frame["day"], frame["repaired"] = pd.to_datetime(frame["day"]), pd.to_datetime(frame["repaired"])
    end = pd.Timestamp(f"{month // 100}-{month % 100:02d}-01") + pd.offsets.MonthEnd(0)
    inside = (frame["day"] <= end) & (frame["day"] >= (end + pd.Timedelta(days=1)) - pd.DateOffset(years=3))
    counted = frame[inside & ~(frame["repaired"] <= end)].groupby("code").size()
    assert {one.codes[0]: one.count for one in (*view.repeated, *view.watched)} == counted[
        counted >= 8
    ].to_dict()
    assert all(one.count >= 10 for one in view.repeated)
    house.close()


def test_different_codes_are_two_entities_until_a_person_says_one() -> None:
    house = loaded(times(6, credit_code=A), times(4, date(2025, 1, 1), credit_code=B))
    view = looked_at(house)
    [question] = view.questions
    assert (question.answer, question.is_one, view.listed.numerator) == (None, False, 0)
    answer(house, B, A, SAME, "示例经办人")
    view = looked_at(house)
    assert view.questions[0].is_one and view.repeated[0].codes == (A, B) and view.listed.numerator == 1
    answer(house, A, B, WITHDRAWN, "示例经办人")
    assert not looked_at(house).repeated
    assert [(one.answer, one.answered_by) for one in history(house)] == [
        (SAME, "示例经办人"),
        (WITHDRAWN, "示例经办人"),
    ]


def test_a_missing_code_follows_the_name_visibly_until_a_person_says_no() -> None:
    bare = times(3, date(2025, 1, 1), enterprise="示例甲（食品）有限责任公司")
    house = loaded(times(7, credit_code=A, enterprise="示例甲(食品)有限公司"), bare)
    view = looked_at(house)
    assert view.listed.numerator == 1 and view.questions[0].is_one and view.questions[0].answer is None
    answer(house, view.questions[0].one.subject, view.questions[0].other.subject, DIFFERENT, "示例经办人")
    assert looked_at(house).listed.numerator == 0


def test_a_missing_code_joins_nobody_when_two_codes_bear_the_name() -> None:
    view = looked_at(loaded(times(9, credit_code=A), times(8, credit_code=B), times(3, date(2025, 1, 1))))
    assert sorted(one.count for one in view.watched) == [8, 9] and len(view.questions) == 3


def test_a_no_that_other_answers_overrule_is_marked() -> None:
    house = loaded(times(2, credit_code=A), times(2, credit_code=B), times(2, credit_code="C" * 18))
    for one, other, said in ((A, B, SAME), (B, "C" * 18, SAME), (A, "C" * 18, DIFFERENT)):
        answer(house, one, other, said, "示例经办人")
    assert [one.is_contradicted for one in looked_at(house).questions if one.answer.answer == DIFFERENT] == [
        True
    ]


def test_an_answer_about_nothing_is_refused() -> None:
    with pytest.raises(Refusal):
        answer(warehouse(), A, A, SAME, "示例经办人")


def test_what_waits_to_be_listed_or_published() -> None:
    done = {"published_on": date(2026, 1, 5), "enterprise": "示例乙公司"}
    rows = [
        *times(1, date(2026, 1, 1), ought_to_list=True, **done),
        *times(1, date(2026, 1, 2), ought_to_list=True, listed_on=date(2026, 11, 1), **done),
        *times(1, date(2026, 1, 3), ought_to_list=True, listed_on=date(2026, 2, 1), **done),
        *times(1, date(2026, 1, 4), ought_to_list=True),
        *times(1, date(2026, 1, 6), ought_to_publish=False),
        *times(1, date(2026, 10, 20)),
    ]
    house = loaded(rows)
    view = looked_at(house)
    assert [(one.is_unlisted, one.is_unpublished) for one in view.open_cases] == [
        (True, False),
        (True, False),
        (True, True),
    ]
    assert view.open.numerator == 3 == len(Board(city(), house).rows("XM-02", "root", MONTH))
    assert view.open.apart == {"应列未列": 3, "应公示未公示": 1}


@pytest.mark.parametrize(("kind", "due"), [("calendar", date(2026, 10, 21)), ("working", date(2026, 11, 3))])
def test_the_limit_of_publication_is_a_setting(
    kind: str, due: date
) -> None:  # 1–7 October are holidays, the 10th is worked
    rules = load_credit(city())
    assert rules is not None
    assert replace(rules.publication, day_kind=kind).due_on(date(2026, 10, 1)) == due


def test_a_ledger_goes_before_the_return_and_adds_what_silent_units_returned() -> None:
    house = warehouse()
    put(
        house,
        "indicator_returns",
        [{"indicator": "XM-02", "numerator": 5, "first_month": 202601}],
        month=MONTH,
    )
    put(
        house,
        "indicator_returns",
        [{"indicator": "XM-02", "numerator": 2, "first_month": 202601}],
        unit="b",
        month=MONTH,
    )
    board = Board(city(), house)
    assert [board.verdicts(MONTH, ["XM-02"], [unit])[0].numerator for unit in ("a", "root")] == [5, 7]
    put(house, "penalties", times(1, date(2026, 1, 4), ought_to_list=True, published_on=date(2026, 1, 5)))
    found = {unit: board.verdicts(MONTH, ["XM-02"], [unit])[0] for unit in ("a", "b", "root")}
    assert [one.numerator for one in found.values()] == [1, 2, 3]
    assert (found["a"].source, found["b"].source) == ("ledger", "return")


def test_the_latest_rating_of_each_enterprise_stands() -> None:
    house = warehouse()
    put(house, "credit_ratings", [
        {"enterprise": "示例甲", "credit_code": A, "tier": "D", "rated_on": date(2025, 6, 1)},
        {"enterprise": "示例甲", "credit_code": A, "tier": "B", "rated_on": date(2026, 6, 1)},
        {"enterprise": "示例乙", "credit_code": B, "tier": "A", "rated_on": date(2026, 6, 1)},
        {"enterprise": "示例丙", "tier": "A", "rated_on": date(2026, 6, 1)},
        {"enterprise": "示例丁", "tier": "A", "rated_on": date(2026, 11, 1)},
    ], covers=(("root", MONTH),))  # fmt: skip
    tiers = {one.code: (one.count, one.share) for one in looked_at(house).tiers}
    assert tiers == {"A": (2, Fraction(2, 3)), "B": (1, Fraction(1, 3)), "C": (0, 0), "D": (0, 0)}


def test_nothing_loaded_is_not_zero() -> None:
    board = Board(city(), warehouse())
    [verdict] = board.verdicts(MONTH, ["XM-01"], ["root"])
    assert (verdict.numerator, verdict.state_word) == (None, "未报送")
    assert credit_view(Board(jurisdiction(), warehouse()), MONTH) is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("at_least", "atleast", "不认识的键"),
        ("watch_from = 8", "watch_from = 10", "关注线"),
        ('day_kind = "working"', 'day_kind = "lunar"', "day_kind"),
        ('document = "XM"', 'document = "YY"', "没有声明"),
        ("last = 2023-02-28", "last = 2023-01-28", "早于"),
        ('clause = "四(一)"\n', "", "缺少键"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_file(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = (JURISDICTIONS / "xinmi" / "credit.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "credit.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_credit(city(tmp_path))
    assert "credit.toml" in refused.value.message and said in refused.value.message


@pytest.mark.parametrize("name", ["xinmi", "demo"])
def test_the_shipped_settings_are_those_of_the_document(name: str) -> None:
    rules = load_credit(load_jurisdiction(JURISDICTIONS / name))
    assert isinstance(rules, CreditRules)
    assert (rules.repeat.years, rules.repeat.at_least, rules.repeat.watch_from) == (3, 10, 8)
    assert "按本地规定核对" in rules.publication.label and len(rules.tiers) == 4 and len(rules.phases) == 3


def test_the_phases_of_the_document() -> None:
    rules = load_credit(city())
    assert rules is not None
    spans = [(one.first, one.last) for one in rules.phases]
    assert spans == [
        (date(2023, 2, 1), date(2023, 2, 28)), (date(2023, 3, 1), date(2023, 3, 31)), (date(2023, 4, 1), date(2023, 6, 30)),
    ]  # fmt: skip
