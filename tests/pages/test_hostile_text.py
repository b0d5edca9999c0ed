"""Markup and formulas in cells and file names are shown as text on the upload page, never obeyed."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from tests.pages.test_bundles import upload

HEADERS = ("抽样编号", "县(市、区)", "食品名称", "食品大类", "抽样日期", "检验结论")
TAG = "<img src=x onerror=alert(1)>"
BEACON = "![x](http://evil.example/b.png)"
LINK = "[点此](http://evil.example)"


def ledger(payload: str, day: str = "") -> bytes:
    """Returns a ledger that says the payload wherever a page may repeat it: header, cells, unless given, a day."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("台账<b>x<!--")
    sheet.write_row(0, 0, [*HEADERS, payload])
    for row, said in enumerate(("2026-05-06", day or payload), start=1):
        sheet.write_row(
            row, 0, [f"SL{row:012d}", "甲县" if day else payload, payload, payload, said, "合格", payload]
        )
    book.close()
    return out.getvalue()


def elements(node: object) -> Iterator[object]:
    """Yields every element of a page, whatever block it stands in."""
    for child in getattr(node, "children", {}).values():
        if hasattr(child, "children"):
            yield from elements(child)
        yield child


def obeyed(app: object) -> Iterator[str]:
    """Yields every text the browser reads as Markdown or HTML: bodies, labels and helps of all elements."""
    for element in elements(app._tree):  # type: ignore[attr-defined]
        proto = getattr(element, "proto", None)
        if proto is None or element.type in ("text", "code", "json", "arrow_data_frame"):  # type: ignore[attr-defined]
            continue
        yield from (
            value
            for name in ("body", "label", "help")
            if isinstance(value := getattr(proto, name, None), str)
        )


@pytest.mark.parametrize("payload", [TAG, BEACON, LINK])
def test_cells_and_names_are_text(payload, open_page, empty_data: Path) -> None:
    app = upload(open_page(empty_data, "upload"), f"{payload}.xlsx", ledger(payload))
    assert not app.exception
    shown = list(obeyed(app))
    assert any("bad_date" in text or "无法识别" in text for text in shown)
    assert not [text for text in shown if TAG in text or "<b>x<!--" in text]
    assert not [text for text in shown if ("![x](" in text or "[点此](" in text) and "<" not in text]


def test_loaded_texts_stay_text_on_every_page(open_page, empty_data: Path) -> None:
    app = upload(open_page(empty_data, "upload"), "<b>好.xlsx", ledger(TAG, "2026-05-07"))
    next(button for button in app.button if button.label.startswith("入库")).click().run()
    for page in ("upload", "indicator", "unit", "overview", "cases"):
        app = open_page(empty_data, page)
        assert not app.exception
        assert not [text for text in obeyed(app) if TAG in text or BEACON in text or "<b>好" in text]
