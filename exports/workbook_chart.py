"""Writes an indicator's charts into its sheet: native ones, drawn from cells that follow the table."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from charts.description import Description, Kind
from exports.chart import Column, Drawn, OfficeChart, office_chart
from exports.workbook_paper import BOX, HEAD, QUIET, Paper, Style, number_format
from exports.workbook_trend import write_trend_sources
from exports.xml_text import one_line
from ui.tokens import FAINT, INK, LINE, MUTED

if TYPE_CHECKING:
    from exports.workbook_sheet import Sheet

_WIDTH, _HEIGHT = 980, 380  # pixels: as wide as the table on A4 across
POINTS = 0.75
ROW = 20  # pixels of a plain row
FONT = {"name": "Microsoft YaHei", "size": 9, "color": INK}
_DASHES = {"solid": "solid", "dash": "dash", "sysDot": "round_dot"}


@dataclass
class Block:
    """Holds the small table a chart is drawn from: its first data row, first column and length."""

    sheet: Worksheet
    name: str
    top: int
    left: int
    count: int

    def area(self, col: int) -> list[object]:
        """Returns the cells of column `col` of the table as xlsxwriter names them."""
        return [self.name, self.top, self.left + col, self.top + self.count - 1, self.left + col]


def write_charts(paper: Paper, found: "Sheet", row: int) -> int:
    """Writes every chart from `row` on; returns the last row used.

    The figures they are drawn from stand to the right of what is printed.
    """
    breaks, left = [], len(found.columns) + 1
    for description in found.section.charts:
        breaks.append(row)
        row, left = _write_chart(paper, found, description, row, left)
    found.sheet.set_h_pagebreaks(breaks[::2])  # two charts on a page
    return row - 2


def _write_chart(
    paper: Paper, found: "Sheet", description: Description, row: int, left: int
) -> tuple[int, int]:
    """Writes one chart and its figures; returns the row and the column after them."""
    sheet, last = found.sheet, len(found.columns) - 1
    chart = office_chart(description, (_WIDTH * POINTS, _HEIGHT * POINTS))
    said = description.finding if description.finding != found.section.finding else ""
    paper.line(
        sheet,
        row,
        last,
        one_line(" · ".join(filter(None, (description.title, description.subtitle, said)))),
        {"bold": True},
    )
    foot = row + 1 + _HEIGHT // ROW
    paper.line(sheet, foot, last, description.foot, QUIET)
    block = Block(sheet, sheet.get_name(), row + 1, left, len(chart.categories))
    used = _write_data(paper, found, description, chart, block)
    sheet.insert_chart(row + 1, 0, _native(paper, chart, block), {"object_position": 2})
    return foot + 3, left + used + 1


def _write_data(
    paper: Paper, found: "Sheet", description: Description, chart: OfficeChart, block: Block
) -> int:
    """Writes categories down and columns across and returns how many columns.

    A unit's figure refers to its cell in the table.
    """
    head, left = block.top - 1, block.left
    paper.text(block.sheet, head, left, "单位" if description.kind is not Kind.TREND else "月份", HEAD)
    trend = write_trend_sources(
        paper, found.section.indicator, description, block.sheet, block.top, left + len(chart.columns) + 1
    )
    for place, name in enumerate(chart.categories):
        paper.text(block.sheet, block.top + place, left, name, BOX)
    for col, column in enumerate(chart.columns, start=1):
        paper.text(block.sheet, head, left + col, one_line(column.name), HEAD)
        for place, value in enumerate(column.values):
            at = (block.top + place, left + col)
            style: Style = number_format(_places(chart, column, place))
            formula = trend.get((column.name, place)) or _reference(found, description, column, place)
            if value is None:
                paper.text(block.sheet, *at, "", BOX)
            elif formula:
                block.sheet.write_formula(*at, formula[0], paper.style(BOX, style), formula[1])
            else:
                paper.number(block.sheet, *at, value, BOX, style)
    return 1 + len(chart.columns) + 2 * len({name for name, _ in trend})


def _reference(
    found: "Sheet", description: Description, column: Column, place: int
) -> tuple[str, float] | None:
    """Returns the cell of the table a bar stands for and its exact value; None for anything else."""
    row = found.rows.get(description.categories[place].key)
    if description.kind is not Kind.RANKED or column.drawn is not Drawn.BAR or row is None:
        return None
    verdict = next(one.verdict for one in found.section.all_rows if found.rows[one.verdict.unit_id] == row)
    is_number = verdict.value is not None and column.values[place] is not None and "value" in found.columns
    if not is_number or found.section.indicator.kind == "yes_no":
        return None
    return f"={found.cell('value', row)}", float(verdict.value or Fraction(0))


def _places(chart: OfficeChart, column: Column, place: int) -> int:
    if place < len(column.places) and column.values[place] is not None:
        return column.places[place]
    return chart.decimals


def _native(paper: Paper, chart: OfficeChart, block: Block) -> Chart:
    """Returns the chart: bars and lines are two charts in one frame, as Office has it."""
    bars = [(col, c) for col, c in enumerate(chart.columns, 1) if c.drawn is Drawn.BAR]
    lines = [(col, c) for col, c in enumerate(chart.columns, 1) if c.drawn is Drawn.LINE]
    drawn: Chart | None = None
    if bars:
        kind = {"type": "column", "subtype": "stacked"} if chart.is_stacked else {"type": "column"}
        drawn = paper.book.add_chart(kind)
        for col, column in bars:
            drawn.add_series(bar_series(chart, block, col, column))
    if lines:
        line = paper.book.add_chart({"type": "line"})
        for col, column in lines:
            line.add_series(_line(chart, block, col, column))
        if drawn is None:
            drawn = line
        else:
            drawn.combine(line)
    assert drawn is not None
    dress(chart, drawn)
    return drawn


def bar_series(chart: OfficeChart, block: Block, col: int, column: Column) -> dict:
    """Returns a series of bars in its colour, labelled as the layout says."""
    look = {"fill": {"color": column.colour}, "border": {"none": True}, "gap": 45, "overlap": 100}
    return _series(chart, block, col, column) | look


def _line(chart: OfficeChart, block: Block, col: int, column: Column) -> dict:
    alone = block.count == 1 or bool(column.dots)
    marker = {
        "type": "circle",
        "size": 6,
        "fill": {"color": column.colour},
        "border": {"color": column.colour},
    }
    look: dict = {"line": {"color": column.colour, "width": column.width, "dash_type": _DASHES[column.dash]},
                  "marker": marker if alone else {"type": "none"}}  # fmt: skip
    if any(column.dots):
        look["points"] = [
            {"fill": {"color": dot.colour}, "border": {"color": dot.colour}} if dot else None
            for dot in column.dots
        ]
    return _series(chart, block, col, column) | look


def _series(chart: OfficeChart, block: Block, col: int, column: Column) -> dict:
    found: dict = {
        "name": [block.name, block.top - 1, block.left + col],
        "categories": block.area(0),
        "values": block.area(col),
    }
    if column.is_labelled:
        above = {"position": "above"} if column.drawn is Drawn.LINE else {}
        found["data_labels"] = _labels(chart, column) | above
    return found


def _labels(chart: OfficeChart, column: Column) -> dict:
    """Returns value labels with the shape of the state; a figure with more decimals gets its own text."""
    prefix = next((mark for mark in column.prefixes if mark), "")
    alike = (
        len({mark for mark, value in zip(column.prefixes, column.values, strict=False) if value is not None})
        <= 1
    )
    labels: dict = {"value": True, "font": FONT | ({"rotation": -90} if chart.turned else {})}
    labels["num_format"] = number_format(chart.decimals, prefix=prefix if alike else "")["num_format"]
    custom = [_own_label(chart, column, place, alike) for place in range(len(column.values))]
    if any(custom):
        labels["custom"] = custom
    return labels


def _own_label(chart: OfficeChart, column: Column, place: int, alike: bool) -> dict | None:
    value = column.values[place]
    if value is None or (alike and _places(chart, column, place) == chart.decimals):
        return None
    prefix = column.prefixes[place] if column.prefixes else ""
    return {"value": f"{prefix}{float(value):,.{_places(chart, column, place)}f}"}


def dress(chart: OfficeChart, drawn: Chart) -> None:
    """Sets size, legend and axes of a chart in the look of the house."""
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    drawn.set_title({"none": True})  # the line above the picture says it, and can be selected
    drawn.set_legend({"position": "bottom", "font": FONT})
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")
    turned = {"rotation": -90} if len(chart.categories) > 20 else {}
    drawn.set_x_axis({"num_font": FONT | turned, "line": {"color": LINE}, "major_tick_mark": "none",
                      "label_position": "low", "interval_unit": 1})  # fmt: skip
    drawn.set_y_axis({"num_font": FONT | {"color": MUTED}, "line": {"none": True}, "major_tick_mark": "none",
                      "min": chart.axis.low, "max": chart.axis.high, "major_unit": chart.axis.step,
                      "crossing": chart.axis.crosses_at, "major_gridlines": {"visible": True, "line": {"color": FAINT}},
                      "num_format": "#,##0.####" if chart.axis.step < 1 else "#,##0",
                      "name": chart.measured_in, "name_font": FONT | {"color": MUTED}})  # fmt: skip
