"""Shows what replaces what, and that undo restores every figure in any order."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Refusal
from store.preview import would_replace
from store.uploads import facts_of, list_uploads, load, undo
from tests.store.builders import counting, form, ledger, memory
from tests.store.strategies import UPLOADS


def test_a_ledger_row_replaces_the_row_with_the_same_number_only() -> None:
    warehouse = memory()
    load(warehouse, ledger([("A", "u1", 202001), ("B", "u1", 202001)]))
    loaded = load(warehouse, ledger([("B", "u2", 202001)]))
    assert [(r.upload_id, r.rows) for r in loaded.replaced] == [("U000001", 1)]
    assert counting(warehouse) == [("U000001", "A", "u1", 202001), ("U000002", "B", "u2", 202001)]


def test_a_complete_upload_withdraws_what_it_no_longer_has() -> None:
    warehouse = memory()
    load(
        warehouse,
        ledger([("A", "u1", 202001), ("B", "u1", 202001), ("C", "u1", 202002), ("D", "u2", 202001)]),
    )
    load(warehouse, ledger([("B", "u1", 202001)], complete=True))
    assert [row[1] for row in counting(warehouse)] == ["B", "C", "D"]


def test_a_form_replaces_the_same_unit_and_month_even_with_fewer_cells() -> None:
    warehouse = memory()
    load(warehouse, form("u1", 202103, {"cases_filed": 1}))
    load(warehouse, form("u1", 202104, {"cases_filed": 5, "cases_closed": 2}))
    load(warehouse, form("u1", 202104, {"cases_filed": 6}))
    found = [(row[0], row[2], row[3], int(row[4])) for row in counting(warehouse)]
    assert found == [("U000001", 202103, "cases_filed", 1), ("U000003", 202104, "cases_filed", 6)]
    load(warehouse, form("u1", 202104, {}))
    assert [row[2] for row in counting(warehouse)] == [202103]
    undo(warehouse, "U000004")
    assert [(row[0], row[2]) for row in counting(warehouse)] == [("U000001", 202103), ("U000003", 202104)]


def test_nothing_is_deleted_and_facts_stay_readable_after_undo() -> None:
    warehouse = memory()
    load(warehouse, ledger([("A", "u1", 202001)]))
    undo(warehouse, "U000001")
    assert counting(warehouse) == []
    assert [row["sample_no"] for row in facts_of(warehouse, "U000001")["samples"]] == ["A"]
    assert [one["in_force"] for one in list_uploads(warehouse)] == [False]


def test_the_same_file_twice_is_recognised_unless_it_was_superseded() -> None:
    warehouse = memory()
    first = load(warehouse, ledger([("A", "u1", 202001)]))
    again = load(warehouse, ledger([("A", "u1", 202001)]))
    assert (again.upload_id, again.is_repeat) == (first.upload_id, True)
    load(warehouse, ledger([("A", "u2", 202001)]))
    back = load(warehouse, ledger([("A", "u1", 202001)]))
    assert (back.upload_id, back.is_repeat) == ("U000003", False)
    assert counting(warehouse) == [("U000003", "A", "u1", 202001)]


def test_undo_refuses_unknown_and_repeated_ids_and_changes_nothing() -> None:
    warehouse = memory()
    load(warehouse, ledger([("A", "u1", 202001)]))
    undo(warehouse, "U000001")
    version = warehouse.data_version()
    for wrong in ("U000001", "U999999"):
        with pytest.raises(Refusal):
            undo(warehouse, wrong)
    assert warehouse.data_version() == version


def test_a_failed_load_writes_nothing() -> None:
    warehouse = memory()
    load(warehouse, ledger([("A", "u1", 202001)]))
    broken = ledger([("A", "u2", 202001)])
    broken.facts["samples"] = broken.facts["samples"].drop_columns(["conclusion"])
    before = counting(warehouse)
    with pytest.raises(Exception, match="conclusion"):
        load(warehouse, broken)
    assert counting(warehouse) == before
    assert len(list_uploads(warehouse)) == 1


@settings(max_examples=20, deadline=None)
@given(UPLOADS, st.randoms(use_true_random=False))
def test_undo_in_any_order_equals_never_having_loaded(uploads: list, random: object) -> None:
    """Compares loading all and undoing some, in random order, with loading only the others."""
    order = list(range(len(uploads)))
    random.shuffle(order)  # type: ignore[attr-defined]
    for undone in itertools.accumulate([[i] for i in order]):
        warehouse, plain = memory(), memory()
        ids = [
            load(warehouse, ledger(rows, full, f"{i}.xlsx")).upload_id
            for i, (rows, full) in enumerate(uploads)
        ]
        for index in undone:
            undo(warehouse, ids[index])
        for i, (rows, full) in enumerate(uploads):
            if i not in undone:
                load(plain, ledger(rows, full, f"{i}.xlsx"))
        assert [row[1:] for row in counting(warehouse)] == [row[1:] for row in counting(plain)]
        warehouse.close()
        plain.close()


@settings(max_examples=20, deadline=None)
@given(UPLOADS)
def test_preview_says_exactly_what_loading_then_replaces(uploads: list) -> None:
    warehouse = memory()
    for number, (rows, full) in enumerate(uploads):
        new = ledger(rows, full, f"{number}.xlsx")
        expected = would_replace(warehouse, new)
        assert load(warehouse, new).replaced == expected
    warehouse.close()
