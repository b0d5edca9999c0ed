"""Reads an old .xls with xlrd, where the first reader gives up."""

import os

import pyarrow as pa
import xlrd
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as XlrdSheet

from loaders.canonical import Value, cell_text
from loaders.guard.survey import Survey
from loaders.workbook import Merge


def xlrd_cells(found: Survey) -> dict[int, tuple[pa.Table, tuple[Merge, ...]]]:
    """Returns cells and merges of every worksheet by its index; raises XLRDError."""
    with open(os.devnull, "w") as quiet:
        book = xlrd.open_workbook(file_contents=found.data, formatting_info=True, logfile=quiet)
    sheets = {}
    for survey in found.sheets:
        sheet = book.sheet_by_name(survey.name)
        merges = tuple(
            Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
        )
        sheets[survey.index] = (_cells(sheet, book.datemode), merges)
    return sheets


def _cells(sheet: XlrdSheet, datemode: int) -> pa.Table:
    """Returns the cells down to the last row and column with a value."""
    rows = [
        [cell_text(_value(cell, datemode)) for cell in sheet.row(number)] for number in range(sheet.nrows)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((number + 1 for row in rows for number, text in enumerate(row) if text), default=0)
    columns = [[row[number] if number < len(row) else "" for row in rows] for number in range(width)]
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.table(arrays, names=[f"c{number}" for number in range(width)])


def _value(cell: Cell, datemode: int) -> Value:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(cell.value, datemode)
    return cell.value if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else None


def _date(serial: float, datemode: int) -> Value:
    try:
        moment = xlrd.xldate.xldate_as_datetime(serial, datemode)
    except (ValueError, OverflowError):  # a number outside the calendar stays a number
        return serial
    return moment.time() if 0 <= serial < 1 else moment
