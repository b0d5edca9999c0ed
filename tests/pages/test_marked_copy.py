"""The upload card gives the marked copy back and says what a file changes."""

import io
from pathlib import Path

import openpyxl

from loaders.checked import Checked
from tests.pages.test_bundles import upload
from tests.pages.test_pages import said
from ui import inbox
from ui.office import the_office

HEADERS = ("抽样编号", "县(市、区)", "食品名称", "食品大类", "抽样日期", "检验结论")


def ledger(*rows: tuple[str, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (HEADERS, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def row(number: int, day: str = "2026-05-06", verdict: str = "合格") -> tuple[str, ...]:
    return (f"SL{number:012d}", "甲县", "示例面包", "糕点", day, verdict)


def test_a_bad_file_offers_its_marked_copy(open_page, empty_data: Path) -> None:
    app = upload(open_page(empty_data, "upload"), "坏.xlsx", ledger(row(1), row(2, day="五月六日")))
    offered = [element for element in app.get("download_button") if "标注件" in element.proto.label]
    assert len(offered) == 1


def test_the_marked_copy_marks_the_bad_cell(open_page, empty_data: Path) -> None:
    open_page(empty_data, "upload")
    content = ledger(row(1), row(2, day="五月六日"))
    found: Checked = the_office().door.check(content, "坏.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(inbox.marked_copy(content, found, "")))
    assert book.sheetnames[0] == "问题清单"
    assert "五月六日" in book["Sheet"]["E3"].comment.text


def test_a_correction_says_what_it_changes_before_it_counts(open_page, empty_data: Path) -> None:
    app = upload(open_page(empty_data, "upload"), "1.xlsx", ledger(row(1), row(2)))
    next(button for button in app.button if button.label.startswith("入库")).click().run()
    app = upload(open_page(empty_data, "upload"), "2.xlsx", ledger(row(2, verdict="不合格"), row(3)))
    assert "与现有数据相比：新增 1 条、变化 1 条、撤下 0 条，不变 0 条" in said(app)
