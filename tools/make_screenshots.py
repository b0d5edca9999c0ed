"""Takes the pictures of README and the guide: starts the dashboard on the demo and photographs it.

Run ``python tools/make_screenshots.py``; the pictures go to docs/images. Needs playwright and a
browser (see tools/browser.py).
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

if __name__ == "__main__":  # run as a script: the house itself is not on the path yet
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import HOUSE, JURISDICTIONS
from loaders.demo import DEMO_ID, load_demo
from loaders.door import Door
from loaders.templates import tables
from metrics.indicators import indicators
from store.office import write_jurisdiction_id
from store.warehouse import FILE_NAME, Warehouse
from tools.browser import FLAGS, find_browser
from tools.make_demo import make_demo

IMAGES = HOUSE / "docs" / "images"
SIZE = {"width": 1600, "height": 1000}
SHEET = "铁拳案件统计表_乙县_202610.xlsx"
PAGES = {
    "overview": "",
    "indicator": "indicator?indicator=食品抽检合格率（否决项）&unit=乙县",
    "unit": "unit?unit=戊县",
    "upload": "upload",
    "standard": "standard",
    "reporting": "reporting",
    "disposal": "disposal",
    "pack": "pack",
}


def main() -> int:
    """Writes every picture; returns 1 when there is no browser."""
    browser = find_browser()
    if browser is None:
        print("没有找到 Chromium、Chrome 或 Edge，不能截图。")
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        sheets, data = Path(scratch) / "sheets", Path(scratch) / "data"
        make_demo(sheets)
        fill(data, sheets)
        with serving(data) as address:
            photograph(browser, address, sheets)
    return 0


def fill(data: Path, sheets: Path) -> None:
    """Loads the demo workbooks into a new data folder."""
    write_jurisdiction_id(data, DEMO_ID)
    warehouse = Warehouse.open(data / FILE_NAME, tables())
    known = {indicator_id: one.as_known for indicator_id, one in indicators().items()}
    door = Door(load_jurisdiction(JURISDICTIONS / DEMO_ID), warehouse, known)
    load_demo(door, sheets)
    door.close()
    warehouse.close()


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Runs the dashboard on a free port for the length of the block; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(HOUSE / "app.py"), "--server.headless", "true"]
    environment = os.environ | {"DUIBIAO_DATA": str(data), "PYTHONUTF8": "1"}
    server = subprocess.Popen([*command, "--server.port", str(port)], cwd=HOUSE, env=environment)
    try:
        time.sleep(5)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def photograph(browser: str, address: str, sheets: Path) -> None:
    """Opens every page and writes its picture."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  a test tool, absent in an office

    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        for name, path in PAGES.items():
            page = opened.new_page(viewport=SIZE)
            page.goto(f"{address}/{path}")
            page.locator(".stMain .db-head").wait_for(timeout=60_000)
            if name == "upload":
                page.set_input_files("input[type=file]", str(sheets / SHEET))
            if name == "pack":
                _make_pack(page)
            page.wait_for_timeout(4000)
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
        opened.close()


def _make_pack(page: "Page") -> None:
    """Makes the files and scrolls to a slide of their preview."""
    page.get_by_role("button", name="生成并预览").click()
    page.get_by_role("button", name="下一页").wait_for(timeout=120_000)
    for _ in range(6):
        page.get_by_role("button", name="下一页").click()
    page.get_by_role("button", name="生成并预览").evaluate("one => one.scrollIntoView()")


if __name__ == "__main__":
    sys.exit(main())
