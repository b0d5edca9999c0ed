"""Makes the fictional penalty ledger and credit tiers of 示例市: every name and code is invented."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from domain.credit_code import check_sign
from tools.demo_book import Book
from tools.demo_story import COUNTIES, YEAR

HEADER = ("行政处罚决定书文号", "当事人名称", "统一社会信用代码", "处罚决定日期", "处罚机关", "办案单位", "罚款金额(元)", "违法行为",
          "案件类别", "信用修复日期", "是否应列入", "列入名单日期", "公示日期", "执行情况")  # fmt: skip
TIER_HEADER = ("企业名称", "统一社会信用代码", "信用等级", "评定日期", "监管单位")
SENDER = "示例市市场监督管理局"
FIRST, LAST = date(YEAR - 3, 11, 1), date(YEAR, 10, 31)  # the window that ends with the demo's last month
VIOLATIONS = (
    ("经营超过保质期的食品", "食品"), ("未按规定进货查验", "食品"), ("经营标签不符合规定的食品", "食品"), ("餐具消毒不合格", "食品"),
    ("未明码标价", "其他"), ("使用未经检定的计量器具", "其他"),
)  # fmt: skip
TIERS = ("A", "A", "A", "A", "B", "B", "B", "C", "C", "D")


@dataclass(frozen=True)
class Party:
    """Describes one fictional party: name, code number (0: none), penalties, and how many repaired or too old."""

    name: str
    code: int
    penalties: int
    repaired: int = 0
    too_old: int = 0


PARTIES = (
    Party("示例好味餐饮有限公司", 1, 12),
    Party("示例顺达商贸有限公司", 2, 10),
    Party("示例丰源食品有限公司", 3, 7),
    Party("示例丰源食品有限责任公司", 0, 3),  # the same name without a code: counted together, and asked
    Party("示例便民超市", 4, 6),
    Party("示例便民超市", 5, 4),  # another code: two entities until a person says otherwise
    Party("示例百味食品厂", 6, 9),
    Party("示例新鲜超市有限公司", 7, 11, repaired=3),
    Party("示例老街饭店", 8, 12, too_old=5),
)
OTHERS = 36  # parties with one or two penalties each


def invented_code(number: int) -> str:
    """Returns a code of a division that does not exist, with the right check sign."""
    body = f"91990000MA{number:07d}"
    return body + check_sign(body)


def write_penalties(path: Path, seed: int) -> Path:
    """Writes three years of penalties of the whole city as one ledger."""
    rows = sorted(_penalties(random.Random(seed + 7)), key=lambda row: (row[3], row[1]))
    book = Book(path, "行政处罚台账")
    book.title("示例市行政处罚台账(虚构)", len(HEADER))
    book.row([f"报送单位：{SENDER}"])
    book.row(list(HEADER), style="header")
    for number, row in enumerate(rows, start=1):
        book.row([f"示例市监罚〔{row[3].year}〕{number}号", *row[1:]])
    return book.close()


def write_tiers(path: Path, seed: int) -> Path:
    """Writes the ratings of some hundred fictional enterprises, some of them rated twice."""
    chance = random.Random(seed + 8)
    book = Book(path, "信用分级表")
    book.title("示例市食品经营者信用分级表(虚构)", len(TIER_HEADER))
    book.row([f"报送单位：{SENDER}"])
    book.row(list(TIER_HEADER), style="header")
    for number in range(1, 141):
        name, county = f"示例第{number:03d}号食品店", chance.choice(COUNTIES).name
        for year in (YEAR - 1, YEAR) if number % 4 == 0 else (YEAR,):
            book.row(
                [
                    name,
                    invented_code(100 + number),
                    chance.choice(TIERS),
                    date(year, 6, 1 + number % 28),
                    county,
                ]
            )
    return book.close()


def _penalties(chance: random.Random) -> Iterator[tuple]:
    for party in PARTIES:
        for number in range(party.penalties):
            old = number < party.too_old
            day = FIRST - timedelta(days=1 + 20 * number) if old else _day(chance)
            yield _row(party.name, party.code, day, number >= party.penalties - party.repaired, chance)
    for number in range(OTHERS):
        for _ in range(1 + number % 2):
            yield _row(f"示例第{number + 1:02d}号商行", 50 + number, _day(chance), number % 9 == 0, chance)


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days - 40))


def _row(name: str, code: int, day: date, is_repaired: bool, chance: random.Random) -> tuple:
    violation, kind = chance.choice(VIOLATIONS)
    county = chance.choice(COUNTIES).name
    repaired = day + timedelta(days=60) if is_repaired and day + timedelta(days=60) < LAST else None
    ought = chance.random() < 0.06
    listed = day + timedelta(days=15) if ought and chance.random() < 0.6 else None
    published = None if chance.random() < 0.04 else day + timedelta(days=chance.randint(3, 16))
    fine = chance.choice((500, 2000, 5000, 10000, 20000))
    words = ("是" if ought else "否", listed, published, chance.choice(("已履行", "已履行", "履行中")))
    return (
        "",
        name,
        invented_code(code) if code else "",
        day,
        SENDER,
        county,
        fine,
        violation,
        kind,
        repaired,
        *words,
    )
