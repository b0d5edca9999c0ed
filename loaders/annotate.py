"""Gives the sender's own workbook back, its wrong cells marked and every finding listed in front."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from domain.finding import Refusal
from domain.paths import HOUSE
from loaders.checked import Checked
from loaders.guard import check_size
from loaders.guard.limits import DEFAULT, Limits
from loaders.guard.refusal import refuse
from loaders.templates import template
from loaders.transfer import workbook_into
from loaders.workbook import Workbook

_QUIET = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no console window flashes up


def mark(
    source: Path | bytes,
    checked: Checked,
    workbook: Workbook | None,
    out: Path,
    limits: Limits = DEFAULT,
    password: str = "",
    seconds: float = 300,
) -> Path:
    """Writes the marked copy of a checked file as .xlsx and returns where it stands.

    An .xlsx or .xlsm comes back with its layout, formats and formulas (macros are left out);
    anything else, and an .xlsx that cannot be opened for writing, as a rendering of the texts:
    of `workbook` when it is given, else read anew. The file is guarded and opened in a child
    process with a time limit in seconds; `password` opens an encrypted .xlsx, whose copy has
    none. Raises Refusal, and writes nothing, when the file
    cannot be read, takes too long, or `out` cannot be written or is the source itself.
    """
    _check_out(source, out)
    with tempfile.TemporaryDirectory(prefix="marking-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        request = {
            "source": str(_source(source, checked.file_name, limits, folder)),
            "file_name": checked.file_name,
            "limits": asdict(limits),
            "password": password,
            "workbook": _transfer(workbook, folder),
            "remarks": _remarks(checked),
            "out": str(folder / "marked.xlsx"),
        }
        answer = _ask(request, seconds)
        if not answer["ok"]:
            raise Refusal(answer["message"], answer["code"], answer["sheet"], answer["cell"])
        _deliver(folder / "marked.xlsx", out)
    return out


def _check_out(source: Path | bytes, out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise Refusal(f"标注件是 .xlsx 工作簿，文件名“{out.name}”应以 .xlsx 结尾。", "mark_not_xlsx")
    if not out.parent.is_dir():
        raise Refusal(f"文件夹“{out.parent}”不存在。请先建好文件夹，或换一个位置。", "mark_no_folder")
    if isinstance(source, Path) and out.exists() and source.exists() and out.samefile(source):
        raise Refusal("标注件不能覆盖原文件。请换一个文件名。", "mark_over_source")


def _source(source: Path | bytes, file_name: str, limits: Limits, folder: Path) -> Path:
    if isinstance(source, Path):
        if not (source.is_file() and os.access(source, os.R_OK)):
            raise refuse("file_not_found", file_name)
        check_size(source.stat().st_size, file_name, limits)
        return source.resolve()
    check_size(len(source), file_name, limits)
    path = folder / "source"
    path.write_bytes(source)
    return path


def _transfer(workbook: Workbook | None, folder: Path) -> dict | None:
    if workbook is None:
        return None
    return {"reply": workbook_into(workbook, folder), "folder": str(folder)}


def _remarks(checked: Checked) -> dict:
    chosen = template(checked.template or "")
    return {
        "file_name": checked.file_name,
        "template": chosen.title if chosen else "",
        "unit": checked.unit or "",
        "period": checked.period.chinese if checked.period else "",
        "findings": [finding.as_json() for finding in checked.findings],
    }


def _ask(request: dict, seconds: float) -> dict:
    file_name = request["file_name"]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "loaders.annotate_child"],
            cwd=HOUSE,
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(HOUSE)},
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            creationflags=_QUIET,
        )
    except subprocess.TimeoutExpired as error:
        words = f"“{file_name}”太大，{seconds:g} 秒内没有生成标注件。请按月份或县区拆分后再试。"
        raise Refusal(words, "mark_timeout") from error
    if done.returncode or not done.stdout:
        words = f"“{file_name}”内部结构异常，没有生成标注件。请用 Excel 或 WPS 另存为新的 .xlsx 后再试。"
        raise Refusal(words, "mark_failed")
    return json.loads(done.stdout)


def _deliver(marked: Path, out: Path) -> None:
    """Moves the finished copy into place; until then nothing stands there."""
    try:
        shutil.move(marked, out)
    except OSError as error:
        words = f"“{out.name}”写不进去。如果它正在 Excel 或 WPS 里打开，请先关闭再试。"
        raise Refusal(words, "mark_not_written") from error
