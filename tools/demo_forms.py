"""Fills in the forms of the fictional year: case statistics, indicator returns."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from domain.period import month_end, shift_month
from tools.demo_book import Book
from tools.demo_story import YEAR

MEASURES = (
    ("出动", "人次"),
    ("检查企业", "家次"),
    ("立案", "件"),
    ("结案", "件"),
    ("涉案金额", "万元"),
    ("罚没款金额", "万元"),
    ("挽回损失", "万元"),
    ("移送司法案件", "件"),
    ("互联网案件", "件"),
    ("农村市场案件", "件"),
)
MONEY = ("涉案金额", "罚没款金额", "挽回损失")


@dataclass(frozen=True)
class Line:
    """Describes one line of the form: violation type, scope text, how often it occurs.

    `blank` names the columns that have no meaning for the type and are left empty.
    """

    violation: str
    subtype: str
    weight: int
    blank: tuple[str, ...] = ()


LINES = (
    Line("食品安全违法", "", 12),
    Line("产品质量违法", "", 6),
    Line("特种设备违法", "电梯、液化石油气瓶", 3, ("互联网案件",)),
    Line("CCC认证违法", "儿童玩具、电线电缆", 2),
    Line("中介服务价格违法", "人力资源、中介服务", 1, ("农村市场案件", "移送司法案件")),
    Line("广告违法", "金融、食药品、神医神药", 3, ("农村市场案件",)),
    Line("知识产权违法", "商标、专利、地理标志", 4),
    Line("其他违法", "", 2),
)
SPLIT = (
    Line("食品安全违法", "农(兽)药残留超标", 5),
    Line("食品安全违法", "非法添加", 3),
    Line("食品安全违法", "假冒伪劣食品", 4),
)
NOTES = (
    "说明:",
    "1.本表为累计数,自1月1日起至上月末,每月2日前报送。",
    "2.行列不对应的项目不填;互联网、农村市场案件可重复统计,按立案时间统计。",
)


def case_totals(lines: Iterable[Line], months: int, chance: random.Random) -> list[list[dict[str, int]]]:
    """Returns, month by month, the cumulative cells of every line (money in hundredths of 万元)."""
    lines = tuple(lines)
    running = [{name: 0 for name, _ in MEASURES if name not in line.blank} for line in lines]
    history = []
    for _ in range(months):
        for line, cells in zip(lines, running, strict=True):
            for name, amount in _one_month(line, chance, cells).items():
                if name in cells:
                    cells[name] += amount
        history.append([dict(cells) for cells in running])
    return history


def _one_month(line: Line, chance: random.Random, sofar: dict[str, int]) -> dict[str, int]:
    filed = chance.randint(0, line.weight)
    open_cases = sofar["立案"] + filed - sofar["结案"]
    closed = chance.randint(open_cases // 2, open_cases)
    fines = closed * chance.randint(20, 160)
    visits = line.weight * chance.randint(6, 14)
    return {
        "出动": visits * 2,
        "检查企业": visits,
        "立案": filed,
        "结案": closed,
        "涉案金额": filed * chance.randint(30, 300),
        "罚没款金额": fines,
        "挽回损失": fines // 4,
        "移送司法案件": int(closed > 4 and chance.random() < 0.3),
        "互联网案件": filed // 4,
        "农村市场案件": filed // 3,
    }


def write_case_form(
    path: Path, unit: str, month: int, lines: tuple[Line, ...], cells: list[dict[str, int]]
) -> Path:
    """Writes the 铁拳 case form as issued: title, unit line, two-line header, 合计, notes."""
    book = Book(path, "案件统计表")
    width = 2 + len(MEASURES)
    book.title(f"{YEAR}民生领域案件查办“铁拳”行动案件统计表(虚构)", width)
    book.sheet.merge_range(1, 0, 1, width - 1, _unit_line(unit, month), book.style("left"))
    _case_header(book)
    book.next_row = 4
    _case_lines(book, lines, cells)
    _case_total(book, cells)
    for note in NOTES:
        book.sheet.merge_range(book.next_row, 0, book.next_row, width - 1, note, book.style("left"))
        book.next_row += 1
    book.sheet.set_column(0, 1, 18)
    return book.close()


def _unit_line(unit: str, month: int) -> str:
    end, sent = month_end(month), shift_month(month, 1)
    return (
        f"报送单位:{unit}      统计时间:{YEAR}年1月1日至{end.month}月{end.day}日"
        f"      报送时间:{sent // 100}年{sent % 100}月2日"
    )


def _case_header(book: Book) -> None:
    book.sheet.merge_range(2, 0, 3, 1, "            案件数据\n违法行为类型", book.style("diagonal"))
    book.sheet.set_row(2, 24)
    for column, (name, measured_in) in enumerate(MEASURES, start=2):
        book.put(2, column, name, "header")
        book.put(3, column, f"({measured_in})", "header")


def _case_lines(book: Book, lines: tuple[Line, ...], cells: list[dict[str, int]]) -> None:
    first = book.next_row
    for line, values in zip(lines, cells, strict=True):
        book.row(
            [line.violation, line.subtype, *(_shown(name, values.get(name)) for name, _ in MEASURES)], "cell"
        )
    for violation in dict.fromkeys(line.violation for line in lines):
        rows = [first + i for i, line in enumerate(lines) if line.violation == violation]
        if len(rows) > 1:
            book.sheet.merge_range(rows[0], 0, rows[-1], 0, violation, book.style("cell"))


def _case_total(book: Book, cells: list[dict[str, int]]) -> None:
    totals = (_shown(name, sum(values.get(name, 0) for values in cells)) for name, _ in MEASURES)
    book.row(["合计", "", *totals], "cell")


def _shown(name: str, value: int | None) -> object:
    return value / 100 if value is not None and name in MONEY else value


def write_returns(path: Path, rows: Iterable[tuple[str, str, str, int, int | None]]) -> Path:
    """Writes a plain indicator return: unit, period, indicator, numerator, denominator."""
    book = Book(path, "指标报表")
    book.title("示例市食品安全指标报表(虚构)", 5)
    book.row(["单位", "统计期间", "指标", "分子", "分母"], style="header")
    for row in rows:
        book.row(list(row))
    return book.close()
