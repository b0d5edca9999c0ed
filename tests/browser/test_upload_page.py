"""The upload page in a real browser: long work is shown and stopped, two people never mix."""

from pathlib import Path

import pytest

from tests.loaders import hostile
from tools.make_demo import make_demo

WAIT = 60_000
FORMS = ("铁拳案件统计表_乙县_202604.xlsx", "铁拳案件统计表_丁县_202604.xlsx")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    make_demo(folder)
    rows = (b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 400_000))
    (folder / "慢.xlsx").write_bytes(hostile.with_rows(b"<!-- walked slowly -->" + b"".join(rows)))
    return folder


def opened(browser, address: str):
    page = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True).new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/upload")
    page.get_by_text("还没有上传过文件").wait_for()
    return page


def test_a_long_check_shows_its_stage_and_is_cancelled(browser, served, sheets: Path) -> None:
    address, _ = served
    page = opened(browser, address)
    page.set_input_files("input[type=file]", str(sheets / "慢.xlsx"))
    page.get_by_role("status").get_by_text("读取文件").wait_for()
    page.get_by_role("button", name="取消").click()
    page.get_by_text("已取消核对，没有写入任何数据").wait_for()
    assert page.get_by_role("button", name="重新核对").is_visible()
    assert page.get_by_text("还没有上传过文件").is_visible()
    page.context.close()


def test_two_people_at_once_load_their_own_file(browser, served, sheets: Path) -> None:
    address, _ = served
    pages = [opened(browser, address) for _ in FORMS]
    for page, name in zip(pages, FORMS, strict=True):
        page.set_input_files("input[type=file]", str(sheets / name))
    for page in pages:
        page.get_by_role("button", name="入库 ").wait_for()
    for page, own, other in zip(pages, FORMS, reversed(FORMS), strict=True):
        assert page.get_by_text(own).first.is_visible()
        assert page.get_by_text(other).count() == 0
    for page, person in zip(pages, ("示例甲", "示例乙"), strict=True):
        page.get_by_label("经办人").fill(person)
        page.get_by_label("经办人").press("Enter")
        settled(page)
    load(pages[0])
    load(pages[1])
    both = pages[1].get_by_role("table").last
    for person in ("示例甲", "示例乙"):
        both.get_by_text(person, exact=True).first.wait_for()
        assert both.get_by_text(person, exact=True).count() == 1
    take_the_original(pages[1], (sheets / FORMS[1]).read_bytes())
    for page in pages:
        page.context.close()


def settled(page) -> None:
    """Waits until the page has been drawn to its end after what was done just now."""
    page.wait_for_timeout(500)  # the browser needs a moment to say that it is at work
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def load(page) -> None:
    page.get_by_role("button", name="入库 ").click()
    page.get_by_text("已入库，编号").or_(page.get_by_text("请再看一遍")).first.wait_for()
    if page.get_by_text("请再看一遍").is_visible():  # the other person was first
        page.get_by_role("button", name="入库 ").click()
        page.get_by_text("已入库，编号").first.wait_for()


def take_the_original(page, content: bytes) -> None:
    """Opens the newest upload in the history and downloads its file as it was sent."""
    page.get_by_role("button", name="U000002", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载原文件").click()
    assert waiting.value.suggested_filename == FORMS[1]
    assert Path(waiting.value.path()).read_bytes() == content
