"""Reads the months of a summary that has a row a month, and says which rows only add up others."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from domain.finding import Finding
from domain.number import parse_number
from domain.period import Period
from loaders.dates import month_in, parse_date, read_period, year_in
from loaders.grid import Grid, address
from loaders.labels import reason_to_ignore, squeeze
from loaders.messages import finding
from loaders.rules import capped
from loaders.summary_period import Said, agree, words_of
from loaders.summary_row import Row
from loaders.template import Context

BLANK_MONTH, NO_MONTH, TO_COME = "没有填写数字的月份", "对比行或平均行", "还没有到的月份"
_CHINESE = re.compile(r"(十[一二]|[一二三四五六七八九十])(?=月|(?:月份?)?[-—~至到][一二三四五六七八九十])")
_NUMBERS = {sign: at for at, sign in enumerate((*"一二三四五六七八九十", "十一", "十二"), start=1)}
_LABEL = re.compile(r"[\d年月份个日至到~./第一二三四上下半季度前截止底末全—-]+")
_SUM = re.compile(r"(?:累计|合计|小计|总计|共计)(?:数)?$")
_WHOLE = re.compile(
    r"(?:(?:19|20)\d\d年?)?(?:全年|本年|年度|今年|当年|年)?(?:度)?(?:累计|合计|小计|总计|共计)?"
)
_ASIDE = re.compile(r"^(?:月?平均|月均|均值|上年|去年|上月|同期|同比|环比|增[长减幅]|占比|比[重例上去])")
_BARE, _YEAR = re.compile(r"0?[1-9]|1[0-2]"), re.compile(r"((?:19|20)\d\d)年?度?")
_SEVERAL_YEARS = re.compile(r"((?:19|20)\d\d)年?度?(?:\d{1,2}月份?)?[-—–~至到、和]+(?!\1)(?:19|20)\d\d(?!\d)")
_TWO_YEARS = "标题所写的两年"
_LEAP = 2000  # any year will do to tell whether a text names months


@dataclass(frozen=True)
class Months:
    """Holds what the words around a table say of its months: the year, and the span they lie in.

    `source` says in words where the span is from; None leaves it open.
    """

    year: int | None
    within: Period | None
    source: str


def settle_months(
    grid: Grid, first_row: int, sheet: str, context: Context, file_name: str
) -> tuple[Months, list[Finding]]:
    """Returns the year and span the months of a table lie in; a declared period must agree with the title.

    The words above the table decide, then what was declared, then the names of sheet and file.
    """
    said, declared = words_of(grid, first_row), context.declared.period
    if _SEVERAL_YEARS.search(squeeze(said.source)):
        return Months(None, None, _TWO_YEARS), []  # 2025—2026年: a month without a year may be of either
    if said.found is not None:
        is_same = said.found.year == declared.year if declared and said.is_only_year else True
        if declared and not (is_same and (said.is_only_year or agree(declared, said.found))):
            found, chosen = said.found.chinese, declared.chinese
            return Months(said.found.year, None, ""), [
                finding("period_mismatch", sheet, found=found, declared=chosen)
            ]
        within = declared if declared and said.is_only_year else said.found
        source = "所选期间" if within is declared else "标题所写的"
        return Months(said.found.year, _since_january(within), source), []
    if declared is not None:
        return Months(declared.year, _since_january(declared), "所选期间"), []
    return _by_names(said, sheet, file_name)


def _by_names(said: Said, sheet: str, file_name: str) -> tuple[Months, list[Finding]]:
    year = said.year
    if year is None:
        name = next((text for text in (sheet, PurePath(file_name).stem) if year_in(text)), "")
        year = year_in(name)
        if year is not None:
            note = finding("period_from_title", sheet, found=name, period=f"{year}年")
            return Months(year, Period.of_year(year), "名称所写的"), [note]
    return Months(year, Period.of_year(year) if year else None, "标题所写的"), []


def _since_january(period: Period) -> Period:
    return Period(period.first // 100 * 100 + 1, period.last)


def read_months(text: str, year: int | None, is_bare: bool = True) -> Period | None:
    """Returns the months that a row's label names, or None for none.

    Reads 1月, 一月, 2026-01, 2026年1月, a day that stands for its month, 1—3月, 一季度, 上半年, 截至3月 and
    3月累计; a year of its own goes before `year`. With `is_bare` a plain 1 to 12 is a month too.
    """
    plain = squeeze(text)
    if (day := parse_date(plain)) is not None:
        is_edge = day.day in (1, calendar.monthrange(day.year, day.month)[1])
        return Period.of_month(day.year * 100 + day.month) if is_edge else None
    number = parse_number(text) if is_bare else None
    if number is not None and year and _BARE.fullmatch(plain):
        return Period.of_month(year * 100 + int(number))
    runs_on = plain.endswith("累计")
    plain = _CHINESE.sub(lambda match: str(_NUMBERS[match[1]]), _SUM.sub("", plain))
    if not _LABEL.fullmatch(plain) or is_whole(plain):
        return None
    if (month := month_in(plain, year)) is not None:
        found: Period | None = Period.of_month(month)
    else:
        found = read_period(plain, year, True)
    is_month = found is not None and found.first == found.last
    return Period.year_to_date(found.last) if found and is_month and runs_on else found


def is_whole(text: str) -> bool:
    """Tells whether a label means all rows together (全年, 2026年合计): a total, and no month."""
    return bool(squeeze(text)) and bool(_WHOLE.fullmatch(squeeze(text)))


def is_aside(text: str) -> bool:
    """Tells whether a label names a comparison or an average (同比, 月均)."""
    return bool(_ASIDE.match(squeeze(text)))


def names_months(texts: Iterable[str], is_bare: bool) -> bool:
    """Tells whether most labels of a column are months; totals and comparisons do not count."""
    labels = [text for text in texts if squeeze(text) and not is_whole(text) and not is_aside(text)]
    known = [text for text in labels if read_months(text, _LEAP, is_bare)]
    other = [text for text in labels if text not in known and not reason_to_ignore(text)]
    return bool(known) and len(other) * 2 <= len(known) and (is_bare or len(known) > 1)


class Calendar:
    """Tells each row's months from top to bottom; a year once written holds until the next one."""

    def __init__(self, months: Months) -> None:
        self._year = months.year
        self._carried: int | None = None
        self._last = 0
        self.lacks_year = False

    def read(self, text: str, beside: Iterable[str]) -> Period | None:
        """Returns the months of a row; `beside` are the row's other words, where a year may stand."""
        match = next(filter(None, (_YEAR.fullmatch(squeeze(one)) for one in beside)), None)
        own = int(match[1]) if match else year_in(text)
        year = own or self._carried or self._year
        found = read_months(text, year or _LEAP)
        if found is None:
            return None
        if own is None and self._carried and (self._last, found.first % 100) == (12, 1):
            found = read_months(text, self._carried + 1)  # 2025年12月, 1月: the year has turned
        if year is None:
            self.lacks_year = True
            return None
        assert found is not None
        self._carried = found.year if own or self._carried else None
        self._last = found.last % 100
        return found


def set_sums_aside(rows: list[Row], is_cumulative: bool) -> None:
    """Marks the rows that say nothing, and those that only add up months with rows of their own.

    With `is_cumulative` a month's figures run from January: then no row adds up others.
    """
    for one in rows:
        if not one.reason and one.period is not None and not one.has_figures:
            one.reason = BLANK_MONTH
        elif not one.reason and one.period is not None and is_cumulative and len(one.period.months) == 1:
            one.period = Period.year_to_date(one.period.last)
    data = [one for one in rows if not one.reason and one.period is not None]
    single = {
        (one.unit, one.period.last) for one in data if one.period and one.period.first == one.period.last
    }
    for one in data:
        assert one.period is not None
        spans = len(one.period.months) > 1
        if spans and not is_cumulative and all((one.unit, month) in single for month in one.period.months):
            one.reason = "小计行"


def month_troubles(rows: list[Row], col: int, sheet: str, months: Months, lacks_year: bool) -> list[Finding]:
    """Returns what is wrong with the rows' months: unread, without a year, outside the span, yet to come."""
    if lacks_year and months.source != _TWO_YEARS:  # with two years to choose from, each row must say its own
        return [finding("period_missing", sheet)]
    data = [one for one in rows if not one.reason]
    found = [_unread(one, sheet, col) for one in data if one.period is None]
    found += capped("month_outside", list(_outside(data, col, sheet, months)))
    today = date.today()
    last = max((one.period.last for one in data if one.period), default=0)
    if last > today.year * 100 + today.month:
        row = next(one.row for one in data if one.period and one.period.last == last)
        found.append(
            finding("period_in_future", sheet, address(row, col), found=Period.of_month(last).chinese)
        )
    return found


def is_to_come(period: Period | None) -> bool:
    """Tells whether none of the months has begun."""
    today = date.today()
    return period is not None and period.first > today.year * 100 + today.month


def _unread(one: Row, sheet: str, col: int) -> Finding:
    if not one.month_label:
        return finding("cell_missing", sheet, address(one.row, col), row=one.row + 1, column="月份")
    return finding("month_unread", sheet, address(one.row, col), found=one.month_label)


def _outside(data: list[Row], col: int, sheet: str, months: Months) -> Iterator[Finding]:
    for one in data:
        if months.within is None or one.period is None:
            continue
        if one.period.first < months.within.first or one.period.last > months.within.last:
            said = {"found": one.month_label, "source": months.source, "period": months.within.chinese}
            yield finding("month_outside", sheet, address(one.row, col), **said)


def covering(rows: Iterable[Row], name: str) -> list[Row]:
    """Returns the rows that together give a column's sum: of rows that overlap the longest, of each unit."""
    chosen: list[Row] = []
    last: dict[object, int] = {}
    filled = [one for one in rows if name in one.values and one.period is not None]
    for one in sorted(filled, key=lambda row: (row.period.first, -row.period.last)):  # type: ignore[union-attr]
        assert one.period is not None
        if one.period.first > last.get(one.unit, 0):
            chosen.append(one)
            last[one.unit] = one.period.last
    return chosen
