"""Headers and values decide together; what a person says goes before both and is remembered."""

from pathlib import Path

import pytest

from loaders.checked import Checked, ColumnChoice, Declared
from loaders.door import Door
from loaders.picks import fingerprint
from loaders.templates import tables
from store.layouts import LayoutColumn, list_layouts, remember
from store.warehouse import Warehouse
from tests.loaders.forms import (
    case_facts,
    case_form,
    check,
    codes,
    demo_jurisdiction,
    printed_rows,
    samples,
    table,
    write_xlsx,
)

HEADERS = ("抽样编号", "县区", "食品名称", "食品大类", "抽样日期", "检验结论")
NAMES = ("sample_no", "county_text", "food_name", "category_text", "sampled_on", "conclusion")
ROWS = (
    ("SL000000000001", "甲县", "示例面包", "糕点", "2021-04-06", "合格"),
    ("SL000000000002", "甲县", "示例馒头", "糕点", "2021-04-07", "不合格"),
)
STRANGE = ("甲", "乙", "丙", "丁", "戊", "己")


def ledger(path: Path, headers=HEADERS, rows=ROWS, title: str = "") -> Path:
    return write_xlsx(path / "台账.xlsx", table(headers, rows, title))


def read_as(found: Checked) -> dict[str, tuple[str | None, str]]:
    return {match.header: (match.column, match.how) for match in found.columns}


def choices(headers=STRANGE, names=NAMES) -> tuple[ColumnChoice, ...]:
    pairs = zip(headers, names, strict=True)
    return tuple(ColumnChoice("Sheet1", at, header, name) for at, (header, name) in enumerate(pairs))


def facts(found: Checked) -> dict[str, tuple]:
    return {number: (row["conclusion"], row["sampled_on"]) for number, row in samples(found).items()}


def test_near_misses_read_the_same_facts_and_are_named(tmp_path: Path) -> None:
    clean = check(ledger(tmp_path))
    found = check(ledger(tmp_path, ("抽祥编号", "县区", "食品各称", "食品大类", "抽样曰期", "捡验结论")))
    assert facts(found) == facts(clean)
    assert [m.header for m in found.columns if m.is_unsure] == [
        "抽祥编号",
        "食品各称",
        "抽样曰期",
        "捡验结论",
    ]
    assert "columns_unsure" in codes(found, "warning") and "columns_unsure" not in codes(clean)


def test_every_header_comes_with_its_place_and_values(tmp_path: Path) -> None:
    first = check(ledger(tmp_path)).columns[0]
    assert (first.position, first.samples, first.how) == (0, ("SL000000000001", "SL000000000002"), "exact")
    assert first.as_json()["column"] == "sample_no"


@pytest.mark.parametrize("values, column", [(("合格", "不合格"), "conclusion"), (("0.05", "未检出"), None)])
def test_a_result_is_a_verdict_or_a_value_by_its_content(tmp_path: Path, values, column) -> None:
    rows = [(*row[:5], value) for row, value in zip(ROWS, values, strict=True)]
    found = check(ledger(tmp_path, (*HEADERS[:5], "检验结果"), rows))
    assert read_as(found)["检验结果"] == (column, "content" if column else "aside")


@pytest.mark.parametrize(
    "header, values",
    [
        ("取样日期", ("张三", "李四")),
        ("抽样曰期", ("张三", "李四")),
        ("样品抽样单编码", ("一号店", "二号店")),
    ],
)
def test_words_that_the_values_contradict_are_kept_aside_and_named(tmp_path: Path, header, values) -> None:
    rows = [(*row, value) for row, value in zip(ROWS, values, strict=True)]
    kept = [at for at in range(6) if HEADERS[at] != ("抽样编号" if "编码" in header else "抽样日期")]
    rows = [tuple(row[at] for at in (*kept, 6)) for row in rows]
    found = check(ledger(tmp_path, (*(HEADERS[at] for at in kept), header), rows))
    assert read_as(found)[header] == (None, "aside")
    assert next(m for m in found.columns if m.header == header).is_unsure
    assert "column_unsuited" in codes(found, "warning")


def test_purchase_dates_are_dates_of_production(tmp_path: Path) -> None:
    rows = [(*row, "2021-04-01（购进日期）") for row in ROWS]
    assert read_as(check(ledger(tmp_path, (*HEADERS, "生产日期"), rows)))["生产日期"] == (
        "produced_on",
        "exact",
    )


def test_a_declared_template_shows_its_headers_even_when_none_is_understood(tmp_path: Path) -> None:
    found = check(ledger(tmp_path, STRANGE), Declared(template="sampling_ledger"))
    assert codes(found) == ["template_not_found"]
    assert [m.header for m in found.columns] == list(STRANGE)
    assert found.columns[0].samples == ("SL000000000001", "SL000000000002")
    offered = [match.candidates[:1] for match in found.columns]
    assert offered == [("sample_no",), (), (), (), ("sampled_on",), ("conclusion",)]


def test_corrections_make_a_strange_sheet_a_ledger(tmp_path: Path) -> None:
    path = ledger(tmp_path, STRANGE)
    found = check(path, Declared(template="sampling_ledger", columns=choices()))
    assert facts(found) == facts(check(ledger(tmp_path)))
    assert {how for _, how in read_as(found).values()} == {"chosen"}


def test_a_correction_goes_before_the_words(tmp_path: Path) -> None:
    said = (ColumnChoice("", -1, "检验结论", None), ColumnChoice("", -1, "判断", "检验结论"))
    rows = [(*row, "合格") for row in ROWS]
    found = check(ledger(tmp_path, (*HEADERS, "判断"), rows), Declared(columns=said))
    assert {row["conclusion"] for row in samples(found).values()} == {"qualified"}


def test_a_choice_that_no_column_has_is_an_error(tmp_path: Path) -> None:
    found = check(ledger(tmp_path), Declared(columns=(ColumnChoice("", -1, "县区", "不存在"),)))
    assert codes(found, "error") == ["choice_unknown"]


def test_headers_of_the_form_can_be_corrected(tmp_path: Path) -> None:
    values = {"食品安全违法": {"cases_filed": 3, "cases_closed": 2}}
    path = write_xlsx(tmp_path / "表.xlsx", case_form(printed_rows(values)))
    plain = check(path)
    swapped = (
        ColumnChoice("", -1, "立案（件）", "cases_closed"),
        ColumnChoice("", -1, "结案（件）", "cases_filed"),
    )
    found = check(path, Declared(columns=swapped))
    key = ("食品安全违法", "", "cases_filed")
    assert (case_facts(plain)[key], case_facts(found)[key]) == (3, 2)


@pytest.fixture
def door():
    warehouse = Warehouse.open(None, tables())
    opened = Door(demo_jurisdiction(), warehouse, {})
    yield opened
    opened.close()
    warehouse.close()


def later(path: Path, headers=STRANGE, title: str = "") -> Path:
    rows = [(row[0].replace("SL", "SM"), *row[1:]) for row in ROWS]
    return ledger(path, headers, rows, title)


def test_next_month_the_same_layout_is_read_by_itself(door: Door, tmp_path: Path) -> None:
    first = door.check(
        ledger(tmp_path, STRANGE), "一月.xlsx", Declared(template="sampling_ledger", columns=choices())
    )
    door.load(first, "测试")
    again = door.check(later(tmp_path), "二月.xlsx")
    assert {how for _, how in read_as(again).values()} == {"remembered"}
    assert again.records == 2 and "layout_remembered" in codes(again, "info")


def test_a_check_alone_or_another_layout_remembers_nothing(door: Door, tmp_path: Path) -> None:
    door.check(
        ledger(tmp_path, STRANGE), "一月.xlsx", Declared(template="sampling_ledger", columns=choices())
    )
    assert list_layouts(door.warehouse) == []
    door.load(door.check(ledger(tmp_path), "一月.xlsx"), "测试")
    assert list_layouts(door.warehouse) == []


def test_a_new_choice_goes_before_a_remembered_one_and_replaces_it(door: Door, tmp_path: Path) -> None:
    headers = (*HEADERS[:5], "大厅说法")
    said = Declared(columns=(ColumnChoice("Sheet1", 5, "大厅说法", "conclusion"),))
    door.load(door.check(ledger(tmp_path, headers), "一月.xlsx", said), "测试")
    said = Declared(columns=(ColumnChoice("Sheet1", 5, "大厅说法", None),))
    again = door.check(later(tmp_path, headers), "二月.xlsx", said)
    assert read_as(again)["大厅说法"] == (None, "chosen")
    door.load(again, "测试")
    assert [one.columns for one in list_layouts(door.warehouse)] == [(LayoutColumn(5, "大厅说法", ""),)]


def test_the_layout_belongs_to_the_sender_the_file_names(door: Door, tmp_path: Path) -> None:
    headers = (*HEADERS[:5], "大厅说法")
    said = Declared(columns=(ColumnChoice("Sheet1", 5, "大厅说法", "conclusion"),))
    door.load(door.check(ledger(tmp_path, headers, title="报送单位：甲县"), "一月.xlsx", said), "测试")
    assert [one.unit_id for one in list_layouts(door.warehouse)] == ["990001"]
    other = door.check(later(tmp_path, headers, title="报送单位：乙县"), "二月.xlsx")
    same = door.check(later(tmp_path, headers, title="报送单位：甲县"), "二月.xlsx")
    assert (read_as(other)["大厅说法"][1], read_as(same)["大厅说法"][1]) == ("aside", "remembered")


def test_a_remembered_column_the_template_no_longer_has_is_ignored(door: Door, tmp_path: Path) -> None:
    mark = fingerprint("sampling_ledger", HEADERS)
    old = (LayoutColumn(1, "县区", "gone"), LayoutColumn(5, "检验结论", ""))
    remember(door.warehouse, "sampling_ledger", "", mark, old, "测试")
    found = door.check(ledger(tmp_path), "一月.xlsx")
    assert read_as(found)["县区"] == ("county_text", "exact")
    assert read_as(found)["检验结论"] == (None, "remembered")
    assert "layout_outdated" in codes(found, "info")
