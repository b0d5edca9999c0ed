"""Parts a sheet into its tables: each becomes a sheet of its own with the same coordinates.

A second table is seen by a header of its own that a template knows; whatever has only one header
is left exactly as it is. Blank cells stand for what belongs to another table, so that an address
in a block is the address in the sheet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from domain.number import clean_text
from loaders.grid import Grid, grid_of
from loaders.header import Heading, heading_at, normalise_header, vocabulary
from loaders.labels import read_labels, reason_to_ignore, squeeze
from loaders.matching import meets
from loaders.sheet_part import part_of
from loaders.summary_period import names_period
from loaders.template import FormTemplate, LedgerTemplate, Template
from loaders.vocabulary import EXACT, LONGEST, Vocabulary, variants
from loaders.workbook import Sheet

_SCANNED = 5000  # rows; below them every row is looked at, further down only those behind a gap
_EXAMINED = 400  # rows that may be headers and are looked at closely
_TALLEST_TITLE = 6  # rows above a header that may belong to it
_AGAIN = ("续表", "(续)", "续", "接上页", "接上表")


@dataclass(frozen=True)
class _Start:
    """Holds where a table's own words begin, its header, and the words between the two."""

    row: int
    template: Template
    heading: Heading
    titles: tuple[str, ...]

    @property
    def headers(self) -> tuple[tuple[int, str], ...]:
        """Returns the header's texts by column, for comparing."""
        return tuple(sorted((col, normalise_header(text)) for col, text in self.heading.headers.items()))


def blocks_of(sheet: Sheet, templates: Sequence[Template]) -> tuple[Sheet, ...]:
    """Returns the tables of a sheet as sheets with the same coordinates; the sheet itself when it is one."""
    if not sheet.row_count:
        return (sheet,)
    filled = _filled(sheet.cells)
    found: list[Sheet] = []
    for upper in _by_rows(sheet, filled.sum(axis=1), templates):
        for part in _by_columns(upper, filled if upper is sheet else _filled(upper.cells), templates):
            found += [part] if part is upper else _by_rows(part, _filled(part.cells).sum(axis=1), templates)
    return tuple(found)


def _filled(cells: pa.Table) -> np.ndarray:
    """Returns which cells hold something: rows × columns."""
    return np.column_stack([np.asarray(pc.not_equal(column, "")) for column in cells.columns])


def _by_rows(sheet: Sheet, counts: np.ndarray, templates: Sequence[Template]) -> list[Sheet]:
    """Returns the tables that stand one below the other."""
    starts = _distinct(list(_starts(sheet, counts, templates)))
    if len(starts) < 2:
        return [sheet]
    preamble = _texts(sheet, sheet.top, starts[0].heading.first_row)
    ends = [start.row for start in starts[1:]] + [sheet.row_count]
    blocks = [
        part_of(sheet, (start.row if at else sheet.top, end), (0, sheet.column_count))
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    carried = [_carried(preamble, start.titles) if at else () for at, start in enumerate(starts)]
    return [_with_words(block, words, start.heading.first_row)
            for block, words, start in zip(blocks, carried, starts, strict=True)]  # fmt: skip


def _starts(sheet: Sheet, counts: np.ndarray, templates: Sequence[Template]) -> Iterable[_Start]:
    """Yields every header of the sheet that some template knows, from top to bottom."""
    words = [vocabulary(one.columns) for one in templates]
    spellings = frozenset().union(*(one.spellings for one in words))
    behind = -1
    for row in _candidates(sheet, counts):
        if row <= behind:
            continue
        grid = _window(sheet, row)
        if _known(grid, words, spellings, row) < 2:
            continue
        around = (sheet.name, *_texts(sheet, _own_words(sheet, row, behind + 1), row))
        found = next(
            ((one, heading) for one in templates if (heading := _heading(grid, row, one, around))), None
        )
        if found is not None:
            template, heading = found
            top = _own_words(sheet, heading.first_row, behind + 1)
            behind = heading.last_row
            yield _Start(top, template, heading, _texts(sheet, top, heading.first_row))


def _candidates(sheet: Sheet, counts: np.ndarray) -> list[int]:
    """Returns the rows that may be headers: behind a gap or a title; in a short sheet all with two texts."""
    above = np.concatenate([[0], counts[:-1]])
    wide = counts >= 2
    rows = np.flatnonzero(wide & (above < 2))
    if len(counts) <= _SCANNED:
        rows = np.flatnonzero(wide & ((above < 2) | _all_words(sheet)))
    return rows[:_EXAMINED].tolist()


def _all_words(sheet: Sheet) -> np.ndarray:
    """Returns the rows without any digit at the start of a cell: a header is words."""
    digits = np.zeros(sheet.row_count, bool)
    for column in sheet.cells.columns:
        digits |= np.asarray(pc.match_substring_regex(column, r"^\s*[\d.,]"))
    return ~digits


def _window(sheet: Sheet, row: int) -> Grid:
    """Returns the rows around a header that may start in `row`, at their own coordinates."""
    return grid_of(replace(sheet, top=row), rows=8)


def _known(grid: Grid, words: Sequence[Vocabulary], spellings: frozenset[str], row: int) -> int:
    """Returns how many texts of the next rows are headers of some template, 0 where none is one to the letter."""
    texts = {text for at in range(row, min(row + 3, grid.height)) for text in grid.rows[at] if text}
    if spellings.isdisjoint(one for text in texts if len(text) <= LONGEST for one in variants(text)):
        return 0
    return sum(any(one.look_up(text) for one in words) for text in texts)


def _heading(grid: Grid, row: int, template: Template, around: Sequence[str]) -> Heading | None:
    """Returns the template's heading in exactly this row, or None."""
    at_least = template.at_least if isinstance(template, FormTemplate) else 2
    heading = heading_at(grid, template.columns, row, at_least)
    if heading is None:
        return None
    if isinstance(template, LedgerTemplate):
        is_whole = meets(template, heading, heading.found, around)
    else:
        is_whole = any(column.signature and column.name in heading.found for column in template.columns)
    exact = sum(matches[0].how == EXACT for matches in heading.matches.values())
    # data that merely sound like a header are no second table
    return heading if is_whole and exact >= 2 and exact * 2 >= len(heading.matches) else None


def _own_words(sheet: Sheet, header: int, lowest: int) -> int:
    """Returns the first row of the title and label lines that belong to a header."""
    top = header
    for row in range(header - 1, max(lowest, header - _TALLEST_TITLE, sheet.top) - 1, -1):
        texts = _texts(sheet, row, row + 1)
        if not texts:
            continue
        if not _is_own_line(texts) or (lowest and _is_continued(sheet, row, header)):
            break
        top = row
    return top


def _is_continued(sheet: Sheet, row: int, header: int) -> bool:
    """Tells whether a row between two headers has its only text well inside the table, as a record that goes on has."""
    first, col = (
        next(at for at, column in enumerate(sheet.cells.columns) if (column[one].as_py() or "").strip())
        for one in (header, row)
    )
    return col > first + 1 and not any(one.first_row == row and one.first_col == col for one in sheet.merges)


def _is_own_line(texts: Sequence[str]) -> bool:
    """Tells whether a row above a header is a title or a line of labels, and no data, note or footer."""
    labels = read_labels(Grid([list(texts)]), [0])
    if {"unit", "period"} & labels.keys():
        return True
    return len(texts) == 1 and reason_to_ignore(texts[0]) in (None, "表尾") and "person" not in labels \
        and "reported" not in labels  # fmt: skip


def _texts(sheet: Sheet, first: int, end: int) -> tuple[str, ...]:
    part = sheet.cells.slice(first, max(end - first, 0))
    rows = zip(*(column.to_pylist() for column in part.columns), strict=True)
    return tuple(text.strip() for row in rows for text in row if text and text.strip())


def _distinct(starts: list[_Start]) -> list[_Start]:
    """Returns the starts without headers that only repeat the table above, as on a new page.

    A ledger's page with a title of its own is a block, so that the title is no row of it.
    """
    kept: list[_Start] = []
    for start in starts:
        again = kept and start.headers == kept[-1].headers
        is_ledger = isinstance(start.template, LedgerTemplate)  # its rows are taken together anyway
        own = (
            set(start.titles) if is_ledger else _title(start.titles) - _title(kept[-1].titles if kept else ())
        )
        if again and not own:
            continue
        kept.append(start)
    return kept


def _title(texts: Iterable[str]) -> set[str]:
    """Returns the words of a title without what only says that it goes on."""
    plain = {squeeze(text) for text in texts}
    for mark in _AGAIN:
        plain = {text.removesuffix(mark).removeprefix(mark) for text in plain}
    return {text for text in plain if text and not text.startswith("第") and "页" not in text}


def _carried(preamble: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    """Returns the words above the first table that a later one has none of its own for."""
    theirs, ours = (read_labels(Grid([list(texts)]), [0]) for texts in (preamble, own))
    words = []
    if "unit" in theirs and "unit" not in ours:
        words.append(f"报送单位：{theirs['unit']}")
    if "period" not in ours and not any(map(names_period, own)):
        if "period" in theirs:
            words.append(f"统计时间：{theirs['period']}")
        else:
            words += [text for text in preamble if names_period(text)][:1]
    money = [text for text in preamble if _is_money_line(text)]
    if money and not any(map(_is_money_line, own)):
        words += money[:1]
    return tuple(words)


def _is_money_line(text: str) -> bool:
    plain = clean_text(text)
    return "元" in plain and plain.replace(" ", "").startswith(("单位:", "(单位:", "金额单位:", "计量单位:"))


def _by_columns(sheet: Sheet, filled: np.ndarray, templates: Sequence[Template]) -> list[Sheet]:
    """Returns the tables that stand side by side with a blank column between, each with its own header."""
    groups = _groups(filled.any(axis=0))
    if len(groups) < 2:
        return [sheet]
    whole = (sheet.top, sheet.row_count)
    parts = [part_of(sheet, whole, span) for span in groups]
    starts = [next(iter(_starts(part, _filled(part.cells).sum(axis=1), templates)), None) for part in parts]
    if not all(starts):
        return [sheet]
    first = min(start.heading.first_row for start in starts if start)
    preamble = _texts(sheet, sheet.top, first)
    return [
        _with_words(part, _carried(preamble, start.titles), start.heading.first_row)
        for part, start in zip(parts, starts, strict=True) if start
    ]  # fmt: skip


def _groups(used: np.ndarray) -> list[tuple[int, int]]:
    """Returns the spans of columns in use between blank ones."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], used, [False]]).astype(np.int8)))
    return [(int(first), int(end)) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def _with_words(sheet: Sheet, words: Sequence[str], header: int) -> Sheet:
    """Returns the block with words that were said for all tables in blank cells above its header."""
    if not words:
        return sheet
    top = min(sheet.top, max(header - 1, 0))
    texts = [column.to_pylist() for column in sheet.cells.slice(0, header).columns]
    free = (
        (row, col) for row in range(header - 1, -1, -1) for col in range(len(texts)) if not texts[col][row]
    )
    places = dict(zip(free, words, strict=False))
    for (row, col), word in places.items():
        texts[col][row] = word
        top = min(top, row)
    head = pa.table([pa.array(column, pa.string()) for column in texts], names=sheet.cells.column_names)
    merges = tuple(one for one in sheet.merges if one.first_row >= header or one.first_row >= sheet.top)
    return replace(sheet, cells=pa.concat_tables([head, sheet.cells.slice(header)]), top=top, merges=merges)
