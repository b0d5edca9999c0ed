"""Parses a guarded file into a workbook; runs in the child process only."""

from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import islice
from pathlib import Path

import fastexcel
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from domain.finding import Refusal
from loaders.canonical import cell_text
from loaders.containers import READERS
from loaders.containers.password import unlocked
from loaders.fast_cells import fast_cells
from loaders.guard import survey
from loaders.guard.container import Kind, sniff
from loaders.guard.limits import DEFAULT, Limits
from loaders.guard.refusal import refuse
from loaders.guard.survey import SheetSurvey, Survey
from loaders.old_xls import xlrd_cells
from loaders.transfer import workbook_into
from loaders.workbook import Merge, Sheet, Workbook

_BATCH_ROWS = 20_000
_FAST_FROM = 50_000  # cells; below it typed values cost next to nothing

Report = Callable[[int, int], None]  # rows read, rows there are (0 when nobody knows yet)


def parse(
    data: bytes,
    file_name: str,
    limits: Limits,
    folder: Path,
    password: str = "",
    report: Report | None = None,
) -> dict:
    """Guards and parses the bytes; leaves cells and marks in the folder, returns the reply."""
    return workbook_into(read_workbook(data, file_name, limits, password, report), folder)


def read_workbook(
    data: bytes, file_name: str, limits: Limits, password: str = "", report: Report | None = None
) -> Workbook:
    """Returns the workbook, read in this very process; raises Refusal.

    `report` hears of the rows once the guard is through, and then every 20 000 rows or sheet.
    """
    found = _surveyed(data, file_name, limits, password)
    if read := READERS.get(found.container):
        tables = read(found.data, file_name, limits)
        sheets = [with_marks(survey, cells, survey.merges) for survey, cells in tables]
        return Workbook(file_name, sheets, found.container)
    try:
        sheets = _Parser(found, report).sheets()
    except BaseException as error:
        if not _is_reader_failure(error):
            raise
        if found.container != "xls":
            raise refuse("unreadable", file_name) from error
        sheets = _old_sheets(found, file_name)
    return Workbook(file_name, sheets, found.container, found.date1904)


def _surveyed(data: bytes, file_name: str, limits: Limits, password: str) -> Survey:
    """Returns the guard's survey; of an encrypted file, that of what the password opens."""
    try:
        return survey(data, file_name, limits)
    except Refusal as refusal:
        if refusal.code != "encrypted" or not password or sniff(data) is not Kind.CFB:
            raise
    return survey(unlocked(data, file_name, password), file_name, limits)


def _is_reader_failure(error: BaseException) -> bool:
    """Tells whether a Rust reader gave up; a panic is no Exception and has no class to import."""
    failures = (CalamineError, fastexcel.FastExcelError, ValueError, OverflowError)
    return isinstance(error, failures) or type(error).__name__ == "PanicException"


def _old_sheets(found: Survey, file_name: str) -> list[Sheet]:
    """Returns the sheets of an .xls as the second reader sees them."""
    try:
        cells = xlrd_cells(found)
    except Exception as error:  # xlrd meets a broken file with any error of Python's
        raise refuse("old_xls_damaged", file_name) from error
    return [with_marks(survey, *cells[survey.index]) for survey in found.sheets]


class _Parser:
    """Opens each reader once, and only when a sheet needs it."""

    def __init__(self, found: Survey, report: Report | None = None) -> None:
        self._found = found
        self._report = report or (lambda _done, _total: None)
        is_rounded = any(survey.is_plain for survey in found.sheets)  # the guard's fast walk names no row
        self._total = 0 if is_rounded else sum(survey.last_row + 1 for survey in found.sheets)
        self._done = 0
        self._typed: CalamineWorkbook | None = None
        self._fast: fastexcel.ExcelReader | None = None

    def sheets(self) -> list[Sheet]:
        """Returns every worksheet with its marks."""
        self._report(0, self._total)
        return [self._sheet(survey) for survey in self._found.sheets]

    def _count(self, rows: int) -> None:
        self._done += rows
        self._report(self._done, max(self._done, self._total) if self._total else 0)

    def _sheet(self, survey: SheetSurvey) -> Sheet:
        cells, merges = None, survey.merges
        if survey.is_plain and survey.values >= _FAST_FROM:
            cells = self._fast_cells(survey)
            self._count(cells.num_rows if cells is not None else 0)
        if cells is None:
            cells, merges = self._typed_cells(survey)
        return with_marks(survey, cells, merges)

    def _typed_cells(self, survey: SheetSurvey) -> tuple[pa.Table, tuple[Merge, ...]]:
        sheet = self._typed_workbook().get_sheet_by_index(survey.index)
        merges = survey.merges
        if self._found.container == "xls":
            merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
        return typed_cells(sheet, self._count), merges

    def _fast_cells(self, survey: SheetSurvey) -> pa.Table | None:
        if self._fast is None:
            self._fast = fastexcel.read_excel(self._found.data)
        return fast_cells(self._fast, survey)

    def _typed_workbook(self) -> CalamineWorkbook:
        if self._typed is None:
            self._typed = CalamineWorkbook.from_filelike(BytesIO(self._found.data))
        return self._typed


def with_marks(survey: SheetSurvey, cells: pa.Table, merges: Iterable[Merge]) -> Sheet:
    """Returns the sheet of these cells with what the survey noted beside them.

    Merges and hidden rows and columns below or beside all values are left out, and a merge is
    at most as tall as the sheet: one down to row 1 048 576 must not cost anybody a loop.
    """
    rows, columns = cells.num_rows, cells.num_columns
    return Sheet(
        name=survey.name,
        index=survey.index,
        hidden=survey.hidden,
        cells=cells,
        merges=tuple(_cut(merge, rows) for merge in merges if merge.first_row < rows),
        hidden_rows=tuple(row for row in survey.hidden_rows if row < rows),
        hidden_cols=tuple(col for col in survey.hidden_cols if col < columns),
        error_cells=tuple(survey.error_cells),
        uncached=tuple(survey.uncached),
        long_numbers=tuple(survey.long_numbers),
    )


def _cut(merge: Merge, rows: int) -> Merge:
    last_col = min(merge.last_col, DEFAULT.columns - 1)
    return Merge(merge.first_row, merge.first_col, min(merge.last_row, merge.first_row + rows), last_col)


def typed_cells(sheet: CalamineSheet, count: Callable[[int], None] | None = None) -> pa.Table:
    """Returns the sheet's cells as canonical text from python-calamine's typed values.

    Its rows start at row 1 but at the first column in use. They become Arrow in batches: text
    objects of a whole sheet would outgrow the child's memory.
    """
    if sheet.start is None:
        return pa.table({})
    rows, left = sheet.iter_rows(), sheet.start[1]
    names = [f"c{number}" for number in range(left + sheet.width)]
    schema = pa.schema([(name, pa.string()) for name in names])
    batches = []
    while batch := list(islice(rows, _BATCH_ROWS)):
        blank = pa.array([""] * len(batch), pa.string())
        columns = [pa.array(map(cell_text, column), pa.string()) for column in zip(*batch, strict=True)]
        batches.append(pa.record_batch([blank] * left + columns, schema=schema))
        if count is not None:
            count(len(batch))
    return pa.Table.from_batches(batches, schema)
