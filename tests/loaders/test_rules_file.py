"""Refuses damaged and locked old workbooks by their records."""

import pytest

from domain.finding import Refusal
from loaders.guard import survey
from loaders.guard.limits import DEFAULT
from tests.loaders.books import old

WRITE_ACCESS = b"\x5c\x00\x70\x00"  # a record of the workbook's head: its kind, its length


@pytest.mark.parametrize("record, code", [
    (b"\x2f\x00\x70\x00", "encrypted_xls"),  # FILEPASS: all that follows is encrypted
    (b"\x5c\x00\xff\xff", "old_xls_damaged"),  # a length that leads out of the stream
])  # fmt: skip
def test_an_old_workbook_is_refused_by_what_its_records_say(record: bytes, code: str) -> None:
    data = old()
    assert data.count(WRITE_ACCESS) == 1
    survey(data, "旧.xls", DEFAULT)
    with pytest.raises(Refusal) as refused:
        survey(data.replace(WRITE_ACCESS, record), "旧.xls", DEFAULT)
    assert refused.value.code == code
