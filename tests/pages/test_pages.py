"""Opens every page on an empty office and on a loaded one, as a person would."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.words import PAGES


def said(app: AppTest) -> str:
    """Returns everything the page says, the style sheet left out."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_office_says_what_to_do_next(page, open_page, empty_data: Path) -> None:
    app = open_page(empty_data, page)
    assert not app.exception
    assert "数据上传" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_data(page, open_page, demo_data: Path) -> None:
    app = open_page(demo_data, page)
    assert not app.exception
    assert "虚构数据" in said(app)


@pytest.mark.parametrize("window", ["当月", "全年"])
@pytest.mark.parametrize("page", ["overview", "indicator", "unit"])
def test_every_window_opens(page, window, open_page, demo_data: Path) -> None:
    app = open_page(demo_data, page, window=window)
    assert not app.exception


def test_every_indicator_opens_for_a_unit(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "indicator")
    for name in app.selectbox(key="indicator").options:
        app.selectbox(key="indicator").set_value(name)
        app.run()
        assert not app.exception, name


@pytest.mark.parametrize("part", ["分子", "分母", "已排除"])
def test_records_are_shown_for_every_part(part, open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "indicator", part=part, unit="乙县", indicator="食品抽检合格率（否决项）")
    assert not app.exception
    assert app.selectbox(key="unit").value == "乙县"
    assert "乙县的记录" in said(app)


@pytest.mark.parametrize("across", ["统计项目", "违法类型"])
@pytest.mark.parametrize("part", ["累计", "本月"])
def test_the_case_form_opens_both_ways(part, across, open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "cases", part_of_year=part, across=across)
    app.selectbox(key="month").set_value("2026年6月").run()
    assert not app.exception
    assert "立案" in said(app)


def test_a_first_run_asks_for_the_jurisdiction(open_page, tmp_path: Path) -> None:
    app = open_page(tmp_path)
    assert not app.exception
    assert "运城市" in app.selectbox(key="jurisdiction").options
    app.selectbox(key="jurisdiction").set_value("运城市")
    app.button[0].click().run()
    assert not app.exception
    assert "还没有数据" in said(app)


def test_a_broken_setting_is_one_sentence(open_page, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("oops", encoding="utf-8")
    app = open_page(tmp_path)
    assert not app.exception
    assert "settings.toml" in said(app)


def test_a_file_is_checked_loaded_and_taken_back(open_page, empty_data: Path, demo_files: Path) -> None:
    name = "铁拳案件统计表_乙县_202604.xlsx"
    app = open_page(empty_data, "upload")
    app.get("file_uploader")[0].set_value(
        (name, (demo_files / name).read_bytes(), "application/octet-stream")
    ).run()
    assert not app.exception
    assert "铁拳案件统计表" in said(app)
    button = next(button for button in app.button if button.label.startswith("入库"))
    button.click().run()
    assert not app.exception
    assert "U000001" in said(app)


def test_a_file_that_is_no_spreadsheet_is_refused_in_words(open_page, empty_data: Path) -> None:
    app = open_page(empty_data, "upload")
    app.get("file_uploader")[0].set_value(
        ("坏文件.xlsx", b"not a workbook at all", "application/octet-stream")
    ).run()
    assert not app.exception
    assert "错误" in said(app)
    assert not [button for button in app.button if button.label.startswith("入库")]


def test_an_upload_is_taken_back_in_two_steps(open_page, empty_data: Path, demo_files: Path) -> None:
    name = "铁拳案件统计表_乙县_202604.xlsx"
    app = open_page(empty_data, "upload")
    app.get("file_uploader")[0].set_value(
        (name, (demo_files / name).read_bytes(), "application/octet-stream")
    ).run()
    next(button for button in app.button if button.label.startswith("入库")).click().run()
    app.session_state["upload_chosen"] = "U000001"  # a click in the history needs a browser
    app.run()
    app.button(key="undo_U000001").click().run()
    next(button for button in app.button if button.label.startswith("确认撤销")).click().run()
    assert not app.exception
    assert "已撤销 U000001" in said(app)
