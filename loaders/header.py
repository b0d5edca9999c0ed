"""Finds where a table starts and says what each of its headers means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.number import clean_text
from loaders.grid import Grid
from loaders.template import Column

DEEPEST_START = 200  # a table's header stands in these first rows, or there is no table
TALLEST = 3  # header rows read together
LONGEST = 60  # characters; longer texts are notes, not headers
_BLANKS = re.compile(r"[\s_]+")
_TAIL = re.compile(r"(?:[*★#]+|\.\d+|:)+$")
_LEAD = re.compile(r"^[*★#]+")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_FIGURE = re.compile(r"[\d.,/:\- ]+")
_BARS = re.compile(r"[║‖∥∣丨]|\|{1,2}")


@dataclass(frozen=True)
class Match:
    """Says that a header may mean a column; a smaller rank is a surer match."""

    column: str
    rank: int
    is_doubtful: bool = False


@dataclass(frozen=True)
class Heading:
    """Says which rows are the header, what each sheet column is headed, and what it may mean."""

    first_row: int
    last_row: int
    headers: dict[int, str]
    matches: dict[int, tuple[Match, ...]]

    @property
    def found(self) -> frozenset[str]:
        """Returns the canonical names that at least one header stands for."""
        return frozenset(matches[0].column for matches in self.matches.values())


def normalise_header(text: object) -> str:
    """Returns a header without blanks, line breaks, zero-width marks, trailing `*` and `.1`."""
    plain = _BLANKS.sub("", clean_text(text)).replace("‐", "-").lower()
    return _LEAD.sub("", _TAIL.sub("", _BARS.sub("|", plain)))


class Vocabulary:
    """Looks headers up in the spellings of a template's columns."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._exact: dict[str, list[Match]] = {}
        self._patterns: list[tuple[Column, re.Pattern, re.Pattern | None]] = []
        for column in columns:
            for rank, spelling in enumerate(column.spellings):
                match = Match(column.name, rank, spelling in column.doubtful)
                self._exact.setdefault(normalise_header(spelling), []).append(match)
            if column.pattern:
                never = re.compile(column.never) if column.never else None
                self._patterns.append((column, re.compile(column.pattern), never))
        self._any = re.compile("|".join(p.pattern for _, p, _ in self._patterns) or r"(?!)")
        self._cache: dict[str, tuple[Match, ...]] = {}

    def look_up(self, text: str) -> tuple[Match, ...]:
        """Returns what a header may mean, surest first; empty when it means nothing known."""
        if text not in self._cache:
            self._cache[text] = self._search(normalise_header(text))
        return self._cache[text]

    def _search(self, plain: str) -> tuple[Match, ...]:
        if not plain or len(plain) > LONGEST:
            return ()
        found = self._exact.get(plain)
        if not found:
            bare = _TAIL.sub("", _BRACKETS.sub("", plain))
            found = [Match(m.column, m.rank + 100, m.is_doubtful) for m in self._exact.get(bare, ())]
        if not found and self._any.search(plain):
            found = [
                Match(column.name, 200)
                for column, pattern, never in self._patterns
                if pattern.search(plain) and not (never and never.search(plain))
            ][:1]
        return tuple(sorted(found, key=lambda match: match.rank))


@lru_cache(maxsize=64)
def vocabulary(columns: tuple[Column, ...]) -> Vocabulary:
    """Returns the vocabulary of a template's columns, built once."""
    return Vocabulary(columns)


def find_heading(grid: Grid, columns: tuple[Column, ...], at_least: int = 2) -> Heading | None:
    """Returns the heading that names the most columns, or None when no row names `at_least`."""
    words = vocabulary(columns)
    best: Heading | None = None
    score = (at_least, -TALLEST - 1)
    for row in range(min(grid.height, DEEPEST_START)):
        if best is not None and row > best.last_row + 15 and score[0] >= 4:
            break
        for height in range(1, TALLEST + 1):
            heading = _read_heading(grid, words, row, height)
            # as many columns from fewer rows: the title above a header is no part of it
            if heading is not None and (len(heading.found), -height) > score:
                best, score = heading, (len(heading.found), -height)
    return None if best is None else _with_trailing_rows(grid, best)


def _read_heading(grid: Grid, words: Vocabulary, row: int, height: int) -> Heading | None:
    if row + height > grid.height or not _could_be_header(grid, row, height):
        return None
    headers, matches = {}, {}
    for col in range(grid.width):
        text = _column_text(grid, row, height, col)
        if text:
            headers[col] = text
            if found := words.look_up(text):
                matches[col] = found
    return Heading(row, row + height - 1, headers, matches)


def _could_be_header(grid: Grid, row: int, height: int) -> bool:
    """Tells whether the rows hold words only: a number or a date is data, not a header."""
    if height == 1:
        return len(set(grid.rows[row]) - {""}) >= 2
    texts = (text for offset in range(height) for text in grid.rows[row + offset] if text)
    return not any(_FIGURE.fullmatch(text) for text in texts)


def _column_text(grid: Grid, row: int, height: int, col: int) -> str:
    """Returns the column's header: its texts from top to bottom, a merged one said once."""
    parts: list[str] = []
    for offset in range(height):
        text = grid.filled(row + offset, col)
        if text and (not parts or text != parts[-1]):
            parts.append(text)
    return "".join(parts)


def _with_trailing_rows(grid: Grid, heading: Heading) -> Heading:
    """Returns the heading made taller by merges that reach down and by a row of units."""
    last = max([heading.last_row, *(grid.merge_end(heading.last_row, col) for col in heading.matches)])
    last = min(last, heading.last_row + TALLEST)
    while last + 1 < grid.height and _is_unit_row(grid.rows[last + 1]):
        last += 1
    return Heading(heading.first_row, last, heading.headers, heading.matches)


def _is_unit_row(texts: Sequence[str]) -> bool:
    said = [clean_text(text) for text in texts if text]
    return len(said) > 1 and all(
        re.fullmatch(r"\(?(?:人次|家次|家|件|起|万元|元|人|批次|个)\)?", t) for t in said
    )


def choose_columns(
    heading: Heading, fits: dict[int, frozenset[str]], filled: frozenset[int]
) -> dict[str, int]:
    """Returns canonical name → sheet column, the surest filled header first.

    `fits` names, for a sheet column with doubtful matches, the columns its values suit; `filled`
    holds the sheet columns with any value at all: an empty column never displaces a filled one.
    """
    claims: dict[str, tuple[bool, int, int]] = {}
    for col, matches in sorted(heading.matches.items()):
        for match in matches:
            if match.is_doubtful and match.column not in fits.get(col, frozenset()):
                continue
            claim = (col not in filled, match.rank, col)
            claims[match.column] = min(claim, claims.get(match.column, claim))
            break
    return {name: claim[2] for name, claim in claims.items()}
