"""Writes honest workbooks for the reading tests, by the libraries offices' programs resemble."""

import datetime as dt
import io

import xlsxwriter
import xlwt

MIDNIGHT = dt.datetime(2021, 4, 1)
HALF_PAST = dt.datetime(2021, 4, 1, 13, 30, 15)


def written(cells: dict, options: dict | None = None) -> bytes:
    """Returns a workbook with these values by (row, column)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, **(options or {})})
    sheet = book.add_worksheet("台账")
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for (row, col), value in sorted(cells.items()):
        if isinstance(value, dt.datetime):
            sheet.write_datetime(row, col, value, day)
        elif isinstance(value, bool):
            sheet.write_boolean(row, col, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, col, value)
        else:
            sheet.write_string(row, col, value)
    book.close()
    return out.getvalue()


def saved(book) -> bytes:
    """Returns the bytes a workbook of openpyxl or xlwt saves."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old() -> bytes:
    """Returns a BIFF8 workbook with one of everything."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(2, 1, "样品")
    sheet.write(3, 1, 12.5)
    sheet.write(4, 1, MIDNIGHT, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(5, 1, True)
    sheet.write(6, 1, 123456789012345678)
    sheet.write(7, 1, 0.1 + 0.2)
    sheet.write_merge(8, 9, 0, 2, "合并")
    sheet.row(3).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("隐").visibility = 1
    return saved(book)
