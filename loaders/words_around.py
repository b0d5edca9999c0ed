"""Holds what a title, a sheet's name and the file's name say against what the sheet itself says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from domain.finding import Finding
from domain.jurisdiction import Unit
from domain.number import clean_text
from domain.period import Period
from loaders.dates import read_period
from loaders.messages import finding
from loaders.places import Places

# A period that is clearly one: a year with months, quarters or halves, and no day behind the month.
_CLEAR = re.compile(
    r"(?:19|20)\d\d年度?(?:(?:\d{1,2}月?[-—~至到])?\d{1,2}月(?:份|底|末)?(?!\d{1,2}日)(?!\d*日?[上填]?报)"
    r"|(?:第?[一二三四]|前[二三])季度|[上下]半年|全年|(?=[^\d]|$))"
)
_ABOUT_NOTICE = re.compile(r"公示|公告|通告|公布|第\d+[期号]")


@dataclass(frozen=True)
class Around:
    """Holds the words around one sheet's table, each with the place where they stand."""

    sheet: str
    words: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, sheet: str, titles: Iterable[str], file_name: str = "") -> "Around":
        """Returns the words of titles, the sheet's name and the file's; labels are no title."""
        said = [("标题", text) for text in titles if not re.search(r"单位|时间|日期", text)]
        said += [("工作表名", sheet), ("文件名", PurePosixPath(file_name).stem)]
        return cls(sheet, tuple((where, re.sub(r"\s", "", clean_text(text))) for where, text in said if text))


def period_in_words(text: str) -> Period | None:
    """Returns the period a title or a file name clearly names, or None; a day is no period."""
    match = _CLEAR.search(re.sub(r"\s", "", clean_text(text)))
    return read_period(match[0]) if match else None


def other_periods(around: Around, period: Period | None, source: str, ends_alike: bool) -> Iterator[Finding]:
    """Yields a warning for each place that names another period; `source` says where the known one is from.

    With `ends_alike` the last months must agree (a cumulative form), else the periods must overlap;
    words that name a whole year need only share the year.
    """
    for where, text in around.words:
        named = period_in_words(text)
        if period is None or named is None or (not ends_alike and _ABOUT_NOTICE.search(text)):
            continue
        whole_year = named == Period.of_year(named.year)
        overlaps = named.first <= period.last and period.first <= named.last
        if not (overlaps if whole_year or not ends_alike else named.last == period.last):
            said = {"where": where, "found": named.chinese, "source": source, "period": period.chinese}
            yield finding("period_words_differ", around.sheet, **said)


def other_units(around: Around, unit: Unit | None, places: Places) -> Iterator[Finding]:
    """Yields a warning for each place that clearly names another unit than the one that reports."""
    if not places.is_place(unit) or unit is None:
        return
    for where, text in around.words:
        named = places.place(text)
        if named is not None and not places.are_related(named, unit.unit_id):
            yield finding("unit_words_differ", around.sheet, where=where, found=text, unit=unit.name)


def period_of_titles(titles: Sequence[str], is_cumulative: bool) -> tuple[Period, str] | None:
    """Returns the period the first title with a month names, and that title; None when none does."""
    for title in titles:
        named = period_in_words(title)
        if named is not None and named != Period.of_year(named.year):
            return (Period.year_to_date(named.last) if is_cumulative else named), title
    return None
