"""Mutated workbooks are read or refused by the bare reader; through the whole door: tests/corpus/test_mutants.py."""

import io
import os
import random
import zipfile

import pytest

from domain.finding import Refusal
from loaders.reader import Reader
from loaders.workbook import Workbook
from tests.loaders import hostile
from tests.loaders.books import old

ROUNDS = int(os.environ.get("DUIBIAO_FUZZ", "90"))


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.choice([0, 255, 32, 60, 62, chance.randrange(256)])
    return bytes(changed[: chance.randint(1, len(changed))] if chance.random() < 0.1 else changed)


def _part_changed(data: bytes, chance: random.Random) -> bytes:
    """Returns the workbook with one part's XML changed and everything around it sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = chance.choice([name for name in archive.namelist() if name.startswith("xl/")])
        content = archive.read(name)
    numbers = [place for place, byte in enumerate(content) if chr(byte).isdigit()]
    for _ in range(chance.randint(1, 3)):
        place = chance.choice(numbers)
        digits = str(chance.choice([0, 9, 99_999, 2**31, 2**32, 2**64, -1])).encode()
        content = content[:place] + digits + content[place + 1 :]
    return hostile.repacked(data, {name: content})


@pytest.mark.parametrize("kind", ["bytes of xlsx", "parts of xlsx", "bytes of xls"])
def test_mutated_workbook_is_read_or_refused(kind):
    chance, reader = random.Random(20210401), Reader(seconds=30, children=1)
    source = old() if kind.endswith("xls") else hostile.honest(30)
    change = _part_changed if kind.startswith("parts") else _bytes_changed
    crashes = 0
    for _ in range(ROUNDS // 3):
        try:
            assert isinstance(reader.read(change(source, chance), "变.xlsx"), Workbook)
        except Refusal as refusal:
            crashes += refusal.code == "reader_crashed"
            assert refusal.message.endswith("。")
    reader.close()
    assert crashes == 0
