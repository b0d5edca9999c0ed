"""Writes one cell's value as canonical text, the same whichever reader it came from."""

import datetime as dt
import math
import re
from decimal import Decimal

EXCEL_DIGITS = 15  # a cell shows and keeps no more; what follows is binary noise
_EXACT_INTEGERS = 10**EXCEL_DIGITS
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?", re.ASCII)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CLOCK_DAYS = frozenset(["1899-12-30", "1899-12-31", "1904-01-01"])  # day zero: a time without a date

Value = None | str | bool | int | float | dt.date | dt.datetime | dt.time | dt.timedelta


def number_text(value: float | int) -> str:
    """Returns the number as a plain decimal at Excel's own 15 digits, whole numbers in full."""
    if not math.isfinite(value):
        return str(value)
    if value == int(value) or abs(value) >= _EXACT_INTEGERS:
        return str(int(value))
    text = format(Decimal(format(value, f".{EXCEL_DIGITS}g")), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def stamp_text(text: str) -> str:
    """Returns a full time stamp in canonical form: midnight and fractions of a second cut off.

    A time on day zero loses its day. Anything that is not exactly one time stamp stays as it
    stands; a text cell that spells one is written the same way as a date cell.
    """
    match = _STAMP.fullmatch(text)
    if match is None:
        return text
    day, clock = match.groups()
    if day in CLOCK_DAYS:
        return clock
    return day if clock == "00:00:00" else f"{day} {clock}"


def legal_text(text: str) -> str:
    """Returns the text without control characters and non-characters, which no workbook can hold.

    They come out of old .xls files and web pages; a file written from them would be damaged.
    """
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def cell_text(value: Value) -> str:
    """Returns canonical text for a typed value as python-calamine and xlrd give it."""
    if isinstance(value, str):
        value = legal_text(value)
        return stamp_text(value) if len(value) >= 19 else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    return "" if value is None else _time_text(value)


def _time_text(value: dt.date | dt.datetime | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
    if isinstance(value, dt.datetime):
        return stamp_text(value.strftime("%Y-%m-%d %H:%M:%S").zfill(19))
    if isinstance(value, dt.time):
        return value.strftime("%H:%M:%S")
    return value.isoformat()
