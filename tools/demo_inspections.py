"""Makes the fictional registers of subjects and inspection ledgers of two counties of 示例市."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tools.demo_book import Book
from tools.demo_credit import invented_code
from tools.demo_story import YEAR

REGISTER = ("序号", "主体名称", "统一社会信用代码", "许可证编号", "类别", "县(市、区)", "状态", "统计年月")
LEDGER = (
    "序号",
    "检查对象名称",
    "统一社会信用代码/许可证编号",
    "对象类别",
    "检查日期",
    "县(市、区)",
    "检查单位",
    "检查结果",
)
FIRST = date(YEAR, 2, 16)
DAYS = 250  # the visits lie between mid-February and the end of October


@dataclass(frozen=True)
class Area:
    """Describes one county: subjects by category, how many are closed, and how many nobody has visited."""

    county: str
    first_code: int
    canteens: int
    campus: int
    formula: int
    unvisited: int
    strangers: int


AREAS = (
    Area("甲县", 600, 22, 14, 9, unvisited=0, strangers=0),
    Area("丙县", 700, 18, 12, 7, unvisited=5, strangers=2),
)


@dataclass(frozen=True)
class Subject:
    """Holds one fictional subject of a register."""

    name: str
    code: str
    licence: str
    kinds: str
    status: str = "在营"


def write_inspections(folder: Path, seed: int) -> list[Path]:
    """Writes a register and a ledger for each county; the seed gives the days of the visits."""
    paths = []
    for area in AREAS:
        subjects = list(_subjects(area))
        paths.append(_write_register(folder / f"监管主体名录_{area.county}.xlsx", area.county, subjects))
        visits = sorted(
            _visits(area, subjects, random.Random(seed + area.first_code)), key=lambda row: (row[3], row[0])
        )
        paths.append(_write_ledger(folder / f"监督检查台账_{area.county}.xlsx", area.county, visits))
    return paths


def _subjects(area: Area) -> Iterator[Subject]:
    short = area.county.removesuffix("县")
    licence = (f"JY1990{area.first_code}{number:07d}" for number in range(1, 1000))
    codes = (invented_code(area.first_code + number) for number in range(1000))
    for number in range(1, area.canteens + 1):
        status = "停业" if number == area.canteens else "在营"
        yield Subject(f"示例{short}第{number:02d}小学食堂", next(codes), next(licence), "学校食堂", status)
    yield Subject(f"示例{short}学生配餐有限公司", next(codes), next(licence), "集体用餐配送")
    for number in range(1, area.campus + 1):
        kinds = "校园周边、婴配乳粉经营" if number == 1 else "校园周边"
        code = "" if number % 5 == 0 else next(codes)  # small shops known by their licence alone
        yield Subject(
            f"示例{short}校门口{number:02d}号小店",
            code,
            next(licence),
            kinds,
            "注销" if number == 3 else "在营",
        )
    for number in range(1, area.formula + 1):
        yield Subject(f"示例{short}母婴用品{number:02d}号店", next(codes), next(licence), "婴配乳粉经营")


def _visits(area: Area, subjects: list[Subject], chance: random.Random) -> Iterator[tuple]:
    open_ones = [one for one in subjects if one.status == "在营"]
    left = {one.name for one in chance.sample(open_ones, area.unvisited)}
    for one in open_ones:
        for _ in range(0 if one.name in left else chance.choice((1, 1, 1, 2, 3))):
            yield _visit(one.name, one.code or one.licence, one.kinds, chance)
    for number in range(area.strangers):  # visited, but in no register
        yield _visit(
            f"示例新开{number + 1}号食堂", invented_code(area.first_code + 90 + number), "学校食堂", chance
        )


def _visit(name: str, code: str, kinds: str, chance: random.Random) -> tuple:
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    return (name, code, kinds, day, chance.choice(("符合", "符合", "符合", "基本符合")))


def _write_register(path: Path, county: str, subjects: list[Subject]) -> Path:
    book = Book(path, "监管主体名录")
    book.title(f"{county}监管主体名录(虚构)", len(REGISTER))
    book.row([f"报送单位：{county}市场监督管理局"])
    book.row(list(REGISTER), style="header")
    for number, one in enumerate(subjects, start=1):
        book.row([number, one.name, one.code, one.licence, one.kinds, county, one.status, f"{YEAR}-01"])
    return book.close()


def _write_ledger(path: Path, county: str, visits: list[tuple]) -> Path:
    book = Book(path, "监督检查台账")
    book.title(f"{county}监督检查台账(虚构)", len(LEDGER))
    book.row([f"报送单位：{county}市场监督管理局"])
    book.row(list(LEDGER), style="header")
    for number, (name, code, kinds, day, outcome) in enumerate(visits, start=1):
        book.row([number, name, code, kinds, day, county, f"{county}市场监督管理局", outcome])
    return book.close()
