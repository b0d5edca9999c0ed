"""Gives the pages an office to work in: an empty one, and one with a part of the fictional demo."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from domain.finding import Refusal
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import HOUSE, JURISDICTIONS
from loaders.door import Door
from loaders.templates import tables
from metrics.indicators import indicators
from store.office import write_jurisdiction_id
from store.warehouse import FILE_NAME, Warehouse
from tools.make_demo import make_demo
from ui import intake, office

# Enough for every page: two counties, both ledgers, three months of the case form.
WANTED = (
    "人口_*",
    "抽检台账_乙县*",
    "抽检台账_丁县*",
    "核查处置台账_乙县*",
    "铁拳案件统计表_[乙丁]县_20260[456]*",
    "行政处罚台账_*",
    "信用分级表_*",
    "指标报表_*",
)
LIMIT = 30

Opener = Callable[..., AppTest]


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo_files")
    make_demo(folder)
    return folder


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory, demo_files: Path) -> Path:
    folder = tmp_path_factory.mktemp("demo_data")
    write_jurisdiction_id(folder, "demo")
    warehouse = Warehouse.open(folder / FILE_NAME, tables())
    known = {indicator_id: one.as_known for indicator_id, one in indicators().items()}
    door = Door(load_jurisdiction(JURISDICTIONS / "demo"), warehouse, known)
    for path in sorted(path for pattern in WANTED for path in demo_files.glob(pattern)):
        door.load(door.check(path, path.name), "测试")
    door.close()
    warehouse.close()
    return folder


@pytest.fixture
def empty_data(tmp_path: Path) -> Path:
    write_jurisdiction_id(tmp_path, "demo")
    return tmp_path


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens a page of the app on a data folder, with choices as they would stand in the URL."""
    monkeypatch.setattr(intake, "PATIENCE", LIMIT)  # nobody looks at the page again while it works
    monkeypatch.setattr(PagesManager, "__init__", _after_the_router_ran(PagesManager.__init__))

    def opener(data: Path, page: str = "overview", **choices: str) -> AppTest:
        monkeypatch.setenv("DUIBIAO_DATA", str(data))
        app = AppTest.from_file(str(HOUSE / "app.py"), default_timeout=LIMIT)
        app.run()
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
        for key, choice in choices.items():
            app.query_params[key] = choice
        return app.run()

    yield opener
    _close_office()


def _after_the_router_ran(begin: Callable[..., None]) -> Callable[..., None]:
    """Makes every run of AppTest start as all but the very first do on a server (see ui/routes.py)."""

    def started(self: PagesManager, *args: object, **kwargs: object) -> None:
        PagesManager.uses_pages_directory = False
        begin(self, *args, **kwargs)

    return started


def _close_office() -> None:
    try:
        found = office.office()
    except Refusal:
        found = None
    if found is not None:
        found.door.close()
        found.warehouse.close()
    st.cache_resource.clear()
    st.cache_data.clear()
