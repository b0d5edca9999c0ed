"""Starts the real dashboard on a free port and drives it with the machine's own browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.paths import HOUSE
from store.office import write_jurisdiction_id
from tools.browser import FLAGS, find_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = find_browser()
    if found is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Gives the address of a running dashboard and its data folder; its log must stay free of tracebacks."""
    data, port = tmp_path / "data", _free_port()
    write_jurisdiction_id(data, "demo")
    log = (tmp_path / "log.txt").open("w+", encoding="utf-8")
    command = [sys.executable, "-m", "streamlit", "run", str(HOUSE / "app.py"), "--server.port", str(port)]
    environment = os.environ | {"DUIBIAO_DATA": str(data), "PYTHONUTF8": "1"}
    server = subprocess.Popen(
        [*command, "--server.headless", "true"], cwd=HOUSE, env=environment, stdout=log, stderr=log
    )
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}", data
    finally:
        server.terminate()
        server.wait(20)
        log.seek(0)
        said = log.read()
        log.close()
        shutil.rmtree(data, ignore_errors=True)
    assert "Traceback" not in said, said[-4000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the dashboard ended before it answered"
        time.sleep(0.2)
    raise AssertionError("the dashboard did not answer")
