"""Makes one-case forms and liaison tables in the layouts offices use; every person in them is invented."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

FORM = {
    "填写时间": "2026年5月2日",
    "办理状态": "□正在办理中  ☑已办结",
    "案件类型": "食品安全违法",
    "案件名称": "示例食品有限公司经营超过保质期食品案",
    "涉案企业名称\n（人员姓名）": "示例食品有限公司",
    "证照情况\n（许可信息）": "营业执照 91990001MA0000001R",
    "立案时间": "2026年3月5日",
    "结案时间": "2026年4月20日",
    "涉案金额": "1.25（万元）",
    "是否\n调解": "□是 ☑否",
    "赔偿数额": "（万元）",
    "涉案环节": "□生产    ☑经营",
    "本省以外涉案省（区、市）": "示例省",
    "是否处罚": "☑是      □否",
    "作出处罚时间": "2026年4月18日",
    "处罚决定内容": "没收违法所得并罚款",
    "罚款数额": "5（万元）",
    "没收违法所得": "0.3（万元）",
    "其他处理内容": "□列入经营异常名录  □另案处理  ☑约谈  ☑其他：责令改正",
    "案件移送公安机关": "□是      ☑否",
    "移送时间": "年  月  日",
    "通报情况": "□未通报  ☑通报部门：示例市农业农村局",
    "通报时间": "2026年4月25日",
    "案情摘要\n（过程、事实、结果）": "接投诉后现场检查，发现超过保质期的糕点 12 盒。",
    "是否已公开": "☑是  □否",
    "承办部门": "甲县",
    "联系人（电话）": "示例联系人甲 000-0000000",
}
# The printed form, row by row: labels that stand side by side.
ROWS = (
    ("案件类型",), ("案件名称",), ("涉案企业名称\n（人员姓名）", "证照情况\n（许可信息）"), ("立案时间", "结案时间"),
    ("涉案金额", "是否\n调解", "赔偿数额"), ("涉案环节", "本省以外涉案省（区、市）"), ("是否处罚", "作出处罚时间"),
    ("处罚决定内容", "罚款数额"), ("", "没收违法所得"), ("其他处理内容",), ("案件移送公安机关", "移送时间"),
    ("通报情况", "通报时间"), ("案情摘要\n（过程、事实、结果）",), ("是否已公开",),
    ("承办部门", "联系人（电话）"),
)  # fmt: skip
PRINTED = {
    "填写时间": "      年   月   日", "办理状态": "□正在办理中  □已办结", "立案时间": "年  月  日", "结案时间": "年  月  日",
    "涉案金额": "（万元）", "是否\n调解": "□是□否", "赔偿数额": "（万元）", "涉案环节": "□生产    □经营", "是否处罚": "□是      □否",
    "作出处罚时间": "年  月  日", "罚款数额": "（万元）", "没收违法所得": "（万元）",
    "其他处理内容": "□列入经营异常名录  □另案处理  □约谈  □其他：", "案件移送公安机关": "□是      □否", "移送时间": "年  月  日",
    "通报情况": "□未通报  □通报部门：", "通报时间": "年  月  日", "案情摘要\n（过程、事实、结果）": "（可附页）",
    "是否已公开": "□是  □否",
}  # fmt: skip
SUMMARY = ROWS[12][0]
COLUMNS = 6


def form(**changes: str) -> dict[str, str]:
    """Returns a filled form; `changes` names labels without their bracketed or broken parts."""
    said = dict(FORM)
    for name, value in changes.items():
        key = next(label for label in FORM if label.replace("\n", "").startswith(name))
        said[key] = value
    return said


def put_official(sheet: Worksheet, said: dict[str, str], top: int = 1) -> int:
    """Writes the form as printed in 001 附件3 from row `top` on, values right of labels; returns the next row."""
    sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=COLUMNS)
    sheet.cell(top, 1, "典型案件报送信息表")
    sheet.merge_cells(start_row=top + 1, start_column=1, end_row=top + 1, end_column=COLUMNS)
    sheet.cell(top + 1, 1, f"填写时间：{said['填写时间']}               办理状态：{said['办理状态']}")
    row = top + 2
    for labels in ROWS:
        _put_row(sheet, row, labels, said)
        if labels[0] == "":
            for col in (1, 2):
                sheet.merge_cells(start_row=row - 1, start_column=col, end_row=row, end_column=col)
        row += 1
    sheet.cell(row, 1, "说明：此表每月2日前报送。")
    return row + 2


def _put_row(sheet: Worksheet, row: int, labels: tuple[str, ...], said: dict[str, str]) -> None:
    for place, label in enumerate(labels):
        col = 2 * place + 1
        if label:
            sheet.cell(row, col, label)
            sheet.cell(row, col + 1, said[label])
    last = 2 * len(labels)
    if last < COLUMNS:
        sheet.merge_cells(start_row=row, start_column=last, end_row=row, end_column=COLUMNS)


def put_below(sheet: Worksheet, said: dict[str, str], top: int = 1) -> int:
    """Writes the form with every value below its label."""
    sheet.cell(top, 1, "典型案例信息表")
    row, labels = top + 1, [label for label in said if label]
    for start in range(0, len(labels), 4):
        for col, label in enumerate(labels[start : start + 4], start=1):
            sheet.cell(row, col, label)
            sheet.cell(row + 1, col, said[label])
        row += 2
    return row + 1


def put_list(sheet: Worksheet, said: dict[str, str], top: int = 1) -> int:
    """Writes the form as two columns: label, value."""
    for row, (label, value) in enumerate(said.items(), start=top):
        sheet.cell(row, 1, label)
        sheet.cell(row, 2, value)
    return top + len(said) + 1


LAYOUTS = {"official": put_official, "below": put_below, "list": put_list}


def workbook(path: Path, *sheets: tuple[str, list[dict[str, str]]]) -> Path:
    """Writes a workbook: for each sheet a layout and the forms that stand on it one below the other."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (layout, forms) in enumerate(sheets, start=1):
        sheet, row = book.create_sheet(f"案件{number}"), 1
        for said in forms:
            row = LAYOUTS[layout](sheet, said, row)
    book.save(path)
    return path


def document(*forms: dict[str, str]) -> bytes:
    """Returns a Word document with a table for each form, its first line above the table."""
    paper = docx.Document()
    for said in forms:
        paper.add_paragraph("典型案件报送信息表")
        paper.add_paragraph(f"填写时间：{said['填写时间']}               办理状态：{said['办理状态']}")
        table = paper.add_table(len(ROWS), COLUMNS)
        for row, labels in enumerate(ROWS):
            for place, label in enumerate(labels):
                if label:
                    table.cell(row, 2 * place).text = label
                    table.cell(row, 2 * place + 1).text = said[label]
            if 2 * len(labels) < COLUMNS:
                table.cell(row, 2 * len(labels) - 1).merge(table.cell(row, COLUMNS - 1))
            if labels[0] == "":
                for col in (0, 1):
                    table.cell(row - 1, col).merge(table.cell(row, col))
    return saved(paper)


def saved(paper: docx.document.Document) -> bytes:
    """Returns a document as bytes."""
    memory = BytesIO()
    paper.save(memory)
    return memory.getvalue()


PEOPLE = {
    "分管领导": ("示例领导甲", "副局长", "000-0000001", "00000000001", "000-0000009"),
    "联络员": ("示例联络员乙", "科员", "000-0000002", "00000000002", ""),
}
SECRETS = tuple(text for texts in PEOPLE.values() for text in texts if text.startswith(("示例", "000")))
HEADS = ("姓名", "职务", "办公电话", "手机", "传真")


def liaison(path: Path, unit: str = "甲县", people: dict[str, tuple[str, ...]] = PEOPLE) -> Path:
    """Writes the liaison table of a unit as in 001 附件1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["联络员表"])
    sheet.append([f"部门：{unit}"])
    sheet.append(["", *HEADS])
    for role, texts in people.items():
        sheet.append([role, *texts])
    sheet.append(["说明：请按时报送。"])
    book.save(path)
    return path


def liaison_document(unit: str = "甲县") -> bytes:
    """Returns the liaison table as a Word document."""
    paper = docx.Document()
    paper.add_paragraph(f"部门：{unit}")
    table = paper.add_table(3, 6)
    for row, texts in enumerate((("", *HEADS), *((role, *said) for role, said in PEOPLE.items()))):
        for col, text in enumerate(texts):
            table.cell(row, col).text = text
    return saved(paper)
