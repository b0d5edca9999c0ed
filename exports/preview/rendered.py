"""Lets an office suite on this machine lay a finished file out: its pages as pictures, nothing executed."""

import importlib
import importlib.util
import io
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from domain.finding import Refusal
from exports.preview.model import Picture, Placed, Preview, Slide
from exports.preview.pictures import Pictures

PATIENCE = 180  # seconds
_NAMES, _DOTS = ("soffice", "libreoffice"), 1.5  # picture dots a point
_PLACES = (
    ("PROGRAMFILES", "LibreOffice/program/soffice.exe"),
    ("PROGRAMFILES(X86)", "LibreOffice/program/soffice.exe"),
)
_ONE_AT_A_TIME = threading.Lock()
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item
 oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item><item
 oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item></oor:items>"""
Step = Callable[[int, int], None]


def find_office() -> str | None:
    """Returns the path of LibreOffice, or None where it is not on this machine."""
    found = next((path for path in map(shutil.which, _NAMES) if path), None)
    places = (Path(os.environ[root]) / rest for root, rest in _PLACES if root in os.environ)
    return found or next((str(path) for path in places if path.exists()), None)


def has_rasteriser() -> bool:
    """Tells whether pypdfium2, which draws the pages, is installed."""
    return importlib.util.find_spec("pypdfium2") is not None


def rendered(name: str, content: bytes, step: Step | None = None) -> Preview:
    """Returns every page of a file as LibreOffice lays it out.

    `name` gives the file's ending. Raises Refusal when LibreOffice is not here, is busy, fails or
    takes longer than `PATIENCE` seconds.
    """
    office = find_office()
    if office is None or not has_rasteriser():
        raise Refusal("这台服务器上没有 LibreOffice，不能按它的排版预览。", "no_office")
    if not _ONE_AT_A_TIME.acquire(timeout=20):
        raise Refusal("另一处正在按 LibreOffice 排版，请过一会儿再试。", "office_busy")
    try:
        with tempfile.TemporaryDirectory(prefix="duibiao_") as folder:
            return _drawn(_printed(office, Path(folder), Path(name).suffix, content), step)
    finally:
        _ONE_AT_A_TIME.release()


def _printed(office: str, folder: Path, ending: str, content: bytes) -> bytes:
    """Returns the file as a PDF; the profile is thrown away afterwards and runs no macros."""
    profile, source = folder / "profile", folder / f"paper{ending}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    source.write_bytes(content)
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
    ]
    _run([*command, "pdf", "--outdir", str(folder), str(source)])
    found = source.with_suffix(".pdf")
    if not found.exists():
        raise Refusal("LibreOffice 没有排出这个文件，请用上面的预览或下载后打开。", "office_failed")
    return found.read_bytes()


def _run(command: list[str]) -> None:
    """Runs a command; one that takes too long is ended with everything it started."""
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, start_new_session=True, **silent)
    try:
        running.wait(PATIENCE)
    except subprocess.TimeoutExpired as late:
        _end(running)
        raise Refusal(
            "LibreOffice 排版超过三分钟，已停止。请用上面的预览或下载后打开。", "office_slow"
        ) from late


def _end(running: subprocess.Popen) -> None:
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(running.pid)], capture_output=True, check=False)
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait(10)


def _drawn(printed: bytes, step: Step | None) -> Preview:
    """Returns every page of a PDF as a picture."""
    pypdfium2 = importlib.import_module("pypdfium2")  # only here: without it everything else works
    tell, pictures, pages = step or (lambda done, total: None), Pictures(), []
    document = pypdfium2.PdfDocument(printed)
    try:
        for number, page in enumerate(document, start=1):
            wide, high = page.get_size()
            image, memory = page.render(scale=_DOTS).to_pil(), io.BytesIO()
            image.quantize(128).save(memory, "PNG")
            placed = Placed(0, 0, wide, high, Picture(pictures.key(memory.getvalue(), "image/png")))
            pages.append(Slide(wide, high, "#FFFFFF", (placed,), f"第 {number} 页"))
            tell(number, len(document))
    finally:
        document.close()
    return Preview("pdf", tuple(pages), pictures.found)
