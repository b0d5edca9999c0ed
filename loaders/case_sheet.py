"""Sees one-case forms in a sheet: where each label stands, and which cell holds its value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from domain.number import clean_text
from loaders.card_template import CardTemplate
from loaders.grid import Grid, address
from loaders.labels import reason_to_ignore
from loaders.template import Column

_BRACKETS = re.compile(r"\([^()]*\)")
_SPREAD = 4  # rows: a table with the same words in its header is no form
_MONEY = re.compile(r"亿元|万元|元")


@dataclass(frozen=True)
class Place:
    """Says where a value stands (0-based), what its cell says, and the unit of money in its label."""

    row: int
    col: int
    text: str
    money: str = ""
    is_label: bool = False  # label and value share the cell

    @property
    def cell(self) -> str:
        """Returns the A1 address of the value."""
        return address(self.row, self.col)


@dataclass
class Card:
    """Holds one form: its first row, and the place of each value by canonical name."""

    row: int
    places: dict[str, Place] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Returns what stands at a label, '' where the form lacks it or nothing was filled in."""
        return self.places[name].text if name in self.places else ""


@dataclass(frozen=True)
class _Label:
    row: int
    col: int
    last_row: int
    last_col: int
    column: Column
    money: str
    inline: str | None  # the value where it shares the cell, None where it stands elsewhere


def read_cards(grid: Grid, template: CardTemplate) -> list[Card]:
    """Returns the forms of a sheet from top to bottom."""
    labels = _labels(grid, template)
    taken = {(label.row, label.col) for label in labels}
    cards: list[Card] = []
    breaks = _titles(grid, template)
    for label in sorted(labels, key=lambda one: (one.row, one.col)):
        is_new = not cards or label.column.name in cards[-1].places
        is_new = is_new or any(cards[-1].row < row <= label.row for row in breaks)
        if is_new:
            cards.append(Card(max([row for row in breaks if row <= label.row] + [label.row])
                              if not cards or cards[-1].row < label.row else label.row))  # fmt: skip
        cards[-1].places[label.column.name] = _value(grid, label, taken)
    return [card for card in cards if len(card.places) >= min(4, template.at_least)]


def follows_card(grid: Grid, template: CardTemplate) -> bool:
    """Tells whether a sheet shows the form: enough different labels, and not all in one header row."""
    labels = _labels(grid, template)
    is_spread = len({label.row for label in labels}) >= _SPREAD
    return is_spread and len({label.column.name for label in labels}) >= template.at_least


def _titles(grid: Grid, template: CardTemplate) -> list[int]:
    pattern = re.compile(template.title_pattern)
    rows = [[_plain(text) for text in row if text] for row in grid.rows]
    return [at for at, row in enumerate(rows) if row and len(row) <= 2 and pattern.fullmatch(row[0])]


def _labels(grid: Grid, template: CardTemplate) -> list[_Label]:
    words = _spellings(template)
    inline = _inline(template)
    found = []
    for row in range(grid.height):
        for col, text in enumerate(grid.rows[row]):
            if text:
                found += _labels_of(grid, row, col, text, words, inline)
    return found


def _labels_of(
    grid: Grid, row: int, col: int, text: str, words: dict[str, Column], inline: re.Pattern[str]
) -> Iterable[_Label]:
    plain = _plain(text)
    column = words.get(plain.rstrip(":")) or words.get(_BRACKETS.sub("", plain).rstrip(":"))
    last_row, last_col = _extent(grid, row, col)
    if column is not None:
        money = _MONEY.search(plain)
        yield _Label(row, col, last_row, last_col, column, money[0] if money else "", None)
        return
    clean = clean_text(text)
    hits = list(inline.finditer(clean))
    if not hits or clean[: hits[0].start()].strip():
        return
    for hit, after in zip(hits, [*hits[1:], None], strict=True):
        value = clean[hit.end() : after.start() if after else None].strip()
        money = _MONEY.search(hit[0])
        column = words[_BRACKETS.sub("", _plain(hit[1]))]
        yield _Label(row, col, last_row, last_col, column, money[0] if money else "", value)


def _value(grid: Grid, label: _Label, taken: set[tuple[int, int]]) -> Place:
    """Returns the value of a label: in its own cell, beside it, or below where labels stand in a row."""
    if label.inline:
        return Place(label.row, label.col, label.inline, label.money, is_label=True)
    right = _anchor(grid, label.row, label.last_col + 1)
    below = _anchor(grid, label.last_row + 1, label.col)
    is_right = label.last_col + 1 < grid.width and right not in taken
    is_below = below not in taken and _is_row_of_values(grid, label.row, below[0], taken)
    text, under = grid.text(*right), grid.text(*below)
    if is_right and (text or not (under and is_below)):
        return Place(*right, text, label.money)
    if is_below and label.last_row + 1 < grid.height:
        return Place(*below, under, label.money)
    return Place(label.row, label.col, "", label.money, is_label=True)


def _is_row_of_values(grid: Grid, row: int, below: int, taken: set[tuple[int, int]]) -> bool:
    """Tells whether a row answers the one above it: there only labels, here none and no note."""
    if below >= grid.height or any(at == below for at, _ in taken):
        return False
    texts = [text for text in grid.rows[below] if text]
    is_note = bool(texts) and reason_to_ignore(texts[0]) == "说明行"
    is_head = all((row, col) in taken for col, text in enumerate(grid.rows[row]) if text)
    return is_head and not is_note


def _anchor(grid: Grid, row: int, col: int) -> tuple[int, int]:
    """Returns the cell that holds the text of a merged range, or the cell itself."""
    for merge in grid.merges:
        if merge.first_row <= row <= merge.last_row and merge.first_col <= col <= merge.last_col:
            return merge.first_row, merge.first_col
    return row, col


def _extent(grid: Grid, row: int, col: int) -> tuple[int, int]:
    for merge in grid.merges:
        if merge.first_row <= row <= merge.last_row and merge.first_col <= col <= merge.last_col:
            return merge.last_row, merge.last_col
    return row, col


@lru_cache(maxsize=8)
def _spellings(template: CardTemplate) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in template.columns:
        for spelling in column.spellings:
            plain = _plain(spelling)
            found.setdefault(plain, column)
            found.setdefault(_BRACKETS.sub("", plain), column)
    return found


@lru_cache(maxsize=8)
def _inline(template: CardTemplate) -> re.Pattern[str]:
    """Returns what finds «label:» inside a cell: several may share one line."""
    words = sorted(_spellings(template), key=len, reverse=True)
    spelt = "|".join(r"\s*".join(map(re.escape, word)) for word in words)
    return re.compile(rf"(?<![\u4e00-\u9fff])({spelt})\s*(?:\([^()]*\))?\s*:")


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", clean_text(text))
