"""Sends long runs of signs through the readers: a check runs beside the pages, so no text may hold it for ever."""

import subprocess
import sys

import pytest

from domain.finding import Severity
from domain.paths import HOUSE
from loaders.spelling import LONGEST, normalise_header
from tests.corpus.house import House
from tests.corpus.sheets import disposals, form, ledger
from tests.loaders.boxes import as_text

_CELL = 30_000  # signs, about the most a cell holds
_RUNS = (",", "1-", "检验", " a")


def test_no_pattern_walks_back_and_forth_for_ever() -> None:
    walk = [sys.executable, "-m", "tests.loaders.walk_patterns"]
    try:
        done = subprocess.run(walk, cwd=HOUSE, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired as stuck:
        seen = (stuck.stdout or b"").decode().split()
        pytest.fail(f"never ends: {seen[-1:]}")
    assert done.returncode == 0, done.stderr
    assert "loaders.spelling._TAIL" in done.stdout


def test_a_header_full_of_commas_is_a_header_without_its_tail() -> None:
    assert normalise_header("涉案金额" + "," * 300) == "涉案金额"
    assert normalise_header("涉案金额" + "," * 300 + "x").endswith(",x")
    assert len(normalise_header("涉" * 40_000)) == LONGEST


@pytest.mark.parametrize("layout", [ledger(), form(), disposals()], ids=lambda layout: layout.name)
@pytest.mark.parametrize("run", _RUNS)
def test_a_cell_as_long_as_cells_get_is_read_or_refused(layout, run) -> None:
    """Every column in turn, in the first row; in the header under one of them."""
    house = House()
    before = house.digest()
    lines = [line.split(",") for line in as_text(layout).split("\n")]
    head = next(at for at, line in enumerate(lines) if len(line) > 5)
    for at, col in ((head, 2), *((head + 1, col) for col in range(len(lines[head])))):
        rows = [list(line) for line in lines]
        rows[at][col] = f'"{rows[at][col]}{run * (_CELL // len(run))}x"'
        text = "\n".join(",".join(row) for row in rows)
        found = house.check(text.encode(), "长.csv").findings
        assert all(one.message.endswith("。") for one in found if one.severity is Severity.ERROR)
    assert house.digest() == before
    house.close()
