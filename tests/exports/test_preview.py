"""The preview shows what stands in the finished files: every text, every value of every chart, as text."""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from domain.finding import Refusal
from exports.axis import Axis
from exports.chart_shape import Column, Drawn, OfficeChart
from exports.chart_xml import chart_xml
from exports.docx import to_docx
from exports.pack import Pack
from exports.preview import Preview, preview_of
from exports.preview.chart_draw import draw_chart
from exports.preview.chart_read import C, ReadChart, read_chart
from exports.preview.letter_text import R
from exports.preview.model import Drawing, Placed, Table, Words, texts
from exports.preview.numbers import shown
from exports.preview.rendered import find_office, has_rasteriser, rendered
from exports.slides import SlideOptions, to_pptx
from exports.slides.deck import Format
from exports.workbook import to_xlsx
from tests.exports.packs import LONG, rates
from tests.exports.packs import pack as small_pack
from tests.exports.paper_packs import pack as paper_pack
from tests.exports.paper_packs import two_sections

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a]]>b&amp;c",
    "=1+1",
    "javascript:alert(1)",
)


@pytest.fixture(scope="module")
def made() -> Pack:
    return paper_pack(*two_sections())


def words_of(preview: Preview) -> str:
    return "\n".join(texts(preview))


def chart_parts(content: bytes) -> list[bytes]:
    package = Presentation(io.BytesIO(content)).part.package
    return [part.blob for part in package.iter_parts() if "/charts/chart" in str(part.partname)]


def drawings(preview: Preview) -> Iterator[Drawing]:
    for page in preview.pages:
        for item in getattr(page, "items", ()):
            if isinstance(item.block, Drawing):
                yield item.block


@pytest.mark.parametrize("shape", list(Format))
def test_every_text_of_every_slide_is_shown_on_its_page(made: Pack, shape: Format) -> None:
    content = to_pptx(made, SlideOptions(shape))
    slides, preview = Presentation(io.BytesIO(content)).slides, preview_of("pptx", content)
    assert len(preview.pages) == len(slides)
    for slide, page in zip(slides, preview.pages, strict=True):
        said = "\n".join(texts(page))
        for shape_ in slide.shapes:
            frames = [shape_.text_frame] if shape_.has_text_frame else []
            if shape_.has_table:
                frames = [cell.text_frame for row in shape_.table.rows for cell in row.cells]
            for frame in frames:
                for paragraph in frame.paragraphs:
                    assert paragraph.text in said


def test_shapes_stand_where_the_file_puts_them(made: Pack) -> None:
    content = to_pptx(made)
    for slide, page in zip(
        Presentation(io.BytesIO(content)).slides, preview_of("pptx", content).pages, strict=True
    ):
        wanted = {(s.left, s.top, s.width, s.height) for s in slide.shapes}
        found = {tuple(round(v * 12_700) for v in (i.left, i.top, i.width, i.height)) for i in page.items}
        assert wanted <= found


def test_cells_keep_their_fill_and_texts_their_look(made: Pack) -> None:
    content = to_pptx(made)
    raw = b"".join(
        part.blob for part in Presentation(io.BytesIO(content)).part.package.iter_parts()
        if "/slides/slide" in str(part.partname)
    )  # fmt: skip
    preview = preview_of("pptx", content)
    tables = [i.block for page in preview.pages for i in page.items if isinstance(i.block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    fills = {cell.fill for cell in cells}
    assert all(fill[1:].encode() in raw for fill in fills if fill)
    assert len(fills) > 2
    looks = {run.look for cell in cells for one in cell.paragraphs for run in one.runs}
    assert all(f'sz="{round(look.size * 100)}"'.encode() in raw for look in looks)
    assert all("YaHei" in look.fonts for look in looks)


def test_a_chart_is_drawn_from_the_values_of_its_part(made: Pack) -> None:
    content = to_pptx(made)
    for blob in chart_parts(content):
        chart = read_chart(blob)
        root = etree.fromstring(blob)
        raw = [
            [(int(p.get("idx")), Decimal(p.findtext(f"{C}v"))) for p in cache.iter(f"{C}pt")]
            for cache in root.iter(f"{C}numCache")
        ]
        read = [[(at, v) for at, v in enumerate(one.values) if v is not None] for one in chart.series]
        assert sorted(map(str, read)) == sorted(map(str, raw))
        assert list(chart.categories) == [
            p.findtext(f"{C}v") for p in next(root.iter(f"{C}cat")).iter(f"{C}pt")
        ]


def test_every_labelled_value_is_written_and_its_bar_is_as_high_as_it_is(made: Pack) -> None:
    content = to_pptx(made)
    assert len(list(drawings(preview_of("pptx", content)))) == len(chart_parts(content)) > 2
    for blob in chart_parts(content):
        chart = read_chart(blob)
        drawn = draw_chart(chart, 600, 300)
        said = [mark.text for mark in drawn.marks if isinstance(mark, Words)]
        for series in chart.series:
            for place, value in enumerate(series.values):
                label = series.label_at(place)
                if value is not None and label is not None and label.shows_value:
                    assert shown(value, label.code) in said
        check_heights(chart, drawn)


def check_heights(chart: ReadChart, drawn: Drawing) -> None:
    bars = [one for one in chart.series if one.is_bar]
    if chart.is_stacked or chart.inner is None or not bars:
        return
    ends = [re.match(r"M[\d.]+ ([\d.]+)h[\d.]+V([\d.]+)h-", getattr(m, "path", "")) for m in drawn.marks]
    heights = sorted(float(e[2]) - float(e[1]) for e in ends if e)
    point = chart.inner[3] * drawn.height / (chart.axis.high - chart.axis.low)
    values = [value for one in bars for value in one.values if value is not None]
    assert heights == pytest.approx(
        sorted(abs(float(value) - chart.crosses_at) * point for value in values), abs=0.2
    )


def test_a_silent_unit_has_no_bar_and_a_target_has_its_line(made: Pack) -> None:
    charts = [read_chart(blob) for blob in chart_parts(to_pptx(made))]
    silent = [chart for chart in charts if any("未报送" in name for name in chart.categories)]
    assert silent
    for chart in silent:
        place = next(at for at, name in enumerate(chart.categories) if "未报送" in name)
        assert all(one.values[place] is None for one in chart.series if one.is_bar)
    assert any(
        one.label_at(len(one.values) - 1).shows_name for c in silent for one in c.series if not one.is_bar
    )


def test_every_paragraph_and_cell_of_the_letter_is_shown(made: Pack) -> None:
    content = to_docx(made)
    document, preview = docx.Document(io.BytesIO(content)), preview_of("docx", content)
    said = words_of(preview)
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for text in [p.text for p in document.paragraphs] + [cell.text for cell in cells]:
        for line in text.split("\n"):
            assert line in said
    body = preview.pages[0]
    assert (round(body.width), round(body.height)) == (595, 842)
    assert [round(one / 28.3465, 1) for one in body.margins] == [3.7, 2.6, 3.5, 2.8]
    assert "".join(texts(body.foot)) == "— 1 —"
    assert any(page.width > page.height for page in preview.pages)  # the annex that lies across


def test_a_letter_keeps_fonts_sizes_and_indents(made: Pack) -> None:
    blocks = preview_of("docx", to_docx(made)).pages[0].blocks
    title = blocks[0]
    assert title.align == "center" and title.runs[0].look.size == 22
    assert title.runs[0].look.fonts.startswith("'Times New Roman','方正小标宋简体'")
    sentence = next(b for b in blocks if getattr(b, "first", 0))
    assert (sentence.first, sentence.line, sentence.runs[0].look.size) == (32, 28, 16)
    assert any(isinstance(block, Drawing) for block in blocks)


def test_the_first_rows_of_every_sheet_are_shown_with_their_results(made: Pack) -> None:
    content = to_xlsx(made)
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    preview = preview_of("xlsx", content)
    assert [page.label for page in preview.pages] == book.sheetnames
    for page in preview.pages:
        said = "\n".join(texts(page.table))
        for row in book[page.label].iter_rows(max_row=20, max_col=6):
            for cell in row:
                if isinstance(cell.value, str):
                    assert cell.value in said
    live = [c for page in preview.pages for row in page.table.rows for c in row.cells if c.hint]
    assert live and all(cell.hint.startswith("=") for cell in live)
    assert all(
        "".join(texts(cell.paragraphs)) for cell in live if "IF(" in cell.hint and '""' not in cell.hint
    )


def test_hostile_text_stays_text() -> None:
    for words in HOSTILE:
        found = small_pack(title=words, signer=words, verdicts=rates(units=(words, "乙县", "丙县")))
        for kind, content in (("pptx", to_pptx(found)), ("docx", to_docx(found)), ("xlsx", to_xlsx(found))):
            preview = preview_of(kind, content)
            assert words in words_of(preview)
            for page in preview.pages:
                assert not any(
                    isinstance(item, Placed) and words in str(getattr(item.block, "fill", ""))
                    for item in getattr(page, "items", ())
                )


def test_eighty_units_are_all_there() -> None:
    units = tuple(LONG.format(number) for number in range(80))
    found = small_pack(verdicts=rates(units=units))
    for kind, content in (("pptx", to_pptx(found)), ("docx", to_docx(found)), ("xlsx", to_xlsx(found))):
        said = words_of(preview_of(kind, content))
        assert all(unit in said for unit in units), kind


def test_an_own_template_shows_its_background_and_its_logo(made: Pack) -> None:
    template = Presentation()
    background = template.slide_master.background.fill
    background.solid()
    background.fore_color.theme_color = 5  # accent 1
    memory = io.BytesIO()
    template.save(memory)
    page = preview_of("pptx", to_pptx(made, SlideOptions(template=memory.getvalue()))).pages[1]
    assert page.background == "#4F81BD"


@pytest.mark.parametrize(
    ("value", "code", "wanted"),
    [
        ("97.995", "#,##0.00", "98.00"),
        ("-1234.5", "#,##0.0", "-1,234.5"),
        ("97.5", '"✕ "#,##0.0;"✕ "-#,##0.0', "✕ 97.5"),
        ("-3", '"● "#,##0;"● "-#,##0', "● -3"),
        ("0", "#,##0;-#,##0;", ""),
        ("0.125", "0.0%", "12.5%"),
        ("1200.50", "General", "1200.5"),
        ("46235", "yyyy-mm-dd", "2026-08-01"),
        ("31", '0"天"', "31天"),
    ],
)
def test_numbers_are_written_as_their_format_says(value: str, code: str, wanted: str) -> None:
    assert shown(Decimal(value), code) == wanted


def lying(**changed: object) -> OfficeChart:
    """Returns two lying bars, 10 and 4, as a funnel has them."""
    column = Column("件", (Decimal(10), Decimal(4)), Drawn.BAR, "#1F4E79", is_labelled=True, places=(0, 0))
    names = ("检查\n每百家次 5 件", "立案")
    axis = Axis(0.0, 12.0, 2.0, 0.0)
    plain = OfficeChart("漏斗", "件", names, (column,), False, 0, axis, (600, 300), False, is_across=True)
    return replace(plain, **changed)


def test_lying_bars_are_as_long_as_their_values_and_the_first_is_on_top() -> None:
    drawn = draw_chart(read_chart(chart_xml(lying())), 600, 300)
    ends = [re.match(r"M([\d.]+) ([\d.]+)H([\d.]+)v", getattr(m, "path", "")) for m in drawn.marks]
    (first, top, last), (start, lower, end) = ([float(one) for one in e.groups()] for e in ends if e)
    assert first == start and top < lower
    assert (last - first) / (end - start) == pytest.approx(10 / 4, abs=0.01)
    said = [mark.text for mark in drawn.marks if isinstance(mark, Words)]
    assert {"检查", "每百家次 5 件", "立案", "10", "4"} <= set(said)


def test_ticks_that_would_run_together_lean_inside_the_frame() -> None:
    days = lying(axis=Axis(46_235.0, 46_385.0, 30.0, 46_235.0), tick_code="yyyy-mm-dd")
    drawn = draw_chart(read_chart(chart_xml(days)), 300, 300)
    ticks = [mark for mark in drawn.marks if isinstance(mark, Words) and mark.text.startswith("2026-")]
    assert {mark.turn for mark in ticks} == {-45}
    assert all(mark.y - 0.71 * 10 * 0.62 * mark.size > 0 for mark in ticks)


def test_a_kind_of_chart_not_drawn_is_named_not_left_out() -> None:
    blob = chart_parts(to_pptx(paper_pack(*two_sections())))[0].replace(b"barChart", b"pieChart")
    drawn = draw_chart(read_chart(blob), 400, 300)
    assert "预览里不画" in "".join(mark.text for mark in drawn.marks if isinstance(mark, Words))


def test_a_file_that_cannot_be_read_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="请下载后打开"):
        preview_of("docx", chart_less_document())


def chart_less_document() -> bytes:
    """Returns a document with a chart frame whose chart is not there, as a broken template may have."""
    document = docx.Document(io.BytesIO(to_docx(paper_pack(*two_sections()))))
    next(document.element.body.iter(f"{C}chart")).set(f"{R}id", "rId999")
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def test_without_an_office_suite_the_other_preview_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("PROGRAMFILES", raising=False)
    monkeypatch.delenv("PROGRAMFILES(X86)", raising=False)
    with pytest.raises(Refusal, match="没有 LibreOffice"):
        rendered("甲.pptx", b"")


@pytest.mark.skipif(find_office() is None or not has_rasteriser(), reason="no LibreOffice or no pypdfium2")
def test_an_office_suite_lays_out_as_many_pages(made: Pack) -> None:
    content = to_pptx(replace(made, sections=made.sections[:1]))
    found = rendered("甲.pptx", content)
    assert len(found.pages) == len(Presentation(io.BytesIO(content)).slides)
    assert len(found.pictures) > 1
