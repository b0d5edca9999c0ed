"""Checks that a downloaded table opens with the numbers and texts it was given."""

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import openpyxl

from exports.table import Number, Table, to_xlsx


def sheet_of(table: Table) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(table))).active


def test_texts_never_become_formulas_or_links() -> None:
    sheet = sheet_of(
        Table("表", ["名称"], [["=1+1"], ["=cmd|' /C calc'!A0"], ["http://example.com"], ["@SUM(A1)"]])
    )
    for row in range(4, 8):
        assert sheet.cell(row, 1).data_type == "s"
        assert sheet.cell(row, 1).hyperlink is None


def test_numbers_stay_numbers_and_show_no_fewer_decimals_than_the_screen() -> None:
    sheet = sheet_of(
        Table("表", ["值"], [[Number(Fraction(97996, 1000), 3)], [Decimal("12.50")], [7], [None]])
    )
    assert sheet.cell(4, 1).value == 97.996
    assert sheet.cell(4, 1).number_format == "#,##0.000"
    assert sheet.cell(5, 1).value == 12.5
    assert sheet.cell(6, 1).value == 7
    assert sheet.cell(7, 1).value is None


def test_a_long_code_keeps_every_digit() -> None:
    assert sheet_of(Table("表", ["编号"], [[123456789012345678]])).cell(4, 1).value == "123456789012345678"


def test_title_notes_dates_and_yes_no_are_there() -> None:
    sheet = sheet_of(Table("甲县_处置", ["日期", "改判"], [[date(2026, 10, 1), True]], ["来源:台账"]))
    assert sheet.cell(1, 1).value == "甲县_处置"
    assert sheet.cell(4, 1).value.date() == date(2026, 10, 1)
    assert sheet.cell(4, 2).value == "是"
    assert "来源:台账" in [sheet.cell(row, 1).value for row in range(5, 9)]


def test_a_file_name_is_legal_everywhere() -> None:
    assert Table("甲县/乙县:1月", [], []).file_name == "甲县_乙县_1月.xlsx"
