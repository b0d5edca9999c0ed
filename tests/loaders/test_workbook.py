"""A workbook reads the same through every reader: origin A1, canonical text, and what readers hide."""

import datetime as dt

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from loaders import parse
from loaders.canonical import cell_text, number_text
from loaders.guard import survey
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from loaders.workbook import Merge
from tests.loaders import hostile
from tests.loaders.books import HALF_PAST, MIDNIGHT, saved, written


def _first(data: bytes):
    return read_workbook(data, "a.xlsx", DEFAULT).sheets[0]


@pytest.fixture(params=["typed", "fast"])
def lane(request, monkeypatch):
    monkeypatch.setattr(parse, "_FAST_FROM", 0 if request.param == "fast" else 10**9)


def test_rows_and_columns_do_not_drift(lane):
    sheet = _first(written({(4, 2): "标题", (7, 5): 3}))
    assert (sheet.row_count, sheet.column_count) == (8, 6)
    assert sheet.text(4, 2) == "标题"
    assert sheet.text(7, 5) == "3"
    assert sheet.text(0, 0) == sheet.text(100, 100) == ""


def test_canonical_text(lane):
    values = [12, 12.5, 0.1 + 0.2, -0.0, 1e21, 1e-7, 99999999999.999, 12345678.9, MIDNIGHT, HALF_PAST, True,
              " x ", "N/A", "null", "DC19410100463233772", "2021-04-01"]  # fmt: skip
    sheet = _first(written({(row, 0): value for row, value in enumerate(values)}))
    assert [row[0] for row in sheet.rows()] == [
        "12", "12.5", "0.3", "0", "1000000000000000000000", "0.0000001", "99999999999.999", "12345678.9",
        "2021-04-01", "2021-04-01 13:30:15", "true", " x ", "N/A", "null", "DC19410100463233772", "2021-04-01",
    ]  # fmt: skip


def test_times_and_durations():
    assert cell_text(dt.time(9, 5)) == "09:05:00"
    assert cell_text(dt.timedelta(days=1, hours=6)) == "30:00:00"
    assert cell_text(dt.date(2021, 4, 1)) == "2021-04-01"
    assert cell_text(None) == ""


@pytest.mark.parametrize("value", ["inf", "nan", "-inf"])
def test_number_that_is_none_has_a_text(value):
    assert number_text(float(value))


def test_dates_of_1904(lane):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"], book.active["A2"] = MIDNIGHT, HALF_PAST
    workbook = read_workbook(saved(book), "a.xlsx", DEFAULT)
    assert workbook.date1904
    assert workbook.sheets[0].rows() == [("2021-04-01",), ("2021-04-01 13:30:15",)]


def test_dates_written_as_iso(lane):
    book = openpyxl.Workbook()
    book.iso_dates = True
    book.active["A1"], book.active["A2"] = MIDNIGHT, HALF_PAST
    assert _first(saved(book)).rows() == [("2021-04-01",), ("2021-04-01 13:30:15",)]


def test_what_readers_hide_is_noted(lane):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["a", 1, "=A1", "#DIV/0!", 123456789012345678])
    sheet.append(["b", 2, "c", "#N/A", 5])
    sheet.append(["d", 3])
    sheet["A5"] = "合并"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A5:B6")
    book.create_sheet("隐").sheet_state = "hidden"
    workbook = read_workbook(saved(book), "a.xlsx", DEFAULT)
    found = workbook.sheets[0]
    assert found.error_cells == ((0, 3, "#DIV/0!"), (1, 3, "#N/A"))
    assert found.text(0, 3) == ""
    assert found.uncached == ((0, 2),)
    assert found.long_numbers == ((0, 4),)
    assert (found.hidden_rows, found.hidden_cols) == ((2,), (1,))
    assert found.merges == (Merge(4, 0, 5, 1),)
    assert [sheet.hidden for sheet in workbook.sheets] == [False, True]


def test_formula_with_an_empty_text_is_cached():
    row = b'<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    assert _first(hostile.with_rows(row)).uncached == ()


def test_slow_walk_and_fast_scan_note_the_same():
    rows = b"".join(
        b'<row r="%d"%s><c r="A%d"><v>%d</v></c><c r="B%d" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="C%d"><f>A%d</f></c><c r="D%d"><v>1.23456789012345E+17</v></c><c r="E%d" s="0"/></row>'
        % (n, b' hidden="1"' if n % 3 else b"", n, n, n, n, n, n, n)
        for n in range(1, 60)
    )
    fast = survey(hostile.with_rows(rows), "a.xlsx", DEFAULT).sheets[0]
    slow = survey(hostile.with_rows(b"<!-- slow -->" + rows), "a.xlsx", DEFAULT).sheets[0]
    assert (fast.is_plain, slow.is_plain) == (True, False)
    for kind in ("hidden_rows", "error_cells", "uncached", "long_numbers", "last_col"):
        assert getattr(fast, kind) == getattr(slow, kind), kind
    assert len(fast.error_cells) == 59


def test_marks_survive_any_block_border(monkeypatch):
    monkeypatch.setattr("loaders.guard.archive._CHUNK", 97)
    monkeypatch.setattr("loaders.guard.archive._STEP", 13)
    data = hostile.honest(40)
    cells = {(n, 1): round(n / 7, 12) for n in range(40)}
    cells |= {(n, 0): "文" for n in range(40)}
    monkeypatch.setattr(parse, "_FAST_FROM", 0)
    assert [row[1] for row in _first(written(cells)).rows()] == [
        number_text(round(n / 7, 12)) for n in range(40)
    ]
    assert _first(data).row_count == 40


CELLS = st.one_of(
    st.integers(-(10**17), 10**17),
    st.floats(-1e9, 1e9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(-(10**8), 10**8, places=2).map(float),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0)),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        [
            "2021-04-01 00:00:00",
            "-0",
            "1e5",
            "#N/A",
            "DC20140800000000001",
            "='x':c <b>",
            "1900-01-01 06:00:00",
        ]
    ),
)
PLACES = st.tuples(st.integers(0, 12), st.integers(0, 30))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(PLACES, CELLS, max_size=25), st.booleans())
def test_both_readers_give_the_same_text(cells, inline):
    cells = {(0, 0): "序号"} | cells
    found = survey(written(cells, {"constant_memory": inline, "in_memory": not inline}), "a.xlsx", DEFAULT)
    reader = parse._Parser(found)
    fast = reader._fast_cells(found.sheets[0])
    typed = parse.typed_cells(reader._typed_workbook().get_sheet_by_index(0))
    if fast is not None:
        assert fast.to_pydict() == typed.to_pydict()


def test_wrong_dimension_loses_no_row(lane):
    xml = hostile.HEAD + b'<dimension ref="A1:A2"/><sheetData>'
    xml += b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 30))
    sheet = _first(hostile.with_sheet(xml + b"</sheetData>" + hostile.TAIL))
    assert sheet.row_count == 29


@pytest.mark.parametrize("prefix", [True, False])
def test_unusual_spelling_of_the_xml_reads_the_same(prefix):
    rows = b'<row r="1"><c s="0" r="A1"><v>1</v></c><c t="n" r="C1"><v>2</v></c></row>'
    xml = hostile.HEAD + b"<sheetData>" + rows + b"</sheetData>" + hostile.TAIL
    if prefix:
        xml = xml.replace(b"</", b"</x:").replace(b"xmlns=", b"xmlns:x=")
        for name in (b"worksheet", b"sheetData", b"row", b"c ", b"v>"):
            xml = xml.replace(b"<" + name, b"<x:" + name)
    assert _first(hostile.with_sheet(xml)).rows() == [("1", "", "2")]


def test_empty_sheet_has_no_rows(lane):
    sheet = _first(written({}))
    assert (sheet.row_count, sheet.column_count, sheet.rows()) == (0, 0, [])


def test_merge_over_the_whole_sheet_is_cut():
    row = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    xml = hostile.HEAD + b"<sheetData>" + row + b'</sheetData><mergeCells count="1">'
    xml += b'<mergeCell ref="A1:XFD1048576"/></mergeCells>' + hostile.TAIL
    assert _first(hostile.with_sheet(xml)).merges == (Merge(0, 0, 1, 255),)
