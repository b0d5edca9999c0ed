"""An old .xls reads alike with its first and its second reader."""

from loaders.guard import survey
from loaders.guard.limits import DEFAULT
from loaders.old_xls import xlrd_cells
from loaders.parse import read_workbook
from loaders.workbook import Merge
from tests.loaders.books import old


def test_old_xls_reads_alike_with_both_readers():
    data = old()
    workbook = read_workbook(data, "a.xls", DEFAULT)
    sheet = workbook.sheets[0]
    assert workbook.container == "xls"
    assert [row[1] for row in sheet.rows()][2:8] == [
        "样品", "12.5", "2021-04-01", "true", str(int(123456789012345678.0)), "0.3",
    ]  # fmt: skip
    assert sheet.merges == (Merge(8, 0, 9, 2),)
    assert (sheet.hidden_rows, sheet.hidden_cols, sheet.long_numbers) == ((3,), (1,), ((6, 1),))
    assert workbook.sheets[1].hidden
    second = xlrd_cells(survey(data, "a.xls", DEFAULT))
    assert second[0][0].equals(sheet.cells)
    assert second[0][1] == sheet.merges
