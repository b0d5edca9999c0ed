"""Makes any text of the data fit for the XML inside Office files: text stays text."""

import math
import re
from xml.sax.saxutils import escape

# What XML 1.0 forbids: control characters, halves of surrogate pairs, two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)  # marks that reorder or hide text


def clean(text: object) -> str:
    """Returns the text without characters that XML forbids and without marks that reorder it."""
    return _TURNING.sub("", _FORBIDDEN.sub("", str(text)))


def one_line(text: object) -> str:
    """Returns the cleaned text on one line."""
    return " ".join(clean(text).split())


def escaped(text: object) -> str:
    """Returns the cleaned text in which no parser finds markup, for element content and attributes."""
    return escape(clean(text), {'"': "&quot;"})


def width(text: str, size: float) -> float:
    """Returns about how wide a line of text is in points at a font size: a Han character is a square."""
    return sum(1.0 if ord(mark) > 0x2000 else 0.62 for mark in text) * size


def lines_needed(text: str, size: float, room: float) -> int:
    """Returns how many lines a text takes at most in `room` points at a font size.

    A wrapped line may end up to one character early: a Han character is never cut.
    """
    usable = max(size, room - size)
    return sum(
        1 if (wide := width(part, size)) <= room else math.ceil(wide / usable) for part in text.split("\n")
    )


def shortened(text: str, size: float, room: float) -> str:
    """Returns a text that stays on one line in `room` points, its end left out where it is too long."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"
