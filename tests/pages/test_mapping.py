"""The upload page shows how headers were read, takes corrections, remembers and forgets them."""

import io
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import said

CARD = """
import streamlit as st
from ui import inbox
from ui.layouts import draw_layouts
from ui.mapping import draw_mapping
from ui.office import the_office

file = inbox.Incoming("f1", "台账.xlsx", st.session_state["content"])
found = the_office().door.check(file.content, file.name, inbox.declared(file))
draw_mapping(file, found)
st.session_state["found"] = found
if st.button("入库") and not found.has_errors:
    the_office().door.load(found, "测试")
draw_layouts()
"""
HEADERS = ("抽祥编号", "县(市、区)", "食品名称", "食品大类", "抽样日期", "<b>大厅</b>")
ROWS = (
    ("SL000000000001", "甲县", "示例面包", "糕点", "2026-05-06", "合格"),
    ("SL000000000002", "甲县", "<script>x</script>", "糕点", "2026-05-07", "不合格"),
)


def content(*headers: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (headers, *ROWS):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def card(monkeypatch, data: Path, *headers: str) -> AppTest:
    monkeypatch.setenv("DUIBIAO_DATA", str(data))
    app = AppTest.from_string(CARD, default_timeout=30)
    app.session_state["content"] = content(*(headers or HEADERS))
    app.run()
    assert not app.exception
    return app


def read_as(app: AppTest) -> dict[str, str | None]:
    return {match.header: match.column for match in app.session_state["found"].columns}


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def choose(app: AppTest, column: str, name: str | None) -> None:
    next(box for box in app.selectbox if box.label == f"{column} 列读作").set_value(name).run()


def test_an_unsure_header_opens_the_mapping_with_its_values(open_page, monkeypatch, empty_data: Path) -> None:
    app = card(monkeypatch, empty_data)
    assert app.toggle[0].value
    assert "请核对" in said(app) and "SL000000000001" in said(app)
    assert app.selectbox[0].label == "A 列读作"


def test_a_sure_file_keeps_the_mapping_folded(open_page, monkeypatch, empty_data: Path) -> None:
    app = card(monkeypatch, empty_data, "抽样编号", *HEADERS[1:5], "检验结论")
    assert not app.toggle[0].value and not app.selectbox
    app.toggle[0].set_value(True).run()
    assert len(app.selectbox) == len(HEADERS)


def test_texts_of_cells_never_become_markup(open_page, monkeypatch, empty_data: Path) -> None:
    app = card(monkeypatch, empty_data)
    shown = " ".join(element.proto.body for element in app.get("html"))
    assert "<script>" not in shown and "<b>大厅</b>" not in shown
    assert "&lt;b&gt;大厅" in shown
    assert not any("大厅" in box.label for box in app.selectbox)


def test_a_correction_is_read_remembered_listed_and_forgotten(
    open_page, monkeypatch, empty_data: Path
) -> None:
    app = card(monkeypatch, empty_data)
    assert read_as(app)["<b>大厅</b>"] is None
    choose(app, "F", "conclusion")
    press(app, "按以上对应重新核对")
    assert read_as(app)["<b>大厅</b>"] == "conclusion"
    assert not any(match.is_unsure for match in app.session_state["found"].columns)
    press(app, "入库")
    again = card(monkeypatch, empty_data)
    assert {m.how for m in again.session_state["found"].columns} == {"exact", "remembered"}
    assert "检验结论" in said(again) and "L000001" in said(again)
    press(again, "忘记")
    press(again, "确认忘记")
    assert "已忘记 L000001" in said(again)
    assert read_as(again)["<b>大厅</b>"] is None


def test_two_headers_are_not_read_as_one_column(open_page, monkeypatch, empty_data: Path) -> None:
    app = card(monkeypatch, empty_data)
    choose(app, "F", "food_name")
    press(app, "按以上对应重新核对")
    assert "有两个表头都读作“食品名称”" in said(app)
    assert read_as(app)["<b>大厅</b>"] is None
