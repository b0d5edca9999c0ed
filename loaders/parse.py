"""Parses a guarded file into a workbook (child process only)."""

from io import BytesIO
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from loaders.canonical import cell_text
from loaders.guard.limits import Limits
from loaders.transfer import workbook_into
from loaders.workbook import Merge, Sheet, Workbook


def parse(data: bytes, file_name: str, limits: Limits, folder: Path) -> dict:
    """Guards and parses the bytes; leaves cells and marks in the folder, returns the reply."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = []
    for index, meta in enumerate(book.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        merges = tuple(Merge(*a, *b) for a, b in sheet.merged_cell_ranges or ())
        hidden = meta.visible != SheetVisibleEnum.Visible
        sheets.append(Sheet(meta.name, index, hidden, typed_cells(sheet), merges))
    return workbook_into(Workbook(file_name, sheets), folder)


def typed_cells(sheet: CalamineSheet) -> pa.Table:
    """Returns the sheet's cells as canonical text from python-calamine's typed values."""
    rows = sheet.to_python(skip_empty_area=False)
    columns = [[cell_text(value) for value in column] for column in zip(*rows, strict=True)]
    names = [f"c{number}" for number in range(len(columns))]
    return pa.table([pa.array(column, pa.string()) for column in columns], names=names)
