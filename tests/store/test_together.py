"""Shows that people at the same time never mix, and that a killed program leaves all or nothing."""

import hashlib
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from domain.finding import Refusal
from domain.paths import HOUSE
from store.restore import restore
from store.trial import trial
from store.uploads import list_uploads, load, undo
from store.warehouse import FILE_NAME, ORIGINALS, Warehouse
from tests.store.builders import FORM, LEDGER, counting, form, ledger

Deed = Callable[[Warehouse], object]
ROUNDS = 6


def numbers(house: Warehouse) -> list[tuple]:
    """Returns what counts without saying which upload brought it."""
    return sorted(row[1:] for row in counting(house))


def fresh(folder: Path, name: str) -> Warehouse:
    return Warehouse.open(folder / name / FILE_NAME, [LEDGER, FORM])


def at_once(house: Warehouse, deeds: list[Deed]) -> None:
    """Does every deed in a thread of its own, all starting together; raises what one of them raised."""
    start, broken = threading.Barrier(len(deeds)), []

    def run(deed: Deed) -> None:
        start.wait()
        try:
            deed(house)
        except Exception as error:  # shown by the test itself
            broken.append(error)

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]


def many(unit: str, verdict: int, count: int = 400) -> list[tuple[str, str, int]]:
    return [(f"N{number}", unit, 202001 + verdict) for number in range(count)]


def trying(house: Warehouse) -> None:
    with trial(house, ledger(many("u9", 2), name="试算.xlsx")) as tried:
        assert {row[2] for row in counting(tried) if row[1].startswith("N")} == {"u9"}


def undoing(house: Warehouse) -> None:
    undo(house, "U000001")


def restoring(house: Warehouse) -> None:
    restore(house, "U000001", "张三")


PAIRS: dict[str, list[Deed]] = {
    "two files for the same unit and month": [
        lambda house: load(house, form("u1", 202104, {"cases_filed": 1, "cases_closed": 1})),
        lambda house: load(house, form("u1", 202104, {"cases_filed": 2, "rural_cases": 2})),
    ],
    "two complete ledgers with the same numbers": [
        lambda house: load(house, ledger(many("u1", 0), complete=True, name="甲.xlsx")),
        lambda house: load(house, ledger(many("u1", 0, 300), complete=True, name="乙.xlsx")),
    ],
    "two units": [
        lambda house: load(house, ledger([(f"A{n}", "u1", 202001) for n in range(300)], name="甲.xlsx")),
        lambda house: load(house, ledger([(f"B{n}", "u2", 202001) for n in range(300)], name="乙.xlsx")),
    ],
    "a load while an earlier one is undone": [
        lambda house: load(house, ledger(many("u2", 1), name="新.xlsx")),
        undoing,
    ],
    "a load while an earlier one is restored": [
        lambda house: load(house, ledger(many("u2", 1), name="新.xlsx")),
        restoring,
    ],
    "a trial while two load": [
        trying,
        lambda house: load(house, ledger(many("u2", 1), name="甲.xlsx")),
        lambda house: load(house, ledger(many("u3", 1), name="乙.xlsx")),
    ],
}


def prepared(house: Warehouse) -> Warehouse:
    """Loads what all of them find: rows that count, partly replaced, so that a restore has something to do."""
    load(house, ledger(many("u0", 0), name="原.xlsx"))
    load(house, ledger(many("u7", 0, 10), name="原2.xlsx"))
    load(house, form("u1", 202103, {"cases_filed": 7}))
    return house


@pytest.mark.parametrize("name", PAIRS)
def test_the_figures_are_those_of_one_order(name: str, tmp_path: Path) -> None:
    possible = []
    for order, deeds in enumerate(permutations(PAIRS[name])):
        house = prepared(fresh(tmp_path, f"order {order}"))
        for deed in deeds:
            deed(house)
        possible.append(numbers(house))
        house.close()
    for number in range(ROUNDS):
        house = prepared(fresh(tmp_path, f"round {number}"))
        at_once(house, PAIRS[name])
        assert numbers(house) in possible
        house.close()


def test_the_same_file_sent_twice_at_once_is_stored_once(tmp_path: Path) -> None:
    house = fresh(tmp_path, "data")
    content = os.urandom(1 << 20)
    new = replace(ledger(many("u1", 0)), file_hash=hashlib.sha256(content).hexdigest(), source=content)
    at_once(house, [lambda house: load(house, new)] * 4)
    assert [one["has_original"] for one in list_uploads(house)] == [True]
    house.close()


def test_a_reader_sees_whole_uploads_only(tmp_path: Path) -> None:
    house = fresh(tmp_path, "data")
    seen: set[tuple] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.update(
                house.rows("SELECT count(*), count(DISTINCT upload_id) FROM samples WHERE is_current")
            )

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(8):
        load(house, ledger(many("u1", number % 3), name=f"{number}.xlsx"))
    undo(house, "U000008")
    done.set()
    reader.join()
    assert seen <= {(0, 0), (400, 1)}
    house.close()


_WRITER = """
import hashlib, os, sys
from dataclasses import replace
from pathlib import Path
from store.uploads import load
from store.warehouse import Warehouse
from tests.store.builders import FORM, LEDGER, ledger
house = Warehouse.open(Path(sys.argv[1]), [LEDGER, FORM])
print("ready", flush=True)
while True:
    content = os.urandom(1 << 20)
    digest = hashlib.sha256(content).hexdigest()
    rows = [(f"{digest[:8]}-{n}", "u1", 202001) for n in range(2000)]
    new = replace(ledger(rows, complete=True), file_hash=digest, source=content)
    print(load(house, new).upload_id, flush=True)
"""


def killed(path: Path, seconds: float) -> list[str]:
    """Starts a program that loads on and on, kills it, and returns the ids it had said to be stored."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    time.sleep(seconds)
    writer.kill()
    said = writer.stdout.read().split("\n")[:-1]
    writer.wait()
    return said


def test_a_killed_program_leaves_whole_uploads_or_nothing(tmp_path: Path) -> None:
    chance = random.Random(20260101)
    path, said = tmp_path / FILE_NAME, []
    for number in range(4):
        said += killed(path, 0.02 + chance.random() * 0.5)
        if number == 3:  # as if it had died amid the file
            (tmp_path / ORIGINALS).mkdir(exist_ok=True)
            (tmp_path / ORIGINALS / "abc.1234.part").write_bytes(b"half")
        house = Warehouse.open(path, [LEDGER, FORM])
        uploads = {one["upload_id"]: one for one in list_uploads(house)}
        assert set(said) <= set(uploads)
        assert all(one["has_original"] for one in uploads.values())
        counts = dict(house.rows("SELECT upload_id, count(*) FROM samples GROUP BY upload_id"))
        assert counts == dict.fromkeys(uploads, 2000)
        in_force = house.rows("SELECT DISTINCT upload_id FROM samples WHERE is_current")
        assert in_force == [(upload_id,) for upload_id in sorted(uploads)[-1:]]
        covered = house.rows("SELECT DISTINCT upload_id FROM coverage ORDER BY upload_id")
        assert [one for (one,) in covered] == sorted(uploads)
        assert house.data_version() == len(uploads)
        house.close()
        for kept in (tmp_path / ORIGINALS).glob("*"):
            assert hashlib.sha256(kept.read_bytes()).hexdigest() == kept.name


def test_a_second_process_cannot_write_meanwhile(tmp_path: Path) -> None:
    house = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    program = (
        "import sys; from pathlib import Path; from store.warehouse import Warehouse\n"
        "from domain.finding import Refusal\n"
        "try:\n    Warehouse.open(Path(sys.argv[1]), [])\n"
        "except Refusal as refusal:\n    sys.exit(7 if refusal.code == 'locked' else 8)\n"
    )
    half = tmp_path / ORIGINALS / "abc.1234.part"
    half.parent.mkdir()
    half.write_bytes(b"being written by the first program")
    command = [sys.executable, "-c", program, str(tmp_path / FILE_NAME)]
    assert subprocess.run(command, cwd=HOUSE, check=False).returncode == 7
    assert half.exists()
    house.close()


def test_a_load_that_is_refused_leaves_the_lock_free(tmp_path: Path) -> None:
    house = fresh(tmp_path, "data")

    def stop(_done: int) -> None:
        raise Refusal("已取消", "cancelled")

    with pytest.raises(Refusal):
        load(house, ledger(many("u1", 0)), stop)
    at_once(house, [lambda house: load(house, ledger(many("u1", 0)))])
    assert len(list_uploads(house)) == 1
    house.close()
