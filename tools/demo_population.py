"""Makes the fictional population sheet of 示例市: residents and registered people side by side, two years of each."""

from collections.abc import Iterable
from pathlib import Path

from domain.jurisdiction import Jurisdiction
from tools.demo_book import Book

KINDS = ("常住", "户籍")
# Registered people for a thousand residents: people move to the seat of the city, 甲县.
REGISTERED = {
    "甲县": 902,
    "乙县": 968,
    "丙县": 1021,
    "丁县": 1046,
    "戊县": 1063,
    "己县": 1088,
    "庚县": 1095,
    "辛县": 1124,
}
# The year before for a thousand of this year, by kind.
YEAR_BEFORE = {"常住": 1006, "户籍": 1003}


def write_population(path: Path, jurisdiction: Jurisdiction) -> Path:
    """Writes the population of the units whose residents are given; the city is the sum of its counties."""
    city, *counties = jurisdiction.populations
    names = [jurisdiction.unit(known.unit_id).name for known in counties]
    rows = [_columns(known.people, name) for known, name in zip(counties, names, strict=True)]
    whole = [sum(column) for column in zip(*rows, strict=True)]
    header = [
        "单位",
        *(f"{year}年{kind}人口(人)" for year in (city.year, city.year - 1) for kind in KINDS),
        "精度",
        "来源",
    ]
    book = Book(path, "人口")
    book.title("示例市人口(虚构)", len(header))
    book.row(header, style="header")
    for name, people in zip((jurisdiction.root.name, *names), (whole, *rows), strict=True):
        book.row([name, *people, city.precision, city.source])
    return book.close()


def _columns(residents: int, name: str) -> list[int]:
    """Returns residents and registered people of the year, then of the year before."""
    now = dict(zip(KINDS, (residents, _hundreds(residents * REGISTERED[name])), strict=True))
    return [*now.values(), *_year_before(now.items())]


def _year_before(now: Iterable[tuple[str, int]]) -> list[int]:
    return [_hundreds(people * YEAR_BEFORE[kind]) for kind, people in now]


def _hundreds(thousandths: int) -> int:
    """Returns a thousandth of the number, rounded to hundreds of people."""
    return round(thousandths / 100_000) * 100
