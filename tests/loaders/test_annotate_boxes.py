"""Marks the same wrong form in every container it may arrive in."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from loaders.annotate import mark
from loaders.annotate_list import LIST_NAME
from loaders.annotate_marks import LOOKS
from tests.loaders.boxes import as_html, as_text, as_xml_2003
from tests.loaders.forms import Layout, case_facts, case_form, check, codes, printed_rows, read

FORM = {"食品安全违法": {"cases_filed": "三件", "cases_closed": 1}, "广告违法": {"cases_filed": 2}}
BOXES = {
    "表.csv": lambda layout: as_text(layout).encode("gb18030"),
    "表.tsv": lambda layout: as_text(layout, "\t").encode("utf-16"),
    "网页.xls": lambda layout: as_html(layout),
    "旧.xls": lambda layout: as_xml_2003(layout),
}


@pytest.mark.parametrize("name", BOXES)
def test_the_wrong_cell_is_marked_and_can_be_mended(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    write: Callable[[Layout], bytes] = BOXES[name]
    source.write_bytes(write(case_form(printed_rows(FORM))))
    checked, before = check(source), read(source).sheets[0]
    [wrong] = [one for one in checked.findings if one.severity == "error"]
    out = mark(source, checked, None, tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[1]
    assert wrong.message in sheet[wrong.cell].comment.text
    assert sheet[wrong.cell].fill.patternType == LOOKS[wrong.severity].fill.patternType
    links = [cell.hyperlink.location for cell in book[LIST_NAME]["D"] if cell.hyperlink]
    assert f"'{sheet.title}'!{wrong.cell}" in links
    assert read(out).sheets[1].rows() == before.rows()
    sheet[wrong.cell] = 3
    book.save(out)
    mended = check(out)
    assert (mended.unit, codes(mended, "error")) == ("甲县", [])
    assert case_facts(mended)[("食品安全违法", "", "cases_filed")] == 3
