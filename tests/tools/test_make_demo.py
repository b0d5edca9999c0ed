"""Checks the demo workbooks: the same every time, visibly fictional, in the layouts offices send."""

import random
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from tools.demo_forms import LINES, SPLIT, case_totals
from tools.demo_story import COUNTIES, tell
from tools.make_demo import SEED, make_demo

Grid = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Returns the demo files by name, written once."""
    return {path.name: path for path in make_demo(tmp_path_factory.mktemp("demo"))}


def grid(path: Path) -> Grid:
    """Returns the cells of a workbook's only sheet, None for blank ones."""
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    return [tuple(None if cell == "" else cell for cell in row) for row in rows]


def case_form(files: dict[str, Path], county: str, month: int) -> Grid:
    """Returns the case form of a county, cumulative to the month."""
    return grid(files[f"铁拳案件统计表_{county}_2026{month:02d}.xlsx"])


def test_the_same_seed_gives_the_same_bytes(files: dict[str, Path], tmp_path: Path) -> None:
    for path in make_demo(tmp_path / "again", SEED):
        assert path.read_bytes() == files[path.name].read_bytes(), path.name


def test_another_seed_gives_another_year() -> None:
    first, second = tell(1), tell(2)
    assert first.samples != second.samples
    assert {name: len(found) for name, found in first.samples.items()} == {
        name: len(found) for name, found in second.samples.items()
    }


def test_every_unit_of_the_story_is_a_unit_of_the_folder(files: dict[str, Path]) -> None:
    demo = load_jurisdiction(JURISDICTIONS / "demo")
    counties = {unit.name for unit in demo.units if unit.kind == "county"}
    assert {county.name for county in COUNTIES} == counties
    for county in COUNTIES:
        line = str(case_form(files, county.name, 4)[1][0])
        sender = re.search(r"报送单位:(\S+)", line)
        assert sender and demo.resolve(sender[1]).name == county.name


def test_the_case_form_has_the_issued_layout(files: dict[str, Path]) -> None:
    path = files["铁拳案件统计表_甲县_202609.xlsx"]
    sheet = load_workbook(path).active
    rows = grid(path)
    assert "统计时间:2026年1月1日至9月30日" in rows[1][0] and "报送时间:2026年10月2日" in rows[1][0]
    assert "案件数据" in rows[2][0] and "违法行为类型" in rows[2][0]
    assert rows[2][2:6] == ("出动", "检查企业", "立案", "结案")
    assert rows[3][2:7] == ("(人次)", "(家次)", "(件)", "(件)", "(万元)")
    assert [row[0] for row in rows[4:13]] == [*(line.violation for line in LINES), "合计"]
    assert str(rows[13][0]).startswith("说明")
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:L1", "A2:L2", "A3:B4"} <= merged
    assert sheet["A3"].border.diagonalDown


def test_a_split_type_is_merged_over_its_subtypes(files: dict[str, Path]) -> None:
    path = files["铁拳案件统计表_乙县_202609.xlsx"]
    assert "A5:A7" in {str(area) for area in load_workbook(path).active.merged_cells.ranges}
    assert [row[1] for row in grid(path)[4:7]] == [line.subtype for line in SPLIT]


def test_the_case_forms_are_cumulative_and_their_totals_agree(files: dict[str, Path]) -> None:
    for county in ("甲县", "乙县"):
        before: Grid | None = None
        for month in range(4, 11):
            rows = [row for row in case_form(files, county, month)[4:] if isinstance(row[2], float)]
            body, total = rows[:-1], rows[-1]
            for column in range(2, 12):
                values = [row[column] for row in body if row[column] is not None]
                assert round(sum(values), 2) == total[column]
            if before:
                pairs = zip(before, rows, strict=True)
                assert all(x <= y for old, new in pairs for x, y in zip(old[2:], new[2:], strict=True) if x)
            before = rows


def test_subsets_never_exceed_the_cases_filed() -> None:
    for month in case_totals(LINES, 10, random.Random(3)):
        for cells in month:
            assert cells["结案"] <= cells["立案"]
            assert all(cells.get(name, 0) <= cells["立案"] for name in ("互联网案件", "农村市场案件"))


def test_a_column_without_meaning_is_blank_not_zero(files: dict[str, Path]) -> None:
    rows = {row[0]: row for row in case_form(files, "甲县", 9)}
    assert rows["广告违法"][11] is None and rows["特种设备违法"][10] is None
    assert rows["食品安全违法"][11] is not None


def test_silent_units_are_really_silent(files: dict[str, Path]) -> None:
    assert "铁拳案件统计表_庚县_202609.xlsx" in files
    assert "铁拳案件统计表_庚县_202610.xlsx" not in files
    assert "核查处置台账_庚县.xlsx" not in files
    year = tell(SEED)
    assert max(sample.sampled_on for sample in year.samples["庚县"]) < date(2026, 10, 1)


def test_the_national_export_has_one_row_per_item(files: dict[str, Path]) -> None:
    rows = grid(files["抽检结果导出_示例市.xlsx"])
    header, body = rows[0], rows[1:]
    assert len(header) == 86
    number, item, county = header.index("抽样编号*"), header.index("检验项目"), header.index("县(市、区)")
    samples = {row[number] for row in body}
    assert len(body) > 2 * len(samples) * 0.9
    assert len({(row[number], row[item]) for row in body}) == len(body)
    assert {row[county] for row in body} == {"甲县", "丙县"}


def test_the_published_pair_has_no_verdict_column(files: dict[str, Path]) -> None:
    for verdict, count in (("合格", 60), ("不合格", 4)):
        rows = grid(files[f"食品安全监督抽检{verdict}产品信息_2026年第8期.xlsx"])
        assert verdict in rows[0][0] and "检验结论" not in rows[1]
        assert len(rows) == count + 2


def test_sample_numbers_stand_in_one_file_only(files: dict[str, Path]) -> None:
    seen: Counter[str] = Counter()
    for name, path in files.items():
        if not re.match("抽检|农产品|食品安全监督抽检", name):
            continue
        seen.update({cell for row in grid(path) for cell in row if re.fullmatch(r"[SG][LS]26\d+", str(cell))})
    assert len(seen) > 8000 and set(seen.values()) == {1}


def test_the_story_gives_every_county_its_counts() -> None:
    year = tell(SEED)
    for county in COUNTIES:
        samples = year.samples[county.name]
        assert sum(sample.is_produce for sample in samples) == county.produce
        failed = Counter(sample.is_produce for sample in samples if sample.verdict == "不合格")
        assert (failed[True], failed[False]) == (county.produce_failed, county.food_failed)
        late = [
            t
            for t in year.tasks.get(county.name, [])
            if t.completed_on is None and t.due_on < date(2026, 10, 31)
        ]
        assert len(late) == county.overdue


def test_every_name_is_visibly_fictional(files: dict[str, Path]) -> None:
    for county in tell(SEED).samples.values():
        assert all(sample.place.startswith("示例") for sample in county)
        assert all(sample.producer.startswith("示例") for sample in county if sample.producer)
    first_cells = [
        str(grid(path)[0][0])
        for name, path in files.items()
        if path.suffix != ".csv" and not name.startswith("抽检结果导出")
    ]
    records = files["记录_示例市.csv"].read_text(encoding="utf-8").splitlines()[1:]
    assert all("虚构" in line for line in records)
    assert all("虚构" in text for text in first_cells)
