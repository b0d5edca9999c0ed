"""What people record: append-only, with who and when and a file that stays what it was."""

from datetime import date
from pathlib import Path

import pytest

from domain.finding import Refusal
from store.evidence import NewEvidence, content_of, history, record, standing
from store.warehouse import FILE_NAME, Warehouse
from tests.store.builders import FORM, LEDGER


@pytest.fixture
def house(tmp_path: Path):
    opened = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    yield opened
    opened.close()


def new(state: str = "done", unit: str = "a", year: int = 2020, **more) -> NewEvidence:
    return NewEvidence("standard:6", unit, year, state, " 责任清单 ", date(2020, 5, 1), **more)


def test_an_entry_says_who_and_when_and_the_newest_stands(house) -> None:
    record(house, new("partly"), "经办人甲")
    record(house, new(), "经办人乙")
    record(house, new(unit="b"), "经办人甲")
    assert [(e.state, e.recorded_by, e.text) for e in history(house, "standard")][:2] == [
        ("partly", "经办人甲", "责任清单"),
        ("done", "经办人乙", "责任清单"),
    ]
    assert standing(house, "standard")["standard:6", "a"].recorded_by == "经办人乙"
    assert standing(house, "standard", 2019) == {}
    assert standing(house, "campaign") == {}


def test_the_attached_file_comes_back_as_it_was(house) -> None:
    record(house, new(file_name="../../清单.xlsx", content=b"abc"), "经办人甲")
    [entry] = history(house, "standard")
    assert (entry.file_name, content_of(house, entry)) == ("清单.xlsx", b"abc")


def test_a_file_that_was_changed_since_is_not_handed_out(house) -> None:
    record(house, new(file_name="清单.xlsx", content=b"abc"), "经办人甲")
    [entry] = history(house, "standard")
    (house.originals / entry.file_hash).write_bytes(b"other")
    with pytest.raises(Refusal, match="改动"):
        content_of(house, entry)


def test_an_entry_without_a_file_has_none_to_hand_out(house) -> None:
    record(house, new(), "经办人甲")
    with pytest.raises(Refusal, match="没有留存附件"):
        content_of(house, history(house, "standard")[0])
