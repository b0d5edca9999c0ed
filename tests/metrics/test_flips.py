"""Shows which verdicts a file would flip, before anybody confirms it."""

from dataclasses import replace
from fractions import Fraction

from domain.state import State
from metrics.board import Board
from metrics.flips import Flip, flips, would_flip
from store.entries import NewUpload
from store.uploads import load
from store.warehouse import Warehouse
from tests.metrics.builders import jurisdiction, put, warehouse

RATE = "YC-13"  # 抽检合格率 ≥ 98


def ledger(failed: int, passed: int) -> list[dict[str, object]]:
    return [
        {"sample_no": f"S{number}", "conclusion": "failed" if number < failed else "qualified"}
        for number in range(failed + passed)
    ]


def upload(rows: list[dict[str, object]], **more: object) -> NewUpload:
    """Returns what `put` would load, without loading it anywhere that matters."""
    scratch = warehouse()
    put(scratch, "samples", rows, **more)
    own = ("upload_id", "is_current")
    names = [name for name in scratch.arrow("SELECT * FROM samples").column_names if name not in own]
    [told] = scratch.records("SELECT * FROM uploads")
    return NewUpload(
        template="samples", unit_id="a", period=None, cumulative=False, complete=told["complete"], file_name="新.xlsx",
        file_hash="new", file_size=1, row_count=1, record_count=1, loaded_by="测试",
        facts={"samples": scratch.arrow(f"SELECT {', '.join(names)} FROM samples ORDER BY row_no")},
        coverage=tuple(scratch.rows("SELECT DISTINCT unit_id, month FROM coverage")),
    )  # fmt: skip


def rate_of(found: tuple[Flip, ...]) -> list[Flip]:
    return [flip for flip in found if flip.indicator == RATE]


def board(house: Warehouse) -> Board:
    return Board(jurisdiction(), house)


def test_equal_verdicts_flip_nothing() -> None:
    house = warehouse()
    put(house, "samples", ledger(1, 99))
    verdicts = board(house).verdicts(202012)
    assert flips(verdicts, verdicts) == ()


def test_a_worse_correction_is_named_with_both_values_and_its_target() -> None:
    house = warehouse()
    put(house, "samples", ledger(1, 99))
    found = rate_of(would_flip(board(house), upload(ledger(5, 95))))
    county = next(flip for flip in found if flip.unit == "甲县")
    assert (county.state_before, county.state_after) == (State.MET, State.MISSED)
    assert (county.word_before, county.word_after, county.is_worse, county.is_better) == (
        "达标",
        "未达标",
        True,
        False,
    )
    assert (county.value_before, county.value_after) == (Fraction(99), Fraction(95))
    assert (county.target.operator, county.target.value, county.period.last) == (">=", 98, 202012)
    assert {flip.unit for flip in found} == {"甲县", "示例市"}


def test_a_trial_says_what_loading_then_shows_and_writes_nothing() -> None:
    house = warehouse()
    put(house, "samples", ledger(1, 99))
    before, version = board(house).verdicts(202012), house.data_version()
    new = upload([*ledger(4, 96), {"sample_no": "X", "unit_id": "b"}])
    foretold = would_flip(board(house), new)
    assert (board(house).verdicts(202012), house.data_version()) == (before, version)
    load(house, new)
    assert flips(before, board(house).verdicts(202012)) == foretold
    assert foretold


def test_a_first_file_brings_verdicts_where_nothing_was_reported() -> None:
    found = rate_of(would_flip(board(warehouse()), upload(ledger(0, 100))))
    assert {(flip.unit, flip.state_before, flip.state_after, flip.is_better) for flip in found} == {
        ("示例市", State.NOT_REPORTED, State.MET, True),
        ("甲县", State.NOT_REPORTED, State.MET, True),
    }


def test_a_file_for_an_earlier_month_is_judged_there_and_at_the_newest_month() -> None:
    house = warehouse()
    put(house, "samples", ledger(1, 99), month=202003)
    put(house, "samples", [{} for _ in range(400)], month=202012)
    found = rate_of(would_flip(board(house), upload(ledger(5, 95), month=202003)))
    assert {(flip.unit, flip.period.last) for flip in found} == {("甲县", 202003), ("示例市", 202003)}


def test_a_lost_figure_is_worse_and_a_new_one_better() -> None:
    house = warehouse()
    put(house, "samples", ledger(0, 100))
    before = [verdict for verdict in board(house).verdicts(202012) if verdict.indicator == RATE]
    after = [
        replace(
            verdict,
            targets=tuple(
                replace(line, state=State.NOT_REPORTED if verdict.unit == "甲县" else line.state)
                for line in verdict.targets
            ),
        )
        for verdict in before
    ]
    lost = flips(before, after)
    assert {(flip.unit, flip.is_worse, flip.word_after) for flip in lost} == {("甲县", True, "未报送")}
    back = flips(after, before)
    assert {(flip.is_worse, flip.is_better) for flip in back} == {(False, True)}
    gone = flips(before, [verdict for verdict in before if verdict.unit != "甲县"])
    assert {(flip.unit, flip.target_after, flip.is_worse, flip.word_after) for flip in gone} == {
        ("甲县", None, True, "无判定")
    }


def test_what_gets_worse_comes_first() -> None:
    house = warehouse()
    put(house, "samples", [*ledger(5, 95), *({"sample_no": f"T{n}", "unit_id": "b"} for n in range(100))])
    new = upload(
        [*ledger(0, 100), *({"sample_no": f"T{n}", "unit_id": "b", "conclusion": "failed"} for n in range(9))]
    )
    order = [flip.is_worse for flip in would_flip(board(house), new)]
    assert order == sorted(order, reverse=True)
    assert set(order) == {True, False}


def test_a_target_shown_by_several_indicators_is_named_once() -> None:
    house = warehouse()
    put(house, "samples", ledger(1, 99))
    found = would_flip(board(house), upload(ledger(5, 95)))
    lines = [(flip.unit_id, flip.period, flip.target.target_id) for flip in found]
    assert len(lines) == len(set(lines))
