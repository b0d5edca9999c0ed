"""Reads lines of check boxes (□生产 ☑经营, 是□ 否√): which of the offered words are ticked."""

import re
from dataclasses import dataclass

from domain.number import clean_text

TICKED = "☑☒√✓✔■▣⊠●◉þ"
OPEN = "□☐▢○◻◯¨£"
_MARKS = re.compile(f"([{TICKED}{OPEN}])")
# [√], (✓), [ ]: brackets drawn as boxes; R before a word is the ticked box of a symbol font.
_DRAWN = re.compile(rf"[\[(]\s*([{TICKED}xXvV])\s*[\])]")
_DRAWN_OPEN = re.compile(r"\[\s*\]|\(\s*\)")
_MOUTH = re.compile(r"口(?=\s*[\u4e00-\u9fff])")  # the character 口, typed for an open box
_SYMBOL_FONT = re.compile(r"R(?=\s*[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Boxes:
    """Holds the ticked choices in the order offered, and what was written behind each."""

    ticked: tuple[str, ...] = ()
    said: tuple[str, ...] = ()  # beside `ticked`: free text such as the name behind 其他
    is_unknown: bool = False  # there are words, but none that the form offers


def read_boxes(text: str, choices: tuple[str, ...]) -> Boxes:
    """Returns which choices of a line are ticked; a line without any box names its choice itself."""
    plain = _plain(text)
    pieces = [piece for piece in _MARKS.split(plain) if piece.strip()]
    marks = [piece for piece in pieces if _MARKS.fullmatch(piece)]
    if not marks:
        return _named(plain, choices)
    is_after = not _MARKS.fullmatch(pieces[0]) and _choice_in(pieces[0], choices) is not None
    ticked: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        if piece not in TICKED:
            continue
        word = pieces[place - 1] if is_after and place else _at(pieces, place + 1)
        found = _choice_in(word, choices, last=is_after)
        if found is not None:
            ticked[found[0]] = "" if is_after else found[1]
    if not ticked and any(mark in TICKED for mark in marks):
        return Boxes(is_unknown=True)
    return _in_order(ticked, choices)


def is_untouched(text: str) -> bool:
    """Tells whether a line of boxes is as printed: none is ticked."""
    return bool(_MARKS.search(_plain(text))) and not any(mark in _plain(text) for mark in TICKED)


def _plain(text: str) -> str:
    plain = clean_text(text.replace("\n", " "))
    plain = _MOUTH.sub("□", _DRAWN_OPEN.sub("□", _DRAWN.sub("☑", plain)))
    return _SYMBOL_FONT.sub("☑", plain) if "£" in plain or _SYMBOL_FONT.match(plain) else plain


def _at(pieces: list[str], place: int) -> str:
    return pieces[place] if place < len(pieces) and not _MARKS.fullmatch(pieces[place]) else ""


def _named(plain: str, choices: tuple[str, ...]) -> Boxes:
    """Returns the choices a text without boxes consists of: 是, 生产、经营, 其他:……."""
    words = [word for word in re.split(r"[、,;/和及\s]+", plain) if word]
    ticked: dict[str, str] = {}
    for word in words:
        found = _choice_in(word, choices)
        if found is None or not _starts(word, found[0]):
            return Boxes(is_unknown=bool(words))
        ticked[found[0]] = found[1]
    return _in_order(ticked, choices)


def _choice_in(word: str, choices: tuple[str, ...], last: bool = False) -> tuple[str, str] | None:
    """Returns the first choice named in a word (the last one for a box behind it) and what follows it."""
    plain = re.sub(r"\s+", "", word)
    # the longest first: 未通报 is no 通报
    hits = [(plain.find(one), -len(one), one) for one in choices if one in plain]
    if not hits:
        return None
    place, length, choice = max(hits) if last else min(hits)
    return choice, plain[place - length :].lstrip(":：").strip(" _。;,")


def _starts(word: str, choice: str) -> bool:
    return word.startswith(choice)


def _in_order(ticked: dict[str, str], choices: tuple[str, ...]) -> Boxes:
    names = tuple(choice for choice in choices if choice in ticked)
    return Boxes(names, tuple(ticked[name] for name in names))
