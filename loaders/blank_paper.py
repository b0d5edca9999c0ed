"""Holds the workbook of a blank while it is written: formats, drop-down lists, notes, print setup."""

import re
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.jurisdiction import Jurisdiction, Unit
from domain.period import Period, month_end
from loaders.blank_stamp import Stamp
from loaders.grid import column_letters
from loaders.own_sheets import NOTES_NAME, NOTES_TITLE, STAMP_NAME
from loaders.places import NO_PLACES

GREY, PALE, WARN = "#F2F2F2", "#EEF2F6", "#FFE8A3"
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_FIRST_LIST = 5  # column F; the stamp stands before it
_A4 = 9
_FULL_WIDTH = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})


@dataclass
class Paper:
    """Holds the workbook, its main sheet, its notes and the hidden sheet of stamp and lists."""

    book: xlsxwriter.Workbook
    title: str
    jurisdiction: Jurisdiction | None = None
    unit: Unit | None = None
    period: Period | None = None
    sheet: Worksheet = field(init=False)
    notes: Worksheet | None = None
    _hidden: Worksheet = field(init=False)
    _formats: dict[tuple, Format] = field(default_factory=dict)
    _lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.book.add_worksheet(self.title)

    def style(self, **extra: object) -> Format:
        """Returns a cell format in the house's font."""
        key = tuple(sorted(extra.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**_FONT, **extra})
        return self._formats[key]

    def finish(self, stamp: Stamp, notes: list[str]) -> None:
        """Writes the notes and the stamp, and sets the sheet up for printing."""
        self._write_notes(notes)
        hidden = self.book.add_worksheet(STAMP_NAME)
        for row, texts in enumerate(stamp.rows()):
            hidden.write_row(row, 0, texts)
        for number, choices in enumerate(self._lists):
            hidden.write_column(0, _FIRST_LIST + number, choices)
        hidden.very_hidden()
        self.sheet.activate()

    def source(self, choices: tuple[str, ...]) -> object:
        """Returns a drop-down source: the words, or a named list where they are too long for a rule.

        A name and not a range of the other sheet: Excel moves such ranges into an extension that
        other programs drop.
        """
        if len(",".join(choices)) <= 200 and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self._lists:
            name = self._lists[choices] = f"_list{len(self._lists) + 1}"
            letters = column_letters(_FIRST_LIST + len(self._lists) - 1)
            self.book.define_name(name, f"='{STAMP_NAME}'!${letters}$1:${letters}${len(choices)}")
        return f"={self._lists[choices]}"

    def units(self, places_only: bool = False) -> tuple[str, ...]:
        """Returns the names of the units to choose from; only those a row can lie in if asked."""
        if self.jurisdiction is None:
            return ()
        units = self.jurisdiction.units[1:] if places_only else self.jurisdiction.units
        return tuple(unit.name for unit in units if not places_only or unit.kind not in NO_PLACES)

    def write_unit(self, row: int, col: int, style: Format) -> None:
        """Writes the unit into a cell, with a drop-down of all units."""
        self.sheet.write(row, col, self.unit.name if self.unit else "", style)
        if names := self.units():
            rule = {"validate": "list", "source": self.source(names), "error_type": "warning",
                    "error_title": "单位不在名单里", "error_message": "请从下拉列表中选择报送单位。"}  # fmt: skip
            self.sheet.data_validation(row, col, row, col, rule)

    def print_setup(self, sheet: Worksheet, first_head: int, last_head: int) -> None:
        """Sets a sheet to A4 across, as wide as the page, its header on every page."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        sheet.repeat_rows(first_head, last_head)
        sheet.set_footer("&C第 &P 页，共 &N 页")

    def _write_notes(self, lines: list[str]) -> None:
        notes = self.book.add_worksheet(NOTES_NAME)
        notes.set_column(0, 0, 100)
        notes.write_string(0, 0, NOTES_TITLE, self.style(bold=True, font_size=14))
        for row, line in enumerate(lines, start=1):
            notes.write_string(row, 0, line, self.style(text_wrap=True))
        notes.set_paper(_A4)
        notes.fit_to_pages(1, 0)


def chinese(text: str) -> str:
    """Returns a sentence with the punctuation of print: ，：；（） beside Chinese characters."""
    beside = r"(?<=[\u4e00-\u9fff”）)0-9])[,:;](?=[\u4e00-\u9fff“])|(?<=[\u4e00-\u9fff])[()]|[()](?=[\u4e00-\u9fff])"
    return re.sub(beside, lambda found: found[0].translate(_FULL_WIDTH), text)


def days(period: Period) -> str:
    """Returns a period in days, as 统计时间 is written: 2026年1月1日至10月31日."""
    first, last = period.first, month_end(period.last)
    year = f"{last.year}年" if last.year != first // 100 else ""
    return f"{first // 100}年{first % 100}月1日至{year}{last.month}月{last.day}日"
