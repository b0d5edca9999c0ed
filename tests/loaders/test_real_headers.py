"""Holds the reading path against header spellings of real notices, ledgers and disposal lists.

The list (data/real_headers.csv) names where each header was seen. `expected` is the column it
means, decided by meaning and not by what the templates list; '' means that it stays aside, and
several names joined by | that each of them is right. Half of the rows is open to those who work
on the headers, the other half is held back.
"""

import re
from collections import Counter
from functools import lru_cache

import pytest

from loaders.check import check_workbook
from loaders.checked import Declared
from loaders.templates import template
from tests.loaders.forms import demo_jurisdiction
from tests.loaders.real_sheets import TEMPLATES, Cell, listed, placed, workbook

SAMPLER = re.compile(r"(?<!被)(?:抽样|抽检|采样|抽送样)(?:单位|机构|部门)")
SAMPLED = ("entity_name", "entity_address")
Pair = tuple[str, str, tuple[str, ...]]


@lru_cache(maxsize=1)
def found() -> tuple[tuple[Cell, str | None], ...]:
    """Returns each header of the list with the column the reading path gave it, None for aside."""
    answers: list[tuple[Cell, str | None]] = []
    for kind in TEMPLATES:
        rows = [row for row in listed() if row[0].kind == kind]
        matches: dict[str, list[str | None]] = {}
        for match in check_workbook(workbook(rows), Declared(), demo_jurisdiction()).columns:
            matches.setdefault(match.sheet, []).append(match.column)
        for row in rows:
            columns = matches.get(row[0].row_id, [])
            for at, (_, _, cell) in enumerate(placed(row)):
                if cell is not None:
                    answers.append((cell, columns[at] if at < len(columns) else "unread"))
    return tuple(answers)


def is_right(cell: Cell, column: str | None) -> bool:
    aside = {one.name for one in template(TEMPLATES[cell.kind]).columns if one.kind == "aside"}
    allowed = set(cell.expected)
    return (column or "") in allowed or (column is None and bool(allowed & aside))


def pairs(split: str) -> tuple[set[Pair], dict[Pair, str]]:
    """Returns the distinct pairs of a half, and those wrong anywhere with what they were taken for."""
    every: set[Pair] = set()
    wrong: dict[Pair, str] = {}
    for cell, column in found():
        if cell.split == split:
            pair = (cell.kind, cell.header, cell.expected)
            every.add(pair)
            if not is_right(cell, column):
                wrong[pair] = (
                    f"{cell.row_id}: {cell.header!r} {'|'.join(cell.expected) or 'aside'} <- {column}"
                )
    return every, wrong


def test_the_list_is_long_enough() -> None:
    cells = [cell for row in listed() for cell in row]
    assert len({re.sub(r"\s", "", cell.header) for cell in cells}) >= 400
    assert {split for split, count in Counter(cell.split for cell in cells).items() if count > 300} == {
        "open",
        "held",
    }
    assert all(cell.source for cell in cells)


@pytest.mark.parametrize("split", ["open", "held"])
def test_most_headers_find_their_column(split: str) -> None:
    every, wrong = pairs(split)
    right = 1 - len(wrong) / len(every)
    listing = "\n".join(sorted(wrong.values()))
    assert right >= 0.95, f"{split}: {right:.1%} of {len(every)} headers, wrong:\n{listing}"


def test_who_took_a_sample_is_never_taken_for_who_was_sampled() -> None:
    mixed = [
        (cell.row_id, cell.header, column)
        for cell, column in found()
        if (column in SAMPLED and SAMPLER.match(cell.header) and column not in cell.expected)
        or (column == "sampler" and "sampler" not in cell.expected)
    ]
    assert not mixed
