"""Checks the small parts all exports share: safe text, fixed zips, paging, headlines, short names."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from charts.description import Kind
from domain.state import State
from exports.axis import scale
from exports.findings import change_words, finding, named
from exports.fixed_zip import fixed
from exports.making import months_words
from exports.pack import Language
from exports.preview.numbers import shown
from exports.short_names import short_names
from exports.slides import to_pptx
from exports.slides.markup import Cell
from exports.slides.paging import Heading, pages
from exports.workbook import to_xlsx
from exports.xml_text import escaped, lines_needed, width
from metrics.change import YEAR_ON_YEAR, change
from metrics.indicator import Kind as Kinds
from tests.charts.results import judged, verdict
from tests.exports.packs import LONG, ROOT, indicator, pack, rates, silent


@drawn(st.text())
def test_any_text_survives_as_text_in_xml(text: str) -> None:
    parsed = etree.fromstring(f'<t a="{escaped(text)}">{escaped(text)}</t>')
    kept = [mark for mark in parsed.text or "" if mark.isalnum()]
    assert kept == [mark for mark in text if mark.isalnum()]


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x1F, 0x7F, 0xD800, 0xFFFE, 0x202E, 0x200B])
def test_forbidden_and_turning_marks_are_left_out(code: int) -> None:
    assert escaped(f"甲{chr(code)}县") == "甲县"


def test_a_fixed_zip_differs_only_in_its_times() -> None:
    def made(year: int) -> bytes:
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as file:
            for name in ("a.xml", "文件.xml"):
                file.writestr(zipfile.ZipInfo(name, (year, 5, 6, 7, 8, 10)), "内容" * 50)
        return memory.getvalue()

    assert made(2020) != made(2021)
    assert fixed(made(2020)) == fixed(made(2021))
    with zipfile.ZipFile(io.BytesIO(fixed(made(2020), datetime(2024, 2, 3, 4, 6, 8)))) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(2024, 2, 3, 4, 6, 8)}


def test_bytes_that_are_no_zip_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        fixed(b"no zip")


@drawn(st.lists(st.integers(1, 300), max_size=60), st.integers(120, 500))
def test_no_page_is_higher_than_its_room_and_no_text_is_lost(lengths: list[int], room: int) -> None:
    rows = [[Cell(f"{n}号"), Cell("字" * length)] for n, length in enumerate(lengths)]
    found = pages([Heading("单位", 1), Heading("说明", 2)], rows, (300, room), 10)
    assert all(page.height <= room + 0.01 for page in found)
    assert all(page.rows[0][0].text == "单位" for page in found)
    assert sum(len(row[1].text) for page in found for row in page.rows[1:]) == sum(lengths)


@drawn(st.text(max_size=80), st.integers(30, 400))
def test_text_never_needs_fewer_lines_than_its_width(text: str, room: int) -> None:
    assert lines_needed(text, 10, room) >= width(text.replace("\n", ""), 10) / (room + 10) - text.count("\n")


def test_short_names_stay_apart() -> None:
    names = [LONG.format(n) for n in range(30)] + ["甲县"]
    short = short_names(names)
    assert len(set(short)) == len(names) and short[-1] == "甲县"
    assert max(map(len, short)) < len(names[0])


def test_a_headline_names_who_misses_and_who_is_silent() -> None:
    total, *units = rates()
    said = finding("食品抽检合格率", total, units)
    assert (
        said == "食品抽检合格率：示例市 98.3 %，达标；1 个单位未达标（乙县 97.996）；1 个单位未报送（丙县）"
    )


def test_a_headline_says_when_all_are_met_or_all_are_silent() -> None:
    met = [verdict(ROOT, "99"), verdict("甲县", "99.1"), verdict("乙县", "98.5")]
    assert "全部达标" in finding("合格率", met[0], met[1:])
    none = silent(met)
    assert finding("合格率", none[0], none[1:]) == "合格率：2 个单位均未报送"


def test_a_headline_names_a_unit_that_stands_alone() -> None:
    total, county = verdict(ROOT, "97", State.MISSED), verdict("甲县", "99.1")
    assert finding("合格率", total, [county]) == "合格率：示例市 97 %，未达标；甲县 99.1 %，达标"
    nothing = silent([total, county])
    assert finding("合格率", nothing[0], nothing[1:]) == "合格率：甲县 未报送"


def test_a_target_of_yes_or_no_is_said_in_words_everywhere() -> None:
    wanted = replace(judged(State.MET, "1"), operator="=")
    yes = replace(verdict("甲县", "1", State.MET, (wanted,), ""), display="是")
    no = replace(verdict("乙县", "0", State.MISSED, (wanted,), ""), display="否")
    asked = replace(indicator(measured_in=""), kind=Kinds.YES_NO, denominator=None, factor=1)
    made = pack(indicators=[asked], verdicts=[yes, no], trends={})
    assert {row.target_words for row in made.sections[0].rows} == {made.grid.columns[0].target} == {"=是"}
    assert [rule.words for rule in made.rules] == ["考核底线 =是"]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(made))).worksheets[2]
    [code] = {cell.number_format for row in sheet.iter_rows() for cell in row if "是" in cell.number_format}
    assert shown(Decimal(1), code) == "=是" and shown(Decimal(0), code) == "=否"
    slides = Presentation(io.BytesIO(to_pptx(made))).slides
    assert not any(
        "=1" in shape.text_frame.text for s in slides for shape in s.shapes if shape.has_text_frame
    )


def test_a_headline_stays_short_with_many_long_names() -> None:
    found = [verdict(LONG.format(n), "90", State.MISSED) for n in range(80)]
    assert len(finding("合格率", None, found)) < 90
    assert named(["甲", "乙", "丙"], 2) == "甲、乙等 3 个"


def test_changes_come_from_exact_differences() -> None:
    before, after = verdict("甲县", "98.00", last=202510), verdict("甲县", "98.35")
    assert change_words(indicator(), change(YEAR_ON_YEAR, indicator(), before, after)) == "+0.35 个百分点"
    none = replace(before, value=None)
    assert change_words(indicator(), change(YEAR_ON_YEAR, indicator(), none, after)) == "无可比数"


def test_a_plain_counts_change_is_relative() -> None:
    counted = replace(indicator(), denominator=None, measured_in="件")
    before, after = verdict("甲县", "8", None, (), "件"), verdict("甲县", "9", None, (), "件")
    assert change_words(counted, change(YEAR_ON_YEAR, counted, before, after)) == "+12.5 %"


@drawn(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_an_axis_holds_its_values_on_whole_steps(low: float, span: float) -> None:
    axis = scale(low, low + span, 0.0, False, 0.0)
    slack = axis.step * 1e-6
    assert axis.low <= low + slack and axis.high >= low + span - slack
    assert abs((axis.high - axis.low) / axis.step - round((axis.high - axis.low) / axis.step)) < 1e-3


def test_a_pack_keeps_every_verdict_and_names_its_rules_once() -> None:
    made = pack()
    assert {v.unit for v in made.verdicts} == {v.unit for v in rates()}
    assert [rule.source for rule in made.rules] == ["《示例文件》附件2"]
    assert [row.unit for row in made.sections[0].misses] == ["乙县"]
    assert [row.unit for row in made.sections[0].silent] == ["丙县"]
    assert made.sections[0].rows[0].verdict.value == Fraction(Decimal("99.1"))


def test_headings_can_stand_in_both_languages() -> None:
    content = to_pptx(pack(language=Language.BOTH))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        said = b"".join(file.read(name) for name in file.namelist() if name.startswith("ppt/slides/slide"))
    assert b"Appendix: sources" in said


def test_what_hinders_comparing_stands_once_with_its_units_and_not_beside_figures() -> None:
    before = replace(verdict("甲县", "98.00", last=202510), source="form")
    after = replace(verdict("甲县", "98.35"), source="ledger")
    moved = change(YEAR_ON_YEAR, indicator(), before, after)
    [section] = pack(changes={("YC-13", "甲县"): moved}).sections
    row = next(row for row in section.rows if row.unit == "甲县")
    assert moved.flags and row.change == "+0.35 个百分点"
    assert [note for note in section.notes if moved.flags[0] in note and "甲县" in note]


def test_a_break_in_series_is_said_by_the_pack_without_a_second_advice() -> None:
    said = "口径自2026年1月起变更：改按抽样编号计（示例发〔2026〕1号 附件2），同比不可直接比较"
    before, after = verdict("甲县", "97.91", State.MISSED), verdict("甲县", "98.26", State.MET)
    moved = replace(change(YEAR_ON_YEAR, indicator(), before, after), flags=(said, "人口口径不同"))
    [section] = pack(changes={("YC-13", "甲县"): moved}).sections
    assert f"{said}（甲县）" in section.notes and "人口口径不同，同比仅供参考（甲县）" in section.notes


def test_a_chart_without_a_difference_is_left_out() -> None:
    [section] = pack(
        verdicts=[verdict(ROOT, "100"), verdict("甲县", "100"), verdict("乙县", "100")], trends={}
    ).sections
    assert section.charts == ()
    months = [verdict(ROOT, f"98.{place}0", last=202600 + place) for place in range(1, 5)]
    kinds = {
        count: [one.kind for one in pack(trends={"YC-13": (months[:count], ())}).sections[0].charts]
        for count in (2, 3)
    }
    assert Kind.TREND not in kinds[2] and Kind.TREND in kinds[3]


def test_months_that_follow_each_other_are_said_as_a_span() -> None:
    assert months_words([202601, 202602, 202604]) == "2026年1—2月、2026年4月"
    assert months_words([202512, 202601]) == "2025年12月、2026年1月"


def test_tasks_name_the_day_by_which_they_are_late() -> None:
    made = pack(followed_on=date(2026, 11, 22))
    assert pack().task_day == ""
    slides = "\n".join(shape.text_frame.text for slide in Presentation(io.BytesIO(to_pptx(made))).slides
                       for shape in slide.shapes if shape.has_text_frame)  # fmt: skip
    assert "（截至 2026-11-22）：1 项，逾期 1 项" in slides
    for language in Language:
        said = pack(followed_on=date(2026, 11, 22), language=language)
        book = openpyxl.load_workbook(io.BytesIO(to_xlsx(said)))
        texts = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
        assert any(text.startswith("任务进展") and text.endswith("（截至 2026-11-22）") for text in texts)
