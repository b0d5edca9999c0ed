"""Surveys an Office Open XML package: what it is, and every part of it."""

import re

from loaders.guard.archive import Archive
from loaders.guard.block_facts import NotPlain
from loaders.guard.refusal import refuse
from loaders.guard.repack import repack
from loaders.guard.sheet_list import RELATIONS, WORKBOOK, list_sheets
from loaders.guard.sheet_scan import SheetScan
from loaders.guard.sheet_walk import SheetWalk
from loaders.guard.strings_scan import scan_strings
from loaders.guard.survey import SheetSurvey, Survey
from loaders.guard.xml import XmlWalk

_FRAME = ("[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS, "xl/styles.xml")
_STRINGS = "xl/sharedStrings.xml"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 16
_FOREIGN = {"ppt/presentation.xml": "PPT 演示文稿"}


def survey_package(archive: Archive) -> Survey:
    """Returns the survey of an .xlsx; raises Refusal when any part of it cannot be trusted."""
    _check_is_workbook(archive)
    for name in _FRAME:
        if name in archive.parts:
            XmlWalk(name, archive.file_name, archive.limits).feed(archive.chunks(name))
    sheets, date1904 = list_sheets(archive)
    for part, sheet in sheets:
        _survey_sheet(archive, part, sheet)
    if _STRINGS in archive.parts:
        scan_strings(archive, _STRINGS)
    wanted = (*_FRAME, _STRINGS, *(part for part, _ in sheets))
    used = [name for name in dict.fromkeys(wanted) if name in archive.parts]
    for name in archive.parts.keys() - set(used):
        _check_other(archive, name)
    return Survey("xlsx", repack(archive, used), [sheet for _, sheet in sheets], date1904)


def _check_is_workbook(archive: Archive) -> None:
    names = archive.parts.keys()
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        raise refuse("open_document", archive.file_name)
    if "xl/workbook.bin" in names:
        raise refuse("binary_workbook", archive.file_name)
    if WORKBOOK in names and RELATIONS in names:
        return
    if any(name.startswith("xl/") for name in names):
        missing = RELATIONS if WORKBOOK in names else WORKBOOK
        raise refuse("missing_part", archive.file_name, part=missing)
    what = next((what for name, what in _FOREIGN.items() if name in names), "ZIP 压缩包")
    raise refuse("not_a_spreadsheet", archive.file_name, what=what)


def _survey_sheet(archive: Archive, part: str, sheet: SheetSurvey) -> None:
    empty = SheetSurvey(sheet.name, sheet.index, sheet.hidden)
    scan = SheetScan(sheet, archive.limits)
    try:
        scan.feed(archive.chunks(part))
    except NotPlain:
        vars(sheet).update(vars(empty))
        chunks = archive.chunks(part)
    else:
        sheet.is_plain = True
        chunks = iter([scan.shell])
    walk = SheetWalk(sheet, part, archive.file_name, archive.limits)
    walk.feed(chunks)
    walk.finish()


def _check_other(archive: Archive, name: str) -> None:
    """Measures a part no reader will see, and looks for a document type in it."""
    seen = b""
    for chunk in archive.chunks(name):
        if name.endswith((".xml", ".rels", ".vml")) and _DOCTYPE.search(seen + chunk):
            raise refuse("doctype", archive.file_name, part=name)
        seen = chunk[-_OVERLAP:]
