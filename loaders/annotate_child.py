"""Runs in a process of its own: marks one workbook, so that no file can harm the program around it.

The request is one JSON document on stdin, the answer one on stdout.
"""

import json
import os
import sys
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from domain.finding import Finding, Refusal, Severity
from loaders.annotate_book import Results, open_book, render_book, save_book, stored_results
from loaders.annotate_list import Remarks, is_list, write_list
from loaders.annotate_marks import mark_cells, take_marks_off
from loaders.guard import survey
from loaders.guard.archive import Archive
from loaders.guard.limits import Limits
from loaders.guard.repack import repack
from loaders.parse import read_workbook
from loaders.reader_child import MEMORY_LIMIT
from loaders.transfer import workbook_from
from loaders.workbook import Workbook

_RENDERED = "原文件的样式和公式无法保留，各表按读到的文字重新生成。"
_NO_MACROS = "原文件里的宏没有保留。"
_MACROS = "xl/vbaProject.bin"


def main() -> None:
    """Serves one request."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print of a library must not land in the answer
    _limit_memory()
    request = json.load(sys.stdin.buffer)
    try:
        answer = _mark(request)
    except Refusal as refusal:
        answer = {"ok": False, "message": refusal.message, "code": refusal.code}
        answer |= {"sheet": refusal.sheet, "cell": refusal.cell}
    with replies:
        replies.write(json.dumps(answer).encode())


def _limit_memory() -> None:
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _mark(request: dict) -> dict:
    remarks = _remarks(request["remarks"])
    book, sheets, results, note = _copy(request)
    if any(is_list(sheet) for sheet in book.worksheets):
        for sheet in book.worksheets:
            take_marks_off(sheet)
        for sheet in filter(is_list, book.worksheets):
            book.remove(sheet)
    mark_cells(sheets, remarks.findings)
    write_list(book, sheets, remarks, note)
    save_book(book, results, Path(request["out"]))
    return {"ok": True}


def _remarks(said: dict) -> Remarks:
    findings = tuple(Finding(**one | {"severity": Severity(one["severity"])}) for one in said["findings"])
    return Remarks(**said | {"findings": findings})


Copy = tuple[Book, dict[str, Worksheet], list[tuple[Worksheet, Results]], str]


def _copy(request: dict) -> Copy:
    """Returns the sender's workbook where it can be opened, else a rendering of what was read."""
    read = request["workbook"]
    if read is None or read["reply"]["container"] == "xlsx":
        try:
            copy = _opened(request)
        except Refusal:
            if read is None:
                raise
            copy = None  # guarded and read by other means, for example with a password
        if copy is not None:
            return copy
    book, sheets = render_book(_read(request))
    return book, sheets, [], _RENDERED


def _opened(request: dict) -> Copy | None:
    """Returns the sender's own workbook, or None when openpyxl cannot hold it; raises Refusal."""
    data, file_name = Path(request["source"]).read_bytes(), request["file_name"]
    limits = Limits(**request["limits"])
    if survey(data, file_name, limits).container != "xlsx":
        return None
    archive = Archive(data, file_name, limits)
    seen = repack(archive, list(archive.parts))  # the guard's view of the ZIP, with every part
    try:
        book = open_book(seen)
        results = stored_results(book, seen)
    except Exception as error:  # noqa: BLE001 - openpyxl meets odd styles with any error of Python's
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return None
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    return book, sheets, results, _NO_MACROS if _MACROS in archive.parts else ""


def _read(request: dict) -> Workbook:
    read, file_name = request["workbook"], request["file_name"]
    if read is not None:
        return workbook_from(read["reply"], file_name, Path(read["folder"]))
    return read_workbook(Path(request["source"]).read_bytes(), file_name, Limits(**request["limits"]))


if __name__ == "__main__":
    main()
