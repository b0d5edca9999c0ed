"""Holds the reading path against header spellings of real notices, ledgers and disposal lists.

The list (data/real_headers.csv) names where each header was seen, and the province where the
source tells it. `expected` is the column it means, decided by meaning and not by what the templates
list; '' means that it stays aside, and several names joined by | that each of them is right. Half of
the rows is open to those who work on the headers, the other half is held back. A header row of a
notice stays together (position 1, 2, …); headers at position 0 were seen alone, or head a table that
is no list of food samples, and are asked one by one. `pytest -rP` prints what was measured.
"""

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

import pytest

from loaders.check import check_workbook
from loaders.checked import Declared
from loaders.templates import template
from tests.loaders.forms import demo_jurisdiction
from tests.loaders.real_sheets import TEMPLATES, Cell, listed, placed, workbook

# Of the 31 of the mainland; of Tibet no header row was found. The held notices of 23 are on food, of Jilin,
# Guangxi, Chongqing and Inner Mongolia on other goods, of Fujian and Shanxi on medicines, of Gansu a summary.
PROVINCES = 30
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


def test_the_held_half_comes_from_thirty_provinces() -> None:
    by_split = {
        split: {cell.province for cell, _ in found() if cell.province and cell.split == split}
        for split in ("open", "held")
    }
    every, wrong = pairs("held")
    print(
        f"held: {len(by_split['held'])} provinces, {len(every) - len(wrong)} of {len(every)} headers right"
        f" ({1 - len(wrong) / len(every):.1%}), {len(mixed())} taken for the other side"
    )
    assert len(by_split["held"]) >= PROVINCES, sorted(by_split["held"])


@pytest.mark.parametrize("split", ["open", "held"])
def test_whole_header_rows_of_notices_are_read(split: str) -> None:
    rows: dict[str, list[bool]] = {}
    for cell, column in found():
        if cell.split == split and cell.position and cell.province:
            rows.setdefault(cell.row_id, []).append(is_right(cell, column))
    right = [sum(cells) for cells in rows.values()]
    count = sum(map(len, rows.values()))
    print(
        f"{split}: {sum(map(all, rows.values()))} of {len(rows)} whole rows, {sum(right)} of {count} headers"
    )
    assert sum(right) >= 0.95 * count and sum(map(all, rows.values())) >= 0.9 * len(rows), [
        name for name, cells in rows.items() if not all(cells)
    ]


def test_a_list_of_medicines_is_no_list_of_food_samples() -> None:
    lists: dict[str, list[Cell]] = {}
    for (cell,) in (row for row in listed() if "medicines" in row[0].source):
        cells = lists.setdefault(cell.source, [])
        cells.append(replace(cell, row_id=f"medicines-{len(lists)}", position=len(cells) + 1))
    assert len(lists) >= 4
    assert not check_workbook(workbook([*lists.values()]), Declared(), demo_jurisdiction()).columns


@pytest.mark.parametrize("split", ["open", "held"])
def test_most_headers_find_their_column(split: str) -> None:
    every, wrong = pairs(split)
    right = 1 - len(wrong) / len(every)
    listing = "\n".join(sorted(wrong.values()))
    assert right >= 0.95, f"{split}: {right:.1%} of {len(every)} headers, wrong:\n{listing}"


def mixed() -> list[tuple[str, str, str | None]]:
    """Returns the headers of who was sampled taken for who sampled, and the other way round."""
    return [
        (cell.row_id, cell.header, column)
        for cell, column in found()
        if (column in SAMPLED and SAMPLER.match(cell.header) and column not in cell.expected)
        or (column == "sampler" and "sampler" not in cell.expected)
    ]


def test_who_took_a_sample_is_never_taken_for_who_was_sampled() -> None:
    assert not mixed()
