"""Fills the official case form (铁拳案件统计表) in its printed layout, ready to be sent upwards."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from domain.period import Period, month_end
from exports.fixed_zip import fixed
from exports.xml_text import clean, one_line

_HEAD_ROW, _FIRST = 3, 4
_A4, _SUM_WORD = 9, "合  计"
_NOTHING = " "  # a stored result: a sum without one would count as never calculated
_LONG_NAME, _BREAK_AFTER = 6, 4  # 移送司法案件 breaks after four characters, as printed
_NUMBERS = {"count": "#,##0", "money": "#,##0.######"}
_FULL_WIDTH = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})


class FormColumn(Protocol):
    """Names one printed column: the measure it holds, its header 立案(件), count or money."""

    name: str
    header: str
    kind: Any


class FormLabel(Protocol):
    """Names one printed row and the sub-scope texts beside it."""

    name: str
    scope: tuple[str, ...]


class PrintedForm(Protocol):
    """Says what the form prints; the declaration that reads the form is one."""

    about: str
    row_header: str
    columns: Any
    labels: Any
    notes: tuple[str, ...]


Cells = Mapping[
    tuple[str, str, str], Decimal
]  # violation, subtype ('' when none), measure → cumulative value


@dataclass(frozen=True)
class CaseForm:
    """Holds what goes into the form: whose, over which days, sent on which day, and the stored cells.

    A cell that is not there stays blank (不适用): it is never 0. `made_at` is the only time stamp.
    """

    unit: str
    period: Period
    cells: Cells
    reported_on: date | None = None
    made_at: datetime = field(default=datetime(1980, 1, 1))


def cells_of(records: Iterable[Mapping[str, object]]) -> dict[tuple[str, str, str], Decimal]:
    """Returns stored case cells as cells of one form: the same cell of several units is added up.

    The records must be of one month's cumulative sheets; two months are never added (raises
    ValueError).
    """
    found: dict[tuple[str, str, str], Decimal] = {}
    months = set()
    for record in records:
        months.add(record["month"])
        key = (str(record["violation"]), str(record["subtype"] or ""), str(record["measure"]))
        found[key] = found.get(key, Decimal(0)) + Decimal(str(record["value"]))
    if len(months) > 1:
        raise ValueError("cumulative sheets of different months are never added")
    return found


def fill_case_form(printed: PrintedForm, form: CaseForm) -> bytes:
    """Returns the filled form as an .xlsx workbook; 合计 are live sums that carry their result."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options | {"strings_to_numbers": False})
    book.set_properties({"title": _title(printed, form), "created": form.made_at})
    _Writer(book, printed, form).write()
    book.close()
    return fixed(memory.getvalue())


class _Writer:
    """Writes the one sheet."""

    def __init__(self, book: xlsxwriter.Workbook, printed: PrintedForm, form: CaseForm) -> None:
        self.book, self.printed, self.form = book, printed, form
        self.sheet: Worksheet = book.add_worksheet("附件2")
        self.columns: Sequence[FormColumn] = tuple(printed.columns)
        self.last = len(self.columns) + 1

    def write(self) -> None:
        """Writes title, head, rows, sums and notes."""
        self._top()
        self._head()
        rows = self._rows()
        for row, said in enumerate(rows, start=_FIRST):
            self._row(row, *said)
        end = _FIRST + len(rows)
        self._sums(end)
        self._foot(end + 1)
        self._print_setup(end + 2)

    def style(self, **extra: object) -> Format:
        """Returns a format in the form's font."""
        return self.book.add_format({"font_name": "宋体", "font_size": 11, "valign": "vcenter"} | extra)

    def _top(self) -> None:
        look = self.style(bold=True, font_name="黑体", font_size=18, align="center")
        self.sheet.merge_range(0, 0, 0, self.last, _title(self.printed, self.form), look)
        sent = self.form.reported_on
        day = f"{sent.year}年{sent.month}月{sent.day}日" if sent else "　　年　月　日"
        texts = (
            f"报送单位：{one_line(self.form.unit)}",
            f"统计时间：{days(self.form.period)}",
            f"报送时间：{day}",
        )
        edges = ((0, 3), (4, 8), (9, self.last))
        for text, (first, last), align in zip(texts, edges, ("left", "center", "right"), strict=True):
            self.sheet.merge_range(1, first, 1, last, "", self.style(align=align))
            self.sheet.write_string(1, first, text, self.style(align=align))

    def _head(self) -> None:
        box = {"border": 1, "align": "center", "text_wrap": True}
        corner = self.style(border=1, diag_type=2, diag_border=1, text_wrap=True, align="left")
        self.sheet.merge_range(2, 0, 3, 1, f"{'　' * 13}案件数据\n{self.printed.row_header}", corner)
        self.sheet.merge_range(2, 2, 2, self.last, "案件数据", self.style(**box))
        for col, column in enumerate(self.columns, start=2):
            self.sheet.write_string(_HEAD_ROW, col, _broken(column.header), self.style(**box))

    def _rows(self) -> list[tuple[str, str, str]]:
        """Returns (type, sub-type, printed second column): the eight types, split where cells are, then any other."""
        scopes = {label.name: tuple(label.scope) for label in self.printed.labels}
        for violation, _, _ in self.form.cells:
            scopes.setdefault(violation, ())
        rows: list[tuple[str, str, str]] = []
        for violation, scope in scopes.items():
            known = {subtype for type_, subtype, _ in self.form.cells if type_ == violation}
            parts = sorted(
                known - {""}, key=lambda one: (scope.index(one) if one in scope else len(scope), one)
            )
            if "" in known or not parts:
                rows.append((violation, "", "、".join(scope)))
            rows += [(violation, part, part) for part in parts]
        return rows

    def _row(self, row: int, violation: str, subtype: str, shown: str) -> None:
        box = self.style(border=1, text_wrap=True)
        self.sheet.set_row(row, 30)
        for col, text in ((0, violation), (1, shown)):
            if clean(text):
                self.sheet.write_string(row, col, clean(text), box)
            else:
                self.sheet.write_blank(row, col, None, box)
        for col, column in enumerate(self.columns, start=2):
            value = self.form.cells.get((violation, subtype, column.name))
            look = self.style(border=1, num_format=_NUMBERS[str(column.kind)])
            if value is None:
                self.sheet.write_blank(row, col, None, look)
            else:
                self.sheet.write_number(row, col, float(value), look)

    def _sums(self, end: int) -> None:
        """Writes 合计 as a sum that stays blank while its column is."""
        look = {"border": 1, "bold": True}
        self.sheet.set_row(end, 30)
        self.sheet.merge_range(end, 0, end, 1, _SUM_WORD, self.style(align="center", **look))
        for col, column in enumerate(self.columns, start=2):
            area = f"{xl_col_to_name(col)}{_FIRST + 1}:{xl_col_to_name(col)}{end}"
            found = [value for (_, _, measure), value in self.form.cells.items() if measure == column.name]
            result = float(sum(found, Decimal(0))) if found else _NOTHING
            style = self.style(num_format=_NUMBERS[str(column.kind)], **look)
            self.sheet.write_formula(end, col, f'=IF(COUNT({area})=0,"",SUM({area}))', style, result)

    def _foot(self, row: int) -> None:
        notes = [note.translate(_FULL_WIDTH) for note in self.printed.notes]
        text = "说明：" + "\n".join(
            f"{'' if n == 1 else '　　　'}{n}．{note}" for n, note in enumerate(notes, 1)
        )
        self.sheet.merge_range(row, 0, row, self.last, "", self.style(text_wrap=True, font_size=10))
        self.sheet.write_string(row, 0, text, self.style(text_wrap=True, font_size=10))
        self.sheet.set_row(row, 16 * len(notes) + 8)
        sign = f"填表人：{'　' * 14}审核人：{'　' * 14}单位（盖章）："
        self.sheet.merge_range(row + 1, 0, row + 1, self.last, sign, self.style())
        self.sheet.set_row(row + 1, 28)

    def _print_setup(self, last: int) -> None:
        self.sheet.set_column(0, 0, 18)
        self.sheet.set_column(1, 1, 24)
        self.sheet.set_column(2, self.last, 12.5)
        for row, height in ((0, 36), (1, 26), (2, 22), (3, 38)):
            self.sheet.set_row(row, height)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        self.sheet.center_horizontally()
        self.sheet.repeat_rows(0, _HEAD_ROW)
        self.sheet.print_area(0, 0, last, self.last)
        self.sheet.freeze_panes(_FIRST, 2)


def days(period: Period) -> str:
    """Returns a period in days, as 统计时间 is written: 2021年1月1日至4月30日."""
    first, last = period.first, month_end(period.last)
    year = f"{last.year}年" if last.year != first // 100 else ""
    return f"{first // 100}年{first % 100}月1日至{year}{last.month}月{last.day}日"


def _title(printed: PrintedForm, form: CaseForm) -> str:
    return f"{form.period.year}年{printed.about.split(',')[0]}"


def _broken(header: str) -> str:
    """Returns a column's header with its unit in full-width brackets and the printed line break."""
    name, _, unit = header.partition("(")
    unit = f"（{unit[:-1]}）" if unit else ""
    if len(name) >= _LONG_NAME:
        return f"{name[:_BREAK_AFTER]}\n{name[_BREAK_AFTER:]}{unit}"
    return f"{name}\n{unit}" if unit else name
