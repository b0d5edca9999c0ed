"""Reads CSV and tab-separated text: one sheet, every cell's text as it stands."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pyarrow as pa

from domain.finding import Refusal
from loaders.containers.cells import SheetCells, sheet_name
from loaders.containers.decode import decode
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.survey import SheetSurvey

_DELIMITERS = ("\t", ",", ";")
_SAMPLE_LINES = 200
_LINE = 1_000_000  # characters; a full row of long texts has a tenth of it
_LONG_LINE = re.compile(rf"[^\r\n]{{{_LINE + 1}}}")
_QUOTED = re.compile(r'"[^"]*"')
_AS_TEXT = re.compile(r'="([^"]*)"')  # how exports keep Excel from reading a number


def read_text(data: bytes, file_name: str, limits: Limits) -> list[tuple[SheetSurvey, pa.Table]]:
    """Returns the one sheet; raises Refusal for text that is no table, or one that is not whole."""
    text = decode(data, file_name)
    if _LONG_LINE.search(text):
        raise refuse("long_line", file_name, limit=_LINE)
    delimiter = _delimiter(text)
    if delimiter is None:
        raise refuse("not_a_spreadsheet", file_name, what="没有分列的文字")
    try:
        return [_sheet(_records(text, delimiter, file_name), file_name, limits)]
    except Refusal as refusal:
        if refusal.code != "odd_quote" or delimiter != "\t":
            raise
    # Programs that write tabs seldom quote at all: a quotation mark is then part of the text.
    plain = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_sheet(plain, file_name, limits)]


def _sheet(records: Iterator[list[str]], file_name: str, limits: Limits) -> tuple[SheetSurvey, pa.Table]:
    cells = SheetCells(SheetSurvey(sheet_name(file_name), 0), file_name, limits)
    for number, record in enumerate(records):
        cells.put(number, [_unwrapped(cell) if cell.startswith("=") else cell for cell in record])
    return cells.finish()


def _unwrapped(cell: str) -> str:
    match = _AS_TEXT.fullmatch(cell)
    return match[1] if match else cell


def _records(text: str, delimiter: str, file_name: str) -> Iterator[list[str]]:
    """Yields the records; a quotation mark that is never closed must not swallow rows unseen."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise refuse("odd_quote", file_name, line=reader.line_num) from error


def splits_evenly(text: str) -> bool:
    """Tells whether a text reads as a table: two lines at least have the same two delimiters or more, or one tab."""
    lines = _QUOTED.sub("", "".join(islice(io.StringIO(text, newline=""), _SAMPLE_LINES))).splitlines()
    found = ((mark, *_evenness(lines, mark)) for mark in _DELIMITERS)
    return any(same >= 2 and count >= (1 if mark == "\t" else 2) for mark, same, count in found)


def _delimiter(text: str) -> str | None:
    """Returns what splits most of the first lines into equally many cells; None when nothing does."""
    sample = "".join(islice(io.StringIO(text, newline=""), _SAMPLE_LINES))
    lines = _QUOTED.sub("", sample).splitlines()
    scores = {delimiter: _evenness(lines, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > (0, 0) else None


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Returns how many lines have the most usual number of delimiters, and that number."""
    counts = Counter(count for line in lines if (count := line.count(delimiter)))
    return max(((lines, count) for count, lines in counts.items()), default=(0, 0))
