"""The page of the meeting pack: choose, preview every page, make the files, save a recipe."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import said


def button(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


@pytest.fixture
def page(open_page, demo_data: Path) -> AppTest:
    app = open_page(demo_data, "pack")
    app.multiselect(key="indicators_（不用方案）").set_value(["监督抽检不合格产品核查处置完成率"])
    return app.run()


def test_one_click_makes_the_files_and_enters_them(page: AppTest) -> None:
    button(page, "生成会议材料").click().run()
    assert not page.exception
    assert "会议材料已生成，编号" in said(page)
    labels = {one.label for one in page.get("download_button")}
    assert {"演示文稿（PPTX）", "通报（DOCX）", "数据表（XLSX）", "全部（ZIP）"} <= labels
    assert "生成过的材料" in said(page)


def test_every_page_of_the_preview_opens(page: AppTest) -> None:
    for option in page.selectbox(key="pack_page").options:
        page.selectbox(key="pack_page").set_value(option).run()
        assert not page.exception, option
    assert "数据截至 2026-10-31" in said(page)


def test_a_recipe_is_saved_and_chosen(page: AppTest) -> None:
    next(one for one in page.text_input if one.label.startswith("把这套选择")).set_value("例会方案")
    button(page, "保存方案").click().run()
    assert "已保存方案“例会方案”" in said(page)
    page.run()
    page.selectbox(key="recipe").set_value("例会方案").run()
    assert page.multiselect(key="indicators_例会方案").value == ["监督抽检不合格产品核查处置完成率"]


def test_nothing_chosen_is_refused_in_words(page: AppTest) -> None:
    page.multiselect(key="files_（不用方案）").set_value([])
    button(page, "生成会议材料").click().run()
    assert "请至少选择一种" in said(page)
