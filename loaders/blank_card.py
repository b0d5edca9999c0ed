"""Writes the blanks of forms without a header row: one case a form, and the liaison table."""

from loaders.blank_paper import PALE, Paper
from loaders.blank_stamp import Stamp
from loaders.card_template import CardTemplate, LiaisonTemplate
from loaders.template import Column

_WIDE = frozenset(["case_name", "penalty", "summary", "other_measures", "provinces", "licence"])
_TALL = {"summary": 180, "penalty": 60}


def write_card(paper: Paper, chosen: CardTemplate) -> Stamp:
    """Writes the form of one case, two labels a row, long answers across; returns its stamp."""
    sheet = paper.sheet
    sheet.merge_range(
        0, 0, 0, 3, chosen.title, paper.style(bold=True, font_name="黑体", font_size=16, align="center")
    )
    sheet.set_column(0, 0, 20)
    sheet.set_column(2, 2, 20)
    sheet.set_column(1, 1, 30)
    sheet.set_column(3, 3, 30)
    row, col = 1, 0
    for column in chosen.columns:
        is_wide = column.name in _WIDE
        if is_wide and col:
            row, col = row + 1, 0
        _write_field(paper, row, col, column, is_wide)
        if is_wide or col:
            row, col = row + 1, 0
        else:
            col = 2
    _print(paper)
    return _stamp(paper, chosen.template_id)


def _write_field(paper: Paper, row: int, col: int, column: Column, is_wide: bool) -> None:
    sheet = paper.sheet
    unit = "(万元)" if column.kind == "money" else ""
    label = paper.style(border=1, bg_color=PALE, text_wrap=True, align="center")
    sheet.write_string(row, col, column.header + unit, label)
    style = paper.style(border=1, text_wrap=True, **({"num_format": "@"} if column.kind == "date" else {}))
    text = "  ".join(f"□{choice}" for choice in column.choices)
    if is_wide:
        sheet.merge_range(row, col + 1, row, 3, text, style)
        sheet.set_row(row, _TALL.get(column.name, 30))
    elif column.name == "unit":
        paper.write_unit(row, col + 1, style)
    else:
        sheet.write(row, col + 1, text, style)


def write_liaison(paper: Paper, chosen: LiaisonTemplate) -> Stamp:
    """Writes the liaison table with the unit in the line above it; returns its stamp."""
    sheet, width = paper.sheet, len(chosen.columns)
    sheet.merge_range(
        0, 0, 0, width, chosen.title, paper.style(bold=True, font_name="黑体", font_size=16, align="center")
    )
    sheet.write_string(1, 0, "部门：", paper.style(align="right"))
    paper.write_unit(1, 1, paper.style(bottom=1))
    head = paper.style(bold=True, border=1, bg_color=PALE, align="center")
    for col, column in enumerate(chosen.columns, start=1):
        sheet.write_string(2, col, column.header, head)
    sheet.write_blank(2, 0, None, head)
    cell = paper.style(border=1, num_format="@")
    for row, role in enumerate(chosen.roles, start=3):
        sheet.write_string(row, 0, role.name, head)
        for col in range(1, width + 1):
            sheet.write_blank(row, col, None, cell)
    sheet.set_column(0, width, 18)
    _print(paper)
    return _stamp(paper, chosen.template_id)


def _print(paper: Paper) -> None:
    paper.print_setup(paper.sheet, 0, 0)
    paper.sheet.set_row(0, 32)


def _stamp(paper: Paper, template_id: str) -> Stamp:
    unit_id = paper.unit.unit_id if paper.unit else ""
    return Stamp(template_id, unit_id, paper.period, paper.title, 0, {})
