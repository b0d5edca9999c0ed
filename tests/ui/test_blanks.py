"""Hands out blanks on a page: one unit's workbook, a ZIP for all, made only on the click."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from domain.period import Period
from loaders.blank import senders
from store.office import write_jurisdiction_id
from ui.blanks import EVERYBODY, content_of, file_name
from ui.office import the_office

OCTOBER = Period.of_month(202610)


def section() -> None:
    from datetime import date  # noqa: PLC0415 (the page runs this function alone)

    from ui.blanks import draw_blanks  # noqa: PLC0415

    draw_blanks(date(2026, 11, 2))


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    write_jurisdiction_id(tmp_path, "demo")
    monkeypatch.setenv("DUIBIAO_DATA", str(tmp_path))
    return AppTest.from_function(section, default_timeout=30)


def test_the_month_before_is_offered_and_all_units(page: AppTest) -> None:
    app = page.run()
    assert not app.exception
    assert app.selectbox(key="blank_period").value == "2026年10月"
    assert app.selectbox(key="blank_unit_case_form").value == EVERYBODY
    app.selectbox(key="blank_template").select("食品抽检台账").run()
    assert not app.exception
    assert [element.proto.label for element in app.get("download_button")] == ["下载空白表"]


def test_the_download_is_what_was_chosen(page: AppTest) -> None:
    page.run()
    units = senders("case_form", the_office().jurisdiction)
    with zipfile.ZipFile(io.BytesIO(content_of("case_form", units, OCTOBER, True))) as archive:
        assert len(archive.namelist()) == len(units)
    sheet = openpyxl.load_workbook(io.BytesIO(content_of("case_form", units[:1], OCTOBER, False))).worksheets[
        0
    ]
    assert sheet["B2"].value == units[0].name
    assert file_name("case_form", units[:1], OCTOBER, False) == f"铁拳案件统计表_{units[0].name}_2026-10.xlsx"
    assert file_name("case_form", units, OCTOBER, True) == "铁拳案件统计表_全部单位_2026-10.zip"
