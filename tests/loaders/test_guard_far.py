"""A value far outside the table is refused by name; a blank cell there is nobody's fault."""

import pytest

from domain.finding import Refusal
from loaders.guard import survey
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from tests.loaders import hostile

CELL = b'<row r="1"><c r="A1"><v>1</v></c></row>'


def _far(cell: bytes) -> bytes:
    return CELL + b'<row r="1048576">' + cell + b"</row>"


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>0</v></c>',
        b'<c  r="XFD1048576"><v>0</v></c>',
        b"<c r='XFD1048576'><v>0</v></c>",
        b'<c s="0" r="XFD1048576"><v>0</v></c>',
        b'<c\nr="XFD1048576"><v>0</v></c>',
        b'<c r="xfd1048576"><v>0</v></c>',
        b'<c r="&#88;FD1048576"><v>0</v></c>',
        b'<y:c xmlns:y="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><v>0</v></y:c>',
        b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
        b'<c r="XFD1048576" t="str"><f>A1</f><v>x</v></c>',
        b'<!-- <c r="A2"/> --><c r="XFD1048576"><v>0</v></c>',
        b'<c r="A1048576"/><c r="XFD1048576"><v>0</v></c>',
    ],
)
def test_far_cell_is_named_however_it_is_written(cell):
    with pytest.raises(Refusal) as caught:
        survey(hostile.with_rows(_far(cell)), "a.xlsx", DEFAULT)
    assert (caught.value.code, caught.value.cell) == ("far_cell", "XFD1048576")
    assert "台账" in caught.value.message


def test_far_cell_without_address_is_counted_up():
    with pytest.raises(Refusal) as caught:
        survey(hostile.with_rows(b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row>"), "a.xlsx", DEFAULT)
    assert caught.value.cell == "IW1"


def test_second_sheet_data_does_not_hide_a_far_cell():
    xml = hostile.HEAD + b"<sheetData>" + CELL + b"</sheetData><sheetData>"
    xml += _far(b'<c r="XFD1048576"><v>0</v></c>') + b"</sheetData>" + hostile.TAIL
    with pytest.raises(Refusal) as caught:
        survey(hostile.with_sheet(xml), "a.xlsx", DEFAULT)
    assert caught.value.code == "far_cell"


@pytest.mark.parametrize(
    "cell", [b'<c r="XFD1048576" s="0"/>', b'<c r="XFD1048576"></c>', b'<c r="XFD1048576"><v></v></c>']
)
def test_blank_cell_far_away_is_innocent(cell):
    sheet = read_workbook(hostile.with_rows(_far(cell)), "a.xlsx", DEFAULT).sheets[0]
    assert (sheet.row_count, sheet.column_count) == (1, 1)
