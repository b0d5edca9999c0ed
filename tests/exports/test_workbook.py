"""Opens the workbook again: every figure is the verdict's, formulas give exactly the stored results."""

import io
import math
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from domain.state import State
from exports.pack import Pack, Row, Section
from exports.workbook import to_xlsx
from tests.exports import paper_packs

NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


def small() -> Pack:
    return paper_packs.pack(*paper_packs.two_sections())


def opened(content: bytes, values: bool = False) -> Book:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def lines(sheet: Worksheet, section: Section) -> dict[str, dict[str, object]]:
    """Returns unit → column head → cell value of an indicator's table."""
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "单位")
    names = [str(cell.value) for cell in sheet[head] if cell.value is not None]
    found = {}
    for row in range(head + 1, head + 1 + len(section.all_rows)):
        found[str(sheet.cell(row, 1).value)] = {
            name: sheet.cell(row, col).value for col, name in enumerate(names, 1)
        }
    return found


def column(line: dict[str, object], start: str) -> object:
    return next(value for name, value in line.items() if name.startswith(start))


def near(found: object, wanted: object) -> bool:
    """Tells whether two numbers agree in the digits a spreadsheet's file keeps."""
    return math.isclose(float(found), float(wanted), rel_tol=1e-14, abs_tol=1e-14)  # type: ignore[arg-type]


def same(row: Row, line: dict[str, object]) -> None:
    """Asserts that a line of the sheet says what the verdict says, to the last digit."""
    verdict = row.verdict
    if verdict.state is State.NOT_REPORTED:
        assert column(line, "分子") == column(line, "数值") == "未报送"
        return
    assert column(line, "分子") == verdict.numerator
    if verdict.denominator is not None:
        base = next(line[name] for name in line if name.startswith(("分母", "人口")))
        assert base == verdict.denominator
    value = column(line, "数值")
    assert value == verdict.display if verdict.value is None else near(value, verdict.value)
    assert line["状态"] == row.state
    if row.target and row.target.gap is not None:
        assert near(line["与目标差"], row.target.gap)
    if row.target and row.target.pace:
        assert near(line["序时"], row.target.pace.expected)


def compare(book: Book, pack: Pack) -> int:
    count = 0
    for place, section in enumerate(pack.sections, start=1):
        found = lines(book[book.sheetnames[1 + place]], section)
        for row in section.all_rows:
            same(row, found[row.unit])
            count += 1
    return count


def test_every_stored_figure_is_the_verdicts() -> None:
    pack = small()
    assert compare(opened(to_xlsx(pack), values=True), pack) == len(pack.verdicts)


def test_rates_totals_gaps_and_states_are_live_formulas() -> None:
    pack = small()
    found = lines(opened(to_xlsx(pack))["1食品抽检合格率"], pack.sections[0])
    assert str(found["甲县"]["数值（%）"]).startswith("=IF($C") and "*100/$C" in str(
        found["甲县"]["数值（%）"]
    )
    assert str(found["丁县"]["数值（%）"]).startswith("=IF($C")
    assert re.fullmatch(r"=SUM\(B\d+:B\d+\)", str(column(found["示例市"], "分子")))
    assert str(found["乙县"]["状态"]).startswith("=IF(ISNUMBER") and str(
        found["甲县"]["与目标差"]
    ).startswith("=IF(")
    assert found["丙县"]["数值（%）"] == "未报送"


def test_a_total_that_is_not_the_sum_is_no_sum_and_says_so() -> None:
    pack = small()
    found = lines(opened(to_xlsx(pack))["2农产品和食品检验量"], pack.sections[1])["示例市"]
    assert str(column(found, "分子")).startswith("=SUM(") and column(found, "人口") == 1_000_000
    assert "分母为本级数" in str(found["说明"])


def test_the_sum_runs_over_exactly_the_units() -> None:
    pack = small()
    sheet = opened(to_xlsx(pack))["1食品抽检合格率"]
    at = next(cell.row for cell in sheet["A"] if cell.value == "示例市")
    first, last = at + 1, at + len(pack.sections[0].rows)
    assert sheet.cell(at, 2).value == f"=SUM(B{first}:B{last})"
    assert sheet.cell(last, 1).value == pack.sections[0].rows[-1].unit


def test_the_index_links_every_sheet_and_names_date_uploads_and_versions() -> None:
    pack = small()
    content = to_xlsx(pack)
    index, book = opened(content, values=True)["目录"], opened(content)
    links = {
        cell.coordinate: cell.hyperlink.location
        for row in index.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert {place.split("!")[0].strip("'") for place in links.values()} == set(book.sheetnames) - {"目录"}
    said = "\n".join(str(cell.value) for row in index.iter_rows() for cell in row if cell.value is not None)
    for words in ("数据截至 2026-10-31", pack.versions.words, "虚构数据", "乙县（97.96）", "丙县"):
        assert words in said
    line = next(row for row in index.iter_rows() if row[1].value == "食品抽检合格率")
    assert (
        line[3].value == float(pack.sections[0].total.verdict.value)
        and line[5].value == pack.sections[0].total.state
    )
    sources = "\n".join(str(cell.value) for row in book["口径与来源"].iter_rows() for cell in row)
    assert "示例台账.xlsx" in sources and "征求意见稿" in sources and "U1" in sources


def test_the_grid_refers_to_the_indicators_sheets() -> None:
    pack = small()
    content = to_xlsx(pack)
    formulas, values = opened(content)["状态总表"], opened(content, values=True)["状态总表"]
    at = next(cell for row in formulas.iter_rows() for cell in row if cell.value == "乙县")
    cell = formulas.cell(at.row, 2)
    assert cell.value.startswith("='1食品抽检合格率'!$") and '"✕ "' in cell.number_format
    assert values.cell(at.row, 2).value == float(pack.sections[0].rows[1].verdict.value)


def test_sheets_are_ready_to_print() -> None:
    pack = small()
    for sheet in opened(to_xlsx(pack)).worksheets:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize in (8, 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
        assert sheet.print_area
    indicator = opened(to_xlsx(pack))["1食品抽检合格率"]
    assert indicator.freeze_panes.startswith("B") and indicator.conditional_formatting


def test_a_long_table_repeats_its_header() -> None:
    given = [("示例市", 80, 80), *((f"第{n}单位", 1, 1) for n in range(80))]
    section = paper_packs.section("YC-13", given, paper_packs.target("YC-13", ">=", "98"))
    sheet = opened(to_xlsx(paper_packs.pack(section))).worksheets[2]
    head = next(cell.row for cell in sheet["A"] if cell.value == "单位")
    assert sheet.print_title_rows == f"${head}:${head}"


def test_charts_are_native_combos_drawn_from_cells() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(small()))) as package:
        charts = [
            package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")
        ]
    assert len(charts) == 6
    assert any("<c:barChart>" in xml and "<c:lineChart>" in xml for xml in charts)
    assert all("'!$" in xml for xml in charts)


def test_texts_never_become_formulas_or_links() -> None:
    hostile = "=cmd|'/c calc'!A1\x01<w:p>{{7*7}}"
    pack = small()
    section = pack.sections[0]
    row = replace(section.rows[0], verdict=replace(section.rows[0].verdict, unit=hostile), change="@SUM(1)")
    bad = replace(
        section, label="=1+1/[x]*?:'", rows=(row, *section.rows[1:]), finding="http://example.invalid"
    )
    pack = replace(pack, title="=1+1", signer="+1", sections=(bad, replace(bad)), marks=("=2&P",))
    book = opened(to_xlsx(pack))
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    assert str(cell.value).startswith(("=IF(", "=SUM(", "=$", "='")), cell.value
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert any(cell.value == "=cmd|'/c calc'!A1<w:p>{{7*7}}" and cell.data_type == "s" for cell in cells)


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert to_xlsx(small()) == to_xlsx(small())
    assert opened(to_xlsx(paper_packs.pack())).sheetnames[0] == "目录"


def test_same_names_get_sheets_of_their_own() -> None:
    section = replace(paper_packs.two_sections()[0], label="食" * 60)
    names = opened(to_xlsx(paper_packs.pack(section, section))).sheetnames
    assert len(set(names)) == len(names) and all(len(name) <= 31 for name in names)


@NEEDS_OFFICE
def test_libreoffice_recalculates_every_figure_to_the_verdicts(tmp_path: Path) -> None:
    pack = small()
    (tmp_path / "a.xlsx").write_bytes(_without_results(to_xlsx(pack)))
    (tmp_path / "out").mkdir()
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert compare(opened((tmp_path / "out" / "a.xlsx").read_bytes(), values=True), pack) == len(
        pack.verdicts
    )


def _without_results(content: bytes) -> bytes:
    """Returns the workbook without stored results, so that whoever opens it must calculate."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(memory, "w") as new:
        for member in old.infolist():
            blob = old.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                blob = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", blob)
            new.writestr(member.filename, blob)
    return memory.getvalue()
