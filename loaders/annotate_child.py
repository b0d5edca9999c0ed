"""Runs in a process of its own: marks one workbook, so that no file can harm the program around it.

The request is one JSON document on stdin, the answer one on stdout.
"""

import gc
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import NamedTuple

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit must do
    resource = None  # type: ignore[assignment]

from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Finding, Refusal, Severity
from loaders.annotate_book import Results, open_book, render_book, save_book, stored_results
from loaders.annotate_list import Remarks, is_list, write_list
from loaders.annotate_lost import lost_in
from loaders.annotate_marks import mark_cells
from loaders.annotate_undo import Looks, remember, take_marks_off, write_memory
from loaders.containers.password import unlocked
from loaders.guard import survey
from loaders.guard.archive import Archive
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.guard.repack import repack
from loaders.parse import read_workbook
from loaders.transfer import workbook_from
from loaders.workbook import Workbook

_MEMORY_LIMIT = 4 * 2**30  # of addresses; a sheet of three million cells takes about half of it
_RENDERED = "原文件的样式和公式无法保留，各表按读到的文字重新生成。"
_NO_PASSWORD = "本标注件没有设密码。"


def main() -> None:
    """Serves one request."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print of a library must not land in the answer
    _limit_memory()
    gc.disable()  # one job and out: a third of the time would go into counting cells
    request = json.load(sys.stdin.buffer)
    try:
        answer = _mark(request)
    except Refusal as refusal:
        answer = _refused(refusal)
    except MemoryError:
        answer = _refused(refuse("too_large_to_read", request["file_name"]))
    with replies:
        replies.write(json.dumps(answer).encode())


def _refused(refusal: Refusal) -> dict:
    said = {"message": refusal.message, "code": refusal.code}
    return {"ok": False, **said, "sheet": refusal.sheet, "cell": refusal.cell}


def _limit_memory() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))


def _mark(request: dict) -> dict:
    """Marks the sender's own workbook where that can be done, else a rendering of what was read."""
    if not _mark_own(request):
        book, sheets = render_book(_read(request))
        _write(request, Copy(book, sheets, [], _RENDERED))
    return {"ok": True}


class Copy(NamedTuple):
    """Holds a workbook to mark: its sheets by read name, its formulas' results, what the list notes."""

    book: Book
    sheets: dict[str, Worksheet]
    results: list[tuple[Worksheet, Results]]
    note: str


def _mark_own(request: dict) -> bool:
    """Tells whether the file is an .xlsx that openpyxl can hold; then its marked copy is written."""
    archive = _archive(request)
    if archive is None:
        return False
    seen = repack(archive, list(archive.parts))  # the guard's view of the ZIP, with every part
    try:
        book = open_book(seen)
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        note = lost_in(archive)
        note += _NO_PASSWORD if request["password"] else ""
        _write(request, Copy(book, sheets, stored_results(book, seen), note))
    except MemoryError:
        raise
    except Exception as error:  # openpyxl meets odd parts with any error of Python's
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return False
    return True


def _archive(request: dict) -> Archive | None:
    """Returns the parts of a guarded .xlsx, or None for any other file."""
    read = request["workbook"]
    if read is not None and read["reply"]["container"] != "xlsx":
        return None
    try:
        data, container = _guarded(request)
        if container == "xlsx":
            return Archive(data, request["file_name"], Limits(**request["limits"]))
    except Refusal as refusal:  # reading it some other way works, or refuses it in the same words
        print(refusal.message, file=sys.stderr)
    return None


def _guarded(request: dict) -> tuple[bytes, str]:
    """Returns the file's bytes, unlocked where a password is given, and its container; raises Refusal."""
    data, limits = Path(request["source"]).read_bytes(), Limits(**request["limits"])
    try:
        return data, survey(data, request["file_name"], limits).container
    except Refusal as refusal:
        if refusal.code != "encrypted" or not request["password"]:
            raise
    data = unlocked(data, request["file_name"], request["password"])
    return data, survey(data, request["file_name"], limits).container


def _write(request: dict, copy: Copy) -> None:
    remarks = _remarks(request["remarks"])
    lists = [sheet for sheet in copy.book.worksheets if is_list(sheet)]
    take_marks_off(copy.book, lists)
    for sheet in lists:
        copy.book.remove(sheet)
    looks: dict[str, Looks] = {}
    mark_cells(copy.sheets, remarks.shown, partial(remember, looks))
    write_memory(write_list(copy.book, copy.sheets, remarks, copy.note), looks)
    save_book(copy.book, copy.results, Path(request["out"]))


def _remarks(said: dict) -> Remarks:
    findings = tuple(Finding(**one | {"severity": Severity(one["severity"])}) for one in said["findings"])
    return Remarks(**said | {"findings": findings})


def _read(request: dict) -> Workbook:
    read, file_name = request["workbook"], request["file_name"]
    if read is not None:
        return workbook_from(read["reply"], file_name, Path(read["folder"]))
    data, limits = Path(request["source"]).read_bytes(), Limits(**request["limits"])
    return read_workbook(data, file_name, limits, request["password"])


if __name__ == "__main__":
    main()
