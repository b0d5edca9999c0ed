"""Scans a worksheet in the form every common program writes, without a callback per cell.

Whatever leaves that form raises NotPlain, and the slow walk takes over: speed may be lost,
nothing may hide.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from loaders.guard.address import column_index
from loaders.guard.limits import Limits
from loaders.guard.masks import Block, Buffers, Mask
from loaders.guard.sheet_walk import LONG_NUMBER
from loaders.guard.survey import SheetSurvey

_HEAD_LIMIT = 4 * 2**20
_ROW_LIMIT = 8 * 2**20
_OPEN, _CLOSE, _EMPTY = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_REF = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_FORMULA = rb"<f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)"
_FORMULAS = re.compile(_REF + rb"([^>]*)>" + _FORMULA + rb"(<v>([^<]*)</v>|<v */>)?")
_ERRORS = re.compile(_REF + rb'[^>]*\st="e"[^>]*>(?:' + _FORMULA + rb")?<v>([^<]*)</v>")
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true|on)"[^>]*>')
_ROW_NUMBER = re.compile(rb'\sr="([0-9]+)"')
_NUMBERS = re.compile(
    rb"<v>(-?(?:[0-9]*\.[0-9]{9,}|[0-9]{7,}\.[0-9]+|[0-9]{16,}|0[.0]*|[0-9.]+[eE][-+]?[0-9]+))</v>"
)
_CELL = re.compile(_REF + rb"([^>]*)>")
_TYPE = re.compile(rb'\st="([A-Za-z]*)"')
_ODD = re.compile(rb"<[^\s<>/:]*:c[\s/>]|<(?:c|row)\s[^>]*='")


class NotPlain(Exception):
    """Says that a worksheet is not written in the plain form."""


class SheetScan:
    """Fills a SheetSurvey from the cells of a plain worksheet and keeps the rest as `shell`."""

    def __init__(self, survey: SheetSurvey, limits: Limits) -> None:
        self.survey = survey
        self.shell = b""
        self._limits = limits

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Scans the part from its chunks; raises NotPlain."""
        stream = iter(chunks)
        head, rest = _split_head(stream)
        if rest is None:
            self.shell = head
            return
        tail: list[bytes] = []
        buffers = Buffers()
        for block in _blocks(rest, stream, tail):
            self._scan(Block(block, buffers))
        self.shell = b"".join([head, _EMPTY, *tail, *stream])

    def _scan(self, block: Block) -> None:
        cells = block.cells()
        if cells is None or block.has_tag("!") or block.has_tag("?"):
            raise NotPlain
        if (block.has(b":c") or block.has(b"='")) and _ODD.search(block.data):
            raise NotPlain
        if block.has(b'="d"') or block.has_long_gap(self._limits.text_length):
            raise NotPlain  # ISO dates and huge texts are rare enough for the slow walk
        block.drop_blank(cells)
        self._measure(block, cells)
        self._note(block)

    def _measure(self, block: Block, cells: Mask) -> None:
        survey, limits = self.survey, self._limits
        count = int(np.count_nonzero(cells))
        if not count:
            return
        extent = block.extent(cells, limits.cells)
        if extent is None:
            raise NotPlain
        survey.values += count
        survey.last_row = max(survey.last_row, extent[0])
        survey.last_col = max(survey.last_col, extent[1])
        rows, columns = survey.last_row + 1, survey.last_col + 1
        if columns > limits.columns or rows > limits.rows or rows * columns > limits.cells:
            raise NotPlain  # the slow walk says which cell it is, and whether it holds a value

    def _note(self, block: Block) -> None:
        if block.has(b'="e"'):
            self.survey.error_cells += _errors(block.data)
        if block.has_tag("f"):
            self.survey.uncached += _uncached(block.data)
        if block.has(b'hidden="'):
            self.survey.hidden_rows += _hidden(block.data)
        if block.has_odd_numbers():
            self._note_numbers(block.data)

    def _note_numbers(self, data: bytes) -> None:
        for match in _NUMBERS.finditer(data):
            cell = _CELL.match(data, data.rfind(b'<c r="', 0, match.start()))
            kind = _TYPE.search(cell[3]) if cell else None
            if cell is None or (kind and kind[1] != b"n"):
                continue
            row, col, value = int(cell[2]) - 1, column_index(cell[1].decode()), float(match[1])
            self.survey.exact_numbers.append((row, col, value))
            if abs(value) >= LONG_NUMBER:
                self.survey.long_numbers.append((row, col))


def _split_head(stream: Iterator[bytes]) -> tuple[bytes, bytes | None]:
    head = b""
    for chunk in stream:
        head += chunk
        before, found, after = head.partition(_OPEN)
        if found:
            _check_utf8(before)
            return before, after
        if len(head) > _HEAD_LIMIT:
            raise NotPlain
    if _EMPTY not in head:
        raise NotPlain
    return head, None


def _check_utf8(head: bytes) -> None:
    declared = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"']([^\"']*)", head)
    if b"\0" in head or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        raise NotPlain


def _blocks(rest: bytes, stream: Iterator[bytes], tail: list[bytes]) -> Iterator[bytes]:
    """Yields the rows in blocks that end with a row; what follows them goes to `tail`."""
    while True:
        rows, closed, after = rest.partition(_CLOSE)
        if closed:
            tail.append(after)
            yield rows
            return
        cut = rest.rfind(b"</row>") + len(b"</row>")
        if cut >= len(b"</row>"):
            yield rest[:cut]
            rest = rest[cut:]
        chunk = next(stream, None)
        if chunk is None or len(rest) > _ROW_LIMIT:
            raise NotPlain
        rest += chunk


def _errors(data: bytes) -> list[tuple[int, int, str]]:
    return [
        (int(match[2]) - 1, column_index(match[1].decode()), match[3].decode("utf-8", "replace"))
        for match in _ERRORS.finditer(data)
    ]


def _uncached(data: bytes) -> list[tuple[int, int]]:
    return [
        (int(match[2]) - 1, column_index(match[1].decode()))
        for match in _FORMULAS.finditer(data)
        if not match[4] or (not match[5] and b't="str"' not in match[3])
    ]


def _hidden(data: bytes) -> list[int]:
    rows = [_ROW_NUMBER.search(match[0]) for match in _HIDDEN.finditer(data)]
    if not all(rows):
        raise NotPlain
    return [int(row[1]) - 1 for row in rows if row]
