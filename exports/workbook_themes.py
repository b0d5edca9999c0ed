"""Writes the sheet of what belongs to no indicator: each chart drawn from the figures beside it."""

from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from charts.description import Description
from exports.chart import Column, OfficeChart, office_chart
from exports.chart_writer import readable_on
from exports.headings import THEMES
from exports.themes import table_of
from exports.workbook_chart import FONT, POINTS, ROW, Block, bar_series, dress
from exports.workbook_paper import BOX, HEAD, INDENT, QUIET, WRAPPED, Paper, Style
from exports.xml_text import one_line, width
from ui.tokens import FAINT, LINE, MUTED

_WIDTHS = (26, 16, 16, 16, 46)
_WIDTH, _HEIGHT = 860, 320  # pixels
_HIGHEST = 170.0  # points a table may be high for its chart to stand on the same page
_LEFT = len(_WIDTHS) + 1  # what a chart is drawn from stands right of what is printed


def write_themes(paper: Paper) -> Worksheet:
    """Writes one sheet with the table and the native chart of every theme, one below the other."""
    sheet, last = paper.sheet(paper.heading(THEMES)), len(_WIDTHS) - 1
    row = paper.top(sheet, last, paper.heading(THEMES), [paper.pack.period_words])
    for col, wide in enumerate(_WIDTHS):
        sheet.set_column(col, col, wide)
    breaks, left = [], _LEFT
    for description in paper.pack.themes:
        breaks.append(row)
        below = _write_table(paper, sheet, description, row)
        if sum(_high(line) for line in table_of(description)[1]) > _HIGHEST:
            breaks.append(below)  # a chart is never cut by the end of a page
        row, left = _write_chart(paper, description, Block(sheet, sheet.get_name(), below + 1, left, 0))
    sheet.set_h_pagebreaks(breaks[1:])
    paper.print_setup(sheet, None, row, last)
    return sheet


def _write_table(paper: Paper, sheet: Worksheet, description: Description, row: int) -> int:
    """Writes the words and the table of one theme; returns the row its chart begins at."""
    last = len(_WIDTHS) - 1
    paper.line(sheet, row, last, f"{description.title}：{description.finding}", {"bold": True})
    paper.line(sheet, row + 1, last, one_line(f"{description.subtitle} · {description.foot}"), QUIET)
    sheet.set_row(row + 1, 30)
    heads, lines = table_of(description)
    paper.columns(sheet, row + 2, heads)
    for place, line in enumerate(lines, start=row + 3):
        for col, words in enumerate(line):
            _write_cell(paper, sheet, (place, col), heads[col], words)
        sheet.set_row(place, _high(line))
    return row + 4 + len(lines)


def _write_chart(paper: Paper, description: Description, place: Block) -> tuple[int, int]:
    """Writes the chart and, right of what is printed, the figures it is drawn from; returns the row and the column after it."""
    chart = office_chart(description, (_WIDTH * POINTS, _HEIGHT * POINTS))
    block = replace(place, count=len(chart.categories))
    _write_data(paper, chart, block)
    row = block.top - 1
    block.sheet.insert_chart(row, 0, _native(paper, chart, block), {"object_position": 2})
    return row + _HEIGHT // ROW + 2, block.left + len(chart.columns) + 2


def _high(line: Sequence[str]) -> float:
    """Returns the height of a row: as many lines as its longest text takes in its column."""
    lines = max(-(-int(width(words, 10.5)) // int(_WIDTHS[col] * 5.4)) or 1 for col, words in enumerate(line))
    return 15.0 * lines + 3


def _write_cell(paper: Paper, sheet: Worksheet, at: tuple[int, int], head: str, words: str) -> None:
    """Writes a count as a number, everything else as the text it is."""
    plain = words.replace(",", "")
    if head in ("数量", "件数") and plain.isdigit():
        sheet.write_number(*at, int(plain), paper.style(BOX, {"num_format": "#,##0", "align": "right"}))
    else:
        paper.text(sheet, *at, words, WRAPPED, INDENT)


def _write_data(paper: Paper, chart: OfficeChart, block: Block) -> None:
    paper.text(block.sheet, block.top - 1, block.left, "", HEAD)
    for place, name in enumerate(chart.categories):
        paper.text(block.sheet, block.top + place, block.left, name, BOX)
    for col, held in enumerate(chart.columns, start=1):
        paper.text(block.sheet, block.top - 1, block.left + col, one_line(held.name), HEAD)
        for place, value in enumerate(held.values):
            at = (block.top + place, block.left + col)
            if value is None:
                paper.text(block.sheet, *at, "", BOX)
            else:
                paper.number(block.sheet, *at, value, BOX, _code(held))


def _code(held: Column) -> Style:
    return {"num_format": held.code or "#,##0.######", "align": "right"}


def _native(paper: Paper, chart: OfficeChart, block: Block) -> Chart:
    kind = {"type": "bar" if chart.is_across else "column"}
    drawn = paper.book.add_chart(kind | ({"subtype": "stacked"} if chart.is_stacked else {}))
    for col, held in enumerate(chart.columns, 1):
        drawn.add_series(_series(chart, block, col, held))
    dress(chart, drawn)
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    if chart.is_across:
        _lay_down(chart, drawn)
    return drawn


def _series(chart: OfficeChart, block: Block, col: int, held: Column) -> dict:
    found = bar_series(chart, block, col, held)
    if held.is_hidden:
        return found | {"fill": {"none": True}, "border": {"none": True}}
    if held.code:
        font = FONT | {"color": readable_on(held.colour)}
        found["data_labels"] = {"value": True, "font": font, "num_format": held.code}
    return found


def _lay_down(chart: OfficeChart, drawn: Chart) -> None:
    """Puts the first name at the top and the ticks above; of lying bars the y axis has the names."""
    axis = chart.axis
    drawn.set_y_axis({"num_font": FONT, "line": {"color": LINE}, "major_tick_mark": "none", "reverse": True,
                      "label_position": "low", "major_gridlines": {"visible": False}})  # fmt: skip
    drawn.set_x_axis({"num_font": FONT | {"color": MUTED}, "line": {"none": True}, "major_tick_mark": "none",
                      "min": axis.low, "max": axis.high, "major_unit": axis.step, "visible": chart.has_ticks,
                      "major_gridlines": {"visible": chart.has_ticks, "line": {"color": FAINT}},
                      "num_format": chart.tick_code or "#,##0"})  # fmt: skip
    drawn.set_legend({"none": True})
