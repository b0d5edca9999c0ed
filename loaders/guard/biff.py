"""Walks the records of an old .xls without parsing cells: how far it reaches, what it hides."""

import struct
from collections.abc import Iterator

from loaders.guard.address import address
from loaders.guard.cfb import CompoundFile
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.sheet_walk import LONG_NUMBER
from loaders.guard.survey import SheetSurvey, Survey

_HEAD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _DATEMODE = 0x0809, 0x000A, 0x002F, 0x0085, 0x0022
_ROW, _COLINFO, _DIMENSIONS = 0x0208, 0x007D, 0x0200
_NUMBER, _BOOLERR, _FORMULA, _RK, _MULRK = 0x0203, 0x0205, 0x0006, 0x027E, 0x00BD
_CELLS = frozenset([_NUMBER, _BOOLERR, _FORMULA, _RK, _MULRK, 0x0204, 0x00FD, 0x00D6])
_WORKSHEET = 0x0010
_ROWS = 65_536
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_DOCUMENTS = {
    "WordDocument": "Word 文档",
    "PowerPoint Document": "PPT 演示文稿",
    "__properties_version1.0": "邮件",
}


def survey_compound(data: bytes, file_name: str, limits: Limits) -> Survey:
    """Returns the survey of a compound file; raises Refusal unless it is a sound, open .xls."""
    compound = CompoundFile(data, file_name)
    if "EncryptedPackage" in compound.entries or "EncryptionInfo" in compound.entries:
        raise refuse("encrypted", file_name)
    stream = next((name for name in ("Workbook", "Book") if name in compound.entries), None)
    if stream is None:
        what = next((what for name, what in _DOCUMENTS.items() if name in compound.entries), "")
        raise (
            refuse("not_a_spreadsheet", file_name, what=what)
            if what
            else refuse("unknown_container", file_name)
        )
    return _BiffWalk(compound.stream(stream), file_name, limits).survey(data)


class _BiffWalk:
    """Goes through the workbook stream once, substream by substream."""

    def __init__(self, stream: bytes, file_name: str, limits: Limits) -> None:
        self._stream = stream
        self._file_name = file_name
        self._limits = limits
        self._sheets: list[tuple[int, SheetSurvey]] = []
        self._date1904 = False
        self._cells = 0

    def survey(self, data: bytes) -> Survey:
        """Returns the survey of the whole workbook."""
        self._globals()
        for offset, sheet in self._sheets:
            self._sheet(offset, sheet)
        if not self._sheets:
            raise refuse("no_sheets", self._file_name)
        return Survey("xls", data, [sheet for _, sheet in self._sheets], self._date1904)

    def _records(self, offset: int) -> Iterator[tuple[int, int, int]]:
        """Yields kind, start and length of each record of one substream, nested ones left out."""
        stream, depth, end = self._stream, 0, len(self._stream)
        while offset + 4 <= end:
            kind, length = _HEAD.unpack_from(stream, offset)
            start = offset + 4
            offset = start + length
            if offset > end:
                break
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            if depth == 1:
                yield kind, start, length
        raise refuse("old_xls_damaged", self._file_name)

    def _globals(self) -> None:
        index = 0
        for kind, start, length in self._records(0):
            if kind == _FILEPASS:
                raise refuse("encrypted_xls", self._file_name)
            if kind == _DATEMODE and length >= 2:
                self._date1904 = self._stream[start] == 1
            if kind == _BOUNDSHEET:
                self._bound_sheet(start, length, index)
                index += 1
        if index > self._limits.sheets:
            raise refuse("too_many_sheets", self._file_name, count=index, limit=self._limits.sheets)

    def _bound_sheet(self, start: int, length: int, index: int) -> None:
        if length < 8:
            raise refuse("old_xls_damaged", self._file_name)
        offset, state, kind, size, wide = struct.unpack_from("<IBBBB", self._stream, start)
        if kind == 0:
            text = self._stream[start + 8 : start + length]
            name = (
                text[: size * 2].decode("utf-16-le", "replace") if wide & 1 else text[:size].decode("latin-1")
            )
            self._sheets.append((offset, SheetSurvey(name, index, state & 3 != 0)))

    def _sheet(self, offset: int, sheet: SheetSurvey) -> None:
        for kind, start, length in self._records(offset):
            if kind in _CELLS and length >= 6:
                self._cell(kind, start, length, sheet)
            elif kind == _ROW and length >= 16 and self._stream[start + 12] & 0x20:
                sheet.hidden_rows.append(_PLACE.unpack_from(self._stream, start)[0])
            elif kind == _COLINFO and length >= 10 and self._stream[start + 8] & 1:
                first, last = _PLACE.unpack_from(self._stream, start)
                sheet.hidden_cols += range(first, min(last + 1, self._limits.columns))
            elif kind == _DIMENSIONS:
                self._dimensions(start, length)
        self._cells += (sheet.last_row + 1) * (sheet.last_col + 1)
        if self._cells > self._limits.cells:
            raise refuse("too_large_to_read", self._file_name)

    def _dimensions(self, start: int, length: int) -> None:
        """Refuses a lying size: a reader reserves what it says."""
        form = {10: "<4H", 14: "<IIHH"}.get(length)
        if form is None:
            raise refuse("old_xls_damaged", self._file_name)
        first_row, rows, first_col, columns = struct.unpack_from(form, self._stream, start)
        is_inverted = first_row > rows or first_col > columns
        if rows > _ROWS or columns > self._limits.columns or is_inverted:
            raise refuse("old_xls_damaged", self._file_name)

    def _cell(self, kind: int, start: int, length: int, sheet: SheetSurvey) -> None:
        row, col = _PLACE.unpack_from(self._stream, start)
        last = col + (length - 6) // 6 - 1 if kind == _MULRK else col
        if last >= self._limits.columns:
            where = address(row, last)
            raise refuse("far_cell", self._file_name, sheet.name, where, columns=self._limits.columns)
        sheet.last_row = max(sheet.last_row, row)
        sheet.last_col = max(sheet.last_col, last)
        sheet.values += 1
        self._hidden_by_readers(kind, start, length, sheet, row, col)

    def _hidden_by_readers(
        self, kind: int, start: int, length: int, sheet: SheetSurvey, row: int, col: int
    ) -> None:
        if kind == _NUMBER and length >= 14:
            if abs(struct.unpack_from("<d", self._stream, start + 6)[0]) >= LONG_NUMBER:
                sheet.long_numbers.append((row, col))
        elif kind == _BOOLERR and length >= 8 and self._stream[start + 7] == 1:
            sheet.error_cells.append((row, col, _ERRORS.get(self._stream[start + 6], "#N/A")))
        elif kind == _FORMULA and length >= 14:
            result = self._stream[start + 6 : start + 14]
            if result[6:] == b"\xff\xff" and result[0] == 2:
                sheet.error_cells.append((row, col, _ERRORS.get(result[2], "#N/A")))
