"""Shows that a trial sees exactly what loading would give, and that nothing of it stays."""

import threading
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings

from store.reading import Reading
from store.trial import trial
from store.uploads import list_uploads, load, undo
from store.warehouse import FILE_NAME, Warehouse
from tests.store.builders import FORM, LEDGER, counting, form, ledger, memory
from tests.store.strategies import UPLOADS


@settings(max_examples=20, deadline=None)
@given(UPLOADS)
def test_a_trial_shows_what_loading_then_gives(uploads: list) -> None:
    house = memory()
    for at, (rows, full) in enumerate(uploads):
        new, before, version = ledger(rows, full, f"{at}.xlsx"), counting(house), house.data_version()
        with trial(house, new) as tried:
            seen = counting(tried)
        assert (counting(house), house.data_version(), len(list_uploads(house))) == (before, version, at)
        load(house, new)
        assert counting(house) == seen
    house.close()


def test_nothing_stays_when_the_block_fails() -> None:
    house = memory()
    load(house, form("u1", 202104, {"cases_filed": 5}))
    before = counting(house)
    with pytest.raises(ZeroDivisionError), trial(house, form("u1", 202104, {"cases_filed": 9})):
        raise ZeroDivisionError
    assert counting(house) == before
    assert load(house, form("u1", 202104, {"cases_filed": 7})).upload_id == "U000002"


def test_an_upload_that_cannot_be_written_leaves_nothing_either() -> None:
    house = memory()
    broken = ledger([("A", "u1", 202001)])
    broken.facts["samples"] = broken.facts["samples"].drop_columns(["conclusion"])
    with pytest.raises(Exception, match="conclusion"), trial(house, broken):
        raise AssertionError("the block must not run")
    assert counting(house) == []
    load(house, ledger([("A", "u1", 202001)]))


def test_a_repeat_changes_nothing_as_in_loading_it() -> None:
    house = memory()
    load(house, ledger([("A", "u1", 202001)]))
    with trial(house, ledger([("A", "u1", 202001)])) as tried:
        assert tried.rows("SELECT count(*) FROM uploads") == [(1,)]


def test_all_parts_of_a_file_are_tried_together() -> None:
    house = memory()
    parts = [ledger([("A", "u1", 202001)]), form("u1", 202104, {"cases_filed": 5})]
    load(house, parts[0])
    with trial(house, *parts) as tried:
        assert [row[0] for row in counting(tried)] == ["U000001", "U000002"]
    assert [row[0] for row in counting(house)] == ["U000001"]


def test_a_trial_answers_in_every_shape_and_is_closed_afterwards() -> None:
    house = memory()
    with trial(house, ledger([("A", "u1", 202001)])) as tried:
        assert isinstance(tried, Reading)
        assert tried.records("SELECT sample_no FROM samples") == [{"sample_no": "A"}]
        table = tried.arrow("SELECT sample_no FROM samples")
        assert tried.rows("SELECT count(*) FROM given", tables={"given": table}) == [(1,)]
        assert tried.data_version() == house.data_version()
        with pytest.raises(duckdb.Error):  # what one query was lent, the next does not see
            tried.rows("SELECT * FROM given")
    with pytest.raises(duckdb.Error):
        tried.rows("SELECT 1")


def test_readers_in_other_threads_never_see_it(tmp_path: Path) -> None:
    house = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    load(house, ledger([("A", "u1", 202001)]))
    seen: list[list[tuple]] = []
    with trial(house, ledger([(f"N{i}", "u1", 202001) for i in range(5000)])) as tried:
        reader = threading.Thread(target=lambda: seen.append(counting(house)))
        reader.start()
        reader.join()
        assert len(counting(tried)) == 5001
    assert seen == [[("U000001", "A", "u1", 202001)]]
    undo(house, "U000001")
    house.close()
    again = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    assert again.rows("SELECT count(*) FROM samples") == [(1,)]
    again.close()
