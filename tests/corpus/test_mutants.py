"""Damaged files through the real door: read or refused, loaded whole or not at all, and nothing else."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.finding import Severity
from tests.corpus.house import House
from tests.corpus.mutants import damaged, texts, workbooks

ROUNDS = int(
    os.environ.get("DUIBIAO_FUZZ", "150")
)  # so many workbooks, and as many texts up to half of a long run
TEXTS = ROUNDS if ROUNDS <= 150 else ROUNDS // 2
KEEP = os.environ.get("DUIBIAO_FUZZ_KEEP", "")  # a folder for what went wrong
_GONE = frozenset(["reader_crashed", "reader_timeout"])
_FRESH = 250  # files until the warehouse is emptied: undone loads stay in it


@pytest.mark.parametrize("kind, make, rounds", [("workbooks", workbooks, ROUNDS), ("texts", texts, TEXTS)])
def test_damaged_files_are_read_or_refused(kind, make, rounds):
    sources, outcomes = make(), Outcomes(kind)
    for house, number in _houses(rounds):
        name, data = damaged(sources, number)
        outcomes.see(house, name, data)
    outcomes.report()
    assert outcomes.bad == []


def _houses(rounds: int) -> Iterator[tuple[House, int]]:
    for start in range(0, rounds, _FRESH):
        house = House()
        before = house.digest()
        for number in range(start, min(rounds, start + _FRESH)):
            yield house, number
        assert house.digest() == before
        house.close()


class Outcomes:
    """Counts what came of each file, and keeps those of which something came that must not."""

    def __init__(self, kind: str) -> None:
        self.kind, self.bad, self.codes, self.times = kind, [], Counter(), []

    def see(self, house: House, name: str, data: bytes) -> None:
        """Sends one file through the door and loads it when the door says so."""
        before, started = house.facts_digest(), time.monotonic()
        try:
            self._judge(house, name, data, before)
        except Exception as error:
            self._blame(name, data, f"{type(error).__name__}: {error}")
        self.times.append((time.monotonic() - started, name))

    def _judge(self, house: House, name: str, data: bytes, before: str) -> None:
        checked = house.check(data, name)
        errors = [one for one in checked.findings if one.severity is Severity.ERROR]
        self.codes[errors[0].code if errors else "loaded"] += 1
        assert all(one.message.endswith("。") for one in errors)
        if any(one.code in _GONE for one in errors):
            self._blame(name, data, errors[0].code)
        if not errors:
            house.load_and_undo(checked)
        assert house.facts_digest() == before

    def _blame(self, name: str, data: bytes, what: str) -> None:
        self.bad.append((name, what))
        if KEEP:
            (Path(KEEP) / name).write_bytes(data)

    def report(self) -> None:
        """Prints the outcomes by code and the slowest files."""
        print(
            f"\n{self.kind}: {sum(self.codes.values())} files, {len(self.bad)} bad, {dict(self.codes.most_common())}"
        )
        print(
            "slowest:", [f"{seconds:.2f} s {name}" for seconds, name in sorted(self.times, reverse=True)[:5]]
        )
