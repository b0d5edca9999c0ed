"""Writes the sheet that lists every finding, in front of the sheets it speaks of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Finding, Severity
from loaders.annotate_marks import LOOKS, WEIGHT, Area, area_of, write_text
from loaders.own_sheets import LIST_NAME, LIST_TITLE

LISTED = 5000  # findings in the list and on the cells; more than anybody mends one by one
_COLUMNS = (("级别", 8), ("代码", 26), ("工作表", 20), ("单元格", 12), ("说明", 100))
_FONT = "Microsoft YaHei"
_LINE = Side("thin", color="FFBFC7D1")
_LEGEND = "标注：错误为红底斜纹，警告为黄底网点，提示为蓝底；鼠标停在单元格上可看说明。改好后可直接上传本文件，本页不会被读取。"


@dataclass(frozen=True)
class Remarks:
    """Holds what the list says: the file, what it was recognised as, every finding, a note."""

    file_name: str
    template: str
    unit: str
    period: str
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Returns the findings to show, at most LISTED: the worst first, of these the ones without a cell."""
        return tuple(sorted(self.findings, key=lambda one: (WEIGHT[one.severity], bool(one.cell))))[:LISTED]

    def lines(self, note: str) -> list[str]:
        """Returns the lines above the table."""
        counts = Counter(one.severity for one in self.findings)
        said = "，".join(f"{LOOKS[severity].word} {counts[severity]} 处" for severity in LOOKS)
        verdict = "有错误，不能入库。" if counts[Severity.ERROR] else "没有错误，可以入库。"
        return [
            LIST_TITLE,
            f"文件：{self.file_name}",
            f"表样：{self.template or '未识别'}　　单位：{self.unit or '未识别'}　　期间：{self.period or '未识别'}",
            f"结果：{said}。{verdict}" + self._rest(),
            _LEGEND + note,
        ]

    def _rest(self) -> str:
        more = len(self.findings) - LISTED
        return (
            f"共 {len(self.findings)} 条，本页列出前 {LISTED} 条，其余 {more} 条改正后重新检查。"
            if more > 0
            else ""
        )


def is_list(sheet: Worksheet) -> bool:
    """Tells whether a sheet is a list an earlier check wrote."""
    return sheet.title.startswith(LIST_NAME) and sheet["A1"].value == LIST_TITLE


def write_list(book: Book, sheets: Mapping[str, Worksheet], remarks: Remarks, note: str) -> Worksheet:
    """Writes the list as the first sheet and returns it; `sheets` maps a finding's sheet to the book's."""
    sheet = book.create_sheet(_free_name(book), 0)
    lines = remarks.lines(note)
    for row, line in enumerate(lines, start=1):
        _put(
            sheet.cell(row, 1), line, Font(name=_FONT, size=14 if row == 1 else 11, bold=row == 1), wrap=False
        )
    head = len(lines) + 1
    for column, (name, width) in enumerate(_COLUMNS, start=1):
        _put(sheet.cell(head, column), name, Font(name=_FONT, size=11, bold=True))
        sheet.cell(head, column).fill = PatternFill("solid", fgColor="FFE6EBF1")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, finding in enumerate(remarks.shown, start=head + 1):
        _write_finding(sheet, row, finding, sheets.get(finding.sheet))
    sheet.auto_filter.ref = f"A{head}:E{head + max(1, len(remarks.shown))}"
    sheet.freeze_panes = f"A{head + 1}"
    _set_print(sheet, head)
    _open_on(book, sheet)
    return sheet


def _write_finding(sheet: Worksheet, row: int, finding: Finding, target: Worksheet | None) -> None:
    look, area = LOOKS[finding.severity], area_of(finding.cell)
    texts = (look.word, finding.code, finding.sheet, _place(finding.cell, area), finding.message)
    for column, text in enumerate(texts, start=1):
        _put(sheet.cell(row, column), text, Font(name=_FONT, size=11))
    sheet.cell(row, 1).fill = look.fill
    if area is not None and target is not None and target.sheet_state == "visible":
        cell = sheet.cell(row, 4)
        first = f"{get_column_letter(area.first_col or 1)}{area.first_row}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(target.title)}!{first}")
        cell.font = Font(name=_FONT, size=11, color="FF0B5CAD", underline="single")


def _place(cell: str, area: Area | None) -> str:
    if area is None or area.first_col is not None:
        return cell
    last = f"至 {area.last_row}" if area.last_row != area.first_row else ""
    return f"第 {area.first_row}{last} 行"


def _put(cell: Cell, text: str, font: Font, wrap: bool = True) -> None:
    write_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(vertical="top" if wrap else "center", wrap_text=wrap)
    if wrap:
        cell.border = Border(bottom=_LINE)


def _free_name(book: Book) -> str:
    taken = {name.lower() for name in book.sheetnames}
    names = (LIST_NAME, *(f"{LIST_NAME}({number})" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _set_print(sheet: Worksheet, head: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"


def _open_on(book: Book, sheet: Worksheet) -> None:
    """Makes the list the one sheet shown: with two selected, typing would go into both."""
    for other in book.worksheets:
        for view in other.views.sheetView:
            view.tabSelected = other is sheet
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False
    for window in book.views:
        window.firstSheet = 0
    book.active = 0
