"""Opens the task page for every jurisdiction, records progress, and loads a Word list through the upload page."""

from pathlib import Path

import pytest

from store.office import write_jurisdiction_id
from tests.loaders.docs import document
from tests.pages.test_pages import said


def office(folder: Path, jurisdiction: str) -> Path:
    write_jurisdiction_id(folder, jurisdiction)
    return folder


@pytest.mark.parametrize("jurisdiction", ["bayuquan", "chongming", "demo", "xinmi", "yuncheng"])
def test_the_page_opens_without_any_upload(jurisdiction: str, open_page, tmp_path: Path) -> None:
    app = open_page(office(tmp_path, jurisdiction), "tasks")
    assert not app.exception
    assert "条任务" in said(app)


def test_filters_narrow_the_list_and_a_task_takes_an_entry(open_page, tmp_path: Path) -> None:
    app = open_page(office(tmp_path, "demo"), "tasks", task_state="逾期")
    assert "3 条任务：逾期 3" in said(app)
    app.selectbox(key="task_unit").set_value("丙县").run()
    assert "2 条任务" in said(app)
    app.session_state["task_chosen"] = "DEMO-D5"  # a click in the table needs a browser
    app.run()
    app.text_area[0].set_value("示例进展")
    next(one for one in app.button if one.label == "记录").click().run()
    assert not app.exception
    assert "已记录，编号 1。" in said(app)


def test_a_question_is_answered_once_and_kept(open_page, tmp_path: Path) -> None:
    app = open_page(office(tmp_path, "chongming"), "tasks")
    app.session_state["task_chosen"] = "CM-T-1.1.5"
    app.run()
    assert "沿用上一行还是待明确" in said(app)
    next(one for one in app.button if one.label == "答复").click().run()
    assert not app.exception
    assert "已记下答复" in said(app)
    assert "待明确 2" in said(app)


def test_a_word_list_goes_through_the_upload_page(open_page, tmp_path: Path) -> None:
    data = document(("示例专项安排", [["工作任务", "牵头单位", "责任单位"], ["示例甲", "认证科", ""]]))
    app = open_page(office(tmp_path, "chongming"), "upload")
    app.get("file_uploader")[0].set_value(("示例清单.docx", data, "application/octet-stream")).run()
    assert not app.exception
    assert "任务清单" in said(app)
    next(box for box in app.checkbox if box.label.startswith("已核对")).check().run()
    next(button for button in app.button if button.label.startswith("入库")).click().run()
    assert not app.exception
    assert "U000001" in said(app)
