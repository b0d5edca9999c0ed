"""会议材料 in a real browser: every page of the finished files is looked at, then those very files are fetched."""

import io
from pathlib import Path

import pytest
from pptx import Presentation

from tests.browser.test_main_job import ENGLISH_TROUBLE, send, strangers
from tools.make_demo import make_demo

WAIT = 60_000
HOSTILE = "<img src=x onerror=alert(1)>"
SHEETS = ("抽检台账_乙县.xlsx", "核查处置台账_乙县.xlsx")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    make_demo(folder)
    return folder


@pytest.fixture
def page(browser, served, sheets: Path):
    """Gives the page 会议材料 of an office that has two ledgers."""
    shown = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    shown.set_default_timeout(WAIT)
    shown.asked, shown.broken = [], []
    shown.on("request", lambda request: shown.asked.append(request.url))
    shown.on("pageerror", lambda error: shown.broken.append(str(error)))
    for name in SHEETS:
        shown.goto(f"{served[0]}/upload")
        send(shown, sheets / name)
        agreed = shown.get_by_text("已核对以上提醒，确认入库")
        if agreed.count():
            agreed.first.click()
        shown.get_by_role("button", name="入库 ").click()
        shown.get_by_text(f"{name}已入库，编号").first.wait_for()
    shown.get_by_role("link", name="会议材料").click()
    shown.get_by_role("button", name="生成并预览").wait_for()
    yield shown
    shown.close()


def count(page) -> int:
    return int(page.locator(".bar .count").inner_text().split("/")[1])


def flip(page) -> list[str]:
    """Goes from the first page to the last and returns what stood on each."""
    said = []
    for place in range(1, count(page) + 1):
        assert page.locator(".bar .count").inner_text() == f"{place}/{count(page)}"
        said.append(page.locator(".stage").inner_text())
        assert page.locator(".warn").inner_text() == ""
        assert not [words for words in ENGLISH_TROUBLE if words in page.inner_text("body")]
        if place < count(page):
            page.get_by_role("button", name="下一页").click()
    assert page.get_by_role("button", name="下一页").is_disabled()
    return said


def test_all_pages_are_flipped_through_and_the_same_bytes_come_down(page) -> None:
    title = page.get_by_label("标题", exact=True)
    title.fill(HOSTILE)
    title.press("Enter")
    page.get_by_role("button", name="生成并预览").click()
    page.locator(".stage.pptx .paper").wait_for()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="演示文稿（PPTX）", exact=True).click()
    slides = Presentation(io.BytesIO(Path(fetched.value.path()).read_bytes())).slides
    assert HOSTILE in page.locator(".stage").inner_text()
    assert page.locator(".frame img").count() == 0
    said = flip(page)
    assert len(said) == len(slides)
    for slide, words in zip(slides, said, strict=True):
        assert slide.shapes.title.text_frame.text in words
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            assert all(cell.text_frame.text in words for row in table.rows for cell in row.cells)

    page.get_by_text("通报", exact=True).click()
    page.locator(".stage.docx .paper").wait_for()
    letter = flip(page)
    assert all(f"— {place} —" in words for place, words in enumerate(letter, start=1))
    assert "附件1" in "".join(letter)

    page.get_by_text("工作簿", exact=True).click()
    page.locator(".stage.xlsx .paper").wait_for()
    assert "实时公式" in page.locator(".note").inner_text()
    flip(page)
    assert page.broken == []
    assert strangers(page.asked) == []


def test_arrow_keys_and_thumbnails_turn_the_pages(page) -> None:
    page.get_by_role("button", name="生成并预览").click()
    page.locator(".stage.pptx .paper").wait_for()
    page.get_by_role("option").nth(2).click()
    assert page.locator(".bar .count").inner_text().startswith("3/")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".bar .count").inner_text().startswith("2/")
