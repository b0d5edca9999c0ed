"""Holds a workbook while it is written: cell formats, safe texts, sheet names, print setup."""

import io
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.fixed_zip import fixed
from exports.headings import column, sheet_heading
from exports.pack import Language, Pack
from exports.xml_text import clean, one_line, width
from ui.tokens import ACCENT, INK, LINE, MUTED, PAGE, STATES, Mark

_FONT = {"font_name": "宋体", "font_size": 10.5, "font_color": INK, "valign": "vcenter"}
_A4 = 9
_LONGEST_NAME, _LONGEST_TEXT, _EXACT_DIGITS = 31, 32_000, 15
_MARKUP = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

Style = dict[str, object]
TITLE: Style = {"bold": True, "font_name": "黑体", "font_size": 16}
QUIET: Style = {"font_color": MUTED, "font_size": 9.5}
BOX: Style = {"border": 1, "border_color": LINE}
HEAD: Style = BOX | {"bold": True, "bg_color": PAGE, "text_wrap": True, "align": "center"}
INDENT: Style = {"align": "left", "indent": 1}
WRAPPED: Style = BOX | {"text_wrap": True}
LINK: Style = BOX | {"font_color": ACCENT, "underline": 1}


class Paper:
    """Holds the book; every text goes in as a text, whatever it looks like."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._memory = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self._memory, options | {"strings_to_numbers": False})
        self.book.set_properties(
            {"title": one_line(pack.title), "author": one_line(pack.signer), "created": pack.made_at}
        )
        self.book.set_calc_mode("auto")
        self._formats: dict[str, Format] = {}
        self._names: set[str] = set()

    def heading(self, words: str) -> str:
        """Returns the heading of a sheet or of a part of it in the pack's language."""
        return sheet_heading(words, self.pack.language)

    def column(self, words: str) -> str:
        """Returns the head of a column in the pack's language."""
        return column(words, self.pack.language)

    def finish(self) -> bytes:
        """Closes the book and returns its bytes."""
        self.book.close()
        return fixed(self._memory.getvalue())

    def sheet(self, name: str) -> Worksheet:
        """Adds a sheet under a name Excel takes: no forbidden marks, ≤ 31 places, no name twice."""
        plain = " ".join(one_line(name).translate(_MARKUP).split())[:_LONGEST_NAME].strip() or "表"
        found, count = plain, 1
        while found.lower() in self._names or found.lower() == "history":
            count += 1
            found = f"{plain[: _LONGEST_NAME - len(str(count)) - 1]}_{count}"
        self._names.add(found.lower())
        sheet = self.book.add_worksheet(found)
        sheet.hide_gridlines(2)
        return sheet

    def style(self, *parts: Style) -> Format:
        """Returns one format for these properties, the later ones winning."""
        wanted: Style = dict(_FONT)
        for part in parts:
            wanted |= part
        key = repr(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(wanted)
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, col: int, words: object, *parts: Style) -> None:
        """Writes a text; an empty one leaves a formatted blank."""
        said = clean(words)[:_LONGEST_TEXT]
        style = self.style(*parts)
        if said:
            sheet.write_string(row, col, said, style)
        else:
            sheet.write_blank(row, col, None, style)

    def line(self, sheet: Worksheet, row: int, last: int, words: object, *parts: Style) -> None:
        """Writes a text over the columns 0 to `last`, wrapped, in a row as high as it needs."""
        style: Style = {"text_wrap": True, "valign": "top"}
        said = clean(words)[:_LONGEST_TEXT]
        sheet.merge_range(row, 0, row, last, "", self.style(*parts, style))
        if said:
            sheet.write_string(row, 0, said, self.style(*parts, style))

    def number(self, sheet: Worksheet, row: int, col: int, value: Decimal | Fraction, *parts: Style) -> None:
        """Writes a number; one with more digits than a spreadsheet keeps is written as a text."""
        exact = Fraction(value)
        if exact.denominator == 1 and len(str(abs(exact.numerator))) > _EXACT_DIGITS:
            self.text(sheet, row, col, str(exact.numerator), *parts, {"align": "right"})
            return
        sheet.write_number(row, col, float(exact), self.style(*parts))

    def head(self, sheet: Worksheet, row: int, names: Iterable[str], height: float = 32) -> None:
        """Writes a row of column heads."""
        for col, name in enumerate(names):
            self.text(sheet, row, col, name, HEAD)
        sheet.set_row(row, height)

    def columns(self, sheet: Worksheet, row: int, names: Iterable[str]) -> None:
        """Writes a row of column heads in the pack's language, high enough for both where there are two."""
        for col, name in enumerate(names):
            self.text(sheet, row, col, self.column(name), HEAD)
        if self.pack.language is Language.BOTH:
            sheet.set_row(row, 32)

    def top(self, sheet: Worksheet, last: int, title: str, lines: Iterable[str], room: float = 700) -> int:
        """Writes title, quiet lines and the foot of the pack; returns the row after them."""
        self.line(sheet, 0, last, title, TITLE)
        sheet.set_row(0, 26)
        row = 1
        for words in (*lines, self.pack.foot):
            if words:
                self.line(sheet, row, last, words, QUIET)
                sheet.set_row(row, 15 * max(1, -(-int(width(clean(words), 9.5)) // int(room))))
                row += 1
        return row

    def states(self, sheet: Worksheet, area: tuple[int, int, int, int], letter: str) -> None:
        """Colours an area by the shape that starts the state's cell in column `letter` of each row."""
        for mark in STATES.values():
            criteria = f'=LEFT(${letter}{area[0] + 1},1)="{mark.shape}"'
            rule = {"type": "formula", "criteria": criteria, "format": self.book.add_format(_look(mark))}
            sheet.conditional_format(*area, rule)

    def print_setup(self, sheet: Worksheet, head: int | None, last_row: int, last_col: int) -> None:
        """Sets a sheet to A4 across, as wide as the page, the row `head` on every page."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        if head is not None:
            sheet.repeat_rows(head)
        sheet.print_area(0, 0, last_row, last_col)
        marks = " ".join(self.pack.marks).replace("&", "&&")
        sheet.set_footer("&C第 &P 页，共 &N 页" + (f"&R{clean(marks)[:100]}" if marks else ""))


def number_format(places: int, prefix: str = "", signed: bool = False) -> Style:
    """Returns the format of a number with these decimals and a fixed text in front."""
    digits = "#,##0" + ("." + "0" * places if places else "")
    said = f'"{prefix}"' if prefix else ""
    shown = (
        f"+{digits};-{digits};{digits}" if signed else (f"{said}{digits};{said}-{digits}" if said else digits)
    )
    return {"num_format": shown, "align": "right"}


def decimals_of(value: Decimal | Fraction | None) -> int:
    """Returns how many decimals a stored number has."""
    if not isinstance(value, Decimal):
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _look(mark: Mark) -> Style:
    return {"font_color": mark.colour, "bg_color": mark.tint, "bold": mark.word == "未达标"}
