"""Tells papers that lie beside tables in a bundle: pictures, PDF, Word documents without a table, slides, prose."""

import re
from pathlib import Path, PurePath

from domain.finding import Refusal
from loaders.containers.decode import decode
from loaders.containers.text import splits_evenly
from loaders.guard.archive import Archive
from loaders.guard.container import DOCUMENT
from loaders.guard.limits import Limits

_HEAD = 1 << 20  # so many bytes tell what a file is
_MAGIC = (b"%PDF", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_BITMAP = re.compile(rb"BM.{4}\0{4}", re.DOTALL)  # a table's first header may be BM too
_OLE = b"\xd0\xcf\x11\xe0"
_WORD = "WordDocument".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PROSE = ("", ".txt", ".md")
_ZIP, _PAGES = b"PK\x03\x04", ("ppt/presentation.xml", "OFD.xml")
_BODY = re.compile(rb"<(?:\w+:)?document[\s>]")
_CELLS = re.compile(rb"<(?:\w+:)?(?:tbl|altChunk)[\s>/]")  # a table, or a part of the text kept elsewhere


def is_paper(source: Path | bytes, name: str, limits: Limits) -> bool:
    """Tells by its bytes whether a file holds no table at all; of a text only one that is named so.

    A Word document is one when its text has no table; what cannot be trusted is left to the door.
    Raises OSError when the file cannot be read.
    """
    head = source[:_HEAD] if isinstance(source, bytes) else _head(source)
    if head.startswith(_MAGIC) or _BITMAP.match(head):
        return True
    if head.startswith(_OLE):
        return _WORD in head and not any(book in head for book in _BOOKS)
    if head.startswith(_ZIP):
        return _is_zipped_paper(source, name, limits)
    is_named_so = PurePath(name).suffix.lower() in _PROSE
    return is_named_so and bool(head) and not head.startswith(b"PK") and _is_prose(head, name)


def _is_zipped_paper(source: Path | bytes, name: str, limits: Limits) -> bool:
    """Tells whether a ZIP is slides, an OFD, or a Word document without a table."""
    if isinstance(source, Path) and source.stat().st_size > limits.file_size:
        return False
    try:
        archive = Archive(source if isinstance(source, bytes) else source.read_bytes(), name, limits)
        if any(page in archive.parts for page in _PAGES):
            return True
        text = archive.read(DOCUMENT) if DOCUMENT in archive.parts else b""
    except Refusal:
        return False  # whatever is wrong with it, the door says so
    return bool(_BODY.search(text)) and not _CELLS.search(text)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _is_prose(head: bytes, name: str) -> bool:
    """Tells whether a text is no table: nothing splits its lines, or only the commas of its sentences."""
    try:
        text = decode(head, name)
    except Refusal:
        return False  # whatever it is, the door says so
    return not text.lstrip().startswith("<") and not splits_evenly(text)
