"""Stamps a blank workbook with what it is: template, unit, period, where each column stood.

The carrier is a very hidden sheet of plain texts. It comes through Excel, WPS and LibreOffice, as
.xlsx and as .xls, and every reader of the house reads it already. A defined name or a document
property would need a reader of its own for each container, and programs drop properties freely.
Only CSV, or a sheet copied out of its workbook, loses the stamp; then the visible words decide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.period import Period
from loaders.own_sheets import STAMP_TITLE
from loaders.workbook import Sheet, Workbook

VERSION = 1
_KEYS = ("version", "template", "unit", "first_month", "last_month", "sheet", "header_row")
_COLUMN = "column"


@dataclass(frozen=True)
class Stamp:
    """Says what a blank was made for; `columns` maps canonical names to 0-based sheet columns.

    `unit_id` is '' and `period` None where the blank was made for any unit or period.
    """

    template: str
    unit_id: str
    period: Period | None
    sheet: str
    header_row: int
    columns: dict[str, int]
    version: int = VERSION

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yields the texts of the stamp's sheet, row by row."""
        months = (str(self.period.first), str(self.period.last)) if self.period else ("", "")
        values = (str(self.version), self.template, self.unit_id, *months, self.sheet, str(self.header_row))
        yield (STAMP_TITLE, "请勿删除本页：系统凭此认出本表。")
        yield from zip(_KEYS, values, strict=True)
        yield from ((_COLUMN, name, str(col)) for name, col in self.columns.items())


def read_stamp(workbook: Workbook) -> Stamp | None:
    """Returns the stamp of a workbook, or None when it has none, several, or an unreadable one."""
    stamped = [sheet for sheet in workbook.sheets if sheet.text(0, 0) == STAMP_TITLE]
    return _stamp(stamped[0]) if len(stamped) == 1 else None


def _stamp(sheet: Sheet) -> Stamp | None:
    rows = [tuple(text.strip() for text in row) for row in sheet.rows(1, 200)]
    said = {row[0]: row[1] for row in rows if len(row) > 1 and row[0] in _KEYS}
    places = [row for row in rows if len(row) > 2 and row[0] == _COLUMN]
    columns = {row[1]: int(row[2]) for row in places if _is_number(row[2])}
    if not _is_number(said.get("header_row", "")) or not said.get("template"):
        return None
    version = said.get("version", "")
    return Stamp(
        said["template"],
        said.get("unit", ""),
        _period(said.get("first_month", ""), said.get("last_month", "")),
        said.get("sheet", ""),
        int(said["header_row"]),
        columns,
        int(version) if _is_number(version) else VERSION,
    )


def _period(first: str, last: str) -> Period | None:
    if not (_is_number(first) and _is_number(last)):
        return None
    try:
        return Period(int(first), int(last))
    except ValueError:  # somebody wrote into the sheet: no period is better than a wrong one
        return None


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,6}", text))
