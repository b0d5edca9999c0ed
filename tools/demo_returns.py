"""Makes the fictional indicator return of 示例市: surveys, inspections, complaints, case work."""

import random
from collections.abc import Iterator
from pathlib import Path

from tools.demo_book import Book
from tools.demo_story import COUNTIES, YEAR

HEADER = ("单位", "统计期间", "指标", "分子", "分母", "调查值(%)", "样本量", "简介")
CITY = "示例市"
SO_FAR = f"{YEAR}年1-10月"
# (indicator, least denominator, most, the share that is usually reached)
SHARES = (
    ("YC-15", 20, 60, 1.0), ("YC-16", 20, 60, 1.0), ("YC-20", 18, 60, 0.93), ("YC-21", 80, 220, 0.97),
    ("YC-23", 40, 120, 0.94), ("YC-24", 12, 60, 0.93), ("YC-25", 200, 900, 0.95), ("YC-26", 30, 120, 1.0),
    ("YC-27", 30, 120, 1.0), ("YC-32", 300, 900, 1.0),
)  # fmt: skip
SURVEYS = (("YC-06", 70, 90), ("YC-07", 74, 90), ("YC-08", 86, 96))
# What a county has not reached or not sent, so that every state is to be seen.
BEHIND = {("丁县", "YC-20"): 0.7, ("己县", "YC-21"): 0.85, ("戊县", "YC-25"): 0.86, ("乙县", "YC-26"): 0.96}
UNSENT = {("甲县", "YC-21"), ("庚县", "YC-06"), ("庚县", "YC-15"), ("示例开发区", "YC-24"), ("辛县", "YC-32")}

Row = tuple[object, ...]


def write_register(path: Path, seed: int) -> Path:
    """Writes the return of all counties and the city as one workbook; the seed gives the figures."""
    book = Book(path, "指标报表")
    book.title("示例市食品安全指标报表(虚构)", len(HEADER))
    book.row(list(HEADER), style="header")
    for row in _rows(random.Random(seed)):
        book.row(list(row))
    return book.close()


def _rows(chance: random.Random) -> Iterator[Row]:
    for unit in (CITY, *(county.name for county in COUNTIES)):
        for row in _unit_rows(unit, chance):
            if (unit, row[2]) not in UNSENT:
                yield row


def _unit_rows(unit: str, chance: random.Random) -> Iterator[Row]:
    for indicator, low, high in SURVEYS:
        value = chance.randint(low * 10, high * 10) / 10
        yield (unit, SO_FAR, indicator, "", "", value, 1200 if unit == CITY else 300, "")
    if unit == CITY:
        yield (unit, SO_FAR, "YC-17", 4, 5, "", "", "")
        yield (unit, SO_FAR, "YC-31", 46, 50, "", "", "")
        return  # the rest of the city's figures is the sum of its counties
    for span in (f"{YEAR - 2}年", f"{YEAR - 1}年", SO_FAR):
        yield (unit, span, "YC-04", 0, "", "", "", "")
    for span in (f"{YEAR - 2}年", f"{YEAR - 1}年"):
        yield (unit, span, "YC-05", 0, "", "", "", "")
        yield from _past_year(unit, span, chance)
    noted = unit == "戊县"
    yield (unit, SO_FAR, "YC-05", int(noted), "", "", "", "网络订餐投诉引发关注(虚构)" if noted else "")
    for indicator, low, high, share in SHARES:
        base = chance.randint(low, high)
        reached = BEHIND.get((unit, indicator), share)
        top = base if reached == 1.0 else round(base * min(1.0, reached + chance.uniform(-0.01, 0.04)))
        yield (unit, SO_FAR, indicator, top, base, "", "", "")
    yield (unit, SO_FAR, "YC-18", 0, 0, "", "", "")
    yield (unit, SO_FAR, "YC-28", "否" if unit == "辛县" else "是", "", "", "", "")
    yield (unit, SO_FAR, "YC-29", chance.randint(88, 99), 100, "", "", "")
    yield (unit, SO_FAR, "YC-11", chance.randint(280, 700), "", "", "", "")
    yield (unit, SO_FAR, "YC-11B", chance.randint(18, 60), "", "", "", "")


def _past_year(unit: str, span: str, chance: random.Random) -> Iterator[Row]:
    """Yields what earlier years are known by: no ledger is kept of them, only the year's figures."""
    for indicator, low, high, share in (
        ("YC-12", 180, 420, 0.982), ("YC-13", 300, 800, 0.986), ("YC-15", 20, 60, 1.0), ("YC-16", 20, 60, 1.0),
    ):  # fmt: skip
        base = chance.randint(low, high)
        yield (unit, span, indicator, min(base, round(base * share)), base, "", "", "")
    tasks = chance.randint(6, 20)
    yield (unit, span, "YC-14", tasks, tasks, "", "", "")
