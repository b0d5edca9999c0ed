"""Builds the honest sheets the corpus starts from, and writes layouts as bytes of any container."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.loaders.forms import HEADERS, MEASURES, Layout, case_form, printed_rows, table, xls

__all__ = [
    "HEADERS",
    "MEASURES",
    "Layout",
    "case_form",
    "printed_rows",
    "table",
    "xls",
]  # handed on to the groups

PLAIN = ("抽样编号", "被抽样单位", "抽样单位", "县（市、区）", "样品名称", "食品大类", "抽样日期", "检验目的", "任务来源",
         "检验结论", "不合格项目")  # fmt: skip
TASKS = ("任务编号", "抽样编号", "样品名称", "处置环节", "企业名称", "核查处置单位", "处置状态", "检验报告上传日期",
         "启动核查处置日期", "处置完毕日期", "任务来源")  # fmt: skip
FIGURES: dict[str, dict[str, object]] = {
    "食品安全违法": {"person_trips": 120, "enterprises_inspected": 60, "cases_filed": 5, "cases_closed": 3,
                 "amount_involved": 1.5, "fines_and_confiscations": 2.25, "cases_transferred": 1, "internet_cases": 2,
                 "rural_cases": 4},
    "广告违法": {"person_trips": 8, "cases_filed": 2, "cases_closed": 0, "fines_and_confiscations": 3.25},
    "其他违法": {"cases_filed": 1, "cases_closed": 1},
}  # fmt: skip
TOTALS: dict[str, object] = {"person_trips": 128, "cases_filed": 8, "cases_closed": 4, "amount_involved": 1.5}

Rows = Sequence[Sequence[object]]


def sample(
    number: object = "XC20210400001", *, county: object = "甲县", food: object = "馒头", category: object = "糕点",
    day: object = "2021-04-02", purpose: object = "监督抽检", source: object = "市级", verdict: object = "合格",
    items: object = "", taker: object = "某所", entity: object = "某超市",
) -> tuple[object, ...]:  # fmt: skip
    """Returns one row under PLAIN."""
    return (number, entity, taker, county, food, category, day, purpose, source, verdict, items)


def three() -> list[tuple[object, ...]]:
    """Returns the three samples most ledgers of the corpus hold."""
    return [
        sample(),
        sample(
            "XC20210400002", county="乙县", food="酱油", category="调味品", verdict="不合格", items="菌落总数"
        ),
        sample("XC20210400003", county="示例开发区", food="面包", day="2021-05-06"),
    ]


def ledger(
    rows: Rows | None = None, headers: Sequence[str] = PLAIN, title: str = "", name: str = "台账"
) -> Layout:
    """Returns a sampling ledger, by default the one of three samples."""
    return table(headers, three() if rows is None else rows, title, name)


def task(
    number: object = "HC2021001", *, sample_no: object = "XC20210400002", food: object = "酱油", link: object = "流通",
    enterprise: object = "某店", agency: object = "乙县市场监管局", state: object = "处置中", received: object = "2021-05-08",
    started: object = "2021-05-09", done: object = "", source: object = "市级",
) -> tuple[object, ...]:  # fmt: skip
    """Returns one row under TASKS."""
    return (number, sample_no, food, link, enterprise, agency, state, received, started, done, source)


def disposals(rows: Rows | None = None, headers: Sequence[str] = TASKS, name: str = "核查处置") -> Layout:
    """Returns a disposal ledger, by default of two tasks."""
    two = [task(), task("HC2021002", link="生产", enterprise="某厂", state="处置完毕", done="2021-06-20")]
    return table(headers, two if rows is None else rows, "", name)


def form(
    figures: Mapping[str, Mapping[str, object]] | None = None,
    totals: Mapping[str, object] | None = TOTALS,
    **more,
) -> Layout:
    """Returns the case form as issued, by default with the figures of three rows and their totals."""
    return case_form(printed_rows(FIGURES if figures is None else figures), totals=totals, **more)


def xlsx(
    *layouts: Layout, hidden_rows: Sequence[int] = (), hidden_cols: Sequence[int] = (), **options
) -> bytes:
    """Returns the layouts as a workbook as Excel writes it, with shared strings.

    Rows and columns to hide are 0-based, of the first sheet; options are xlsxwriter's.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheets = [book.add_worksheet(layout.name) for layout in layouts]
    for sheet, layout in zip(sheets, layouts, strict=True):
        _fill(sheet, layout, day)
    next(sheet for sheet, layout in zip(sheets, layouts, strict=True) if not layout.hidden).activate()
    for row in hidden_rows:
        sheets[0].set_row(row, None, None, {"hidden": True})
    for col in hidden_cols:
        sheets[0].set_column(col, col, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def _fill(sheet: Worksheet, layout: Layout, day: Format) -> None:
    for row, col, last_row, last_col in layout.merges:
        sheet.merge_range(row, col, last_row, last_col, None)
    for (row, col), value in sorted(layout.cells.items()):
        if isinstance(value, dt.date):
            sheet.write_datetime(row, col, value, day)
        elif isinstance(value, (int, float)):
            sheet.write(row, col, value)
        else:
            sheet.write_string(row, col, str(value))
    if layout.hidden:
        sheet.hide()
