"""Breaks in series: read strictly, and said wherever a comparison reaches over one."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.finding import Refusal
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from metrics.board import Board
from metrics.breaks import FILE, load_breaks
from metrics.change import MONTH_ON_MONTH, YEAR_ON_YEAR
from metrics.indicators import indicators
from metrics.measures import measures
from tests.metrics.builders import jurisdiction, people, put, warehouse

GOOD = """# head
[[break]]
since = "2020-01"
indicators = ["YC-09"]
words = "改按抽样编号计"
document = "YC"
clause = "附件2"

[[break]]
since = "2020-07"
measures = ["food_concluded"]
words = "未出结果的不再计入"
document = "YC"
clause = "附件2"
"""
FLAG = "口径自2020年1月起变更：改按抽样编号计（测试〔2020〕1号 附件2），同比不可直接比较"


def office(folder: Path, text: str, *populations):
    (folder / FILE).write_text(text, encoding="utf-8")
    (folder / "targets.toml").write_text("", encoding="utf-8")
    return replace(jurisdiction(populations), folder=folder)


def board(folder: Path, months: tuple[int, ...]) -> Board:
    house = warehouse()
    for month in months:
        put(house, "samples", [{}, {"conclusion": "failed"}], month=month, covers=(("a", month),))
    return Board(office(folder, GOOD, people("a", 1000, 2018)), house)


def test_a_comparison_over_a_break_says_so(tmp_path: Path) -> None:
    found = board(tmp_path, (201801, 201901, 202001, 202101))
    over = found.change(YEAR_ON_YEAR, "YC-09", "a", 202001)
    assert over.delta is not None and over.flags == (FLAG,)
    for month in (201901, 202101):  # both sides before it, both sides after it
        assert found.change(YEAR_ON_YEAR, "YC-09", "a", month).flags == ()
    assert found.change(YEAR_ON_YEAR, "YC-12", "a", 202001).flags == ()


def test_a_break_inside_a_period_and_over_one_month(tmp_path: Path) -> None:
    found = board(tmp_path, (201906, 201907, 201908, 202006, 202007, 202008))
    [inside] = found.change(YEAR_ON_YEAR, "YC-13", "a", 202008).flags
    assert inside.startswith("口径自2020年7月起变更：未出结果的不再计入")
    [month] = found.change(MONTH_ON_MONTH, "YC-13", "a", 202007).flags
    assert month.endswith("环比不可直接比较")
    assert found.change(MONTH_ON_MONTH, "YC-13", "a", 202008).flags == ()


WRONG = {
    "unknown key": ("clause =", "claus =", "claus"),
    "unknown indicator": ("YC-09", "YC-99", "第 4 行"),
    "unknown measure": ("food_concluded", "food_eaten", "第 11 行"),
    "unknown document": ('document = "YC"', 'document = "X"', "第 6 行"),
    "no month": ('"2020-01"', '"2020"', "第 3 行"),
    "no text": ('"改按抽样编号计"', "7", "第 5 行"),
    "no list": ('["food_concluded"]', '"food_concluded"', "第 11 行"),
    "no figure": ('indicators = ["YC-09"]\n', "", "第 3 行"),
    "key missing": ('since = "2020-07"\n', "", "since"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_by_line(tmp_path: Path, case: str) -> None:
    old, new, expected = WRONG[case]
    with pytest.raises(Refusal, match=expected):
        load_breaks(office(tmp_path, GOOD.replace(old, new)), indicators(), measures())


def test_the_shipped_breaks_name_clauses_of_their_own_documents() -> None:
    counts = {}
    for folder in sorted(JURISDICTIONS.iterdir()):
        shipped = load_jurisdiction(folder)
        found = load_breaks(shipped, indicators(), measures())
        counts[folder.name] = len(found)
        assert all(not one.document.is_draft and one.since // 100 == one.document.year for one in found)
        assert all("虚构" in one.words for one in found) or not shipped.fictional
    assert counts == {"bayuquan": 0, "chongming": 1, "demo": 1, "xinmi": 0, "yuncheng": 1}
