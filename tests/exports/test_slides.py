"""Checks the presentation: native charts with the verdicts' numbers, safe text, pages, templates."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from charts.description import Kind, Role
from charts.ranking import draw_ranking
from domain.finding import Refusal
from domain.state import State
from exports.pack import Pack
from exports.slides import Format, SlideOptions, to_pptx
from tests.charts.results import judged, verdict
from tests.exports.packs import LONG, MADE_AT, ROOT, indicator, pack, rates, silent

HOSTILE = '=cmd|"/c calc"!A1 <a:t>&\x00\x0b\ud800 http://x \u202e'
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def charts(content: bytes) -> Iterator:
    for slide in opened(content).slides:
        yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def texts(content: bytes) -> list[str]:
    found = []
    for slide in opened(content).slides:
        for shape in slide.shapes:
            found += [shape.text_frame.text] if shape.has_text_frame else []
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def big(count: int = 80, indicators: int = 20) -> Pack:
    units = [LONG.format(n) if n % 3 == 0 else f"示例{n}县" for n in range(count)]
    found = [f"T-{n:02d}" for n in range(indicators)]
    return pack(
        indicators=[indicator(one, f"示例指标第{one}项合格率") for one in found],
        verdicts=[v for one in found for v in rates(one, units)],
        trends={},
    )


def test_charts_hold_the_numbers_of_the_verdicts() -> None:
    made = pack()
    [chart] = [
        c for c in charts(to_pptx(made)) if "BarChart" in type(c.plots[0]).__name__ or len(list(c.plots)) > 1
    ][:1]
    drawn: dict[str, float] = {}
    for series in chart.plots[0].series:
        for name, value in zip(chart.plots[0].categories, series.values, strict=True):
            if value is not None:
                drawn[str(name)] = value
    expected = {v.unit: float(v.display) for v in made.verdicts if v.value is not None}
    assert drawn == expected


def test_plotly_and_powerpoint_draw_the_same_numbers() -> None:
    made = pack()
    ranking = made.sections[0].charts[0]
    bars = draw_ranking(ranking, ROOT)["data"][0]
    plotly = {unit: round(x + bars["base"], 9) for unit, x in zip(bars["y"], bars["x"], strict=True)}
    chart = next(iter(charts(to_pptx(made))))
    office: dict[str, float] = {}
    for series in chart.plots[0].series:
        for category, value in zip(ranking.categories, series.values, strict=True):
            office |= {category.key: value} if value is not None else {}
    assert office == plotly


def test_the_sheet_behind_a_chart_holds_the_same_numbers() -> None:
    for chart in charts(to_pptx(pack())):
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        for plot in chart.plots:
            for series in plot.series:
                column = next(
                    c for c in range(2, sheet.max_column + 1) if sheet.cell(1, c).value == series.name
                )
                stored = [sheet.cell(r, column).value for r in range(2, 2 + len(series.values))]
                assert stored == pytest.approx(list(series.values)) or None in stored
                assert [v is None for v in stored] == [v is None for v in series.values]


def test_the_target_line_is_a_line_chart_on_the_bars_axes() -> None:
    chart = next(iter(charts(to_pptx(pack()))))
    area = chart.part._element.find(f".//{CHART}plotArea")
    bars, lines = area.find(f"{CHART}barChart"), area.find(f"{CHART}lineChart")
    assert [a.get("val") for a in bars.findall(f"{CHART}axId")] == [
        a.get("val") for a in lines.findall(f"{CHART}axId")
    ]
    order = [child.tag.removeprefix(CHART) for child in lines]
    assert order == ["grouping", "varyColors", "ser", "marker", "axId", "axId"]
    assert {point.text for point in lines.findall(f".//{CHART}val//{CHART}v")} == {"98.0"}


def test_a_value_near_the_line_keeps_its_digits_in_its_label() -> None:
    xml = etree.tostring(next(iter(charts(to_pptx(pack())))).part._element).decode()
    assert 'formatCode="&quot;✕ &quot;#,##0.000' in xml.replace("&#10005;", "✕")


def test_a_silent_unit_is_named_and_never_drawn() -> None:
    chart = next(iter(charts(to_pptx(pack()))))
    names = [str(name) for name in chart.plots[0].categories]
    place = next(n for n, name in enumerate(names) if name.startswith("丙县"))
    assert "○未报送" in names[place]
    assert all(series.values[place] is None for series in chart.plots[0].series)


def test_every_run_has_both_scripts_fonts() -> None:
    with zipfile.ZipFile(io.BytesIO(to_pptx(pack()))) as file:
        for name in file.namelist():
            if re.match(r"ppt/(slides/slide|charts/chart)\d+\.xml", name):
                for run in etree.fromstring(file.read(name)).iter(f"{DRAWING}rPr", f"{DRAWING}defRPr"):
                    assert run.find(f"{DRAWING}latin") is not None and run.find(f"{DRAWING}ea") is not None


def test_every_slide_says_data_date_marks_and_page() -> None:
    for place, slide in enumerate(opened(to_pptx(pack())).slides, start=1):
        said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "数据截至 2026-10-31" in said and "虚构数据" in said and "来源" in said
        assert any(shape.name == "页码" and str(place) in shape.text_frame.text for shape in slide.shapes)


def test_each_indicator_has_a_slide_headed_by_its_finding() -> None:
    made = pack()
    heads = [
        s.shapes.title.text_frame.text for s in opened(to_pptx(made)).slides if s.shapes.title is not None
    ]
    for section in made.sections:
        assert section.finding in heads
    assert "乙县 97.996" in made.sections[0].finding and "丙县" in made.sections[0].finding


def test_a_ranking_of_few_units_has_its_table_beside_it() -> None:
    made = pack(trends={})
    [slide] = [
        s for s in opened(to_pptx(made)).slides if s.shapes.title.text_frame.text == made.sections[0].finding
    ]
    [table] = [shape for shape in slide.shapes if shape.has_table]
    [chart] = [shape for shape in slide.shapes if shape.has_chart]
    assert chart.left + chart.width <= table.left
    assert {row.cells[0].text for row in table.table.rows} == {
        "单位",
        *(row.unit for row in made.sections[0].all_rows),
    }


@pytest.mark.parametrize("shape", Format)
def test_a_deck_is_not_twice_as_long_as_its_list_of_indicators(shape: Format) -> None:
    found = [f"T-{n:02d}" for n in range(20)]
    made = pack(
        indicators=[indicator(one, f"示例指标{one}") for one in found],
        verdicts=[v for one in found for v in rates(one, [f"示例{n}县" for n in range(10, 22)])],
        trends={},
    )
    assert len(opened(to_pptx(made, SlideOptions(shape))).slides) <= 40


def test_lists_name_misses_silent_units_tasks_disposals_and_clauses() -> None:
    said = texts(to_pptx(pack()))
    for word in ("乙县", "✕ 未达标", "○ 未报送", "专项检查", "✕ 逾期", "示例糕点", "60", "U000001"):
        assert any(word in text for text in said), word
    assert any("《示例文件》附件2" in text for text in said)


def test_draft_targets_are_marked_on_every_slide() -> None:
    line = replace(judged(State.MET), is_draft=True)
    made = pack(
        verdicts=[verdict(ROOT, "98.3", targets=(line,)), verdict("甲县", "99.1", targets=(line,))], marks=()
    )
    for slide in opened(to_pptx(made)).slides:
        assert any("征求意见稿" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_text_of_the_data_stays_text_everywhere() -> None:
    found = [replace(v, unit=HOSTILE + v.unit) for v in rates()]
    content = to_pptx(pack(verdicts=found, title=HOSTILE, signer=HOSTILE, marks=(HOSTILE,)))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in file.read(name)
    assert any('=cmd|"/c calc"!A1 <a:t>&' in text for text in texts(content))


def test_the_same_pack_gives_the_same_bytes_apart_from_its_time() -> None:
    assert to_pptx(pack()) == to_pptx(pack())
    later = to_pptx(pack(made_at=MADE_AT + timedelta(days=1), signer=""))
    with (
        zipfile.ZipFile(io.BytesIO(to_pptx(pack(signer="")))) as one,
        zipfile.ZipFile(io.BytesIO(later)) as two,
    ):
        assert one.namelist() == two.namelist()
        assert [n for n in one.namelist() if one.read(n) != two.read(n)] == ["docProps/core.xml"]


@pytest.mark.parametrize("shape", Format)
def test_nothing_leaves_a_slide_with_eighty_units_and_twenty_indicators(shape: Format) -> None:
    deck = opened(to_pptx(big(), SlideOptions(shape)))
    for slide in deck.slides:
        for one in slide.shapes:
            assert one.left >= 0 and one.top >= 0
            assert one.left + one.width <= deck.slide_width and one.top + one.height <= deck.slide_height
            foot = next(s for s in slide.shapes if s.name == "页脚")
            assert one.name in ("页脚", "页码") or one.top + one.height <= foot.top + Pt(1), one.name


def test_the_grid_repeats_its_head_and_shows_every_cell_once() -> None:
    made = big(80, 20)
    heads, cells = set(), 0
    for slide in opened(to_pptx(made)).slides:
        for shape in slide.shapes:
            if shape.has_table and shape.name == "状态表":
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                assert rows[0][0] == "单位"
                heads |= set(rows[0][1:])
                cells += sum(len(row) - 1 for row in rows[1:])
    assert (len(heads), cells) == (20, 81 * 20)


def test_no_text_is_smaller_than_ten_points() -> None:
    with zipfile.ZipFile(io.BytesIO(to_pptx(big(30, 3)))) as file:
        for name in file.namelist():
            if re.match(r"ppt/(slides/slide|charts/chart)\d+\.xml", name):
                assert all(int(size) >= 1000 for size in re.findall(rb' sz="(\d+)"', file.read(name)))


@pytest.mark.parametrize("found", [silent(rates()), []], ids=["all missing", "nothing"])
def test_a_pack_without_figures_can_still_be_made(found: list) -> None:
    content = to_pptx(pack(verdicts=found, trends={}))
    assert len(opened(content).slides) >= 2
    if found:
        assert any("均未报送" in text for text in texts(content))


def template(is_bare: bool = False) -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(800), Pt(600)
    for layout in deck.slide_layouts:
        layout.name = f"本局{layout.name}"
        for shape in list(layout.placeholders):
            if is_bare:
                shape._element.getparent().remove(shape._element)
    deck.slides.add_slide(deck.slide_layouts[6])
    memory = io.BytesIO()
    deck.save(memory)
    return memory.getvalue()


def test_an_offices_template_keeps_its_size_layouts_and_titles() -> None:
    deck = opened(to_pptx(pack(), SlideOptions(template=template())))
    assert (deck.slide_width, deck.slide_height) == (Pt(800), Pt(600))
    assert {slide.slide_layout.name for slide in deck.slides} == {"本局Title Slide", "本局Title Only"}
    assert all(slide.shapes.title is not None for slide in deck.slides)
    assert deck.slides[0].shapes.title.text_frame.text == "示例市食品安全指标通报"


def test_a_template_without_any_place_still_gets_its_texts() -> None:
    said = texts(to_pptx(pack(), SlideOptions(template=template(is_bare=True))))
    assert any("示例市食品安全指标通报" in text for text in said)


@pytest.mark.parametrize("content", [b"", b"not a file", b"PK\x03\x04broken"])
def test_a_template_that_cannot_be_read_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refusal, match="模板"):
        to_pptx(pack(), SlideOptions(template=content))


def test_progress_runs_to_its_end() -> None:
    heard: list[tuple[int, int]] = []
    to_pptx(pack(), step=lambda done, whole: heard.append((done, whole)))
    assert heard[-1][0] == heard[-1][1] and [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_the_trend_shows_last_year_and_every_month_once() -> None:
    [trend] = [one for one in pack().sections[0].charts if one.kind is Kind.TREND]
    content = to_pptx(pack())
    [drawn] = [c for c in charts(content) if any(s.name == "2026年" for plot in c.plots for s in plot.series)]
    series = {s.name: list(s.values) for plot in drawn.plots for s in plot.series}
    own = trend.of(Role.OWN)
    assert own is not None
    assert series["2026年"] == [None if p is None else float(p.display) for p in own.points]
    assert series["上年同期"][:10] == [float(f"97.{n}0") for n in range(1, 11)]


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="no LibreOffice here"
)
def test_libreoffice_draws_every_slide(tmp_path: Path) -> None:
    content = to_pptx(build := pack())
    (tmp_path / "pack.pptx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "pack.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    if not (tmp_path / "pack.pdf").exists():
        pytest.skip("this LibreOffice has no Impress")
    drawn = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "pack.pdf"), "-"], check=True, capture_output=True, timeout=60
    )
    pages = drawn.stdout.decode("utf-8").rstrip("\f").split("\f")
    assert len(pages) == len(opened(content).slides)
    said = re.sub(r"\s", "", "".join(pages))
    for words in (build.title, "乙县97.996", "98.3", "丙县", "考核≥98"):
        assert re.sub(r"\s", "", words) in said
