"""Builds sheets in the layouts offices use, and writes them as real .xlsx and .xls files."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import xlwt

from domain.jurisdiction import Jurisdiction, Unit
from loaders.check import check_workbook
from loaders.checked import Checked, Declared
from loaders.reader import Reader
from loaders.workbook import Workbook

MEASURES = (
    "person_trips", "enterprises_inspected", "cases_filed", "cases_closed", "amount_involved",
    "fines_and_confiscations", "losses_recovered", "cases_transferred", "internet_cases", "rural_cases",
)  # fmt: skip
HEADERS = dict(zip(MEASURES, (
    "出动\n（人次）", "检查企业（家次）", "立案\n（件）", "结案\n（件）", "涉案金额\n（万元）", "罚没款金额\n（万元）",
    "挽回损失\n（万元）", "移送司法\n案件（件）", "互联网案件\n（件）", "农村市场\n案件（件）"), strict=True))  # fmt: skip
SCOPES = {
    "食品安全违法": "", "产品质量违法": "", "特种设备违法": "电梯、液化石油气瓶", "CCC认证违法": "儿童玩具、电线电缆",
    "中介服务价格违法": "人力资源、中介服务", "广告违法": "金融、食药品、神医神药", "知识产权违法": "商标、专利、地理标志",
    "其他违法": "",
}  # fmt: skip
NATIONAL = (
    "抽样编号*", "被抽样单位名称", "抽样单位名称", "被抽样省份", "县(市、区)", "样品名称", "食品大类", "抽样时间*", "检验目的*",
    "任务来源*", "结论*", "检验项目", "检验结果*", "结果判定*", "标识生产企业名称", "报告日期*",
)  # fmt: skip


@dataclass
class Layout:
    """Holds the cells of one sheet by 0-based position, and its merged ranges."""

    name: str = "Sheet1"
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False

    def put(self, row: int, col: int, *values: object) -> "Layout":
        """Writes values from a cell to the right; None leaves a cell blank."""
        for offset, value in enumerate(values):
            if value is not None:
                self.cells[(row, col + offset)] = value
        return self

    def merge(self, row: int, col: int, last_row: int, last_col: int) -> "Layout":
        """Merges a range, both ends included."""
        self.merges.append((row, col, last_row, last_col))
        return self

    def moved(self, rows: int, cols: int) -> "Layout":
        """Returns the same sheet with everything further down and to the right."""
        cells = {(row + rows, col + cols): value for (row, col), value in self.cells.items()}
        merges = [(a + rows, b + cols, c + rows, d + cols) for a, b, c, d in self.merges]
        return Layout(self.name, cells, merges, self.hidden)


def case_form(
    rows: Sequence[tuple[str, str, Mapping[str, object]]],
    unit: str = "甲县",
    period: str = "2021年1月1日至4月30日",
    columns: Sequence[str] = MEASURES,
    totals: Mapping[str, object] | None = None,
    headers: Mapping[str, str] = HEADERS,
    name: str = "附件2",
) -> Layout:
    """Returns the 铁拳 form as issued, with (type, sub-type or scope, measure → value) rows."""
    sheet, last = Layout(name), len(columns) + 1
    sheet.put(0, 0, "2021民生领域案件查办“铁拳”行动案件统计表").merge(0, 0, 0, last)
    line = f"报送单位：{unit}          统计时间：{period}          报送时间：2021年5月2日"
    sheet.put(1, 0, line).merge(1, 0, 1, last)
    sheet.put(2, 0, "        案件数据\n违法行为类型").merge(2, 0, 3, 1)
    sheet.put(2, 2, "案件数据").merge(2, 2, 2, last)
    sheet.put(3, 2, *(headers[column] for column in columns))
    at = 4
    for label, subtype, values in rows:
        sheet.put(at, 0, label or None, subtype or None)
        sheet.put(at, 2, *(values.get(column) for column in columns))
        at += 1
    if totals is not None:
        sheet.put(at, 0, "合  计").put(at, 2, *(totals.get(column) for column in columns))
        at += 1
    sheet.put(at, 0, "说明：").put(at + 1, 0, "1．本表填累计数,每月2日前报")
    sheet.put(at + 2, 0, "填表人：        审核人：        填报日期：")
    return sheet


def printed_rows(values: Mapping[str, Mapping[str, object]]) -> list[tuple[str, str, Mapping[str, object]]]:
    """Returns the eight rows of the printed form with their scope texts, filled in where given."""
    return [(label, scope, values.get(label, {})) for label, scope in SCOPES.items()]


def table(
    headers: Sequence[str], rows: Sequence[Sequence[object]], title: str = "", name: str = "Sheet1"
) -> Layout:
    """Returns a plain table, under a title line when there is one."""
    sheet, at = Layout(name), 0
    if title:
        sheet.put(0, 0, title)
        at = 1
    sheet.put(at, 0, *headers)
    for offset, row in enumerate(rows, start=at + 1):
        sheet.put(offset, 0, *(None if value == "" else value for value in row))
    return sheet


def write_xlsx(path: Path, *layouts: Layout) -> Path:
    """Writes the layouts as one .xlsx workbook with openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for layout in layouts:
        sheet = book.create_sheet(layout.name)
        for (row, col), value in layout.cells.items():
            sheet.cell(row + 1, col + 1, value)
        for row, col, last_row, last_col in layout.merges:
            sheet.merge_cells(
                start_row=row + 1, start_column=col + 1, end_row=last_row + 1, end_column=last_col + 1
            )
        sheet.sheet_state = "hidden" if layout.hidden else "visible"
    book.save(path)
    return path


def xls(*layouts: Layout) -> bytes:
    """Returns the layouts as one old workbook (BIFF8), written by xlwt."""
    book = xlwt.Workbook(encoding="utf-8")
    for layout in layouts:
        sheet = book.add_sheet(layout.name)
        tops = {(row, col): (last_row, last_col) for row, col, last_row, last_col in layout.merges}
        for (row, col), value in layout.cells.items():
            if (row, col) in tops:
                sheet.write_merge(row, tops[(row, col)][0], col, tops[(row, col)][1], value)
            else:
                sheet.write(row, col, value)
        sheet.visibility = int(layout.hidden)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_xls(path: Path, *layouts: Layout) -> Path:
    """Writes the layouts as one old .xls workbook."""
    path.write_bytes(xls(*layouts))
    return path


def demo_jurisdiction() -> Jurisdiction:
    """Returns an invented city with three counties, a development zone and a department."""
    units = (
        Unit("990000", "990000", "示例市", "city", "", ("全市",)),
        Unit("990001", "990001", "甲县", "county", "990000", ("甲县市场监督管理局",)),
        Unit("990002", "990002", "新乙县", "county", "990000", ()),
        Unit("990003", "990003", "乙县", "county", "990000", ()),
        Unit("demo-kfq", "", "示例开发区", "county", "990000", ("开发区",)),
        Unit("demo-market", "", "市市场监管局", "department", "990000", ("示例市市场监督管理局",)),
    )
    return Jurisdiction("demo", "示例市", Path("."), True, units, (), {}, ())


_READER: list[Reader] = []


def read(path: Path) -> Workbook:
    """Returns the workbook as the reader process reads it; one process serves all tests."""
    if not _READER:
        _READER.append(Reader(children=1))
    return _READER[0].read(path, path.name)


def check(path: Path, declared: Declared | None = None, known: Mapping[str, str] | None = None) -> Checked:
    """Reads and checks a file against the invented city."""
    return check_workbook(read(path), declared or Declared(), demo_jurisdiction(), known)


def codes(checked: Checked, severity: str = "") -> list[str]:
    """Returns the codes of the findings, of one severity when it is given."""
    return [one.code for one in checked.findings if not severity or one.severity == severity]


def case_facts(checked: Checked) -> dict[tuple[str, str, str], object]:
    """Returns (violation, subtype, measure) → value of a checked form."""
    rows = checked.facts["case_cells"].to_pylist()
    return {(row["violation"], row["subtype"], row["measure"]): row["value"] for row in rows}


def samples(checked: Checked) -> dict[str, dict]:
    """Returns sample number → fact row of a checked sampling ledger."""
    return {row["sample_no"]: row for row in checked.facts["samples"].to_pylist()}
