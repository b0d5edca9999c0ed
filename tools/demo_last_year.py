"""Makes last year's monthly sampling summaries of 示例市: what 同比 compares with."""

import random
from pathlib import Path

from tools.demo_book import Book
from tools.demo_story import COUNTIES, MONTH_WEIGHTS, YEAR

HEADER = ("序号", "县区", "抽检批次", "合格", "不合格", "合格率")
# Last year's batches beside this year's, and the share that failed, in per mille.
KINDS = (("食品", "food", 0.92, 18), ("农产品", "produce", 0.88, 26))


def write_last_year(folder: Path, seed: int) -> list[Path]:
    """Writes one workbook for each of the two kinds and months, cumulative; the seed gives the figures."""
    chance = random.Random(seed + 1)
    yearly = {
        (kind, county.name): _months(round(getattr(county, attribute) * share), failed, chance)
        for kind, attribute, share, failed in KINDS
        for county in COUNTIES
    }
    return [
        _write(folder, kind, month, [(c.name, *yearly[kind, c.name][month - 1]) for c in COUNTIES])
        for kind, *_ in KINDS
        for month in range(1, len(MONTH_WEIGHTS) + 1)
    ]


def _months(total: int, failed: int, chance: random.Random) -> list[tuple[int, int]]:
    """Returns the cumulative batches and failures at the end of each month."""
    drawn, bad, found = 0, 0, []
    for weight in MONTH_WEIGHTS:
        new = round(total * weight / sum(MONTH_WEIGHTS))
        drawn += new
        bad += sum(chance.randint(1, 1000) <= failed for _ in range(new))
        found.append((drawn, bad))
    return found


def _write(folder: Path, kind: str, month: int, rows: list[tuple[str, int, int]]) -> Path:
    book = Book(folder / f"{kind}抽检汇总_示例市_{YEAR - 1}{month:02d}.xlsx", "汇总")
    span = f"1-{month}月" if month > 1 else "1月"
    book.title(f"{YEAR - 1}年{span}{kind}监督抽检情况汇总表(虚构)", len(HEADER))
    book.row(list(HEADER), style="header")
    for number, (county, drawn, bad) in enumerate(rows, start=1):
        rate = f"{100 * (drawn - bad) / drawn:.2f}%" if drawn else ""
        book.row([number, county, drawn, drawn - bad, bad, rate], "cell")
    drawn, bad = (sum(row[at] for row in rows) for at in (1, 2))
    book.row(["合计", "", drawn, drawn - bad, bad, f"{100 * (drawn - bad) / drawn:.2f}%"], "cell")
    return book.close()
