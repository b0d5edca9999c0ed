"""Reads dates and reporting periods in the spellings that offices use."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from domain.number import clean_text, parse_number
from domain.period import Period, parse_period

_TIME = r"(?:[T\s]*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?分?)?"
_NOTE = r"(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*\([^()]*\))?(?:[\s/,;]*批号:?\s*[\w-]+)?"
_DATE = re.compile(
    rf"((?:19|20)\d\d)\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?\s*{_TIME}{_NOTE}", re.ASCII
)
_COMPACT = re.compile(rf"((?:19|20)\d\d)(\d\d)(\d\d){_NOTE}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]", re.ASCII)
_MONTH = re.compile(
    r"(?:((?:19|20)\d\d)\s*(?:[-/](?=\s*\d)|年))?\s*(\d{1,2})\s*(?:月(?:份)?|(?<=[-/]\d)|(?<=[-/]\d\d))",
    re.ASCII,
)
EARLIEST = 1949  # a period cannot start before this year
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?", re.ASCII)
_EPOCH = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_QUARTERS = {
    name: (3 * n - 2, 3 * n) for n, names in enumerate(("一1", "二2", "三3", "四4"), 1) for name in names
}
_SPANS = (
    (re.compile(r"前([二三23])个?季度"), lambda m: (1, 3 * _digit(m[1]))),
    (
        re.compile(r"([一二三四1-4])(?:季度)?[-—至到~]第?([一二三四1-4])季度"),
        lambda m: (_QUARTERS[m[1]][0], _QUARTERS[m[2]][1]),
    ),
    (re.compile(r"第?([一二三四1-4])季度"), lambda m: _QUARTERS[m[1]]),
    (re.compile(r"前(1[0-2]|[1-9])个?月"), lambda m: (1, int(m[1]))),
    (re.compile(r"上半年"), lambda _: (1, 6)),
    (re.compile(r"下半年"), lambda _: (7, 12)),
    (re.compile(r"全年|年度$"), lambda _: (1, 12)),
)
_YEAR = re.compile(r"((?:19|20)\d\d)")
_UNTIL = re.compile(r"^(?:截至|截止到?|年初至|1月1日起至)")


@lru_cache(maxsize=65536)
def parse_date(text: str, date1904: bool = False) -> date | None:
    """Returns the day a cell names, or None when the text is not exactly one day.

    Reads 2025-12-01, 2025/8/3, 2025.1.5, 2020年7月2日, 20150105, 2025-08-16(购进日期), a time,
    a weekday or a named lot behind the day, and Excel serial numbers kept as text (45960.0).
    """
    plain = clean_text(text)
    match = _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match:
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            return None
        return day if day.year >= EARLIEST else None
    if _SERIAL.fullmatch(plain):
        return _EPOCH[date1904] + timedelta(days=int(Decimal(plain)))
    return None


@lru_cache(maxsize=65536)
def day_of_year(text: str, year: int) -> date | None:
    """Returns the day that 3月5日 names in a year, or None."""
    match = _DAY.fullmatch(clean_text(text))
    try:
        return date(year, int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def month_in(text: str, year: int | None = None) -> int | None:
    """Returns the month (yyyymm) of a cell that names a month and no day (2026年3月, 2026-03; 3月 in a known year)."""
    match = _MONTH.fullmatch(clean_text(text))
    if match is None or not 1 <= int(match[2]) <= 12 or not (match[1] or year):
        return None
    return int(match[1] or year) * 100 + int(match[2])  # type: ignore[arg-type]


def read_period(text: str, default_year: int | None = None, is_cumulative: bool = False) -> Period | None:
    """Returns the period of a 统计时间, or None; a missing year comes from `default_year`.

    Besides what `parse_period` reads: 截至4月30日, 上半年, 第三季度, 前三季度, 全年. With
    `is_cumulative` a lone «截至» day or month means from January on.
    """
    plain = re.sub(r"\s", "", clean_text(text))
    year_found = _YEAR.search(plain)
    year = int(year_found[1]) if year_found else default_year
    for pattern, span in _SPANS:
        if (match := pattern.search(plain)) and year:
            first, last = span(match)
            return Period(year * 100 + first, year * 100 + last) if first <= last else None
    if _UNTIL.match(plain) and is_cumulative:
        return _until(plain, year)
    return parse_period(plain, default_year)


def year_in(text: str) -> int | None:
    """Returns the first year a text names, or None."""
    match = _YEAR.search(clean_text(text))
    return int(match[1]) if match else None


def _until(plain: str, year: int | None) -> Period | None:
    tail = re.search(r"(\d{1,2})[月./-](?:\d{1,2}日?)?(?:止|底|末)?$", plain)
    if not (tail and year and 1 <= int(tail[1]) <= 12):
        return None
    return Period.year_to_date(year * 100 + int(tail[1]))


def _digit(text: str) -> int:
    return {"二": 2, "三": 3}.get(text) or int(parse_number(text) or 0)
