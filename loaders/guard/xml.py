"""Parses small XML parts with expat: no document type, no entities, bounded depth."""

from collections.abc import Iterable
from xml.parsers import expat

from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse

Attributes = dict[str, str]


class XmlWalk:
    """Calls `start`, `end` and `text` for a part's elements, by local name, whatever the prefix.

    Subclasses override what they need. Raises Refusal for a document type, for too deep a
    nesting and for XML that is not well formed.
    """

    def __init__(self, part: str, file_name: str, limits: Limits) -> None:
        self.part = part
        self.file_name = file_name
        self.limits = limits
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Notes that an element opens."""

    def end(self, name: str) -> None:
        """Notes that an element closes."""

    def text(self, data: str) -> None:
        """Notes a piece of text."""

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Parses the part from its chunks."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: an unknown encoding
            raise refuse("damaged", self.file_name, part=self.part) from error

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > self.limits.depth:
            raise refuse("too_deep", self.file_name, part=self.part)
        self.start(local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(local(name))

    def _doctype(self, *_declaration: object) -> None:
        raise refuse("doctype", self.file_name, part=self.part)


def local(name: str) -> str:
    """Returns an expanded name without its namespace."""
    return name.rpartition(" ")[2]


def truth(value: str | None) -> bool:
    """Tells whether an attribute says yes: 1, true or on."""
    return value in ("1", "true", "on")
