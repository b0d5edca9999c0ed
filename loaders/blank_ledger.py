"""Writes the blank of a ledger: one record a row, drop-downs and hints, borders that grow with the rows."""

from collections.abc import Mapping

from domain.number import clean_text
from loaders.blank_paper import PALE, Paper, chinese, days
from loaders.blank_stamp import Stamp
from loaders.grid import column_letters
from loaders.reference import load_reference
from loaders.template import Column, LedgerTemplate

_HEAD_ROW, _FIRST = 2, 3
_ROOM = 2000  # rows that get drop-downs and the text format
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_RULED = 20  # rows that look like a table before anything stands in them
_WIDTHS = {"code": 24, "date": 13, "number": 12, "place": 16}
_DEEP = "#DCE6F1"  # headers of columns that must be filled


def write_ledger(paper: Paper, chosen: LedgerTemplate, indicators: Mapping[str, str]) -> Stamp:
    """Writes the ledger and returns its stamp; `indicators` maps the ids a return may name to labels."""
    columns = [column for column in chosen.columns if column.in_blank and column.kind != "aside"]
    _write_top(paper, chosen, len(columns))
    for col, column in enumerate(columns):
        _write_column(paper, col, column, _choices(paper, column, indicators))
    _rule_rows(paper, columns)
    paper.sheet.freeze_panes(_FIRST, 1)
    paper.print_setup(paper.sheet, 0, _HEAD_ROW)
    paper.sheet.set_row(0, 32)
    paper.sheet.set_row(1, 24)
    paper.sheet.set_row(_HEAD_ROW, 34)
    places = {column.name: col for col, column in enumerate(columns)}
    unit_id = paper.unit.unit_id if paper.unit else ""
    return Stamp(chosen.template_id, unit_id, paper.period, paper.title, _HEAD_ROW, places)


def hints(chosen: LedgerTemplate) -> list[str]:
    """Returns a line for each column that needs one."""
    lines = ((column.header, _hint(column)) for column in chosen.columns if column.in_blank)
    return [f"“{chinese(header)}”：{hint}" for header, hint in lines if hint]


def _write_top(paper: Paper, chosen: LedgerTemplate, width: int) -> None:
    """Writes the title, and the line of 报送单位 and 统计时间."""
    sheet, label, line = paper.sheet, paper.style(align="right"), paper.style(bottom=1)
    sheet.merge_range(
        0,
        0,
        0,
        width - 1,
        chosen.title,
        paper.style(bold=True, font_name="黑体", font_size=16, align="center"),
    )
    sheet.write_string(1, 0, "报送单位：", label)
    paper.write_unit(1, 1, line)
    sheet.write_string(1, 2, "统计时间：", label)
    last = min(4, width - 1)
    sheet.merge_range(1, 3, 1, last, days(paper.period) if paper.period else "", line)
    if width > 6 and any(column.required for column in chosen.columns):
        sheet.merge_range(
            1, 5, 1, width - 1, "带 * 的列必填；填写要求见“填表说明”页。", paper.style(font_color="#7F7F7F")
        )


def _write_column(paper: Paper, col: int, column: Column, choices: tuple[str, ...]) -> None:
    sheet = paper.sheet
    colour = _DEEP if column.required else PALE
    head = paper.style(bold=True, border=1, bg_color=colour, text_wrap=True, align="center")
    sheet.write_string(_HEAD_ROW, col, column.header + ("*" if column.required else ""), head)
    sheet.set_column(col, col, _width(column, choices), paper.style(**_cell(column)))
    said = _hint(column)
    rule: dict[str, object] = {"validate": "any"}
    if choices:
        rule = {"validate": "list", "source": paper.source(choices), "error_type": "warning",
                "error_title": "请从列表中选择", "error_message": f"“{column.header}”请从下拉列表中选择。"}  # fmt: skip
    elif column.kind == "number":
        rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": "请填写数字",
                "error_message": f"“{column.header}”应为不小于 0 的数字。"}  # fmt: skip
    if said and (column.required or column.hint):
        rule |= {"input_title": column.header, "input_message": said}
    if len(rule) > 1:
        sheet.data_validation(_FIRST, col, _ROOM, col, rule)


def _width(column: Column, choices: tuple[str, ...]) -> float:
    longest = max(map(_wide, (column.header + "*", column.example, *choices)), default=8)
    return max(_WIDTHS.get(column.kind, 0), min(28, longest + 3))


def _wide(text: str) -> int:
    return sum(2 if ord(mark) > 0x2E80 else 1 for mark in clean_text(text))


def _cell(column: Column) -> dict[str, object]:
    """Returns how a column's cells look; numbers of samples and dates typed as text stay as typed."""
    return {"num_format": "@"} if column.kind in ("code", "date") else {"text_wrap": True}


def _rule_rows(paper: Paper, columns: list[Column]) -> None:
    """Draws the borders of a page of rows, and those of every further row once something stands in it."""
    below, last = _FIRST + _RULED, len(columns) - 1
    for row in range(_FIRST, below):
        paper.sheet.set_row(row, 20)
        for col, column in enumerate(columns):
            paper.sheet.write_blank(row, col, None, paper.style(**_LINE, **_cell(column)))
    is_filled = f"=COUNTA($A{below + 1}:${column_letters(last)}{below + 1})>0"
    rule = {"type": "formula", "criteria": is_filled, "format": paper.book.add_format(_LINE)}
    paper.sheet.conditional_format(below, 0, _ROOM, last, rule)


def _choices(paper: Paper, column: Column, indicators: Mapping[str, str]) -> tuple[str, ...]:
    if column.choices:
        return column.choices
    if column.name == "category_text":
        return tuple(dict.fromkeys(name for name, _ in load_reference().categories.values()))
    if column.name == "indicator":
        return tuple(f"{name} {label}" for name, label in indicators.items())
    if column.name in ("county_text", "unit"):
        return paper.units(places_only=column.name == "county_text")
    return ()


def _hint(column: Column) -> str:
    said = [chinese(column.hint) or ("从下拉列表中选择" if column.choices else "")]
    said += ["必填"] if column.required else []
    said += [f"例：{column.example}"] if column.example else []
    return "；".join(part for part in said if part)
