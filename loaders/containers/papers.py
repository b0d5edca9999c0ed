"""Tells papers that lie beside tables in a bundle: pictures, PDF, old Word documents, plain prose."""

from pathlib import Path

from domain.finding import Refusal
from loaders.containers.decode import decode
from loaders.containers.text import splits_evenly

_HEAD = 1 << 20  # so many bytes tell what a file is
_MAGIC = (b"%PDF", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0"
_WORD = "WordDocument".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_PROSE = (".txt", ".md")


def is_paper(source: Path | bytes, name: str) -> bool:
    """Tells by its bytes whether a file holds no table at all; of a text only one that is named so.

    Raises OSError when the file cannot be read.
    """
    head = source[:_HEAD] if isinstance(source, bytes) else _head(source)
    if head.startswith(_MAGIC):
        return True
    if head.startswith(_OLE):
        return _WORD in head and not any(book in head for book in _BOOKS)
    return name.lower().endswith(_PROSE) and bool(head) and not head.startswith(b"PK") and _is_prose(head, name)


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
