"""Builds sheets under the header rows of real notices, with invented values that suit each header."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from loaders.template import LedgerTemplate
from loaders.templates import template
from loaders.workbook import Sheet, Workbook

LIST = Path(__file__).parent / "data" / "real_headers.csv"
ROWS = 3
TEMPLATES = {"sampling": "sampling_ledger", "disposal": "disposal_ledger"}
STANDARD = {
    "sampling": {
        "sample_no": "抽样编号", "county_text": "县(市、区)", "entity_name": "被抽样单位名称", "producer_name": "标称生产企业名称",
        "food_name": "食品名称", "category_text": "食品大类", "sampled_on": "抽样日期", "source_text": "任务来源",
        "conclusion": "检验结论", "failed_items": "不合格项目",
    },
    "disposal": {
        "sample_no": "抽样编号", "food_name": "食品名称", "link": "处置环节", "enterprise": "企业名称", "agency": "核查处置单位",
        "state": "处置状态", "received_on": "检验报告上传日期", "started_on": "启动核查处置日期", "completed_on": "处置完毕日期",
    },
}  # fmt: skip
VALUES = {
    "sample_no": ("XC20990001000000001", "XC20990001000000002", "XC20990001000000003"),
    "task_no": ("RW0001", "RW0002", "RW0003"),
    "county_text": ("甲县", "新乙县", "乙县"),
    "province": ("示例省",), "city": ("示例市",),
    "entity_name": ("甲县某某超市", "新乙县某某酒店", "乙县某某粮油店"),
    "enterprise": ("甲县某某超市", "新乙县某某酒店", "乙县某某粮油店"),
    "producer_name": ("示例市某某食品有限公司", "/", "示例市某某面粉厂"),
    "entity_address": ("示例市甲县某路1号", "示例市新乙县某路2号", "示例市乙县某路3号"),
    "address": ("示例市甲县某路1号", "示例市新乙县某路2号", "示例市乙县某路3号"),
    "food_name": ("馒头", "韭菜", "小麦粉"),
    "category_text": ("糕点", "食用农产品", "粮食加工品"),
    "subcategory": ("糕点", "蔬菜", "小麦粉"), "sub_subcategory": ("糕点", "鳞茎类蔬菜", "通用小麦粉"),
    "detail_category": ("热加工糕点", "韭菜", "通用小麦粉"),
    "sampled_on": ("2021-04-02", "2021-04-06", "2021-04-09"), "announced_on": ("2021-05-20",),
    "reported_on": ("2021-04-20", "2021-04-22", "2021-04-26"), "produced_on": ("2021-03-01", "2021-04-06", "2021-02-11"),
    "received_on": ("2021-04-25", "2021-04-27", "2021-05-06"), "delivered_on": ("2021-04-26", "2021-04-28", "2021-05-07"),
    "started_on": ("2021-04-26", "2021-04-28", "2021-05-07"), "completed_on": ("2021-06-25", "/", "2021-07-06"),
    "due_on": ("2021-07-25",), "purpose_text": ("监督抽检", "风险监测", "监督抽检"), "test_type": ("监督抽检", "快检", "监督抽检"),
    "evaluation": ("否",), "level_text": ("省抽",), "source_text": ("示例市市场监督管理局", "省抽", "示例省市场监督管理局"),
    "source_province": ("示例省",), "source_city": ("示例市",), "source_county": ("甲县",),
    "class_one": ("抽检监测（市级本级）",), "class_two": ("2021年示例市抽检",), "sampler": ("示例检测技术有限公司",),
    "laboratory": ("示例检测技术有限公司",), "department_text": ("市场监管",), "residue_text": ("否", "是", "否"),
    "item": ("铅(以Pb计)", "毒死蜱", "菌落总数"), "item_verdict": ("合格", "不合格", "合格"), "conclusion": ("合格", "不合格", "合格"),
    "recheck": ("/", "不合格", "/"), "failed_items": ("/", "毒死蜱", "/"), "link": ("流通", "餐饮", "生产"),
    "agency": ("甲县市场监督管理局", "新乙县市场监督管理局", "乙县市场监督管理局"), "state": ("处置完毕", "处置中", "处置完毕"), "elsewhere": ("否",),
}  # fmt: skip
# what stands under a header that the template does not keep; the first pattern found decides
ASIDE = (
    (r"地址|住所|所在地|产地|生产地|街道", ("示例市某区某路8号",)),
    (r"日期|时间", ("2021-04-20",)),
    (r"电话|传真|邮编|身份证", ("000000",)),
    (r"编号|证号|照号|号$|号[(（*]|代码|文号", ("A-0001", "A-0002", "A-0003")),
    (r"省", ("示例省",)),
    (r"市/?区?$|市$", ("示例市",)),
    (r"县", ("甲县",)),
    (r"序号|^序$", ("1", "2", "3")),
    (r"值|限|结果|标准|要求|指标|g/kg|mg/g|残留|cm2|GB|NY/T|CMA", ("0.12mg/kg", "≤0.05mg/kg", "未检出")),
    (r"数量|基数|价|额|量", ("12", "3", "5")),
    (r"人员|联系|负责|人$|法人|姓名", ("某某",)),
    (r"单位|企业|机构|名称|局", ("示例某某有限公司",)),
    (r"规格|包装|型号", ("500克/袋", "散装", "5千克/袋")),
    (r"是否", ("否", "是", "否")),
)


@dataclass(frozen=True)
class Cell:
    """Holds one header of the list; `expected` are the columns it may mean, '' for none of them."""

    province: str
    source: str
    kind: str
    row_id: str
    position: int
    header: str
    expected: tuple[str, ...]
    split: str


def listed() -> Iterator[list[Cell]]:
    """Yields the header rows of the list; a header seen alone is a row of one at position 0."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        cells = [
            Cell(
                line["province"], line["source"], line["table_kind"], line["row_id"], int(line["position"]),
                _unescape(line["header"]), tuple(line["expected"].split("|")), line["split"],
            )
            for line in csv.DictReader(lines)
        ]  # fmt: skip
    for _, row in groupby(cells, key=lambda cell: cell.row_id):
        yield from _alone_or_together(list(row))


def _alone_or_together(row: list[Cell]) -> list[list[Cell]]:
    """Returns the row, or each of its headers alone where the whole row is too short to be a ledger."""
    chosen = template(TEMPLATES[row[0].kind])
    assert isinstance(chosen, LedgerTemplate)
    meant = {name for cell in row for name in cell.expected}
    if not row[0].position or all(meant & set(group) for group in chosen.needs):
        return [row]
    return [[replace(cell, row_id=f"{cell.row_id}-{cell.position}", position=0)] for cell in row]


def workbook(rows: list[list[Cell]]) -> Workbook:
    """Returns one workbook with a sheet per header row, named by the row's id."""
    sheets = [_sheet(index, row) for index, row in enumerate(rows)]
    return Workbook("某市食品抽检.xlsx", sheets)


def placed(row: list[Cell]) -> list[tuple[str, str, Cell | None]]:
    """Returns (header, meaning, cell of the list) by sheet column; a lone header joins the standard row."""
    if row[0].position:
        return [(cell.header, cell.expected[0], cell) for cell in row]
    (cell,) = row
    names = next((name for name in cell.expected if name), "")
    rest = {name: header for name, header in STANDARD[cell.kind].items() if name not in cell.expected}
    if "item_verdict" in cell.expected and "conclusion" not in cell.expected:
        rest["item"] = "检验项目"  # a verdict on one item stands beside the item
    columns = [(header, name, None) for name, header in rest.items()]
    return [*columns[:3], (cell.header, cell.expected[0] and names, cell), *columns[3:]]


def _sheet(index: int, row: list[Cell]) -> Sheet:
    columns = placed(row)
    texts = [[header, *values(header, meaning)] for header, meaning, _ in columns]
    table = pa.table({f"c{at}": pa.array(column, pa.string()) for at, column in enumerate(texts)})
    return Sheet(row[0].row_id, index, False, table)


def values(header: str, meaning: str) -> list[str]:
    """Returns the invented cells below a header that means this column."""
    some = VALUES.get(meaning) or next(
        (texts for pattern, texts in ASIDE if re.search(pattern, header)), ("其他", "另一种", "其他")
    )
    if meaning == "failed_items" and re.search(r"标准值|限值|检验结果|检出值|数据|信息", header):
        some = ("菌落总数║12000CFU/g║≤10000CFU/g", "毒死蜱║0.21mg/kg║≤0.05mg/kg", "铅║0.3mg/kg║≤0.2mg/kg")
    return [some[at % len(some)] for at in range(ROWS)]


def _unescape(text: str) -> str:
    for mark, sign in (
        ("\\n", "\n"),
        ("\\r", "\r"),
        ("\\u00a0", "\xa0"),
        ("\\u3000", "\u3000"),
        ("\\u2003", "\u2003"),
    ):
        text = text.replace(mark, sign)
    return text
