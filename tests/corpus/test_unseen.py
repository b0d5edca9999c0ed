"""What readers hide: error values, formulas without a result, hidden parts, digits that are gone, other epochs."""

import io
import zipfile

import pytest

from tests.corpus.cases import Make, bad, good, hold, made
from tests.corpus.sheets import Layout, disposals, form, ledger, sample, three, xls, xlsx
from tests.loaders import hostile
from tests.loaders.boxes import as_html, as_text, as_xml_2003

TOTAL = {"食品安全违法": {"cases_filed": 5}}


def cell(address: str, inner: bytes, sheet: Make = ledger, kind: bytes = b"") -> bytes:
    """Returns the workbook with the inside of one cell of its first sheet replaced."""
    data = made(sheet)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(hostile.SHEET)
    start = content.index(b'<c r="' + address.encode() + b'"')
    end = content.index(b"</c>", start) + 4
    new = (
        b'<c r="'
        + address.encode()
        + b'"'
        + (b' t="' + kind + b'"' if kind else b"")
        + b">"
        + inner
        + b"</c>"
    )
    return hostile.repacked(data, {hostile.SHEET: content[:start] + new + content[end:]})


def one_form() -> Layout:
    """Returns a form with 立案 5 in E5."""
    return form(TOTAL, totals=None)


def xml_2003(old: str, new: str, layout: Layout) -> bytes:
    """Returns the sheet as SpreadsheetML 2003 with one piece replaced."""
    text = as_xml_2003(layout).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


FORM = {"file": "铁拳.xlsx"}
CASES = [
    *(bad(f"{error} in a figure", lambda error=error: cell("E5", f"<v>{error}</v>".encode(), one_form, b"e"), "error_cell 附件2!E5",
          **FORM) for error in ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!")),
    bad("error in a date", lambda: cell("G2", b"<v>#N/A</v>", kind=b"e"), "error_cell 台账!G2", "date_missing 台账!G2?"),
    bad("error of a formula", lambda: cell("E5", b"<f>1/0</f><v>#DIV/0!</v>", one_form, b"e"), "error_cell 附件2!E5", **FORM),
    bad("formula without a result", lambda: cell("E5", b"<f>SUM(A1:A2)</f>", one_form), "uncached_formula 附件2!E5", **FORM),
    bad("formula with a blank result", lambda: cell("E5", b"<f>SUM(A1:A2)</f><v/>", one_form), "uncached_formula 附件2!E5", **FORM),
    bad("formula of a date without a result", lambda: cell("G2", b"<f>TODAY()</f>"), "uncached_formula 台账!G2", "date_missing 台账!G2?"),
    good("formula with its result", lambda: cell("E5", b"<f>2+3</f><v>5</v>", one_form), like=one_form, **FORM),
    good("formula with a text result", lambda: cell("E2", "<f>\"馒\"&amp;\"头\"</f><v>馒头</v>".encode(), kind=b"str")),
    good("error outside the table", lambda: cell("N1", b"<v>#N/A</v>", lambda: ledger().put(0, 13, 1), b"e")),
    bad("error in an XML 2003", lambda: xml_2003('<Data ss:Type="Number">5</Data>', '<Data ss:Type="Error">#DIV/0!</Data>', one_form()),
        "error_cell 附件2!E5", file="铁拳.xls"),
    bad("formula in an XML 2003", lambda: xml_2003('"><Data ss:Type="Number">5</Data>', '" ss:Formula="=1+4">', one_form()),
        "uncached_formula 附件2!E5", file="铁拳.xls"),
    bad("error in a page", lambda: as_html(form({"食品安全违法": {"cases_filed": "#DIV/0!", "person_trips": 1}}, totals=None)),
        "error_cell 铁拳!E5", file="铁拳.xls"),
    bad("error in a CSV", lambda: as_text(form({"食品安全违法": {"cases_filed": "#DIV/0!", "person_trips": 1}}, totals=None)).encode(),
        "error_cell 铁拳!E5", file="铁拳.csv"),
    bad("number of 17 digits", lambda: cell("A2", b"<v>12345678901234567</v>"), "lost_digits 台账!A2"),
    bad("number of 17 digits in an xls", lambda: xls(ledger([sample(12345678901234567), *three()[1:]])), "lost_digits 台账!A2",
        file="台账.xls"),
    good("number of 15 digits", lambda: cell("A2", b"<v>123456789012345</v>"), like=lambda: ledger([sample("123456789012345"), *three()[1:]])),
    good("hidden rows", lambda: xlsx(ledger(), hidden_rows=[1, 2]), says=("hidden_rows",)),
    good("hidden columns", lambda: xlsx(ledger(), hidden_cols=[2, 5]), says=("hidden_rows",)),
    good("hidden row of a form", lambda: xlsx(form(), hidden_rows=[4]), like=form, says=("hidden_rows",), **FORM),
    good("hidden rows of a page", lambda: as_html(ledger()).replace(b"<tr><td>XC20210400002", b'<tr style="display:none"><td>XC20210400002'),
         says=("hidden_rows",), file="台账.xls"),
    good("hidden sheet of an xls", lambda: xls(ledger(), Layout("底稿", dict(form().cells), hidden=True)), says=("sheet_hidden",),
         file="台账.xls"),
    good("hidden sheet with an error", lambda: xlsx(disposals(), Layout("底稿", {(0, 0): "=1/0"}, hidden=True)), like=disposals,
         says=("sheet_hidden",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_unseen(house, case):
    hold(house, case)


def test_what_is_hidden_is_named(house):
    said = {one.code: one.message for one in house.check(
        xlsx(ledger(), Layout("底稿", dict(ledger().cells), hidden=True), hidden_rows=[2]), "台账.xlsx").findings}  # fmt: skip
    assert "底稿" in said["sheet_hidden"]
    assert "台账" in said["hidden_rows"]
