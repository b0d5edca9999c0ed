"""Checks the shared strings, which may be as large as a sheet, without a callback per text."""

import re
from collections.abc import Iterator

from loaders.guard.archive import Archive
from loaders.guard.masks import Block
from loaders.guard.refusal import refuse
from loaders.guard.xml import Attributes, XmlWalk

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*(<(?:[A-Za-z0-9_]+:)?sst\b[^>]*>)")
_FOREIGN_ENCODING = re.compile(rb"encoding=[\"'](?!utf-?8[\"'])", re.IGNORECASE)
_UNIQUE = re.compile(rb'uniqueCount="([0-9]{1,9})"')
_HEAD_LIMIT, _GAP_LIMIT = 2**16, 2**20
_TAGS = b"/str"  # </…>, <sst>, <si>, <t>, <r>, <rPr>, <rPh>: shallow by themselves


class _Odd(Exception):
    """Says that the part must be walked element by element."""


class _StringsWalk(XmlWalk):
    """Checks well-formedness, depth, the number of strings and the length of each."""

    def __init__(self, part: str, archive: Archive) -> None:
        super().__init__(part, archive.file_name, archive.limits)
        self._size = archive.parts[part].size
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Starts counting at every string; refuses more strings than the part has bytes for."""
        if name == "si":
            self._length = 0
        elif name == "sst":
            unique = attributes.get("uniqueCount", "0")
            # A reader reserves memory for them before it has seen one.
            if not (unique.isdecimal() and len(unique) < 10 and int(unique) <= self._size):
                raise refuse("damaged", self.file_name, part=self.part)

    def text(self, data: str) -> None:
        """Counts a string's characters."""
        self._length += len(data)
        if self._length > self.limits.text_length:
            raise refuse("text_too_long", self.file_name, limit=self.limits.text_length, part=self.part)


def scan_strings(archive: Archive, part: str) -> None:
    """Raises Refusal for a document type, deep nesting, a text or a count that is too large."""
    try:
        _scan(archive, part)
    except _Odd:
        _StringsWalk(part, archive).feed(archive.chunks(part))


def _scan(archive: Archive, part: str) -> None:
    chunks = archive.chunks(part)
    rest = _behind_head(chunks, archive.parts[part].size)
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"<")
        if cut > 0:
            _check(rest[:cut], archive)
            rest = rest[cut:]
        if len(rest) > _GAP_LIMIT:
            raise _Odd
    _check(rest, archive)


def _behind_head(chunks: Iterator[bytes], size: int) -> bytes:
    """Returns what follows the root's start tag, as far as it has been read."""
    text = b""
    for chunk in chunks:
        text += chunk
        head = _HEAD.match(text)
        if head is not None:
            unique = _UNIQUE.search(head[1])
            if _FOREIGN_ENCODING.search(head[0]) or unique is None or int(unique[1]) > size:
                raise _Odd
            return text[head.end() :]
        if len(text) > _HEAD_LIMIT:
            break
    raise _Odd


def _check(text: bytes, archive: Archive) -> None:
    block = Block(text)
    if block.has_tag_outside(_TAGS) or block.has_long_gap(archive.limits.text_length):
        raise _Odd
