"""The page of the standard: verdicts, an item opened by its key, evidence recorded."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import said


def opened(open_page, data: Path, key: str) -> AppTest:
    app = open_page(data, "standard")
    app.session_state["picked_item"] = key
    return app.run()


def test_an_item_shows_its_clause_and_asks_for_evidence(open_page, demo_data: Path) -> None:
    app = opened(open_page, demo_data, "990002|6")
    assert not app.exception
    assert "附件2(六)" in said(app) and "还没有记录" in said(app)


def test_recording_evidence_changes_the_item(open_page, demo_data: Path) -> None:
    app = opened(open_page, demo_data, "990002|7")
    app.text_area[0].set_value("<b>装备</b>清单已归档(虚构)")
    app.button[0].click().run()
    assert not app.exception
    assert "已记录，编号" in said(app)
    assert "&lt;b&gt;" in said(app) or "<b>装备" not in said(app)


def test_a_record_without_words_is_asked_for(open_page, demo_data: Path) -> None:
    app = opened(open_page, demo_data, "990002|8")
    app.button[0].click().run()
    assert "请填写说明" in said(app)
