"""Writes a number as a cell or a label with its number format shows it."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[]+|;|\\$|\[')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?")
_DATE = re.compile(r"yyyy|yy|mm|m|dd|d|hh|h|ss|s", re.IGNORECASE)
_DAY_ONE = datetime(1899, 12, 30)


def shown(value: Decimal, code: str) -> str:
    """Returns the value as the format code writes it; `General` and unknown codes give its plain digits."""
    if code in ("", "General", "@"):
        return plain(value)
    sections = _sections(code)
    negative = value < 0
    place = 2 if value == 0 and len(sections) > 2 else 1 if negative and len(sections) > 1 else 0
    if not sections[place]:
        return ""
    sign = "-" if negative and place == 0 else ""
    return sign + _written(abs(value), sections[place])


def plain(value: Decimal) -> str:
    """Returns the digits of a number without a tail of zeros."""
    said = format(value, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def _sections(code: str) -> list[list[str]]:
    """Returns the parts for positive, negative and zero values, each cut into its pieces."""
    found: list[list[str]] = [[]]
    for piece in _SECTION.findall(code):
        if piece == ";":
            found.append([])
        else:
            found[-1].append(piece)
    return found


def _written(value: Decimal, pieces: list[str]) -> str:
    bare = "".join(piece for piece in pieces if piece[0] not in '"\\[')
    if _DATE.search(bare) and not _DIGITS.search(bare):
        return _day(value, pieces)
    if "%" in bare:
        value *= 100
    return "".join(_piece(value, piece) for piece in pieces)


def _piece(value: Decimal, piece: str) -> str:
    if piece[0] == '"':
        return piece.strip('"')
    if piece[0] == "\\":
        return piece[1:]
    if piece[0] == "[":
        return ""
    piece = re.sub(r"[_*].", "", piece).replace("General", "0" if value == int(value) else "0.######")
    return _DIGITS.sub(lambda found: _digits(value, found[0]), piece)


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, tail = pattern.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(tail)), ROUND_HALF_UP)
    said = f"{rounded:,.{len(tail)}f}" if "," in whole else f"{rounded:.{len(tail)}f}"
    for mark in reversed(tail):
        if mark == "0" or not said.endswith("0"):
            break
        said = said[:-1]
    return said.rstrip(".") if tail else said


def _day(value: Decimal, pieces: list[str]) -> str:
    moment = _DAY_ONE + timedelta(days=float(value))
    names = {"yyyy": f"{moment.year}", "yy": f"{moment.year % 100:02d}", "mm": f"{moment.month:02d}", "m": f"{moment.month}",
             "dd": f"{moment.day:02d}", "d": f"{moment.day}", "hh": f"{moment.hour:02d}", "h": f"{moment.hour}",
             "ss": f"{moment.second:02d}", "s": f"{moment.second}"}  # fmt: skip
    return "".join(
        piece.strip('"\\') if piece[0] in '"\\' else _DATE.sub(lambda found: names[found[0].lower()], piece)
        for piece in pieces
        if piece[0] != "["
    )
