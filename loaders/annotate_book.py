"""Opens a guarded workbook for marking, renders one that cannot be opened, saves with results kept."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.annotate_marks import write_text
from loaders.workbook import Merge, Sheet, Workbook

Results = dict[str, Cell]  # address of a formula → its cell with the stored result
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)')
_TYPES = {"s": "str", "b": "b", "e": "e", "n": "n"}
_FORBIDDEN = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
_FONT, _LINES = Font(name="宋体", size=11), Border(*[Side("thin", color="FFBFBFBF")] * 4)
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_SAMPLE_ROWS = 200  # rows that decide how wide a rendered column is; a title over many widens none
_LINED_ROWS = 5000


class _Reader(ExcelReader):
    """Leaves dates as stored numbers: one outside the calendar would come back as #VALUE!."""

    def read_worksheets(self) -> None:
        """Reads the sheets without looking for date formats."""
        self.wb._date_formats, self.wb._timedelta_formats = set(), set()
        super().read_worksheets()


def open_book(data: bytes) -> Book:
    """Returns the workbook in bytes the guard has seen; formulas stay formulas, macros are left out."""
    book = _open(data, data_only=False)
    for chart in book.chartsheets:  # openpyxl numbers print areas as if charts stood behind all sheets
        book.move_sheet(chart.title, len(book.sheetnames))
    return book


def _open(data: bytes, data_only: bool) -> Book:
    reader = _Reader(BytesIO(data), keep_vba=False, data_only=data_only, rich_text=True)
    reader.read()
    reader.wb.template = False
    return reader.wb


def stored_results(book: Book, data: bytes) -> list[tuple[Worksheet, Results]]:
    """Returns the stored result of every formula, which openpyxl does not write back by itself."""
    formulas = {
        sheet.title: _addresses(sheet, lambda cell: cell.data_type == "f") for sheet in book.worksheets
    }
    if not any(formulas.values()):
        return []
    values = _open(data, data_only=True)
    found = []
    for sheet in book.worksheets:
        cells = {address: values[sheet.title][address] for address in formulas[sheet.title]}
        found.append((sheet, {address: cell for address, cell in cells.items() if cell.value is not None}))
    return found


def _addresses(sheet: Worksheet, wanted: Callable[[Cell], bool]) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if wanted(cell)]


def save_book(book: Book, results: list[tuple[Worksheet, Results]], out: Path) -> None:
    """Saves the workbook; formulas keep their results, Excel works them out anew on opening."""
    if not results:
        book.save(out)
        return
    memory = BytesIO()
    book.save(memory)
    parts = {sheet.path.lstrip("/"): cells for sheet, cells in results if cells}
    with ZipFile(memory) as written, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in written.namelist():
            body = written.read(name)
            if name in parts:
                body = _with_results(body.decode("utf-8"), parts[name]).encode("utf-8")
            kept.writestr(name, body)


def _with_results(sheet: str, results: Results) -> str:
    def restore(match: re.Match[str]) -> str:
        cell = results.get(match[1] or "")
        if cell is None:
            return match[0]
        value = str(int(cell.value)) if isinstance(cell.value, bool) else escape(str(cell.value))
        return f'<c r="{match[1]}"{match[2]} t="{_TYPES[cell.data_type]}">{match[3]}<v>{value}</v>'

    return _FORMULA.sub(restore, sheet)


def render_book(workbook: Workbook) -> tuple[Book, dict[str, Worksheet]]:
    """Returns a new workbook with the read texts, merges and hidden parts; its sheets by read name."""
    book = Book()
    book.remove(book.active)
    sheets: dict[str, Worksheet] = {}
    for read in workbook.sheets:
        sheet = book.create_sheet(_title(read.name, book))
        sheets[read.name] = sheet
        _write_cells(sheet, read)
        _hide(sheet, read)
        _set_print(sheet)
        for merge in _apart(read.merges):
            sheet.merge_cells(
                None, merge.first_row + 1, merge.first_col + 1, merge.last_row + 1, merge.last_col + 1
            )
    return book, sheets


def _write_cells(sheet: Worksheet, read: Sheet) -> None:
    """Writes the texts; rows of several get lines around them, a lone title or note runs over its row."""
    wide = {(one.first_row + 1, one.first_col + 1) for one in read.merges if one.last_col > one.first_col}
    widths = [8] * read.column_count
    for row, texts in enumerate(read.rows(), start=1):
        is_table = len([text for text in texts if text]) > 1
        for col, text in enumerate(texts, start=1):
            if text:
                _write_one(sheet.cell(row, col), text)
            if is_table and row <= _LINED_ROWS:
                sheet.cell(row, col).border = _LINES
            if is_table and row <= _SAMPLE_ROWS and text and (row, col) not in wide:
                widths[col - 1] = max(widths[col - 1], min(40, _display_width(text) + 2))
        if row <= _SAMPLE_ROWS and (lines := max(text.count("\n") for text in texts)):
            sheet.row_dimensions[row].height = 16 * (lines + 1)
    for row, col, text in read.error_cells:
        write_text(sheet.cell(row + 1, col + 1), text)
    for col, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(col)].width = width


def _write_one(cell: Cell, text: str) -> None:
    cell.font = _FONT
    write_text(cell, text)
    if "\n" in text:
        cell.alignment = _WRAPPED


def _set_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _display_width(text: str) -> int:
    return max(sum(2 if ord(mark) > 0x2E80 else 1 for mark in line) for line in text[:80].split("\n"))


def _hide(sheet: Worksheet, read: Sheet) -> None:
    sheet.sheet_state = "hidden" if read.hidden else "visible"
    for row in read.hidden_rows:
        sheet.row_dimensions[row + 1].hidden = True
    for col in read.hidden_cols:
        sheet.column_dimensions[get_column_letter(col + 1)].hidden = True


def _apart(merges: tuple[Merge, ...]) -> list[Merge]:
    """Returns the merges that touch no earlier one: Excel calls a file with two on a cell damaged."""
    taken: dict[int, list[Merge]] = {}
    kept = []
    for merge in merges:
        rows = range(merge.first_row, merge.last_row + 1)
        near = (other for row in rows for other in taken.get(row, ()))
        if any(merge.first_col <= other.last_col and other.first_col <= merge.last_col for other in near):
            continue
        kept.append(merge)
        for row in rows:
            taken.setdefault(row, []).append(merge)
    return kept


def _title(name: str, book: Book) -> str:
    """Returns a name Excel allows and no sheet has yet."""
    base = _FORBIDDEN.sub("_", name).strip("'")[:31] or "表"
    taken = {title.lower() for title in book.sheetnames}
    names = (base, *(f"{base[:26]}({number})" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one.lower() not in taken)
