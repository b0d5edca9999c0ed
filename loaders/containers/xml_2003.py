"""Reads SpreadsheetML 2003: the XML that Excel 2003 and many systems write under the name .xls."""

import re

import pyarrow as pa

from loaders.canonical import number_text, stamp_text
from loaders.containers.cells import SheetCells
from loaders.containers.decode import decode
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.sheet_walk import LONG_NUMBER
from loaders.guard.survey import SheetSurvey
from loaders.guard.xml import Attributes, XmlWalk, local
from loaders.workbook import Merge

_PART = "XML 电子表格"
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_STEP = 1 << 20
_ROWS, _COLUMNS = 1 << 20, 1 << 14
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[Ee][+-]?\d{1,3})?", re.ASCII)


class _Walk(XmlWalk):
    """Streams the worksheets of one document."""

    def __init__(self, file_name: str, limits: Limits) -> None:
        super().__init__(_PART, file_name, limits)
        self.sheets: list[SheetCells] = []
        self._row = self._col = self._column = -1
        self._texts: dict[int, str] = {}
        self._cell: Attributes | None = None
        self._kind = ""
        self._value: list[str] = []
        self._inside = self._in_comment = self._is_visible_said = False
        self._span = 0  # how many more rows the open one stands for

    def start(self, name: str, attributes: Attributes) -> None:
        """Opens a sheet, row, cell or value."""
        said = {local(key): value for key, value in attributes.items()}
        if name == "Worksheet":
            self._start_sheet(said)
        elif name == "Comment":
            self._in_comment = True
        elif self.sheets:
            self._start_within(name, said)

    def _start_within(self, name: str, said: Attributes) -> None:
        if name == "Row":
            self._start_row(said)
        elif name == "Column":
            self._start_column(said)
        elif name == "Cell":
            self._start_cell(said)
        elif name == "Data" and self._cell is not None and not self._in_comment:
            self._kind, self._inside, self._value = said.get("Type", "String"), True, []
        elif name == "Visible":
            self._is_visible_said, self._value = True, []

    def text(self, data: str) -> None:
        """Collects a value."""
        if self._inside or self._is_visible_said:
            self._value.append(data)

    def end(self, name: str) -> None:
        """Closes what has ended."""
        if name == "Comment":
            self._in_comment = False
        elif name == "Data":
            self._inside = False
        elif name == "Cell" and self._cell is not None:
            self._end_cell(self._cell)
        elif name == "Row" and self.sheets:
            self._end_row()
        elif name == "Visible":
            self._is_visible_said = False
            if self.sheets and "".join(self._value).strip() in ("SheetHidden", "SheetVeryHidden"):
                self.sheets[-1].survey.hidden = True

    def _end_row(self) -> None:
        width = max(self._texts, default=-1) + 1
        self.sheets[-1].put(self._row, [self._texts.get(col, "") for col in range(width)])
        self._row += self._span

    def _start_sheet(self, said: Attributes) -> None:
        index = len(self.sheets)
        if index >= self.limits.sheets:
            raise refuse("too_many_sheets", self.file_name, count=index + 1, limit=self.limits.sheets)
        survey = SheetSurvey(said.get("Name", f"Sheet{index + 1}"), index)
        self.sheets.append(SheetCells(survey, self.file_name, self.limits))
        self._row = self._column = -1

    def _start_row(self, said: Attributes) -> None:
        self._row = self._next(said, self._row, self.limits.rows)
        self._col, self._texts = -1, {}
        self._span = self._number(said, "Span", self.limits.rows)
        if said.get("Hidden") == "1":
            self.sheets[-1].survey.hidden_rows.extend(range(self._row, self._row + self._span + 1))

    def _start_column(self, said: Attributes) -> None:
        first = self._next(said, self._column, _COLUMNS)
        self._column = first + self._number(said, "Span", _COLUMNS)
        if said.get("Hidden") == "1":
            last = min(self._column, self.limits.columns - 1)
            self.sheets[-1].survey.hidden_cols.extend(range(first, last + 1))

    def _start_cell(self, said: Attributes) -> None:
        if self._row < 0:
            raise refuse("damaged", self.file_name, part=self.part)
        self._col = self._next(said, self._col, _COLUMNS)
        self._cell, self._kind, self._value = said, "", []

    def _next(self, said: Attributes, before: int, most: int) -> int:
        """Returns the 0-based place: the next one, or the one the index names, never backwards."""
        place = self._number(said, "Index", most) - 1 if "Index" in said else before + 1
        if not before < place < most:
            raise refuse("damaged", self.file_name, part=self.part)
        return place

    def _number(self, said: Attributes, name: str, most: int) -> int:
        text = said.get(name, "0")
        if not (text.isascii() and text.isdecimal()) or len(text) > 7 or int(text) > most:
            raise refuse("damaged", self.file_name, part=self.part)
        return int(text)

    def _end_cell(self, said: Attributes) -> None:
        self._cell = None
        row, col = self._row, self._col
        text = self._shown("".join(self._value))
        if text:
            self._texts[min(col, self.limits.columns)] = text  # one too far is enough to be refused
        elif "Formula" in said and self._kind != "String":
            self.sheets[-1].survey.uncached.append((row, col))
        across, down = self._number(said, "MergeAcross", _COLUMNS), self._number(said, "MergeDown", _ROWS)
        if across or down:
            self.sheets[-1].merge(Merge(row, col, row + down, col + across))
        self._col += across

    def _shown(self, value: str) -> str:
        """Returns a typed value as canonical text."""
        if self._kind == "Number":
            return self._number_shown(value.strip())
        if self._kind == "DateTime":
            return stamp_text(value.strip())
        if self._kind == "Boolean":
            return {"1": "true", "0": "false"}.get(value.strip(), value)
        return value

    def _number_shown(self, value: str) -> str:
        if not _NUMBER.fullmatch(value):
            return value
        number = float(value)
        if abs(number) >= LONG_NUMBER:
            self.sheets[-1].survey.long_numbers.append((self._row, self._col))
        return number_text(number)


def read_xml_2003(data: bytes, file_name: str, limits: Limits) -> list[tuple[SheetSurvey, pa.Table]]:
    """Returns the worksheets, hidden ones too; raises Refusal for XML that cannot be trusted."""
    text = _DECLARATION.sub("", decode(data, file_name, may_declare=True), count=1)
    plain = text.encode()
    walk = _Walk(file_name, limits)
    walk.feed(plain[start : start + _STEP] for start in range(0, len(plain), _STEP))
    if not walk.sheets:
        raise refuse("no_sheets", file_name)
    return [sheet.finish() for sheet in walk.sheets]
