"""Finds what one block of a worksheet's rows holds that readers hide or choke on."""

import re
from dataclasses import dataclass, field

import numpy as np

from loaders.guard.address import column_index
from loaders.guard.extent import exact_extent
from loaders.guard.grammar import Verdict
from loaders.guard.limits import Limits
from loaders.guard.masks import Block, Mask
from loaders.guard.sheet_walk import LONG_NUMBER

_MOST_ROWS = 999_999  # what six digits can say
_REF = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_FORMULA = rb"<f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)"
_FORMULAS = re.compile(_REF + rb"([^>]*)>" + _FORMULA + rb"(<v>([^<]*)</v>|<v */>)?")
_ERRORS = re.compile(_REF + rb'[^>]*\st="e"[^>]*>(?:' + _FORMULA + rb")?<v>([^<]*)</v>")
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true|on)"[^>]*>')
_ROW_NUMBER = re.compile(rb'\sr="([0-9]+)"')
_VALUE_CELL = re.compile(_REF + rb"([^>]*)>(?:" + _FORMULA + rb")?<v>([^<]*)</v>")
_NUMBER = re.compile(rb"-?[0-9]*\.?[0-9]+\.?(?:[eE][-+]?[0-9]+)?")
_ODD = re.compile(rb"<[^\s<>/:]*:c[\s/>]|<(?:c|row)\s[^>]*='")


class NotPlain(Exception):
    """Says that a worksheet is not written in the plain form; the slow walk must read it."""


@dataclass
class BlockFacts:
    """Holds the facts of one block; names and meanings as in SheetSurvey."""

    values: int = 0
    last_row: int = -1
    last_col: int = -1
    hidden_rows: list[int] = field(default_factory=list)
    error_cells: list[tuple[int, int, str]] = field(default_factory=list)
    uncached: list[tuple[int, int]] = field(default_factory=list)
    long_numbers: list[tuple[int, int]] = field(default_factory=list)
    exact_numbers: list[tuple[int, int, float]] = field(default_factory=list)


def examine(rows: bytes, verdict: Verdict, limits: Limits) -> BlockFacts:
    """Returns the facts of a block of whole rows, given the grammar's verdict; raises NotPlain."""
    block, facts = Block(rows), BlockFacts()
    cells = block.cells()
    if block.has_long_gap(limits.text_length):
        raise NotPlain  # a text that may be too long is counted by the slow walk
    if verdict is Verdict.NUMBERS:
        _note_numbers(block, facts)
    elif verdict is Verdict.UNKNOWN:
        _check_form(block, cells)
        _note(block, facts)
    block.drop_blank(cells)
    _measure(block, cells, facts, 0 if verdict is Verdict.UNKNOWN else limits.cells)
    return facts


def _check_form(block: Block, cells: Mask) -> None:
    if not block.are_plain(cells) or block.has_tag("!") or block.has_tag("?") or block.has(b'"d"'):
        raise NotPlain
    if (block.has(b":c") or block.has(b"='")) and _ODD.search(block.data):
        raise NotPlain


def _measure(block: Block, cells: Mask, facts: BlockFacts, most: int) -> None:
    """Notes how far the cells reach; the row is a bound, exact only when the bound is too wide."""
    facts.values = int(np.count_nonzero(cells))
    if not facts.values:
        return
    col = block.last_single_letter(cells)
    if col is not None and _MOST_ROWS * (col + 1) <= most:
        facts.last_row, facts.last_col = _MOST_ROWS - 1, col
        return
    extent = exact_extent(block.bytes, block.address_starts(cells))
    if extent is None:
        raise NotPlain
    facts.last_row, facts.last_col = extent


def _note(block: Block, facts: BlockFacts) -> None:
    if block.has(b'"e"'):
        facts.error_cells = _errors(block.data)
    if block.has_tag("f"):
        facts.uncached = _uncached(block.data)
    if block.has(b"hidden"):
        facts.hidden_rows = _hidden(block.data)
    _note_numbers(block, facts)


def _note_numbers(block: Block, facts: BlockFacts) -> None:
    data, found = block.data, facts.exact_numbers
    for start in block.odd_numbers().tolist():  # a column may be full of them: few calls a number
        cell = _VALUE_CELL.match(data, data.rfind(b'<c r="', 0, start))
        if cell is None:
            raise NotPlain
        letters, row, attributes, value = cell.groups()
        if b't="' in attributes and b't="n"' not in attributes:
            continue
        if not _NUMBER.fullmatch(value):
            raise NotPlain
        found.append((int(row) - 1, column_index(letters), float(value)))
    facts.long_numbers = [(row, col) for row, col, value in found if abs(value) >= LONG_NUMBER]


def _errors(data: bytes) -> list[tuple[int, int, str]]:
    return [
        (int(match[2]) - 1, column_index(match[1]), match[3].decode("utf-8", "replace"))
        for match in _ERRORS.finditer(data)
    ]


def _uncached(data: bytes) -> list[tuple[int, int]]:
    return [
        (int(match[2]) - 1, column_index(match[1]))
        for match in _FORMULAS.finditer(data)
        if not match[4] or (not match[5] and b't="str"' not in match[3])
    ]


def _hidden(data: bytes) -> list[int]:
    rows = [_ROW_NUMBER.search(match[0]) for match in _HIDDEN.finditer(data)]
    if not all(rows):
        raise NotPlain
    return [int(row[1]) - 1 for row in rows if row]
