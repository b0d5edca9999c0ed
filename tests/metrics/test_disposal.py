"""Runs the clock of disposal against a second route, its boundaries, and the verdicts' own numbers."""

from datetime import date, timedelta

import pandas as pd
import pytest

from domain.finding import Refusal
from domain.jurisdiction_folder import available, load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.period import Period
from metrics.board import Board
from metrics.disposal import RATES, as_of_day, disposal_clock, next_month_end
from metrics.disposal_match import reconcile
from metrics.disposal_result import (
    WORKING,
    Clock,
    DisposalRules,
    Mark,
    Misfit,
    Standing,
    Task,
    ageing,
    counts,
    due_by,
    overdue,
    rate,
)
from metrics.disposal_rules import load_rules
from metrics.workdays import is_workday
from store.warehouse import Warehouse
from tests.metrics.builders import jurisdiction, put, warehouse
from tests.metrics.disposal_route import ledger, second_route

YEAR, AS_OF = Period.year_to_date(202012), date(2020, 12, 31)


def run(house: Warehouse, as_of: date = AS_OF, period: Period = YEAR, scope: str = "all", **rules) -> Clock:
    board = Board(jurisdiction(), house)
    return disposal_clock(board, period, as_of, DisposalRules(**rules), is_workday, scope)


def one(as_of: date = AS_OF, rules: dict | None = None, **row: object) -> Task:
    """Returns the one task of a ledger that holds only it."""
    house = warehouse()
    received = row.get("received_on", date(2020, 9, 1))
    row = {"received_on": received, "month": 202009} | row
    put(house, "disposals", [row])
    [task] = run(house, as_of, **(rules or {})).tasks
    return task


def test_exactly_on_the_day_is_in_time() -> None:
    received = date(2020, 9, 1)
    day = received + timedelta(days=90)
    done = one(state="completed", completed_on=day).completion
    assert (done.standing, done.due_on, done.days) == (Standing.ON_TIME, day, None)
    late = one(state="completed", completed_on=day + timedelta(days=1)).completion
    assert (late.standing, late.days) == (Standing.LATE, 1)
    last = one(as_of=day).completion
    assert (last.standing, last.days) == (Standing.NEAR, 0)
    over = one(as_of=day + timedelta(days=1)).completion
    assert (over.standing, over.days) == (Standing.OVERDUE, 1)


def test_near_begins_so_many_days_before() -> None:
    day = date(2020, 9, 1) + timedelta(days=90)
    assert one(as_of=day - timedelta(days=10)).completion.standing is Standing.NEAR
    far = one(as_of=day - timedelta(days=11)).completion
    assert (far.standing, far.days) == (Standing.RUNNING, 11)


def test_a_short_mark_is_near_only_in_its_second_half() -> None:
    received = date(2020, 9, 1)
    standings = [
        one(as_of=received + timedelta(days=n), state="not_started").marks[Mark.START].standing
        for n in (2, 3, 5, 6)
    ]
    assert standings == [Standing.RUNNING, Standing.NEAR, Standing.NEAR, Standing.OVERDUE]


def test_a_day_in_the_ledger_wins_and_a_pause_does_not_move_it() -> None:
    paused = {"recheck_on": date(2020, 9, 10), "recheck_result_on": date(2020, 9, 20)}
    timed = one(as_of=date(2020, 10, 5), due_on=date(2020, 10, 1), **paused).completion
    assert (timed.standing, timed.due_on, timed.is_explicit) == (Standing.OVERDUE, date(2020, 10, 1), True)
    moved = one(as_of=date(2020, 10, 5), **paused).completion
    assert moved.due_on == date(2020, 9, 1) + timedelta(days=100)


def test_an_open_objection_pauses_and_its_end_lets_the_clock_run_on() -> None:
    began = date(2020, 9, 11)
    held = one(objected_on=began)
    assert (held.completion.standing, held.completion.due_on) == (Standing.PAUSED, None)
    assert held.paused_days == (AS_OF - began).days
    ended = {"objected_on": began, "objection_settled_on": date(2020, 12, 10)}
    assert one(**ended).completion.due_on == date(2020, 12, 10) + timedelta(days=80)
    before = one(as_of=date(2020, 12, 9), **ended).completion  # as it was known on that day
    assert before.standing is Standing.PAUSED


def test_a_pause_after_the_day_does_not_undo_that_it_passed() -> None:
    timed = one(recheck_on=date(2020, 12, 10)).completion
    assert (timed.standing, timed.days) == (Standing.OVERDUE, 10)  # 30 November to 10 December


@pytest.mark.parametrize(
    ("flag", "word"),
    [("is_overturned", "复检合格"), ("is_objection_upheld", "异议成立"), ("is_elsewhere", "移交外地")],
)
def test_what_leaves_the_failed_set_is_removed_and_not_counted(flag, word) -> None:
    task = one(**{flag: True})
    assert (task.removed, task.completion.standing, task.counts) == (word, Standing.REMOVED, frozenset())


def test_the_other_marks() -> None:
    task = one(as_of=date(2020, 9, 30), started_on=date(2020, 9, 6), controlled_on=date(2020, 9, 22))
    assert task.marks[Mark.START].standing is Standing.ON_TIME
    assert (task.marks[Mark.CONTROL].standing, task.marks[Mark.CONTROL].days) == (Standing.LATE, 1)
    idle = one(as_of=date(2020, 9, 30), state="not_started")
    assert (idle.marks[Mark.START].standing, idle.marks[Mark.START].days) == (Standing.OVERDUE, 24)
    assert idle.marks[Mark.CONTROL].standing is Standing.UNDATED  # the ledger has no such column


def test_control_is_judged_where_the_unit_records_it() -> None:
    house = warehouse()
    rows = [{"controlled_on": date(2020, 9, 2)}, {}]
    put(house, "disposals", [{"received_on": date(2020, 9, 1), "month": 202009, **row} for row in rows])
    clock = run(house, date(2020, 9, 30))
    assert sorted(task.marks[Mark.CONTROL].standing for task in clock.tasks) == [
        Standing.ON_TIME,
        Standing.OVERDUE,
    ]


def test_what_has_no_date_is_said_to_have_none() -> None:
    assert one(received_on=None).completion.standing is Standing.UNDATED
    done = one(state="completed")
    assert (done.completion.standing, done.is_completed) == (Standing.UNDATED, True)


def test_working_days_over_the_national_day() -> None:
    task = one(
        as_of=date(2024, 10, 11), rules={"day_kind": WORKING, "completion": 5},
        received_on=date(2024, 9, 27), month=202012,
    )  # fmt: skip
    assert (task.completion.due_on, task.completion.days) == (date(2024, 10, 10), 1)


def test_a_task_of_last_year_is_carried_while_it_is_open() -> None:
    house = warehouse()
    rows = [
        {"task_key": "open"},
        {"task_key": "done before", "state": "completed", "completed_on": date(2019, 12, 20)},
        {"task_key": "done after", "state": "completed", "completed_on": date(2020, 1, 5)},
        {"task_key": "gone", "is_elsewhere": True},
    ]
    put(house, "disposals", [{"month": 201911, "received_on": date(2019, 11, 1), **row} for row in rows])
    put(house, "disposals", [{"task_key": "new", "month": 202003}])
    clock = run(house)
    assert {task.task_key: task.is_carried for task in clock.tasks} == {
        "open": True, "done after": True, "new": False,
    }  # fmt: skip
    assert rate(clock.tasks, "YC-14") == (0, 1)


@pytest.mark.parametrize("kind", ["calendar", WORKING])
@pytest.mark.parametrize("as_of", [AS_OF, date(2020, 8, 31)])
def test_the_clock_agrees_with_a_second_route(kind, as_of) -> None:
    house, rows = warehouse(), ledger(7)
    put(house, "disposals", rows)
    clock = run(house, as_of, Period(201901, 202012), day_kind=kind)
    frame = pd.DataFrame(rows).astype(object)
    frame = frame.where(frame.notna(), None).set_index("task_key")
    expected = {key: second_route(row, as_of, kind == WORKING) for key, row in frame.iterrows()}
    found = {task.task_key: (task.completion.standing, task.completion.due_on) for task in clock.tasks}
    assert found == expected
    assert len({standing for standing, _ in found.values()}) >= 6


@pytest.mark.parametrize("month", [202003, 202009, 202012])
def test_the_rates_are_those_of_the_verdicts(month) -> None:
    house = warehouse()
    put(house, "disposals", ledger(11))
    board, period = Board(jurisdiction(), house), Period.year_to_date(month)
    clock = run(house, as_of_day(month, date(2026, 1, 1)), period)
    for indicator in RATES:
        for verdict in board.verdicts(month, [indicator]):
            done, due = rate(clock.of(verdict.unit_id), indicator)
            assert (done, due) == (verdict.numerator, verdict.denominator), (indicator, verdict.unit)
            for part, number in (("numerator", done), ("denominator", due)):
                rows = board.rows(indicator, verdict.unit_id, month, "ytd", part, None)
                keys = {t.task_key for t in clock.of(verdict.unit_id)
                        if indicator in (t.counted if part == "numerator" else t.counts)}  # fmt: skip
                assert {row["task_key"] for row in rows} == keys
                assert len(rows) == number


def test_lists_and_counts_belong_together() -> None:
    house = warehouse()
    put(house, "disposals", ledger(3))
    clock = run(house)
    late = overdue(clock.tasks)
    assert len(late) == counts(clock.tasks)[Standing.OVERDUE] > 2
    assert [task.completion.due_on for task in late] == sorted(task.completion.due_on for task in late)
    until = next_month_end(AS_OF)
    assert until == date(2021, 1, 31)
    due = due_by(clock.tasks, until)
    assert due and all(AS_OF <= task.completion.due_on <= until and task.is_open for task in due)
    found = counts(clock.tasks)
    assert sum(b.tasks for b in ageing(clock.tasks, clock.rules)) == sum(
        found[s] for s in (Standing.OVERDUE, Standing.NEAR, Standing.RUNNING)
    )
    assert sum(len(clock.of(unit_id)) for unit_id in "abc") == len(clock.of("root")) == len(clock.tasks)


def test_scopes_and_silent_units() -> None:
    house = warehouse()
    put(house, "disposals", [{"purpose": "风险监测"}, {"level": "国家"}, {}])
    sizes = [len(run(house, scope=scope).tasks) for scope in ("all", "supervision", "national")]
    assert sizes == [3, 2, 1]
    assert run(house).silent == {"b", "c"}


def test_the_day_looked_at_is_the_months_end_but_never_in_the_future() -> None:
    assert as_of_day(202010, date(2020, 11, 22)) == date(2020, 10, 31)
    assert as_of_day(202011, date(2020, 11, 22)) == date(2020, 11, 22)
    assert as_of_day(202010, date(2020, 11, 22), until_today=True) == date(2020, 11, 22)


def test_orphans_on_both_sides() -> None:
    house = warehouse()
    put(house, "samples", [
        {"sample_no": "no task", "conclusion": "failed"},
        {"sample_no": "monitored", "conclusion": "failed", "purpose": "风险监测"},
        {"sample_no": "overturned, no task", "conclusion": "failed", "is_overturned": True},
        {"sample_no": "twice", "conclusion": "failed"},
        {"sample_no": "passed"},
        {"sample_no": "problem", "conclusion": "problem"},
        {"sample_no": "overturned", "conclusion": "failed", "is_overturned": True},
    ])  # fmt: skip
    put(house, "disposals", [
        {"sample_no": "twice", "link": "生产"}, {"sample_no": "twice", "link": "流通"}, {"sample_no": "problem"},
        {"sample_no": "passed", "unit_id": "b"}, {"sample_no": "unknown"}, {"sample_no": ""},
        {"sample_no": "overturned"},
    ])  # fmt: skip
    found = reconcile(house, YEAR)
    assert {m: [row["sample_no"] for row in rows] for m, rows in found.misfits.items()} == {
        Misfit.NO_TASK: ["no task"],
        Misfit.NO_SAMPLE: ["unknown", ""],
        Misfit.NOT_FAILED: ["passed"],
        Misfit.OVERTURNED: ["overturned"],
    }
    assert found.by_unit(Misfit.NOT_FAILED) == {"b": 1}
    assert [row["link"] for row in found.several] == ["流通", "生产"]
    assert all(row["upload_id"] and row["row_no"] for rows in found.misfits.values() for row in rows)


def test_a_ledger_that_never_came_is_no_misfit() -> None:
    house = warehouse()
    put(house, "disposals", [{}])
    found = reconcile(house, YEAR)
    assert (found.has_samples, found.misfits[Misfit.NO_SAMPLE]) == (False, [])
    house = warehouse()
    put(house, "samples", [{"conclusion": "failed"}])
    assert len(reconcile(house, YEAR).misfits[Misfit.NO_TASK]) == 1


def test_every_jurisdiction_says_to_check_its_day_marks() -> None:
    for folder in available((JURISDICTIONS,)).values():
        rules = load_rules(load_jurisdiction(folder))
        assert (folder / "disposal.toml").exists()
        assert (rules.start, rules.control, rules.completion, rules.label) == (5, 20, 90, "按本地规定核对")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[clock]\nstart = 5\nfinish = 3\n", "第 3 行：不认识的键“finish”"),
        ("[clock]\ncompletion = -1\n", "第 2 行"),
        ('[clock]\nday_kind = "lunar"\n', "第 2 行"),
        ("[other]\n", "不认识的键"),
    ],
)
def test_a_wrong_setting_is_refused_by_line(tmp_path, text, words) -> None:
    (tmp_path / "disposal.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=words):
        load_rules(jurisdiction(folder=tmp_path))
    (tmp_path / "disposal.toml").unlink()
    assert load_rules(jurisdiction(folder=tmp_path)) == DisposalRules()
