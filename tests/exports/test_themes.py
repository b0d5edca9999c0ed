"""Holds the charts beside the indicators to the same figures on the screen, on slides and in papers."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from charts.ageing import describe_ageing
from charts.description import Description, Kind
from charts.draw import draw
from charts.funnel import Step, describe_funnel
from charts.phases import AHEAD, ENDED, RUNNING, PhaseBar, describe_phases
from exports.chart import office_chart
from exports.chart_choice import is_telling
from exports.chart_room import Room
from exports.docx import DocxOptions, to_docx
from exports.pack import Language, Pack
from exports.slides import Format, SlideOptions, to_pptx
from exports.slides.markup import Box
from exports.slides.tables import BOTH, beside_table
from exports.themes import table_of
from exports.workbook import to_xlsx
from metrics.disposal_result import DisposalRules, ageing
from tests.charts.results import CAPTION
from tests.exports.packs import pack

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DAY_ZERO = date(1899, 12, 30)
STEPS = [
    Step("检查企业", Decimal("26351.000000")),
    Step("立案", Decimal(1320), "每百家次 5.01 件"),
    Step("结案", Decimal(0), "结案率 0.00 %"),
    Step("移送司法", None),
]
BARS = [
    PhaseBar("1 完善制度", date(2026, 8, 1), date(2026, 8, 31), ENDED, "报送方案"),
    PhaseBar("2 实施应用", date(2026, 9, 1), date(2026, 9, 30), RUNNING, "=1+1"),
    PhaseBar("3 优化提升", date(2026, 10, 1), date(2026, 12, 31), AHEAD),
]


def buckets(*tasks: int) -> list:
    found = ageing([], DisposalRules())
    return [replace(one, tasks=count) for one, count in zip(found, tasks, strict=True)]


FUNNEL = describe_funnel(STEPS, replace(CAPTION, title="从检查到移送", measured_in="家次、件"))
AGEING = describe_ageing(buckets(0, 1, 2, 1, 1, 3, 17, 1026), replace(CAPTION, title="离期限的天数"))
PHASES = describe_phases(BARS, replace(CAPTION, title="专项治理的阶段"))
THEMES = (FUNNEL, AGEING, PHASES)


def themed(**changed: object) -> Pack:
    return pack(themes=THEMES, **changed)


def on_screen(description: Description) -> list[float]:
    """Returns what Plotly draws: counts, or first day and length of each phase as a spreadsheet counts days."""
    [trace] = draw(description)["data"]
    if description.kind is not Kind.PHASES:
        return [float(value) for value in trace["x" if description.kind is Kind.FUNNEL else "y"]]
    days = [float((date.fromisoformat(day) - DAY_ZERO).days) for day in trace["base"]]
    return sorted([*days, *(length / 86_400_000 for length in trace["x"])])


def in_order(description: Description, found: dict[int, list[float]]) -> list[float]:
    """Returns the figures of a chart's series by their place on the category axis."""
    drawn = [value for place in sorted(found) for value in found[place]]
    return sorted(drawn) if description.kind is Kind.PHASES else drawn


def from_xml(xml: bytes) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for series in etree.fromstring(xml).iterfind(f".//{C}ser"):
        for point in series.iterfind(f"{C}val//{C}pt"):
            found.setdefault(int(point.get("idx")), []).append(float(point.find(f"{C}v").text))
    return found


def parts(content: bytes, folder: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith(folder) and name.endswith(".xml")]
        return [package.read(name) for name in names]


def slide_charts(made: Pack) -> Iterator[tuple[str, bytes, bytes]]:
    """Yields name, XML and sheet of every chart of the slides."""
    for slide in Presentation(io.BytesIO(to_pptx(made))).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                part = shape.chart.part
                yield shape.name, etree.tostring(part._element), part.chart_workbook.xlsx_part.blob


@pytest.mark.parametrize("description", THEMES, ids=lambda d: d.kind)
def test_screen_slides_and_letter_draw_the_same_figures(description: Description) -> None:
    wanted = on_screen(description)
    assert wanted
    [(_, xml, sheet)] = [one for one in slide_charts(themed()) if one[0] == description.title]
    assert in_order(description, from_xml(xml)) == wanted
    kept = openpyxl.load_workbook(io.BytesIO(sheet)).active
    rows = [
        [_number(cell.value) for cell in line[1:] if cell.value is not None]
        for line in kept.iter_rows(min_row=2)
    ]
    assert in_order(description, dict(enumerate(rows))) == wanted
    letter = [from_xml(one) for one in parts(to_docx(themed()), "word/charts/")]
    assert wanted in [in_order(description, one) for one in letter]


def _number(value: object) -> float:
    return float((value.date() - DAY_ZERO).days) if hasattr(value, "date") else float(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("description", THEMES, ids=lambda d: d.kind)
def test_the_workbook_draws_from_cells_with_the_same_figures(description: Description) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(themed())))
    sheet = book["案件、处置和专项治理"]
    names = [one.split("\n")[0] for one in office_chart(description, (600, 240)).categories]
    wanted, found = on_screen(description), {}
    for line in sheet.iter_rows(min_col=6):
        texts = [cell for cell in line if isinstance(cell.value, str) and cell.value.split("\n")[0] in names]
        for head in texts:
            place = names.index(str(head.value).split("\n")[0])
            after = [c.value for c in line if c.column > head.column and c.value is not None]
            found[place] = [_number(value) for value in after]
    assert in_order(description, found) == wanted
    assert len(sheet._charts) == 3


@pytest.mark.parametrize("description", THEMES, ids=lambda d: d.kind)
def test_the_table_beside_a_chart_says_what_the_screen_says(description: Description) -> None:
    _, rows = table_of(description)
    made = themed()
    slides = Presentation(io.BytesIO(to_pptx(made))).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    said = [tuple(cell.text for cell in row.cells) for table in tables for row in table.rows]
    letter = docx.Document(io.BytesIO(to_docx(made)))
    written = [tuple(cell.text for cell in row.cells) for table in letter.tables for row in table.rows]
    screen = str(draw(description))
    for row in rows:
        assert row in said and row in written
        assert all(words in screen for words in row[:2])


def test_what_nobody_filled_in_is_named_and_never_zero() -> None:
    chart = office_chart(FUNNEL, (400, 300))
    assert chart.columns[0].values == (26351, 1320, 0, None)
    assert chart.categories[3] == "移送司法\n未填" and "移送司法 未填" in FUNNEL.finding


def test_phases_are_a_stacked_bar_whose_first_part_is_not_seen() -> None:
    [xml] = [one[1] for one in slide_charts(themed()) if one[0] == PHASES.title]
    chart = etree.fromstring(xml)
    assert chart.find(f".//{C}barDir").get("val") == "bar"
    assert chart.find(f".//{C}grouping").get("val") == "stacked"
    first = chart.find(f".//{C}ser")
    assert b"noFill" in etree.tostring(first.find(f"{C}spPr"))
    assert first.find(f".//{C}formatCode").text == "yyyy-mm-dd"
    assert chart.find(f".//{C}valAx/{C}numFmt").get("formatCode") == "yyyy-mm-dd"
    assert chart.find(f".//{C}legend") is None


def test_open_tasks_have_the_colours_of_the_screen_and_a_legend_that_names_them() -> None:
    colours = dict(zip(draw(AGEING)["data"][0]["x"], draw(AGEING)["data"][0]["marker"]["color"], strict=True))
    chart = office_chart(AGEING, (400, 300))
    for column in chart.columns:
        for name, value in zip(chart.categories, column.values, strict=True):
            assert value is None or column.colour == colours[name]
    assert [column.name for column in chart.columns] == ["超期未完成", "将到期", "办理中"]


def test_themes_that_say_nothing_are_left_out() -> None:
    nothing = describe_ageing(buckets(0, 0, 0, 0, 0, 0, 0, 0), CAPTION)
    unfilled = describe_funnel([Step("检查企业", None)], CAPTION)
    assert not any(is_telling(one) for one in (nothing, unfilled, describe_phases([], CAPTION)))
    assert pack(themes=(nothing, unfilled)).themes == ()
    zero = describe_funnel([Step("检查企业", Decimal(0))], CAPTION)
    assert pack(themes=(zero,)).themes == (zero,)
    to_pptx(pack(themes=(zero,)))


def test_a_finding_counts_what_the_bars_show() -> None:
    assert AGEING.finding == "共 1,051 件，其中超期未完成 4 件、将到期 1 件、办理中 1,046 件"
    assert PHASES.finding == "2 实施应用进行中，至 2026-09-30"
    middle = describe_phases(BARS, replace(CAPTION, as_of="2026-09-21"))
    assert middle.finding == "2 实施应用进行中，至 2026-09-30，还有 9 天"
    assert "截至 2026-09-21" in middle.foot and "数据截至" not in middle.foot
    assert describe_phases(BARS[:1], CAPTION).finding == "全部 1 个阶段已结束"
    assert describe_phases(BARS[2:], CAPTION).finding == "3 优化提升未开始，自 2026-10-01 起"


@pytest.mark.parametrize("shape", Format)
def test_many_long_phases_stay_on_their_slides(shape: Format) -> None:
    long = [replace(BARS[n % 3], name=f"{n} 很长的阶段名称", remark="应完成的事" * 30) for n in range(12)]
    made = pack(themes=(describe_phases(long, CAPTION),))
    shown = Presentation(io.BytesIO(to_pptx(made, SlideOptions(shape))))
    for slide in shown.slides:
        for one in slide.shapes:
            assert one.left + one.width <= shown.slide_width and one.top + one.height <= shown.slide_height


def test_words_below_a_headline_never_end_inside_a_date() -> None:
    for count in range(0, 90, 3):
        caption = replace(CAPTION, title="离期限的天数", subtitle="说明" * (count // 2) + "。" * (count % 2))
        made = pack(themes=(describe_ageing(buckets(0, 1, 2, 1, 1, 3, 17, 9), caption),))
        shown = Presentation(io.BytesIO(to_pptx(made, SlideOptions(Format.NORMAL))))
        [slide] = [one for one in shown.slides if one.shapes.title.text_frame.text.startswith("离期限的天数")]
        [said] = [one.text_frame.text for one in slide.shapes if one.name == "说明"]
        assert "数据截至" not in said or f"数据截至 {CAPTION.as_of}" in said


def test_a_legend_of_many_lines_stands_above_the_plot() -> None:
    tops = []
    for broad in (600.0, 260.0, 140.0):
        room = Room(office_chart(pack().sections[0].charts[0], (broad, 280.0)))
        tops.append(room.inner()[1] * 280)
    assert tops[0] == 30 and tops == sorted(tops) and tops[-1] > 30


def test_labels_of_close_targets_keep_apart_where_a_long_one_takes_two_lines() -> None:
    chart = office_chart(pack().sections[0].charts[0], (600.0, 280.0))
    bar, line = chart.columns[0], next(one for one in chart.columns if one.is_named)
    moved = []
    for name in ("目标 ≥98", "目标 ≥98（征求意见稿，沿用往年文件）"):
        close = (bar, replace(line, name=name), replace(line, name="序时 97.9"))
        moved.append(Room(replace(chart, columns=close)).shifts()["序时 97.9"])
    assert 0 < moved[0] < moved[1]


def test_charts_and_tables_of_themes_can_be_left_out_of_the_letter() -> None:
    content = to_docx(themed(), DocxOptions(charts=False, tables=False))
    said = [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    assert not parts(content, "word/charts/") and any(FUNNEL.finding in text for text in said)


def test_headings_of_the_workbook_can_stand_in_both_languages() -> None:
    chinese = openpyxl.load_workbook(io.BytesIO(to_xlsx(themed())))
    both = openpyxl.load_workbook(io.BytesIO(to_xlsx(themed(language=Language.BOTH))))
    assert chinese.sheetnames[:2] == ["目录", "状态总表"] and both.sheetnames[0] == "目录 Index"
    assert len(both.sheetnames) == len(chinese.sheetnames)
    for before, after in zip(chinese.worksheets, both.worksheets, strict=True):
        pairs = [
            (old.value, new.value)
            for row, other in zip(before.iter_rows(), after.iter_rows(), strict=True)
            for old, new in zip(row, other, strict=True)
            if not str(old.value).startswith("=")
        ]
        changed = [(old, new) for old, new in pairs if old != new]
        assert changed and all(str(new).startswith(str(old)) for old, new in changed)
        assert all(old == new for old, new in pairs if not isinstance(old, str))
    heads = [cell.value for cell in both.worksheets[2][6]] + [cell.value for cell in both.worksheets[2][7]]
    assert "单位\nUnit" in heads and "状态\nState" in heads


def test_a_narrow_slide_has_both_counts_in_one_column() -> None:
    [section] = pack(trends={}).sections
    heads = []
    for broad in range(800, 300, -10):
        page = beside_table(section, Box(0, 0, float(broad), 380))
        heads.append([cell.text for cell in page.rows[0]] if page else [])
    found = [
        "apart" if "分母" in one else BOTH if BOTH in one else "none" if one else "alone" for one in heads
    ]
    assert list(dict.fromkeys(found))[:2] == ["apart", BOTH] and found == sorted(found, key=found.index)
    narrow = beside_table(section, Box(0, 0, 800.0 - 10 * found.index(BOTH), 380))
    assert narrow is not None
    said = {tuple(cell.text for cell in row)[:2] for row in narrow.rows[1:]}
    assert {
        (row.unit, f"{row.numerator}/{row.denominator}" if row.value else "") for row in section.all_rows
    } == said
