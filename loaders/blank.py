"""Writes an empty workbook to fill in: headers, drop-downs, notes; our own reader knows it again."""

from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from loaders.grid import column_letters
from loaders.places import NO_PLACES
from loaders.reference import load_reference
from loaders.template import Column, FormTemplate, LedgerTemplate
from loaders.templates import TEMPLATES, template

_ROOM = 2000  # rows that get drop-downs and the text format
_NOTES = "填表说明"
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}


@dataclass
class _Paper:
    """Holds the workbook being written, its formats and where the long drop-down lists stand."""

    book: xlsxwriter.Workbook
    notes: Worksheet
    jurisdiction: Jurisdiction | None
    next_list: int = 5

    def style(self, **extra: object) -> object:
        return self.book.add_format({**_FONT, **extra})

    def source(self, choices: tuple[str, ...]) -> object:
        """Returns a drop-down source: the words, or a range where they are too long for a cell rule."""
        if len(",".join(choices)) <= 200:
            return list(choices)
        col, self.next_list = self.next_list, self.next_list + 1
        self.notes.write_column(1, col, choices)
        letters = column_letters(col)
        return f"='{_NOTES}'!${letters}$2:${letters}${len(choices) + 1}"


def make_blank(template_id: str, out: Path, jurisdiction: Jurisdiction | None = None) -> None:
    """Writes the blank workbook of a template; with a jurisdiction its units become drop-downs.

    Raises Refusal for an unknown template.
    """
    chosen = template(template_id)
    if chosen is None:
        known = "、".join(f"{one.template_id}({one.title})" for one in TEMPLATES)
        raise Refusal(f"没有编号为“{template_id}”的表样。可用的表样:{known}。", "unknown_template")
    book = xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(chosen.title)
    paper = _Paper(book, book.add_worksheet(_NOTES), jurisdiction)
    if isinstance(chosen, FormTemplate):
        _write_form(paper, sheet, chosen)
    else:
        _write_ledger(paper, sheet, chosen)
    book.close()


def _write_ledger(paper: _Paper, sheet: Worksheet, chosen: LedgerTemplate) -> None:
    columns = [column for column in chosen.columns if column.in_blank and column.kind != "aside"]
    head = paper.style(bold=True, border=1, bg_color="#EEF2F6", text_wrap=True, align="center")
    text, plain = paper.style(num_format="@"), paper.style()
    sheet.merge_range(
        0, 0, 0, len(columns) - 1, chosen.title, paper.style(bold=True, font_size=14, align="center")
    )
    for col, column in enumerate(columns):
        sheet.write_string(1, col, column.header + ("*" if column.required else ""), head)
        sheet.set_column(col, col, 16, text if column.kind in ("code", "date") else plain)
        choices = _choices(paper, column)
        if choices:
            rule = {"validate": "list", "source": paper.source(choices), "error_title": "请从列表中选择",
                    "error_type": "warning", "error_message": f"“{column.header}”请从下拉列表中选择。"}  # fmt: skip
            sheet.data_validation(2, col, _ROOM, col, rule)
    sheet.freeze_panes(2, 0)
    _write_notes(paper, chosen.notes, [(c.header, _hint(c)) for c in columns])


def _write_form(paper: _Paper, sheet: Worksheet, chosen: FormTemplate) -> None:
    """Writes the form as issued: title, unit line, two-line header, types with their scope, total."""
    last = len(chosen.columns) + 1
    box, head = paper.style(border=1), paper.style(border=1, bold=True, align="center", text_wrap=True)
    title = chosen.about.split(",")[0]
    sheet.merge_range(0, 0, 0, last, title, paper.style(bold=True, font_size=14, align="center"))
    for col, label in ((0, "报送单位:"), (4, "统计时间:"), (9, "报送时间:")):
        sheet.write_string(1, col, label, paper.style())
    corner = paper.style(border=1, bold=True, diag_type=2, diag_border=1, text_wrap=True)
    sheet.merge_range(2, 0, 3, 1, f"案件数据\n{chosen.row_header}", corner)
    sheet.merge_range(2, 2, 2, last, "案件数据", head)
    sheet.set_row(3, 36)
    sheet.set_column(0, 1, 18)
    for col, column in enumerate(chosen.columns, start=2):
        sheet.write_string(3, col, column.header, head)
        sheet.set_column(col, col, 12)
    for row, label in enumerate(chosen.labels, start=4):
        sheet.write_string(row, 0, label.name, box)
        sheet.write_string(row, 1, "、".join(label.scope), box)
        for col in range(2, last + 1):
            sheet.write_blank(row, col, None, box)
    _write_totals(paper, sheet, chosen, 4, 4 + len(chosen.labels))
    _write_form_rules(paper, sheet, chosen)
    _write_notes(
        paper, chosen.notes, [(c.header, "整数" if c.kind == "count" else "万元") for c in chosen.columns]
    )


def _write_totals(paper: _Paper, sheet: Worksheet, chosen: FormTemplate, first: int, row: int) -> None:
    box = paper.style(border=1, bold=True)
    sheet.merge_range(row, 0, row, 1, "合计", box)
    for col in range(2, len(chosen.columns) + 2):
        letters = column_letters(col)
        sheet.write_formula(row, col, f"=SUM({letters}{first + 1}:{letters}{row})", box)
    sheet.write_string(
        row + 1, 0, "说明:" + " ".join(f"{n}.{note}" for n, note in enumerate(chosen.notes, 1)), paper.style()
    )


def _write_form_rules(paper: _Paper, sheet: Worksheet, chosen: FormTemplate) -> None:
    """Adds the drop-down of units, and makes the cells take whole numbers and amounts only."""
    if paper.jurisdiction is not None:
        names = tuple(unit.name for unit in paper.jurisdiction.units)
        sheet.data_validation(
            1, 1, 1, 1, {"validate": "list", "source": paper.source(names), "error_type": "warning"}
        )
    for col, column in enumerate(chosen.columns, start=2):
        kind = "integer" if column.kind == "count" else "decimal"
        rule = {"validate": kind, "criteria": ">=", "value": 0, "error_title": "请填写数字",
                "error_message": f"“{column.header}”应为不小于 0 的{'整数' if kind == 'integer' else '数字'}。"}  # fmt: skip
        sheet.data_validation(4, col, 3 + len(chosen.labels), col, rule)


def _write_notes(paper: _Paper, notes: tuple[str, ...], columns: list[tuple[str, str]]) -> None:
    wrap = paper.style(text_wrap=True)
    paper.notes.set_column(0, 0, 60)
    lines = [f"说明:{note}" for note in notes]
    lines += [f"“{header}”:{hint}" for header, hint in columns if hint]
    for row, line in enumerate(lines):
        paper.notes.write_string(row, 0, line, wrap)


def _choices(paper: _Paper, column: Column) -> tuple[str, ...]:
    if column.choices:
        return column.choices
    if column.name == "category_text":
        return tuple(dict.fromkeys(name for name, _ in load_reference().categories.values()))
    if column.name in ("county_text", "unit") and paper.jurisdiction is not None:
        units = paper.jurisdiction.units[1:] if column.name == "county_text" else paper.jurisdiction.units
        return tuple(unit.name for unit in units if unit.kind not in NO_PLACES or column.name == "unit")
    return ()


def _hint(column: Column) -> str:
    said = [column.hint or ("从下拉列表中选择" if column.choices else "")]
    said += ["必填"] if column.required else []
    said += [f"例:{column.example}"] if column.example else []
    return ";".join(part for part in said if part)
