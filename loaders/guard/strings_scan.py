"""Checks the shared strings, which may be as large as a sheet, without a callback per text."""

import re

from loaders.guard.archive import Archive
from loaders.guard.masks import Block
from loaders.guard.refusal import refuse
from loaders.guard.xml import Attributes, XmlWalk

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*(?=<)")
_FOREIGN_ENCODING = re.compile(rb"encoding=[\"'](?!utf-?8[\"'])", re.IGNORECASE)
_GAP_LIMIT = 2**20
_TAGS = b"/str"  # </…>, <sst>, <si>, <t>, <r>, <rPr>, <rPh>: shallow by themselves


class _Odd(Exception):
    """Says that the part must be walked element by element."""


class _StringsWalk(XmlWalk):
    """Checks well-formedness, depth and the length of every string."""

    def __init__(self, part: str, archive: Archive) -> None:
        super().__init__(part, archive.file_name, archive.limits)
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Starts counting at every string."""
        if name == "si":
            self._length = 0

    def text(self, data: str) -> None:
        """Counts a string's characters."""
        self._length += len(data)
        if self._length > self.limits.text_length:
            raise refuse("text_too_long", self.file_name, limit=self.limits.text_length, part=self.part)


def scan_strings(archive: Archive, part: str) -> None:
    """Raises Refusal for a document type, deep nesting or a text that is too long."""
    try:
        _scan(archive, part)
    except _Odd:
        _StringsWalk(part, archive).feed(archive.chunks(part))


def _scan(archive: Archive, part: str) -> None:
    rest, is_first = b"", True
    for chunk in archive.chunks(part):
        rest += chunk
        if is_first:
            rest, is_first = _without_head(rest), False
        cut = rest.rfind(b"<")
        if cut > 0:
            _check(Block(rest[:cut]), archive)
            rest = rest[cut:]
        if len(rest) > _GAP_LIMIT:
            raise _Odd
    if len(rest) > archive.limits.text_length:
        raise _Odd


def _without_head(text: bytes) -> bytes:
    head = _HEAD.match(text)
    if head is None or _FOREIGN_ENCODING.search(head[0]):
        raise _Odd
    return text[head.end() :]


def _check(block: Block, archive: Archive) -> None:
    if block.has_tag_outside(_TAGS) or block.has_long_gap(archive.limits.text_length):
        raise _Odd
