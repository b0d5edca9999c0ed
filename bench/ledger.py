"""Writes a fictional sampling ledger in the 26-column layout, of any number of samples."""

import random
from pathlib import Path

import xlsxwriter

HEADERS = (
    "序号", "抽样编号", "被抽样单位名称", "被抽样单位地址", "省", "市", "县(市、区)", "样品名称", "食品大类",
    "食品亚类", "规格型号", "生产日期", "抽样日期", "抽样环节", "检验目的", "任务来源", "结论", "不合格项目",
    "检验项目", "检验机构", "标称生产企业名称", "标称生产企业地址", "商标", "批号", "报告书编号", "备注",
)  # fmt: skip
COUNTIES = ("甲县", "乙县", "丙县", "丁县", "戊县", "己县", "庚县", "辛县")
ITEMS = ("菌落总数", "毒死蜱", "恩诺沙星", "山梨酸及其钾盐(以山梨酸计)", "铅(以Pb计)")


def write_ledger(path: Path, samples: int, seed: int = 1) -> Path:
    """Writes the ledger and returns its path; the same seed gives the same rows."""
    chance = random.Random(seed)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, HEADERS)
    for number in range(samples):
        failed = chance.random() < 0.02
        sheet.write_row(number + 1, 0, _row(number, failed, chance))
    book.close()
    return path


def _row(number: int, failed: bool, chance: random.Random) -> tuple[object, ...]:
    item = ITEMS[number % len(ITEMS)]
    category = "食用农产品" if number % 4 == 0 else "糕点"
    return (
        number + 1, f"SLC99{number:013d}", f"示例超市{number % 5000}", f"示例路{number % 9000}号", "示例省", "示例市",
        COUNTIES[number % len(COUNTIES)], f"示例样品{number % 700}", category, category, f"{number % 500}g/袋",
        "2026-01-01", f"2026-{number % 10 + 1:02d}-{number % 28 + 1:02d}", "流通", "监督抽检",
        chance.choice(("市级", "省级", "国家", "县级")), "不合格" if failed else "合格", item if failed else "",
        item, "示例检测中心", f"示例食品厂{number % 3000}", f"示例地址{number % 3000}", "示例", f"{number % 900}",
        f"SLBG{number:08d}", "",
    )  # fmt: skip
