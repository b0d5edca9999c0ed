"""Finds where a table starts and says what each of its headers means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from domain.number import clean_text
from loaders.grid import Grid
from loaders.spelling import normalise_header
from loaders.template import Column
from loaders.vocabulary import LONGEST, NEAR, Match, Vocabulary, vocabulary

__all__ = [
    "Heading",
    "Pick",
    "choose_columns",
    "find_heading",
    "loose_heading",
    "normalise_header",
    "vocabulary",
]

DEEPEST_START = 200  # a table's header stands in these first rows, or there is no table
DEEPEST_ANY = 40  # further down only what stands below a gap or a title line
DEEPEST_NEAR = 25  # near misses are looked for only so far down
TALLEST = 3  # header rows read together
_FIGURE = re.compile(r"[\d.,/:\- ]+")
_BARE = re.compile("(?:单位|企业|详细|所在|具体|经营)*(?:地址|住所|住址|所在地)")
_ATTRIBUTE = re.compile("电话|手机|联系|邮编|邮箱|传真|法人|法定代表|负责人|证号|执照|代码|^地址$|^住所$")


@dataclass(frozen=True)
class Pick:
    """Says which column a person chose for a header (None: none); `how` is chosen or remembered."""

    column: str | None
    how: str


@dataclass(frozen=True)
class Heading:
    """Says which rows are the header, what each sheet column is headed, and what it may mean.

    `picked` holds what a person said about a header; it goes before what the words say.
    """

    first_row: int
    last_row: int
    headers: dict[int, str]
    matches: dict[int, tuple[Match, ...]]
    picked: dict[int, Pick] = field(default_factory=dict)

    @property
    def found(self) -> frozenset[str]:
        """Returns the canonical names that at least one header stands for."""
        said = {matches[0].column for col, matches in self.matches.items() if col not in self.picked}
        return frozenset(said | {pick.column for pick in self.picked.values() if pick.column})

    @property
    def sure(self) -> frozenset[str]:
        """Returns what is found without near misses."""
        surely = {col: m for col, m in self.matches.items() if m[0].how != NEAR}
        return replace(self, matches=surely).found


def find_heading(
    grid: Grid, columns: tuple[Column, ...], at_least: int = 2, is_near: bool = False
) -> Heading | None:
    """Returns the heading that names the most columns, or None when no row names `at_least`.

    Near misses of the chosen row's other headers are in its matches; only with `is_near` do
    they count when the row is chosen.
    """
    words = vocabulary(columns)
    best: Heading | None = None
    score = (at_least, -TALLEST - 1)
    deepest = grid.top + (DEEPEST_NEAR if is_near else DEEPEST_START)
    for row in range(grid.top, min(grid.height, deepest)):
        if best is not None and row > best.last_row + 15 and score[0] >= 4:
            break
        if row >= grid.top + DEEPEST_ANY and sum(map(bool, grid.rows[row - 1])) > 2:
            continue
        for height in range(1, TALLEST + 1):
            heading = _read_heading(grid, words, row, height)
            if is_near and heading is not None:
                heading = _with_near(heading, words)
            # as many columns from fewer rows: the title above a header is no part of it
            if heading is not None and (len(heading.found), -height) > score:
                best, score = heading, (len(heading.found), -height)
    return None if best is None else _with_trailing_rows(grid, _in_context(_with_near(best, words), words))


def heading_at(grid: Grid, columns: tuple[Column, ...], row: int, at_least: int = 2) -> Heading | None:
    """Returns the heading that starts in exactly this row and names `at_least` columns, or None."""
    words = vocabulary(columns)
    found = (_read_heading(grid, words, row, height) for height in range(1, TALLEST + 1))
    named = [heading for heading in found if heading is not None and len(heading.found) >= at_least]
    best = max(named, key=lambda heading: (len(heading.found), -heading.last_row), default=None)
    return None if best is None else _with_trailing_rows(grid, _in_context(best, words))


def loose_heading(grid: Grid, columns: tuple[Column, ...]) -> Heading | None:
    """Returns the row that looks most like a header although its words say little, or None.

    It is the first of the rows with the most different short texts, none of them a figure.
    """
    best, most = None, 1
    for row in range(grid.top, min(grid.height - 1, grid.top + DEEPEST_NEAR)):
        texts = {text for text in grid.rows[row] if text}
        is_words = not any(_FIGURE.fullmatch(text) or len(text) > LONGEST for text in texts)
        if is_words and len(texts) > most:
            best, most = row, len(texts)
    heading = None if best is None else _read_heading(grid, vocabulary(columns), best, 1)
    words = vocabulary(columns)
    return None if heading is None else _in_context(_with_near(heading, words), words)


def _with_near(heading: Heading, words: Vocabulary) -> Heading:
    """Returns the heading with near misses for the headers that name nothing."""
    open_cols = {col: text for col, text in heading.headers.items() if col not in heading.matches}
    near = {col: found for col, text in open_cols.items() if (found := words.look_near(text))}
    return replace(heading, matches=heading.matches | near) if near else heading


def _in_context(heading: Heading, words: Vocabulary) -> Heading:
    """Returns the heading without bare attributes (地址) that stand behind somebody else's name."""
    kept = dict(heading.matches)
    for col, matches in heading.matches.items():
        owner = words.owners.get(matches[0].column)
        if owner and _BARE.fullmatch(normalise_header(heading.headers[col])):
            beside = _whose(heading, words, col)
            if beside and beside[0].column != owner:
                del kept[col]
    return replace(heading, matches=kept) if len(kept) < len(heading.matches) else heading


def _whose(heading: Heading, words: Vocabulary, col: int) -> tuple[Match, ...]:
    """Returns what the header means of whom the bare attributes up to a column speak, nothing when of nobody."""
    for left in range(col - 1, -1, -1):
        text, matches = heading.headers.get(left, ""), heading.matches.get(left, ())
        if words.role(text, matches):
            return matches or (Match("", 0),)
        if not _ATTRIBUTE.search(normalise_header(text)):
            break
    return ()


def _read_heading(grid: Grid, words: Vocabulary, row: int, height: int) -> Heading | None:
    if (row, height) not in grid.stacked:  # every template asks for the same rows
        grid.stacked[(row, height)] = _stacked(grid, row, height)
    headers = grid.stacked[(row, height)]
    if headers is None:
        return None
    matches = {col: found for col, text in headers.items() if (found := words.look_up(text))}
    return Heading(row, row + height - 1, headers, matches)


def _stacked(grid: Grid, row: int, height: int) -> dict[int, str] | None:
    """Returns the rows' texts by column, None when they cannot be a header."""
    if row + height > grid.height or not _could_be_header(grid, row, height):
        return None
    texts = ((col, _column_text(grid, row, height, col)) for col in range(grid.width))
    return {col: text for col, text in texts if text}


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
    return replace(heading, last_row=last)


def _is_unit_row(texts: Sequence[str]) -> bool:
    said = [clean_text(text) for text in texts if text]
    return len(said) > 1 and all(
        re.fullmatch(r"\(?(?:人次|家次|家|件|起|万元|元|人|批次|个)\)?", t) for t in said
    )


def choose_columns(
    heading: Heading, fits: dict[int, frozenset[str]], filled: frozenset[int]
) -> dict[str, int]:
    """Returns canonical name → sheet column, the surest filled header first.

    `fits` names, for a sheet column whose words leave a doubt, the columns its values suit; a
    column that is not in it was not looked at. `filled` holds the sheet columns with any value
    at all: an empty column never displaces a filled one. What a person picked goes before all.
    """
    claims: dict[str, tuple[bool, int, int]] = {}
    for col, name, rank in _claims(heading, fits):
        claim = (col not in filled and rank >= 0, rank, col)
        claims[name] = min(claim, claims.get(name, claim))
    return {name: claim[2] for name, claim in claims.items()}


def _claims(heading: Heading, fits: dict[int, frozenset[str]]) -> Iterable[tuple[int, str, int]]:
    """Yields each sheet column with the one canonical name it claims, and how surely."""
    for col in sorted(heading.headers.keys() | heading.matches.keys()):
        if (pick := heading.picked.get(col)) is not None:
            if pick.column is not None:
                yield col, pick.column, -1
            continue
        for match in heading.matches.get(col, ()):
            if match.column in fits.get(col, frozenset() if match.is_doubtful else (match.column,)):
                yield col, match.column, match.rank
                break
