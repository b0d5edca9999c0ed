"""The page of the meeting pack: choose, look at the finished files, download those very files, save a recipe."""

import hashlib
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import said
from ui import pack_preview


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def picker(app: AppTest):
    """Returns the choice of the file to look at, whatever the pack's number."""
    return next(one for one in app.button_group if one.key and one.key.startswith("seen_"))


def number_of(app: AppTest) -> int:
    return int(re.findall(r"会议材料已生成，编号 (\d+)", said(app))[-1])


def button(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


@pytest.fixture
def page(open_page, demo_data: Path) -> AppTest:
    app = open_page(demo_data, "pack")
    app.multiselect(key="indicators_（不用方案）").set_value(["监督抽检不合格产品核查处置完成率"])
    return app.run()


def test_one_click_makes_the_files_and_enters_them(page: AppTest) -> None:
    button(page, "生成并预览").click().run()
    assert not page.exception
    assert "会议材料已生成，编号" in said(page)
    labels = {one.label for one in page.get("download_button")}
    assert {"演示文稿（PPTX）", "通报（DOCX）", "数据表（XLSX）", "全部（ZIP）"} <= labels
    assert "生成过的材料" in said(page)


def test_every_file_is_previewed(page: AppTest) -> None:
    button(page, "生成并预览").click().run()
    assert picker(page).options == ["幻灯片", "通报", "工作簿"]  # no county reported the case form's month
    for name in ("幻灯片", "通报", "工作簿"):
        picker(page).set_value(name).run()
        assert not page.exception, name
    picker(page).set_value("通报").run()
    assert "分页以 WPS/Word 为准" in said(page)


def test_what_is_previewed_is_what_is_downloaded(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, offered = [], []
    monkeypatch.setattr(pack_preview, "show_preview", lambda data, key: seen.append(data["stamp"]))
    monkeypatch.setattr(
        pack_preview, "_download", lambda label, paper, key: offered.append(digest(paper.content))
    )
    button(page, "生成并预览").click().run()
    picker(page).set_value("工作簿").run()
    assert seen and set(seen) <= set(offered)
    before, number = set(offered), number_of(page)
    offered.clear()
    button(page, "生成并预览").click().run()  # nothing has changed: the same bytes, the same number
    assert set(offered) == before
    assert number_of(page) == number


def test_changed_choices_are_said_until_made_anew(page: AppTest) -> None:
    button(page, "生成并预览").click().run()
    number = number_of(page)
    assert "选择或数据已改动" not in said(page)
    page.text_input(key="title_（不用方案）").set_value("另一个标题").run()
    assert f"选择或数据已改动；下面仍是编号 {number} 的材料" in said(page)
    button(page, "生成并预览").click().run()
    assert "选择或数据已改动" not in said(page)
    assert number_of(page) == number + 1


def test_without_libreoffice_its_preview_is_not_offered(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_preview, "find_office", lambda: None)
    button(page, "生成并预览").click().run()
    assert not page.exception
    assert "preview_way" not in page.session_state
    monkeypatch.setattr(pack_preview, "find_office", lambda: "soffice")
    monkeypatch.setattr(pack_preview, "has_rasteriser", lambda: False)
    page.run()
    assert "没有安装 pypdfium2" in said(page)


def test_a_recipe_is_saved_and_chosen(page: AppTest) -> None:
    next(one for one in page.text_input if one.label.startswith("把这套选择")).set_value("例会方案")
    button(page, "保存方案").click().run()
    assert "已保存方案“例会方案”" in said(page)
    page.run()
    page.selectbox(key="recipe").set_value("例会方案").run()
    assert page.multiselect(key="indicators_例会方案").value == ["监督抽检不合格产品核查处置完成率"]


def test_nothing_chosen_is_refused_in_words(page: AppTest) -> None:
    page.multiselect(key="files_（不用方案）").set_value([])
    button(page, "生成并预览").click().run()
    assert "请至少选择一种" in said(page)
