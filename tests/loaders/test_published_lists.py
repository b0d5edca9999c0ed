"""Lists without date, verdict or category are ledgers where the words around them state the verdict."""

import pyarrow as pa
import pytest

from domain.period import Period
from loaders.check import check_workbook
from loaders.checked import Checked, Declared
from loaders.workbook import Sheet, Workbook
from tests.loaders.forms import demo_jurisdiction

HEADER = ("序号", "生产单位", "地址", "被抽样单位", "地址", "食品名称", "规格", "生产日期")
ROWS = (
    (
        "1",
        "示例市某某食品厂",
        "示例省另一市某路1号",
        "甲县某某超市",
        "示例市甲县某路8号",
        "馒头",
        "500克",
        "2021-03-01",
    ),
    (
        "2",
        "示例市某某食品厂",
        "示例省另一市某路1号",
        "乙县某某超市",
        "示例市乙县某路8号",
        "面包",
        "500克",
        "2021-03-01",
    ),
)


def check(
    rows: list[tuple[str, ...]],
    file_name: str = "a.xlsx",
    sheet: str = "Sheet1",
    declared: Declared | None = None,
) -> Checked:
    width = max(map(len, rows))
    columns = zip(*(row + ("",) * (width - len(row)) for row in rows), strict=True)
    cells = pa.table({f"c{at}": pa.array(column, pa.string()) for at, column in enumerate(columns)})
    book = Workbook(file_name, [Sheet(sheet, 0, False, cells)])
    return check_workbook(book, declared or Declared(), demo_jurisdiction())


@pytest.mark.parametrize(
    ("title", "file_name", "sheet"),
    [("关于1.5批次食品不合格样品的信息", "a.xlsx", "Sheet1"), ("", "2021年4月抽检合格产品.xlsx", "Sheet1"), ("", "a.xlsx", "合格样品")],
)  # fmt: skip
def test_a_list_is_recognised_by_the_verdict_its_words_state(title: str, file_name: str, sheet: str) -> None:
    rows = [(title,), HEADER, *ROWS] if title else [HEADER, *ROWS]
    checked = check(rows, file_name, sheet)
    assert (checked.template, checked.records) == ("sampling_ledger", 2)


@pytest.mark.parametrize(
    ("rows", "file_name"),
    [
        ([HEADER, *ROWS], "a.xlsx"),
        ([HEADER, *ROWS], "合格供应商名录.xlsx"),
        ([("不合格食品核查处置情况",), HEADER, *ROWS], "a.xlsx"),
        ([(*HEADER, "处置情况"), *((*row, "已下架") for row in ROWS)], "不合格食品.xlsx"),
    ],
)
def test_other_lists_are_no_ledger(rows: list[tuple[str, ...]], file_name: str) -> None:
    assert check(rows, file_name).template is None


@pytest.mark.parametrize(("order", "kept"), [((0, 1, 2, 3, 4, 5, 6, 7), 4), ((0, 3, 4, 5, 6, 7, 1, 2), 2)])
def test_a_bare_address_belongs_to_whom_it_stands_behind(order: tuple[int, ...], kept: int) -> None:
    rows = [tuple(row[at] for at in order) for row in (HEADER, *ROWS)]
    found = check(rows, "抽检合格产品.xlsx").columns
    assert [match.position for match in found if match.column == "entity_address"] == [kept]
    assert all(match.column is None for match in found if match.header == "地址" and match.position != kept)


def test_two_lists_on_one_sheet_keep_their_own_verdicts() -> None:
    header, (one, other) = ("抽样编号", *HEADER[1:]), ROWS
    rows = [
        ("合格样品信息",),
        header,
        ("XC01", *one[1:]),
        ("",),
        ("不合格样品信息",),
        header,
        ("XC02", *other[1:]),
    ]
    samples = check(rows, declared=Declared(period=Period(202104, 202104))).facts["samples"]
    found = dict(zip(samples["sample_no"].to_pylist(), samples["conclusion"].to_pylist(), strict=True))
    assert found == {"XC01": "qualified", "XC02": "failed"}
