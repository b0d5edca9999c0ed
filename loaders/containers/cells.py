"""Collects the cells of one sheet as they stream in, and refuses what a sheet cannot hold."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import PurePosixPath

import pyarrow as pa

from loaders.canonical import legal_text
from loaders.guard.address import address
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.survey import SheetSurvey
from loaders.workbook import Merge

_BATCH_ROWS = 20_000
_ERRORS = frozenset(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"])
_ROUNDED = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+(?:1[5-9]|[2-9]\d)")  # 1.23457E+17: the digits are gone
_ODD_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_LENGTH = 31


def sheet_name(file_name: str) -> str:
    """Returns the sheet name a file's own name gives, 'Sheet1' where Excel would not take it."""
    stem = PurePosixPath(file_name).stem
    return stem if stem and len(stem) <= _NAME_LENGTH and not _ODD_NAME.search(stem) else "Sheet1"


class SheetCells:
    """Takes rows from top to bottom; a gap between them is blank."""

    def __init__(self, survey: SheetSurvey, file_name: str, limits: Limits) -> None:
        self.survey = survey
        self._file_name = file_name
        self._limits = limits
        self._rows: list[Sequence[str]] = []
        self._count = 0
        self._batches: list[list[pa.Array]] = []
        self._merges: list[Merge] = []

    def put(self, row: int, texts: Sequence[str]) -> None:
        """Takes one row, 0-based; rows must rise. Raises Refusal for one too far out."""
        shown = [self._judged(row, col, legal_text(text)) if text else "" for col, text in enumerate(texts)]
        width = len(shown)
        while width and not shown[width - 1]:
            width -= 1
        if not width:
            return
        self._check_place(row, width - 1)
        while self._count < row:
            self._append(())
        self._append(shown[:width])

    def merge(self, merge: Merge) -> None:
        """Notes a merged range; raises Refusal for too many."""
        self._merges.append(merge)
        if len(self._merges) > self._limits.merges:
            raise refuse("too_many_merges", self._file_name, self.survey.name, limit=self._limits.merges)

    def finish(self) -> tuple[SheetSurvey, pa.Table]:
        """Returns the survey with its merges, and the cells as text."""
        self._flush()
        self.survey.merges = tuple(self._merges)
        width = self.survey.last_col + 1
        names = [f"c{number}" for number in range(width)]
        schema = pa.schema([(name, pa.string()) for name in names])
        batches = [pa.record_batch(_widened(columns, width), schema=schema) for columns in self._batches]
        return self.survey, pa.Table.from_batches(batches, schema) if width else pa.table({})

    def _judged(self, row: int, col: int, text: str) -> str:
        """Returns what the cell shows; an error value is noted and reads as blank."""
        if len(text) > self._limits.text_length:
            raise refuse("long_cell", self._file_name, row=row + 1, limit=self._limits.text_length)
        if text[:1] == "#" and text.strip() in _ERRORS:
            self._check_place(row, col)
            self.survey.error_cells.append((row, col, text.strip()))
            return ""
        if "+" in text and _ROUNDED.fullmatch(text.strip()):
            self.survey.long_numbers.append((row, col))
        return text

    def _check_place(self, row: int, col: int) -> None:
        survey, limits = self.survey, self._limits
        last_row, last_col = max(survey.last_row, row), max(survey.last_col, col)
        rows, columns = last_row + 1, last_col + 1
        if columns > limits.columns or rows > limits.rows or rows * columns > limits.cells:
            where = address(row, col)
            raise refuse("far_cell", self._file_name, survey.name, where, columns=limits.columns)
        survey.last_row, survey.last_col = last_row, last_col

    def _append(self, texts: Sequence[str]) -> None:
        self._rows.append(texts)
        self._count += 1
        self.survey.values += len(texts)
        if len(self._rows) >= _BATCH_ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            width = self.survey.last_col + 1
            columns = zip_longest(*self._rows, [""] * width, fillvalue="")
            height = len(self._rows)
            self._batches.append([pa.array(column[:height], pa.string()) for column in columns])
            self._rows = []


def _widened(columns: list[pa.Array], width: int) -> list[pa.Array]:
    blank = pa.array([""] * len(columns[0]), pa.string())
    return columns + [blank] * (width - len(columns))
