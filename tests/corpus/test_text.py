"""CSV and its kin: quotes, delimiters, line ends, long lines, and bytes that do not belong."""

import pytest

from tests.corpus.cases import bad, doubtful, good, hold, refused
from tests.corpus.sheets import PLAIN, Layout, form, ledger, sample, three
from tests.loaders.boxes import as_html, as_text

TEXT = as_text(ledger())
LINES = TEXT.splitlines()


def food(text: str) -> Layout:
    """Returns the ledger with this food in its first row."""
    return ledger([sample(food=text), *three()[1:]])


def csv(text: str, encoding: str = "utf-8") -> bytes:
    """Returns the ledger as CSV with this food in its first row, quoted as it must be."""
    return as_text(food(text)).encode(encoding)


def quoted(delimiter: str = ",") -> bytes:
    """Returns the ledger with every field in quotation marks."""
    lines = [line.split(",") for line in LINES]
    return "\r\n".join(delimiter.join(f'"{field}"' for field in line) for line in lines).encode()


def with_line(text: str, at: int = 2) -> bytes:
    """Returns the ledger with one more line."""
    return "\r\n".join([*LINES[:at], text, *LINES[at:]]).encode()


NAME = {"file": "台账.csv"}
CASES = [
    *(good(f"field {text!r}", lambda text=text: csv(text), like=lambda text=text: food(text), **NAME) for text in (
        "馒头,散装", '"大"馒头', "馒头\n散装", "馒头\r\n(散装)", "馒头；散装", "馒头\t散装", "馒头,\"一\"\n二", "'馒头'", "a,b,c", "𠮷馒头", "馒头🍞",
        "=1+1", "@馒头", "<td>馒头</td>")),
    good("every field quoted", quoted, **NAME),
    good("every field quoted, semicolons", lambda: quoted(";"), **NAME),
    good("semicolons", lambda: as_text(ledger(), ";").encode(), **NAME),
    good("tabs", lambda: as_text(ledger(), "\t").encode("gb18030"), **NAME),
    good("line feeds only", lambda: TEXT.replace("\r\n", "\n").encode(), **NAME),
    good("carriage returns only", lambda: TEXT.replace("\r\n", "\r").encode(), **NAME),
    good("no line end at the end", lambda: TEXT.rstrip().encode(), **NAME),
    good("blank lines between", lambda: "\r\n\r\n".join(LINES).encode(), **NAME),
    good("commas only between", lambda: with_line("," * 10), **NAME),
    good("title above", lambda: with_line("示例市食品抽检台账", 0), **NAME),
    good("sep= above", lambda: with_line("sep=,", 0), **NAME),
    good("lines of different lengths", lambda: "\r\n".join(line.rstrip(",") for line in LINES).encode(), **NAME),
    good("blanks round the fields", lambda: TEXT.replace(",", " , ").encode(), **NAME),
    good("wide commas in a note below", lambda: with_line("说明：一，二，三", 4), **NAME),
    good("total below", lambda: with_line("合计,,,,3批", 4), **NAME),
    good("rare characters in GB18030", lambda: csv("䶮𠮷馒头", "gb18030"), like=lambda: food("䶮𠮷馒头"), **NAME),
    good("euro sign of GBK", lambda: as_text(ledger()).encode("gbk"), **NAME),
    good("form with totals", lambda: as_text(form()).encode("utf-8-sig"), like=form, file="铁拳.csv"),
    refused("quote never closed", lambda: with_line('"XC1,甲,乙'), "odd_quote", **NAME),
    refused("quote in the middle", lambda: with_line('XC1,"甲"乙,丙'), "odd_quote", **NAME),
    refused("NUL in a field", lambda: TEXT.replace("馒头", "馒\x00头").encode(), "unknown_container", **NAME),
    refused("NUL far below", lambda: (TEXT + "X\x00,1\r\n" * 3 + TEXT * 30).encode(), "unknown_container", **NAME),
    refused("UTF-16 without a mark", lambda: TEXT.encode("utf-16-le"), "unknown_container", **NAME),
    refused("half a UTF-16", lambda: TEXT.encode("utf-16") + b"\x00", "odd_encoding", **NAME),
    refused("half UTF-8, half GBK", lambda: LINES[0].encode() + b"\r\n" + "\r\n".join(LINES[1:]).encode("gbk"), "odd_encoding", **NAME),
    refused("field of 40 000", lambda: csv("x" * 40_000), "long_cell", **NAME),
    refused("line of 10 MB", lambda: with_line("甲" * 4_000_000), "long_line", **NAME),
    refused("one word", b"abc", "not_a_spreadsheet", **NAME),
    refused("only commas", b",,,,\r\n,,,,\r\n", "unknown_layout", **NAME),
    refused("a log", b"2021-04-02 12:00:00 INFO started\n2021-04-02 12:00:01 INFO done\n", "not_a_spreadsheet", **NAME),
    refused("a script", b"#!/bin/sh\nrm -rf /\n", "not_a_spreadsheet", **NAME),
    bad("line cut short", lambda: with_line("XC20210400009,某店,某所,甲县"), "date_missing 台账!G3", **NAME),
    bad("error value of the program", lambda: TEXT.replace("2021-05-06", "#N/A").encode(), "error_cell 台账!G4", "date_missing 台账!G4?",
        **NAME),
    bad("hashes instead of a date", lambda: TEXT.replace("2021-05-06", "########").encode(), "bad_date 台账!G4", **NAME),
    doubtful("header only", lambda: (LINES[0] + "\r\n").encode(), "no_rows 台账!", **NAME),
    good("page whose cells break", lambda: as_html(food("馒头\n散装")), like=lambda: food("馒头\n散装"), file="台账.xls"),
    good("page without end tags", lambda: as_html(ledger()).replace(b"</td>", b"").replace(b"</tr>", b""), file="台账.xls"),
    good("page with entities", lambda: as_html(ledger()).replace("某".encode(), b"&#26576;"), file="台账.xls"),
    good("page with a script", lambda: as_html(ledger()).replace(b"<body>", b"<body><script>alert(1)</script>"), file="台账.xls"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_text(house, case):
    hold(house, case)


def test_columns_of_the_header_stay_the_columns_of_the_rows(house):
    checked = hold(house, good("wide", lambda: csv("一,二"), like=lambda: food("一,二"), file="台账.csv"))
    assert [match.header for match in checked.columns][: len(PLAIN)] == list(PLAIN)
