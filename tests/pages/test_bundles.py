"""Uploads of several files in one ZIP, and of a workbook with a password."""

import io
import zipfile
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from tests.pages.test_pages import said

NAMES = ("铁拳案件统计表_乙县_202604.xlsx", "铁拳案件统计表_丙县_202604.xlsx")


def upload(app, name: str, content: bytes):
    app.get("file_uploader")[0].set_value((name, content, "application/octet-stream")).run()
    assert not app.exception
    return app


def loading(app) -> list:
    return [button for button in app.button if button.label.startswith("入库")]


def test_the_files_of_a_zip_are_cards_of_their_own(open_page, empty_data: Path, demo_files: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for name in NAMES:
            bundle.writestr(name, (demo_files / name).read_bytes())
        bundle.writestr(".DS_Store", b"x")
    app = upload(open_page(empty_data, "upload"), "各县.zip", out.getvalue())
    assert len(loading(app)) == len(NAMES)
    for words in (*(f"各县.zip/{name}" for name in NAMES), "没有读取：.DS_Store", "2 个可以入库"):
        assert words in said(app)
    next(button for button in app.button if button.label.endswith("全部入库")).click().run()
    assert not app.exception
    assert "U000002" in said(app)


def test_a_refused_zip_is_refused_in_words(open_page, empty_data: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr(".x", b"x")
    app = upload(open_page(empty_data, "upload"), "各县.zip", out.getvalue())
    assert "没有可读取的文件" in said(app)
    assert not loading(app)


def test_a_locked_workbook_asks_for_its_password(open_page, empty_data: Path, demo_files: Path) -> None:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO((demo_files / NAMES[0]).read_bytes())).encrypt("secret", out)
    app = upload(open_page(empty_data, "upload"), NAMES[0], out.getvalue())
    assert "请输入打开密码" in said(app)
    field(app).set_value("wrong").run()
    assert "密码不对" in said(app)
    field(app).set_value("secret").run()
    assert len(loading(app)) == 1
    assert not [one for one in app.text_input if one.label == "打开密码"]


def field(app):
    return next(one for one in app.text_input if one.label == "打开密码")
