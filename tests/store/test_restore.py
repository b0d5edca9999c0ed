"""Shows that any earlier version can count again, and that the newest in force stays the one rule."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Refusal
from store.restore import can_restore, restore
from store.uploads import facts_of, list_uploads, load, undo
from store.warehouse import FILE_NAME, Warehouse
from tests.store.builders import FORM, LEDGER, counting, form, ledger, memory
from tests.store.strategies import UPLOADS


def numbers(house: Warehouse) -> list[tuple]:
    """Returns what counts without saying which upload brought it."""
    return [row[1:] for row in counting(house)]


def test_a_superseded_version_counts_again_and_the_restore_can_be_undone() -> None:
    house = memory()
    load(house, form("u1", 202104, {"cases_filed": 5, "cases_closed": 2}))
    first = numbers(house)
    load(house, form("u1", 202104, {"cases_filed": 9}))
    second = counting(house)
    restored = restore(house, "U000001", "张三")
    assert restored.upload_id == "U000003"
    assert [(one.upload_id, one.rows) for one in restored.replaced] == [("U000002", 1)]
    assert numbers(house) == first
    undo(house, "U000003")
    assert counting(house) == second


def test_an_undone_version_counts_again() -> None:
    house = memory()
    load(house, ledger([("A", "u1", 202001), ("B", "u1", 202001)], complete=True))
    before = numbers(house)
    undo(house, "U000001", "李四")
    restore(house, "U000001", "张三")
    assert numbers(house) == before
    newest, oldest = list_uploads(house)
    assert (newest["restored_from"], newest["loaded_by"], newest["in_force"]) == ("U000001", "张三", True)
    assert (oldest["restored_from"], oldest["undone_by"], oldest["in_force"]) == (None, "李四", False)
    same = (
        "template",
        "unit_id",
        "first_month",
        "last_month",
        "complete",
        "file_name",
        "file_hash",
        "record_count",
    )
    assert [newest[name] for name in same] == [oldest[name] for name in same]


def test_a_restored_row_says_where_it_stood() -> None:
    house = memory()
    load(house, ledger([("A", "u1", 202001), ("B", "u2", 202002)]))
    load(house, ledger([("A", "u2", 202001)]))
    restore(house, "U000001", "")
    places = [
        [(row["sheet"], row["row_no"], row["sample_no"]) for row in facts_of(house, upload_id)["samples"]]
        for upload_id in ("U000001", "U000003")
    ]
    assert places[0] == places[1]


def test_what_counts_in_full_already_is_not_restored() -> None:
    house = memory()
    load(house, ledger([("A", "u1", 202001)]))
    version = house.data_version()
    for upload_id, code in (("U000001", "already_in_force"), ("U000009", "unknown_upload")):
        with pytest.raises(Refusal) as caught:
            restore(house, upload_id, "张三")
        assert caught.value.code == code
    assert not can_restore(house, "U000001")
    assert (house.data_version(), len(list_uploads(house))) == (version, 1)


def test_a_complete_version_to_which_rows_were_added_can_be_restored() -> None:
    house = memory()
    load(house, ledger([("A", "u1", 202001)], complete=True))
    before = numbers(house)
    load(house, ledger([("B", "u1", 202001)]))
    assert can_restore(house, "U000001")
    restore(house, "U000001", "张三")
    assert numbers(house) == before


def test_an_empty_sheet_can_be_restored_and_sent_again() -> None:
    for again in (
        lambda house: restore(house, "U000001", ""),
        lambda house: load(house, form("u1", 202104, {})),
    ):
        house = memory()
        load(house, form("u1", 202104, {}))
        load(house, form("u1", 202104, {"cases_filed": 9}))
        assert again(house).replaced
        assert counting(house) == []


def test_sending_the_restored_file_again_is_a_repeat() -> None:
    house = memory()
    load(house, ledger([("A", "u1", 202001)]))
    load(house, ledger([("A", "u2", 202001)]))
    restored = restore(house, "U000001", "")
    again = load(house, ledger([("A", "u1", 202001)]))
    assert (again.upload_id, again.is_repeat) == (restored.upload_id, True)


@settings(max_examples=20, deadline=None)
@given(UPLOADS, st.data())
def test_a_restore_equals_loading_the_file_again(uploads: list, data: st.DataObject) -> None:
    """Compares restoring with loading the same rows as a new file; undoing it gives the figures before."""
    house, plain = memory(), memory()
    for at, (rows, full) in enumerate(uploads):
        for one in (house, plain):
            load(one, ledger(rows, full, f"{at}.xlsx"))
    chosen = data.draw(st.integers(0, len(uploads) - 1))
    for at in data.draw(st.sets(st.integers(0, len(uploads) - 1))):
        for one in (house, plain):
            undo(one, f"U{at + 1:06d}")
    before = counting(house)
    if can_restore(house, f"U{chosen + 1:06d}"):
        restored = restore(house, f"U{chosen + 1:06d}", "")
        load(plain, ledger(*uploads[chosen], "新.xlsx"))
        assert numbers(house) == numbers(plain)
        undo(house, restored.upload_id)
    assert counting(house) == before
    house.close()
    plain.close()


def test_a_database_from_before_there_were_these_columns_opens(tmp_path: Path) -> None:
    old = duckdb.connect(str(tmp_path / FILE_NAME))
    old.execute(
        "CREATE TABLE uploads (upload_id VARCHAR, seq INTEGER, template VARCHAR, unit_id VARCHAR,"
        " first_month INTEGER, last_month INTEGER, cumulative BOOLEAN, complete BOOLEAN, file_name VARCHAR,"
        " file_hash VARCHAR, file_size BIGINT, row_count INTEGER, record_count INTEGER, loaded_at TIMESTAMP,"
        " loaded_by VARCHAR, in_force BOOLEAN, undone_at TIMESTAMP)"
    )
    old.execute(
        "INSERT INTO uploads VALUES ('U000001', 1, 'sampling_ledger', 'root', 202001, 202001, false, false,"
        " '旧.xlsx', 'hash', 1, 1, 1, TIMESTAMP '2026-01-01 08:00:00', '旧', true, NULL)"
    )
    old.execute(
        "CREATE TABLE samples (upload_id VARCHAR, sheet VARCHAR, row_no INTEGER, unit_id VARCHAR,"
        " month INTEGER, is_current BOOLEAN, sample_no VARCHAR)"
    )
    old.execute("INSERT INTO samples VALUES ('U000001', '台账', 2, 'u1', 202001, true, 'A')")
    old.close()
    for _ in range(2):  # the second time there is nothing left to add
        house = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
        house.close()
    house = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    [upload] = list_uploads(house)
    assert (upload["restored_from"], upload["undone_by"], upload["has_original"]) == (None, None, False)
    load(house, ledger([("A", "u2", 202001)]))
    restore(house, "U000001", "张三")
    assert numbers(house) == [("A", "u1", 202001)]
    house.close()
