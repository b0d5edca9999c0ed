"""Surveys a Word document: every part is measured, and only the main part goes on to a reader."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

from domain.finding import Refusal
from loaders.guard.archive import Archive
from loaders.guard.container import DOCUMENT, DOCX
from loaders.guard.refusal import refuse
from loaders.guard.survey import Survey
from loaders.guard.xml import Attributes, XmlWalk

_RELATIONS, _TYPES = "_rels/.rels", "[Content_Types].xml"
_DEPTH = 120  # tables in tables, text boxes and drawings nest deeper than any sheet
_NODES = 2_000_000  # a tree of so many elements still fits the child's memory
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 16

# What a reader sees is a package of our own around the one part that was walked through.
_OWN_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OWN_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


class _Targets(XmlWalk):
    """Notes which part the package names as its document."""

    main = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Keeps the target of the main relation."""
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "").lstrip("/")


class _Counted(XmlWalk):
    """Walks the main part once: no document type, no endless nesting, no endless tree."""

    nodes = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Counts an element and its attributes; raises Refusal for too many."""
        self.nodes += 1 + len(attributes)
        if self.nodes > _NODES:
            raise refuse("document_too_large", self.file_name)


def is_document(archive: Archive) -> bool:
    """Tells whether a package holds a Word document and no workbook."""
    names = archive.parts.keys()
    return any(name.startswith("word/") for name in names) and not any(
        name.startswith("xl/") for name in names
    )


def survey_document(archive: Archive) -> Survey:
    """Returns the survey of a .docx; raises Refusal when any part of it cannot be trusted."""
    try:
        main = _main_part(archive)
        limits = replace(archive.limits, depth=_DEPTH)
        _Counted(main, archive.file_name, limits).feed(archive.chunks(main))
        for name in archive.parts.keys() - {main}:
            _check_other(archive, name)
    except Refusal as refusal:
        if refusal.code != "damaged":
            raise
        raise refuse("document_damaged", archive.file_name) from refusal
    return Survey(DOCX, _own_package(archive.read(main)), [])


def _main_part(archive: Archive) -> str:
    if _RELATIONS not in archive.parts or _TYPES not in archive.parts:
        raise refuse("document_damaged", archive.file_name)
    walk = _Targets(_RELATIONS, archive.file_name, archive.limits)
    walk.feed(archive.chunks(_RELATIONS))
    if not walk.main.startswith("word/") or walk.main not in archive.parts:
        raise refuse("document_damaged", archive.file_name)
    return walk.main


def _check_other(archive: Archive, name: str) -> None:
    """Measures a part no reader will see, and looks for a document type in it."""
    seen = b""
    for chunk in archive.chunks(name):
        if name.endswith((".xml", ".rels", ".vml")) and _DOCTYPE.search(seen + chunk):
            raise refuse("doctype", archive.file_name, part=name)
        seen = chunk[-_OVERLAP:]


def _own_package(main: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr(_TYPES, _OWN_TYPES)
        package.writestr(_RELATIONS, _OWN_RELATIONS)
        package.writestr(DOCUMENT, main)
    return out.getvalue()
