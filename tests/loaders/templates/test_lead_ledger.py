"""Reads the ledger of leads: one row a lead, one row alone, what is missing and what is repeated."""

from pathlib import Path

import openpyxl
import pytest

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from loaders.checked import Declared
from loaders.door import Door

HEADER = ("线索接收日期", "线索来源", "线索内容", "处置情况", "单位")
ROW = ("2026-04-15", "投诉举报", "反映某网店销售的减肥食品疑似添加药物", "已立案", "甲县")


@pytest.fixture(scope="module")
def door():
    found = Door(load_jurisdiction(JURISDICTIONS / "demo"), None, {})
    yield found
    found.close()


def ledger(path: Path, *rows: tuple, header: tuple = HEADER) -> Path:
    book = openpyxl.Workbook()
    for row in (("重要线索报送表",), header, *rows):
        book.active.append(row)
    book.save(path)
    return path


def codes(checked) -> list[str]:
    return [one.code for one in checked.findings]


def test_one_row_is_one_lead(door: Door, tmp_path: Path) -> None:
    checked = door.check(ledger(tmp_path / "a.xlsx", ROW), "a.xlsx")
    assert (checked.template, checked.unit, checked.records, codes(checked)) == ("lead_ledger", "甲县", 1, [])
    [row] = checked.facts["leads"].to_pylist()
    assert (row["unit_id"], row["month"], row["origin"], row["disposition"]) == (
        "990001",
        202604,
        "投诉举报",
        "已立案",
    )


def test_the_sender_stands_for_rows_without_a_unit(door: Door, tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", ROW[:4], header=HEADER[:4])
    assert "cell_missing" in codes(door.check(path, "a.xlsx")) or "needed_column_missing" in codes(
        door.check(path, "a.xlsx")
    )
    checked = door.check(path, "a.xlsx", Declared(unit="乙县"))
    assert ([row["unit_id"] for row in checked.facts["leads"].to_pylist()], checked.has_errors) == (
        ["990002"],
        False,
    )


def test_the_same_lead_counts_once(door: Door, tmp_path: Path) -> None:
    checked = door.check(ledger(tmp_path / "a.xlsx", ROW, ROW, (*ROW[:2], "另一条线索", *ROW[3:])), "a.xlsx")
    assert (codes(checked), checked.records) == (["repeated_lead"], 2)


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        (0, "", "cell_missing"),
        (0, "四月", "bad_date"),
        (2, "", "cell_missing"),
        (4, "不存在的所", "row_unit_unknown"),
    ],
)
def test_what_is_wrong_stops_the_file(door: Door, tmp_path: Path, place: int, text: str, code: str) -> None:
    row = [*ROW[:place], text, *ROW[place + 1 :]]
    checked = door.check(ledger(tmp_path / "a.xlsx", ROW, tuple(row)), "a.xlsx")
    assert checked.has_errors and code in codes(checked)
