"""Walks the main job in a real browser: a sheet goes in, a verdict changes, a picture comes out."""

import struct
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from tools.make_demo import make_demo

WAIT = 60_000
ENGLISH_TROUBLE = ("This app has encountered", "Traceback", "ModuleNotFound", "Page not found", "Oh no")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    make_demo(folder)
    return folder


@pytest.fixture
def page(browser, served):
    shown = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    shown.set_default_timeout(WAIT)
    shown.asked = []
    shown.on("request", lambda request: shown.asked.append(request.url))
    shown.on("websocket", lambda socket: shown.asked.append(socket.url))
    yield shown
    shown.close()


_SAVES_SVG = "document.querySelector('.js-plotly-plot')._context.toImageButtonOptions.format === 'svg'"


def strangers(asked: list[str]) -> list[str]:
    return [
        url
        for url in asked
        if urlparse(url).scheme not in ("data", "blob") and urlparse(url).hostname != "127.0.0.1"
    ]


def send(page, *files: Path) -> None:
    page.set_input_files("input[type=file]", [str(file) for file in files])
    page.get_by_role("button", name="入库", exact=False).first.wait_for()


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def test_a_sheet_goes_in_a_verdict_changes_and_a_picture_comes_out(page, served, sheets: Path) -> None:
    address, _ = served
    page.goto(f"{address}/upload")  # the very first request of the process is a deep link
    page.get_by_text("还没有上传过文件").wait_for()
    send(page, sheets / "抽检台账_乙县.xlsx")
    page.get_by_role("button", name="入库 ").click()
    page.get_by_text("xlsx已入库，编号").first.wait_for()
    page.get_by_role("link", name="总览").click()
    page.get_by_role("button", name="乙县 食品抽检合格率").first.wait_for()
    page.get_by_role("button", name="乙县 监督抽检不合格产品核查处置完成率 未报送").first.wait_for()

    page.get_by_role("link", name="数据上传").click()
    send(page, sheets / "核查处置台账_乙县.xlsx")
    page.get_by_text("已核对以上提醒，确认入库").click()  # three failed batches have no task
    page.get_by_role("button", name="入库 ").click()
    page.get_by_text("xlsx已入库，编号").first.wait_for()
    page.get_by_role("link", name="总览").click()
    page.get_by_role("button", name="乙县 监督抽检不合格产品核查处置完成率 85.71 % 未达标").first.click()

    page.wait_for_url("**/indicator**")
    page.locator(".js-plotly-plot").nth(1).wait_for()
    assert "unit=乙县" in unquote(page.url)
    check_pictures(page)
    assert strangers(page.asked) == []
    assert not [words for words in ENGLISH_TROUBLE if words in page.inner_text("body")]


def check_pictures(page) -> None:
    chart = page.locator(".js-plotly-plot").first
    box = chart.locator(".main-svg").first.bounding_box()
    with page.expect_download() as waiting:
        chart.locator(".modebar-btn").click()
    assert waiting.value.suggested_filename.startswith("监督抽检不合格产品核查处置完成率")
    width, height = size_of(Path(waiting.value.path()).read_bytes())
    assert abs(width - 3 * box["width"]) <= 3
    assert abs(height - 3 * box["height"]) <= 3
    page.get_by_text("SVG", exact=True).click()
    page.wait_for_url("**picture=SVG**")
    page.wait_for_function(_SAVES_SVG)  # the address changes before the picture's own button does
    with page.expect_download() as waiting:
        chart.locator(".modebar-btn").click()
    svg = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert waiting.value.suggested_filename.endswith(".svg")
    assert "数据截至" in svg


def test_a_click_on_a_bar_chooses_the_unit_and_the_table_downloads(page, served, sheets: Path) -> None:
    address, _ = served
    page.goto(f"{address}/upload")
    page.get_by_text("还没有上传过文件").wait_for()
    send(page, sheets / "抽检台账_乙县.xlsx", sheets / "抽检台账_丁县.xlsx")
    page.get_by_role("button", name="2 个文件全部入库").click()
    page.get_by_text("xlsx已入库，编号").nth(1).wait_for()
    page.goto(f"{address}/indicator?indicator={'食品抽检合格率（否决项）'}")
    bar = page.locator(".js-plotly-plot").first.locator(".barlayer .point path").nth(1)
    bar.wait_for(state="attached")
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**unit=**")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载全部记录").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"
