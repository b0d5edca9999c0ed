"""Text, pages and XML that wish a reader ill cost one sentence each."""

import random

import pytest

from domain.finding import Refusal
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from tests.loaders.boxes import as_html, as_text, as_xml_2003, put
from tests.loaders.forms import check, codes
from tests.loaders.test_containers import LEDGER, TEXT

XML = as_xml_2003(LEDGER).decode()
HOSTILE = {
    "one line of 10 MB": (lambda: b"a," * 5_000_000, "long_line"),
    "long cell": (lambda: b"a,b\n1," + b"x" * 40_000, "long_cell"),
    "quote never closed": (lambda: b'a,b\n1,"2\n3,4\n', "odd_quote"),
    "quote in between": (lambda: b'a,b\n1,"2"3\n', "odd_quote"),
    "far column": (lambda: b"a,b\n" + b"," * 300 + b"1\n", "far_cell"),
    "prose": (lambda: "关于开展抽检的通知\n各县市场监管局：\n".encode(), "not_a_spreadsheet"),
    "big5": (lambda: "抽樣編號,檢驗結論,縣市\nX1,合格,臺北縣市場監督管理局\n".encode("big5"), "odd_encoding"),
    "control characters": (lambda: b"\xef\xbb\xbfa,b\n\x00,1\n", "unknown_container"),
    "half a utf-16": (lambda: "a,b\n1,2".encode("utf-16") + b"\x00", "odd_encoding"),
    "page without a table": (lambda: b"<html><body>404</body></html>", "not_a_spreadsheet"),
    "deep page": (lambda: b"<table><tr><td>" * 5000, "too_deep"),
    "61 tables": (lambda: b"<table><tr><td>1</table>" * 61, "too_many_sheets"),
    "wide page": (lambda: b"<table><tr><td colspan=999><td>1</table>", "far_cell"),
    "merges": (lambda: b"<table>" + b"<tr><td rowspan=2><tr>" * 100_001, "too_many_merges"),
    "open tags": (lambda: b"<table><tr><td>x" + b'<a ="' * 100_000, "long_cell"),
    "doctype": (
        lambda: XML.replace("?>\n<Workbook", '?><!DOCTYPE x [<!ENTITY a "ha">]>\n<Workbook').encode(),
        "doctype",
    ),
    "no sheets": (lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "no_sheets"),
    "half an xml": (lambda: XML.encode()[:-40], "damaged"),
    "deep xml": (lambda: XML.replace("<Table>", "<Table>" + "<a>" * 50).encode(), "too_deep"),
    "row backwards": (lambda: XML.replace('Row ss:Index="2"', 'Row ss:Index="1"').encode(), "damaged"),
    "row beyond": (lambda: XML.replace('Row ss:Index="4"', 'Row ss:Index="99999999"').encode(), "damaged"),
    "far cell": (lambda: XML.replace('Cell ss:Index="10"', 'Cell ss:Index="16384"').encode(), "far_cell"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_words(name):
    make, code = HOSTILE[name]
    with pytest.raises(Refusal) as caught:
        read_workbook(make(), "十一月台账.xls", DEFAULT)
    assert caught.value.code == code
    assert "十一月台账.xls" in caught.value.message
    assert caught.value.message.endswith("。")


def test_a_text_without_known_headers_is_no_known_table(tmp_path):
    checked = check(put(tmp_path, "a.csv", b"name,size\nx,1\n"))
    assert codes(checked) == ["unknown_layout"]


def test_a_formula_as_text_stays_text(tmp_path):
    text = TEXT.replace("馒头\n(散装)", "=HYPERLINK(1)").encode()
    facts = check(put(tmp_path, "a.csv", text)).facts["samples"].to_pylist()
    assert "=HYPERLINK(1)" in {row["food_name"] for row in facts}


@pytest.mark.parametrize("seed", range(6))
def test_damaged_text_is_read_or_refused(seed):
    chance = random.Random(seed)
    sources = [TEXT.encode("gb18030"), as_text(LEDGER, "\t").encode("utf-16"), as_html(LEDGER), XML.encode()]
    for _ in range(60):
        data = bytearray(chance.choice(sources))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
        try:
            read_workbook(bytes(data), "变.xls", DEFAULT)
        except Refusal as refusal:
            assert refusal.message.endswith("。")
