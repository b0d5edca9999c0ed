"""Opens the credit page: the lists, the penalties behind a name, and the answer to «同一主体?»."""

import shutil
from pathlib import Path

import pytest

from store.office import write_jurisdiction_id
from tests.pages.test_pages import said
from tools.demo_credit import invented_code
from ui.words import PAGES


@pytest.fixture
def own_data(tmp_path: Path, demo_data: Path) -> Path:
    """Returns a copy of the demo office that may be written to."""
    return Path(shutil.copytree(demo_data, tmp_path / "own"))


def test_the_lists_are_shown(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "credit")
    assert not app.exception
    words = said(app)
    for part in (
        PAGES["credit"],
        "屡罚未修复主体名单",
        "关注名单",
        "应列未列",
        "信用分级",
        "同一主体",
        "按本地规定核对",
    ):
        assert part in words
    assert len(app.get("download_button")) >= 5


def test_an_answer_changes_the_list(open_page, own_data: Path) -> None:
    app = open_page(own_data, "credit")
    before = said(app)
    options = app.selectbox[-1].options
    app.selectbox[-1].set_value(next(one for one in options if "便民超市" in one))
    app.radio[0].set_value("是，同一主体")
    app.button[-1].click().run()
    assert not app.exception
    assert "已记录答复" in said(app) and said(app) != before


def test_an_answer_must_be_chosen_first(open_page, own_data: Path) -> None:
    app = open_page(own_data, "credit")
    app.button[-1].click().run()
    assert "请先选" in said(app)


def test_the_penalties_behind_a_name_are_listed(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "credit")
    app.session_state["credit_entity"] = invented_code(1)
    app.run()
    assert not app.exception
    assert "示例好味餐饮有限公司的处罚" in said(app) and "12 件处罚" in said(app)


@pytest.mark.parametrize("name", ["yuncheng", "xinmi", "bayuquan", "chongming"])
def test_every_jurisdiction_opens_the_page(open_page, tmp_path: Path, name: str) -> None:
    write_jurisdiction_id(tmp_path, name)
    app = open_page(tmp_path, "credit")
    assert not app.exception
    assert "数据上传" in said(app)
