"""Turns the many ways a period is written into first and last month, and back into words."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

Month = int  # yyyymm, for example 202104


def make_month(year: int, month: int) -> Month:
    """Returns the month as yyyymm; raises ValueError outside 1–12 or 1949–2100."""
    if not (1 <= month <= 12 and 1949 <= year <= 2100):
        raise ValueError(f"not a month: {year}-{month}")
    return year * 100 + month


def shift_month(month: Month, by: int) -> Month:
    """Returns the month that lies `by` months later (earlier when negative)."""
    index = (month // 100) * 12 + month % 100 - 1 + by
    return (index // 12) * 100 + index % 12 + 1


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Returns every month from first to last, both included; empty when last < first."""
    result = []
    while first <= last:
        result.append(first)
        first = shift_month(first, 1)
    return tuple(result)


def month_end(month: Month) -> date:
    """Returns the last day of the month."""
    after = shift_month(month, 1)
    return date(after // 100, after % 100, 1) - timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """Spans whole months from `first` to `last` (yyyymm, both included)."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        make_month(self.first // 100, self.first % 100)
        make_month(self.last // 100, self.last % 100)
        if self.first > self.last:
            raise ValueError(f"period ends before it starts: {self.first}-{self.last}")

    @classmethod
    def of_month(cls, month: Month) -> "Period":
        """Returns the period of one single month."""
        return cls(month, month)

    @classmethod
    def year_to_date(cls, month: Month) -> "Period":
        """Returns 1 January to the end of `month`."""
        return cls(month // 100 * 100 + 1, month)

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """Returns the whole year."""
        return cls(make_month(year, 1), make_month(year, 12))

    @property
    def year(self) -> int:
        """Returns the year of the last month."""
        return self.last // 100

    @property
    def months(self) -> tuple[Month, ...]:
        """Returns the months of the period in order."""
        return months_between(self.first, self.last)

    @property
    def is_cumulative(self) -> bool:
        """Tells whether the period starts on 1 January of the year it ends in."""
        return self.first == self.last // 100 * 100 + 1

    @property
    def iso(self) -> str:
        """Returns the last month as 2021-04: how periods are named on the command line."""
        return f"{self.last // 100:04d}-{self.last % 100:02d}"

    @property
    def chinese(self) -> str:
        """Returns the period as an office writes it: 2021年4月, 2021年1—4月 or 2021年."""
        year, first, last = self.last // 100, self.first % 100, self.last % 100
        if self.first // 100 != year:
            return f"{self.first // 100}年{first}月—{year}年{last}月"
        if (first, last) == (1, 12):
            return f"{year}年"
        return f"{year}年{last}月" if first == last else f"{year}年{first}—{last}月"


_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DASH = r"\s*(?:[-—–~至到]|--|——)\s*"
_RANGE_OF_DAYS = re.compile(
    rf"(?:{_YEAR}\s*[年./-]\s*)?(?P<m1>\d{{1,2}})\s*[月./-]\s*(?P<d1>\d{{1,2}})\s*日?{_DASH}"
    rf"(?:(?P<y2>(?:19|20)\d\d)\s*[年./-]\s*)?(?P<m2>\d{{1,2}})\s*[月./-]\s*(?P<d2>\d{{1,2}})\s*日?"
)
_RANGE_OF_MONTHS = re.compile(rf"(?:{_YEAR}\s*年\s*)?(?P<m1>\d{{1,2}})\s*月?{_DASH}(?P<m2>\d{{1,2}})\s*月")
_RANGE_OF_ISO = re.compile(rf"^{_YEAR}[-./](?P<m1>\d{{1,2}}){_DASH}(?P<y2>20\d\d)[-./](?P<m2>\d{{1,2}})$")
_ONE_MONTH = re.compile(rf"{_YEAR}\s*[年./-]\s*(?P<m>\d{{1,2}})\s*月?(?!\d)")
_COMPACT = re.compile(r"^(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])$")
# 2021年四月上旬 is no whole year: a part of one that nobody here can read must not become all of it
_ONE_YEAR = re.compile(rf"{_YEAR}\s*(?:年度?(?!.*(?:月|季|半年|旬|周))|$)")


def parse_period(text: str, default_year: int | None = None) -> Period | None:
    """Returns the period a text names, or None when it names none.

    Reads 2021-04, 202104, 2021年4月, 2021年1-4月, 2021年1月1日至4月30日, 2021 and 2021年;
    a year that the text leaves out comes from `default_year`.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    for pattern, build in _READERS:
        match = pattern.search(text)
        if match is None:
            continue
        try:
            return build(match.groupdict(), default_year)
        except (ValueError, TypeError):
            return None
    return None


def _year(parts: dict, default_year: int | None) -> int:
    return int(parts["y"]) if parts.get("y") else int(default_year)  # type: ignore[arg-type]


def _from_range(parts: dict, default_year: int | None) -> Period:
    year = _year(parts, default_year)
    last_year = int(parts["y2"]) if parts.get("y2") else year
    return Period(make_month(year, int(parts["m1"])), make_month(last_year, int(parts["m2"])))


def _from_month(parts: dict, default_year: int | None) -> Period:
    return Period.of_month(make_month(_year(parts, default_year), int(parts["m"])))


def _from_year(parts: dict, default_year: int | None) -> Period:
    return Period.of_year(_year(parts, default_year))


_READERS = (
    (_RANGE_OF_DAYS, _from_range),
    (_RANGE_OF_ISO, _from_range),
    (_RANGE_OF_MONTHS, _from_range),
    (_COMPACT, _from_month),
    (_ONE_MONTH, _from_month),
    (_ONE_YEAR, _from_year),
)
