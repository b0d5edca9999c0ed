"""Reads which sheets a workbook lists, and which parts hold them."""

import posixpath

from loaders.guard.archive import Archive
from loaders.guard.refusal import refuse
from loaders.guard.survey import SheetSurvey
from loaders.guard.xml import Attributes, XmlWalk, local, truth

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


class _Workbook(XmlWalk):
    """Collects the sheets a workbook lists and its date system."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(WORKBOOK, archive.file_name, archive.limits)
        self.sheets: list[Attributes] = []
        self.date1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Notes a sheet or the workbook's properties."""
        if name == "sheet":
            self.sheets.append({local(key): value for key, value in attributes.items()})
        elif name == "workbookPr":
            self.date1904 = truth(attributes.get("date1904"))


class _Relations(XmlWalk):
    """Collects what a workbook's relationships point to."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(RELATIONS, archive.file_name, archive.limits)
        self.targets: dict[str, Attributes] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Notes one relationship."""
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes


def list_sheets(archive: Archive) -> tuple[list[tuple[str, SheetSurvey]], bool]:
    """Returns part and survey of every worksheet in workbook order, and whether dates start 1904.

    Chart and dialog sheets are left out but keep their index. Raises Refusal for too many
    sheets, none at all, a part that is missing or held by two sheets.
    """
    workbook, relations = _Workbook(archive), _Relations(archive)
    workbook.feed(archive.chunks(WORKBOOK))
    relations.feed(archive.chunks(RELATIONS))
    count, limit = len(workbook.sheets), archive.limits.sheets
    if count > limit:
        raise refuse("too_many_sheets", archive.file_name, count=count, limit=limit)
    found: dict[str, SheetSurvey] = {}
    for index, sheet in enumerate(workbook.sheets):
        relation = relations.targets.get(sheet.get("id", ""), {})
        if relation.get("Type", "/worksheet").endswith("/worksheet"):
            part = _part(archive, relation.get("Target", ""))
            if part in found:
                raise refuse("bad_part", archive.file_name, part=part)
            hidden = sheet.get("state", "visible") != "visible"
            found[part] = SheetSurvey(sheet.get("name", ""), index, hidden)
    if not found:
        raise refuse("no_sheets", archive.file_name)
    return list(found.items()), workbook.date1904


def _part(archive: Archive, target: str) -> str:
    path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
    path = posixpath.normpath(path)
    names = {name.lower(): name for name in archive.parts}
    if path.lower() not in names:
        raise refuse("missing_part", archive.file_name, part=path[:80])
    return names[path.lower()]
