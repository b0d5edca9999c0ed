"""Writes the state grid: units down, indicators across, every cell the live figure of its sheet."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from domain.known_indicator import Kind
from exports.pack import Row
from exports.workbook_paper import BOX, HEAD, WRAPPED, Paper, Style, number_format
from exports.workbook_sheet import Sheet, places

_FIRST_WIDTH, _WIDTH = 22, 12.5
_A3, _A4_COLUMNS = 8, 12


def write_grid(paper: Paper, sheet: Worksheet, found: Sequence[Sheet]) -> None:
    """Writes the grid of the pack; a figure that stands on its indicator's sheet is a reference to it."""
    grid = paper.pack.grid
    last = max(len(grid.columns), 6)
    by_indicator = {one.section.indicator.indicator_id: one for one in found}
    top = paper.top(sheet, last, paper.heading("各单位达标状态总表"), [paper.pack.period_words, _legend()])
    heads = [
        f"{c.label}{f'（{c.measured_in}）' if c.measured_in else ''}\n{c.target}".strip()
        for c in grid.columns
    ]
    paper.head(sheet, top, [paper.column("单位"), *heads], 62)
    sheet.set_column(0, 0, _FIRST_WIDTH)
    sheet.set_column(1, last, _WIDTH)
    for row, (unit, cells) in enumerate(grid.rows, start=top + 1):
        paper.text(sheet, row, 0, unit, WRAPPED, HEAD, {"align": "left"})
        for col, (column, cell) in enumerate(zip(grid.columns, cells, strict=True), start=1):
            _write_cell(paper, sheet, (row, col), cell, by_indicator.get(column.indicator))
    sheet.freeze_panes(top + 1, 1)
    paper.print_setup(sheet, top, top + len(grid.rows), last)
    sheet.repeat_columns(0)
    if len(grid.columns) > _A4_COLUMNS:
        sheet.set_paper(_A3)


def _write_cell(
    paper: Paper, sheet: Worksheet, at: tuple[int, int], cell: Row | None, found: Sheet | None
) -> None:
    if cell is None:
        paper.text(sheet, *at, "", BOX)
        return
    shape = f"{cell.mark.shape} " if cell.mark.shape else ""
    look: Style = {"font_color": cell.mark.colour, "bg_color": cell.mark.tint, "align": "right"}
    verdict = cell.verdict
    row = found.rows.get(verdict.unit_id) if found else None
    is_number = verdict.value is not None and (
        found is None or found.section.indicator.kind is not Kind.YES_NO
    )
    style = BOX | (number_format(places(cell), prefix=shape) if is_number else {}) | look
    if is_number and found is not None and row is not None:
        address = f"={found.name}!{found.cell('value', row)}"
        sheet.write_formula(*at, address, paper.style(style), float(verdict.value or 0))
    elif is_number and verdict.value is not None:
        paper.number(sheet, *at, verdict.value, style)
    else:
        paper.text(sheet, *at, f"{shape}{verdict.display or verdict.state_word}", style)


def _legend() -> str:
    return "● 达标　▲ 序时滞后　✕ 未达标　○ 未报送　— 不适用　? 待核实；没有符号的数值没有目标。"
