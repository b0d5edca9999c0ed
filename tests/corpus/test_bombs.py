"""Bombs are refused by name before any parser sees them; what only looks like one is read."""

import io
import struct
import zipfile
import zlib

import pytest

from tests.corpus.cases import good, hold, made, refused
from tests.corpus.sheets import Layout, ledger, xlsx
from tests.loaders import hostile
from tests.loaders.boxes import as_html, as_text, as_xml_2003
from tests.loaders.hostile import HEAD, TAIL, repacked

CELL = b'<row r="1"><c r="A1"><v>1</v></c></row>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>&b;</sheetData></worksheet>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'
SST = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
XML = as_xml_2003(ledger()).decode()
TEXT = as_text(ledger()).encode()


def _deep(levels: int) -> bytes:
    return hostile.with_sheet(HEAD + b"<a>" * levels + b"</a>" * levels + TAIL)


def _far(cell: bytes) -> bytes:
    return hostile.with_rows(CELL + b'<row r="1048576">' + cell + b"</row>")


def _merged(count: int) -> bytes:
    spans = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, count + 1))
    return hostile.with_sheet(
        HEAD + b"<sheetData>" + CELL + b"</sheetData><mergeCells>" + spans + b"</mergeCells>" + TAIL
    )


def _nested(levels: int) -> bytes:
    data = bytes(2**20)
    for level in range(levels):
        data = hostile.zipped({f"{level}.zip": data})
    return data


def _overlapping() -> bytes:
    """Returns a workbook two of whose parts are one and the same stretch of the file."""
    data = xlsx(ledger())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        places = [info.header_offset for info in archive.infolist()]
        start = archive.start_dir
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02", start) + 4)
    return data[: at + 42] + struct.pack("<I", places[0]) + data[at + 46 :]


def _string(text: bytes) -> bytes:
    return repacked(xlsx(ledger()), {"xl/sharedStrings.xml": SST + b"<si><t>" + text + b"</t></si></sst>"})


def _strings_more(items: bytes) -> bytes:
    data = xlsx(ledger())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("xl/sharedStrings.xml")
    return repacked(data, {"xl/sharedStrings.xml": content.replace(b"</sst>", items + b"</sst>")})


def _sheet_replaced(old: bytes, new: bytes) -> bytes:
    data = xlsx(ledger())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(hostile.SHEET)
    assert old in content
    return repacked(data, {hostile.SHEET: content.replace(old, new, 1)})


def _rows_below(row: bytes, *numbers: int) -> bytes:
    rows = b"".join(row.replace(b"#", b"%d" % number) for number in numbers)
    return _sheet_replaced(b"</sheetData>", rows + b"</sheetData>")


def _cut_deflate() -> bytes:
    whole = HEAD + b"<sheetData>" + CELL * 500 + b"</sheetData></worksheet>"
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = squeeze.compress(whole) + squeeze.flush()
    return hostile.with_raw_sheet(packed[: len(packed) // 2], len(whole), zlib.crc32(whole))


CASES = [
    refused("part of 300 MB", lambda: hostile.bomb(300), "zip_bomb"),
    refused("part of 300 MB that says 1 kB", lambda: hostile.bomb(300, declared=1000), "zip_bomb"),
    refused("part of 30 MB in 30 kB", lambda: hostile.bomb(30), "zip_bomb"),
    refused("declared size that lies", lambda: hostile.with_raw_sheet(b"\x03\x00", 5, 0), "damaged"),
    refused("checksum that lies", lambda: hostile.with_raw_sheet(b"\x03\x00", 0, 7), "damaged"),
    refused("stream cut off", _cut_deflate, "damaged"),
    refused("zips in zips in zips", lambda: _nested(3), "not_a_spreadsheet", file="各县.zip"),
    refused("zip of one 30 MB file", lambda: hostile.zipped({"a.csv": bytes(30 * 2**20)}), "bundle_too_large", file="各县.zip"),
    refused("2000 parts", lambda: repacked(xlsx(ledger()), {}, [(f"x{n}", b"") for n in range(2000)]), "too_many_parts"),
    refused("61 sheets", lambda: hostile.many_sheets(61), "too_many_sheets"),
    refused("part named outside", lambda: repacked(xlsx(ledger()), {}, [("../../x", b"x")]), "bad_part"),
    refused("part named absolutely", lambda: repacked(xlsx(ledger()), {}, [("/etc/x", b"x")]), "bad_part"),
    refused("part named with a drive", lambda: repacked(xlsx(ledger()), {}, [("C:\\x", b"x")]), "bad_part"),
    refused("part twice but for case", lambda: repacked(xlsx(ledger()), {}, [("XL/Worksheets/Sheet1.xml", b"<x/>")]), "bad_part"),
    refused("parts that overlap", _overlapping, "bad_part"),
    refused("workbook part missing", lambda: repacked(xlsx(ledger()), {"xl/workbook.xml": None}), "missing_part"),
    refused("sheet part missing", lambda: repacked(xlsx(ledger()), {hostile.SHEET: None}), "missing_part"),
    refused("far corner", lambda: _far(b'<c r="XFD1048576"><v>0</v></c>'), "far_cell"),
    refused("far corner, text", lambda: _far(b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'), "far_cell"),
    refused("column beyond", lambda: hostile.with_rows(b'<row r="1"><c r="IW1"><v>0</v></c></row>'), "far_cell"),
    refused("100 columns down to the last row",
            lambda: hostile.with_rows(b'<row r="1"><c r="CV1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>0</v></c></row>'),
            "far_cell"),
    refused("row beyond arithmetic", lambda: hostile.with_rows(b'<row r="1"><c r="A4294967297"><v>1</v></c></row>'), "damaged"),
    refused("100 001 merges", lambda: _merged(100_001), "too_many_merges"),
    refused("41 levels", lambda: _deep(41), "too_deep"),
    refused("100 000 levels", lambda: _deep(100_000), "too_deep"),
    refused("billion laughs", lambda: hostile.with_sheet(LAUGHS), "doctype"),
    refused("entity from outside", lambda: repacked(xlsx(ledger()), {"xl/sharedStrings.xml": OUTSIDE}), "doctype"),
    refused("doctype in a part nobody reads", lambda: repacked(xlsx(ledger()), {}, [("docProps/x.xml", LAUGHS)]), "doctype"),
    refused("string of 32 768", lambda: _string(b"x" * 32_768), "text_too_long"),
    refused("string of 10 MB", lambda: _string(b"x" * 10_000_000), "zip_bomb"),
    refused("more strings than bytes",
            lambda: repacked(xlsx(ledger()), {"xl/sharedStrings.xml": b'<sst uniqueCount="99999999999"><si/></sst>'}), "damaged"),
    refused("sheet that is no XML", lambda: hostile.with_sheet(b"\x00\x01\x02 no xml"), "damaged"),
    refused("sheet in an encoding nobody knows", lambda: hostile.with_sheet(HEAD.replace(b"?>", b' encoding="UTF-0"?>') + TAIL),
            "damaged"),
    refused("sheet that never ends", lambda: hostile.with_sheet(HEAD + b"<sheetData>" + CELL), "damaged"),
    refused("file of 21 MB", lambda: xlsx(ledger()) + bytes(21 * 2**20), "file_too_large"),
    refused("page, cell over 10⁹ columns", b"<table><tr><td colspan=999999999><td>1</table>", "far_cell", file="台账.xls"),
    refused("page, 5000 levels", b"<table><tr><td>" * 5000, "too_deep", file="台账.xls"),
    refused("page, 61 tables", b"<table><tr><td>1</table>" * 61, "too_many_sheets", file="台账.xls"),
    refused("XML 2003 with an entity",
            XML.replace("?>\n<Workbook", '?><!DOCTYPE x [<!ENTITY a "ha">]>\n<Workbook').encode(), "doctype", file="台账.xls"),
    refused("XML 2003, row beyond", XML.replace('Row ss:Index="4"', 'Row ss:Index="99999999"').encode(), "damaged", file="台账.xls"),
    refused("XML 2003, far column", XML.replace('Cell ss:Index="11"', 'Cell ss:Index="16384"').encode(), "far_cell",
            file="台账.xls"),
    refused("CSV, one line of 10 MB", b"a," * 5_000_000, "long_line", file="台账.csv"),
    refused("CSV, 300 columns", b"a,b\n" + b"," * 300 + b"1\n", "far_cell", file="台账.csv"),
    good("styled blank rows to the end", lambda: _rows_below(
        b'<row r="#"><c r="C#" s="0"/></row>', *range(5, 3000), 1_048_576)),
    good("thousands of hidden blank rows", lambda: _rows_below(b'<row r="#" hidden="1"/>', *range(5, 3000))),
    good("dimension that says A1", lambda: _sheet_replaced(b'<dimension ref="A1:K4"', b'<dimension ref="A1:A1"')),
    good("dimension that says everything", lambda: _sheet_replaced(b'<dimension ref="A1:K4"', b'<dimension ref="A1:XFD1048576"')),
    good("no dimension", lambda: _sheet_replaced(b'<dimension ref="A1:K4"/>', b"")),
    good("widths of all columns", lambda: _sheet_replaced(
        b"<sheetData>", b'<cols><col min="1" max="16384" width="9"/></cols><sheetData>')),
    good("blank cell in the far corner", lambda: _sheet_replaced(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')),
    good("merge far below", lambda: _sheet_replaced(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A900000:K1048576"/></mergeCells>')),
    good("1000 strings nobody uses", lambda: _strings_more(b"<si><t>x</t></si>" * 1000)),
    good("blank sheets beside", lambda: xlsx(ledger(), *(Layout(f"空{n}") for n in range(30))), says=("sheet_ignored",)),
    good("page with 3 MB of blanks", lambda: as_html(ledger()).replace(b"</body>", b" " * 3_000_000 + b"</body>"), file="台账.xls"),
    good("CSV with blank lines behind", lambda: TEXT + b"\r\n" * 20_000, file="台账.csv"),
    good("CSV with blank columns", lambda: b"\r\n".join(line + b"," * 100 for line in TEXT.splitlines()), file="台账.csv"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bomb(house, case):
    hold(house, case)


def test_a_bomb_costs_no_child(house):
    bomb = made(_deep(100_000))
    pids = set()
    for _ in range(2):
        house.check(bomb, "台账.xlsx")
        pids |= {child.pid for child in house.door.reader._idle}
    assert len(pids) == 1
