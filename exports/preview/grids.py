"""Opens a finished workbook and lays out the first rows of every sheet, with the results stored in it."""

import io
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from exports.preview.fonts import css_fonts
from exports.preview.grid_rules import Rules, colour_of
from exports.preview.model import Cell, Grid, Look, Paragraph, Preview, Run, Table, TableRow
from exports.preview.numbers import shown

MOST_ROWS, MOST_COLUMNS = 120, 40
_CHARACTER, _USUAL_WIDTH, _USUAL_HEIGHT = 5.6, 8.43, 15.0  # points a character, characters, points
_ALIGNS = {"center": "center", "right": "right", "left": "left", "centerContinuous": "center"}
_ANCHORS = {"center": "middle", "top": "top"}
_SIDES = ("top", "right", "bottom", "left")
_PADS = (1.0, 3.0, 1.0, 3.0)
_FAINT = "0.5px solid #E3E8ED"  # where a sheet draws no edge, its grid
LIVE = "带虚线下划线的是实时公式，改了分子分母会自动重算"


def preview_workbook(content: bytes) -> Preview:
    """Returns every visible sheet of a .xlsx: what its cells show, which of them are live formulas."""
    values, formulas = load_workbook(io.BytesIO(content), data_only=True), load_workbook(io.BytesIO(content))
    pages = tuple(
        _SheetReader(sheet, formulas[sheet.title]).read()
        for sheet in values.worksheets
        if sheet.sheet_state == "visible"
    )
    return Preview("xlsx", pages)


class _SheetReader:
    """Reads one sheet: `values` has the stored results, `formulas` the same cells as they are written."""

    def __init__(self, values: Worksheet, formulas: Worksheet) -> None:
        self.values, self.formulas, self.rules = values, formulas, Rules(values)
        self.last_row, self.last_column = _printed(values)
        self.rows, self.columns = min(self.last_row, MOST_ROWS), min(self.last_column, MOST_COLUMNS)
        self.spans, self.swallowed = {}, set()
        for area in values.merged_cells.ranges:
            wide = min(area.max_col, self.columns) - area.min_col + 1
            self.spans[area.min_row, area.min_col] = wide, min(area.max_row, self.rows) - area.min_row + 1
            self.swallowed |= {(row, col) for row, col in area.cells} - {(area.min_row, area.min_col)}
        self.live = 0

    def read(self) -> Grid:
        """Returns the sheet's first rows; what is left out is said."""
        rows = tuple(self._row(number) for number in range(1, self.rows + 1))
        return Grid(self.values.title, Table(self._widths(), rows), self._note())

    def _note(self) -> str:
        parts = [f"共 {self.last_row} 行，这里显示前 {self.rows} 行"] if self.rows < self.last_row else []
        parts += (
            [f"共 {self.last_column} 列，这里显示前 {self.columns} 列"]
            if self.columns < self.last_column
            else []
        )
        parts += [f"{self.live} 格{LIVE}"] if self.live else []
        charts = len(self.formulas._charts)
        return "；".join(parts + ([f"另有 {charts} 张图，在文件里看"] if charts else []))

    def _widths(self) -> tuple[float, ...]:
        known = {}
        for name, one in self.values.column_dimensions.items():
            first = one.min or range_boundaries(f"{name}1")[0]
            known |= dict.fromkeys(range(first, min(one.max or first, MOST_COLUMNS) + 1), one)
        return tuple(
            (0.0 if known[n].hidden else known[n].width * _CHARACTER)
            if n in known
            else _USUAL_WIDTH * _CHARACTER
            for n in range(1, self.columns + 1)
        )

    def _row(self, number: int) -> TableRow:
        height = self.values.row_dimensions[number].height or _USUAL_HEIGHT
        places = (col for col in range(1, self.columns + 1) if (number, col) not in self.swallowed)
        return TableRow(height, tuple(self._cell(number, col) for col in places))

    def _cell(self, row: int, col: int) -> Cell:
        cell, formula = self.values.cell(row, col), self.formulas.cell(row, col).value
        is_live = self.formulas.cell(row, col).data_type == "f"
        self.live += is_live
        wide, tall = self.spans.get((row, col), (1, 1))
        tone, tint = self.rules.look(row, col)
        look = Look(
            cell.font.sz or 11,
            tone or colour_of(cell.font.color) or "#000000",
            css_fonts(cell.font.name or "", cell.font.name or ""),
            bool(cell.font.b),
            bool(cell.font.i),
            bool(cell.font.u),
        )
        said = text_of(cell)
        return Cell(
            (Paragraph((Run(said, look),) if said else (), _align(cell)),),
            tint or (colour_of(cell.fill.fgColor) if cell.fill.fill_type == "solid" else ""),
            _ANCHORS.get(cell.alignment.vertical or "", "bottom"),
            wide,
            tall,
            tuple(_edge(cell, side) for side in _SIDES),  # type: ignore[arg-type]
            _PADS,
            str(formula) if is_live else "",
        )


def text_of(cell: XlsxCell) -> str:
    """Returns what a cell shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if cell.is_date:
        return shown(Decimal(str(to_excel(value))), cell.number_format)
    if isinstance(value, int | float):
        return shown(Decimal(repr(value)), cell.number_format)
    return str(value)


def _printed(sheet: Worksheet) -> tuple[int, int]:
    """Returns the last row and column to be shown: of the print area where the sheet has one."""
    area = str(sheet.print_area or "").rpartition("!")[2].replace("$", "")
    if ":" not in area or "," in area:
        return sheet.max_row, sheet.max_column
    _, _, last_column, last_row = range_boundaries(area)
    rows = sheet.iter_rows(max_row=last_row, max_col=last_column, values_only=True)
    filled = [row for row, values in enumerate(rows, start=1) if any(value is not None for value in values)]
    return max(filled, default=1), last_column


def _align(cell: XlsxCell) -> str:
    usual = "right" if isinstance(cell.value, int | float) else "left"
    return _ALIGNS.get(cell.alignment.horizontal or "", usual)


def _edge(cell: XlsxCell, side: str) -> str:
    line = getattr(cell.border, side)
    if line is None or not line.style:
        return _FAINT
    thick = {"medium": 1.5, "thick": 2.25}.get(line.style, 0.75)
    return f"{thick}px solid {colour_of(line.color) or '#000000'}"
