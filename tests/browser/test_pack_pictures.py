"""Asks for all pictures right after a template was refused: the download is seen, and stays."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.browser.test_main_job import WAIT, send
from tools.make_demo import make_demo

DOWNLOAD = re.compile(r"下载 \d+ 张图片")


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    make_demo(folder)
    return folder / "抽检台账_乙县.xlsx"


def test_pictures_are_seen_after_a_refused_template_and_outlive_a_page_drawn_anew(
    browser, served, sheet: Path, tmp_path: Path
) -> None:
    address, _ = served
    page = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/upload")
    page.get_by_text("还没有上传过文件").wait_for()
    send(page, sheet)
    page.get_by_role("button", name="入库 ").click()
    page.get_by_text("xlsx已入库，编号").first.wait_for()
    page.get_by_role("link", name="会议材料").click()
    page.get_by_text("用本单位的模板").click()
    page.get_by_text("全部图表的图片").click()
    page.get_by_role("button", name="生成图片").wait_for()
    bad = tmp_path / "坏模板.pptx"
    bad.write_bytes(b"PK\x03\x04 broken")
    page.locator("input[type=file]").first.set_input_files(str(bad))
    page.get_by_text("坏模板.pptx").wait_for()
    page.get_by_role("button", name="生成并预览").click()
    page.get_by_text("演示文稿模板打不开").wait_for()

    page.get_by_role("button", name="生成图片").click()
    page.get_by_text("正在生成图片").wait_for()
    page.get_by_label("落款").fill("示例局")  # another run of the page, in the middle of the work
    page.get_by_label("落款").press("Enter")
    found = page.get_by_role("button", name=DOWNLOAD)
    found.wait_for(timeout=2 * WAIT)
    with page.expect_download() as waiting:
        found.click()
    with zipfile.ZipFile(waiting.value.path()) as bundle:
        assert bundle.namelist() and all(bundle.read(one)[:4] == b"\x89PNG" for one in bundle.namelist())
    page.get_by_label("落款").fill("示例市局")
    page.get_by_label("落款").press("Enter")
    page.wait_for_timeout(1500)
    assert found.is_visible()
    page.close()
