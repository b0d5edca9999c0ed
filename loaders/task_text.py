"""Takes the texts of a task list apart: numbers in front, numbered points, dates in words."""

import calendar
import re
from datetime import date
from itertools import pairwise

from domain.number import clean_text
from loaders.dates import parse_date
from loaders.labels import squeeze

_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_DIGITS = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"^\s*(?P<n>\d{{1,2}}(?:\.\d{{1,2}})+|\({{1}}[{_DIGITS}]{{1,3}}\)|\(\d{{1,2}}\)|[{_DIGITS}]{{1,3}}(?=[、.])|\d{{1,2}}(?=[.、]))"
    r"\s*[.、]?\s*"
)
_BARE = re.compile(rf"[{_DIGITS}]{{1,3}}|\d{{1,2}}")
# Points inside a cell: at its start, on a new line, or behind the end of a sentence.
_EDGE = r"(?:^|(?<=[\n。;；\s]))"
_POINTS = (
    re.compile(rf"{_EDGE}\s*\(([{_DIGITS}]{{1,3}})\)"),
    re.compile(rf"{_EDGE}\s*(\d{{1,2}})[.、](?!\d)"),
    re.compile(rf"{_EDGE}\s*\((\d{{1,2}})\)"),
)
_YEAR_END = re.compile(r"(?:(\d{4})年|今年|本年)?(?:年底|底|年末|末)前?")
_MONTH_END = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:底|末|份|中旬|下旬)?(?:之?前|完成)?")
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:之?前|以前|完成)?")
_QUARTER = re.compile(r"(?:(\d{4})年)?第?([一二三四1234])季度(?:底|末)?前?")


def numbered(text: str) -> tuple[str, str]:
    """Returns the number in front of a text ('' for none) and the rest on one line."""
    plain = clean_text(text)
    found = _NUMBER.match(plain)
    number, rest = (found["n"], plain[found.end() :]) if found else ("", plain)
    return number, squeeze(rest).rstrip("。;；")


def printed(text: str) -> str:
    """Returns a text with full-width punctuation beside Chinese characters, as offices print it."""
    return re.sub(
        r"(?<=[\u4e00-\u9fff”》)])[,;:()]|[,;:()](?=[\u4e00-\u9fff“《])", lambda m: _WIDE[m[0]], text
    )


def serial_of(text: str) -> str:
    """Returns a bare serial number such as 三 or 12, '' for any other text."""
    plain = squeeze(text).rstrip(".、")
    return plain if _BARE.fullmatch(plain) else ""


def points(text: str) -> list[str]:
    """Returns the numbered points of a cell, each with its number; the whole text where there are none.

    Points must begin the text and rise; «1.1.1 …» is a number of several levels and no point.
    """
    plain = "\n".join(clean_text(line) for line in text.splitlines())
    for pattern in _POINTS:
        marks = list(pattern.finditer(plain))
        values = [_value(mark[1]) for mark in marks]
        if len(marks) > 1 and not plain[: marks[0].start()].strip() and values[0] == 1 and _rises(values):
            ends = [mark.start() for mark in marks[1:]] + [len(plain)]
            return [plain[mark.start() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return [plain.strip()]


def _rises(values: list[int]) -> bool:
    return all(0 < after - before <= 2 for before, after in pairwise(values))


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, _, ones = text.partition("十")
    if "十" not in text:
        return _DIGITS.index(text[0]) + 1
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def due_date(text: str, year: int) -> date | None:
    """Returns the last day a deadline in words allows; without a year it lies in `year`."""
    plain = squeeze(text)
    if (day := parse_date(plain)) is not None:
        return day
    if found := _DAY.fullmatch(plain):
        return _made(found[1], year, int(found[2]), int(found[3]))
    if found := _QUARTER.fullmatch(plain):
        return _made(found[1], year, 3 * ("一二三四".find(found[2]) + 1 or int(found[2])), None)
    if found := _MONTH_END.fullmatch(plain):
        return _made(found[1], year, int(found[2]), None)
    if found := _YEAR_END.fullmatch(plain):
        return _made(found[1], year, 12, 31)
    return None


def _made(stated: str | None, year: int, month: int, day: int | None) -> date | None:
    of_year = int(stated) if stated else year
    try:
        return date(of_year, month, day or calendar.monthrange(of_year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
