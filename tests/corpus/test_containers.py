"""Containers: recognised by their bytes, whatever the name says, and read alike."""

import io
import zipfile
from pathlib import Path
from typing import cast

import pytest

from tests.corpus.cases import bad, good, hold, refused
from tests.corpus.mutants import xlsm
from tests.corpus.sheets import Layout, disposals, form, ledger, three, xls, xlsx
from tests.loaders import hostile
from tests.loaders.boxes import as_html, as_text, as_xml_2003, locked
from tests.loaders.forms import write_xlsx

TEXT, TABS = as_text(ledger()), as_text(ledger(), "\t")
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def _by_openpyxl(*layouts: Layout) -> bytes:
    out = io.BytesIO()
    write_xlsx(cast(Path, out), *layouts)  # openpyxl saves into anything that can be written to
    return out.getvalue()


def _part(old: bytes, new: bytes, *, only: str = "xl/") -> bytes:
    """Returns the ledger with bytes of its parts replaced."""
    data = xlsx(ledger())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).replace(old, new) for name in archive.namelist() if only in name}
    return hostile.repacked(data, dict(parts))


def _zipped(**files: bytes) -> bytes:
    return hostile.zipped({name.replace("_", "."): content for name, content in files.items()})


def _locked_zip() -> bytes:
    data = bytearray(hostile.zipped({"a.csv": TEXT.encode()}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 1
    return bytes(data)


def _first_two_and_last() -> tuple[Layout, Layout]:
    return ledger(three()[:2]), ledger(three()[2:])


CASES = [
    good("xlsx with shared strings", ledger),
    good("xlsx with strings in the cells", lambda: xlsx(ledger(), constant_memory=True)),
    good("xlsx of openpyxl", lambda: _by_openpyxl(ledger())),
    good("form of openpyxl", lambda: _by_openpyxl(form()), like=form),
    good("xlsx without styles", lambda: hostile.repacked(xlsx(ledger()), {"xl/styles.xml": None})),
    good("xlsx with broken styles", lambda: hostile.repacked(xlsx(ledger()), {"xl/styles.xml": b"<styleSheet/>"})),
    good("xlsx without document properties", lambda: hostile.repacked(xlsx(ledger()), {"docProps/core.xml": None})),
    good("xlsx of Strict OOXML", lambda: _part(MAIN, STRICT)),
    good("xlsx with a thumbnail", lambda: hostile.repacked(xlsx(ledger()), {}, [("docProps/thumbnail.jpeg", b"\xff\xd8")])),
    good("xlsm", lambda: xlsm(xlsx(ledger())), file="台账.xlsm"),
    good("xls", lambda: xls(ledger()), file="台账.xls"),
    good("et, new", ledger, file="台账.et"),
    good("et, old", lambda: xls(ledger()), file="台账.et"),
    good("page named xls", lambda: as_html(ledger()), file="台账.xls"),
    good("page named xlsx", lambda: as_html(ledger()), file="台账.xlsx"),
    good("page in GBK", lambda: as_html(ledger(), "gbk"), file="台账.html"),
    good("page in UTF-16", lambda: as_html(ledger(), "utf-16"), file="台账.htm"),
    good("XML 2003 named xls", lambda: as_xml_2003(ledger()), file="台账.xls"),
    good("XML 2003 named xml", lambda: as_xml_2003(ledger()), file="台账.xml"),
    good("TSV named xls, UTF-8", lambda: TABS.encode(), file="台账.xls"),
    good("TSV named xls, GB18030", lambda: TABS.encode("gb18030"), file="台账.xls"),
    good("TSV, UTF-16 LE", lambda: TABS.encode("utf-16"), file="台账.txt"),
    good("CSV, UTF-8", lambda: TEXT.encode(), file="台账.csv"),
    good("CSV, UTF-8 with BOM", lambda: TEXT.encode("utf-8-sig"), file="台账.csv"),
    good("CSV, UTF-16 LE", lambda: b"\xff\xfe" + TEXT.encode("utf-16-le"), file="台账.csv"),
    good("CSV, UTF-16 BE", lambda: b"\xfe\xff" + TEXT.encode("utf-16-be"), file="台账.csv"),
    good("CSV, GB18030", lambda: TEXT.encode("gb18030"), file="台账.csv"),
    good("CSV named xlsx", lambda: TEXT.encode(), file="台账.xlsx"),
    good("xlsx named csv", ledger, file="台账.csv"),
    good("xlsx named xls", ledger, file="台账.xls"),
    good("xls named xlsx", lambda: xls(ledger()), file="台账.xlsx"),
    good("no extension", ledger, file="台账"),
    good("password given", lambda: locked(xlsx(ledger()), "密码123"), password="密码123"),
    good("password for an open file", ledger, password="密码123"),
    good("form as xls", lambda: xls(form()), like=form, file="铁拳.xls"),
    good("form as page", lambda: as_html(form()), like=form, file="铁拳.xls"),
    good("form as XML 2003", lambda: as_xml_2003(form()), like=form, file="铁拳.xls"),
    good("form as CSV", lambda: as_text(form()).encode("gb18030"), like=form, file="铁拳.csv"),
    good("form as xlsm", lambda: xlsm(xlsx(form())), like=form, file="铁拳.xlsm"),
    good("tasks as xls", lambda: xls(disposals()), like=disposals, file="处置.xls"),
    good("tasks as page", lambda: as_html(disposals()), like=disposals, file="处置.xls"),
    good("tasks as XML 2003", lambda: as_xml_2003(disposals()), like=disposals, file="处置.xls"),
    good("tasks as CSV", lambda: as_text(disposals()).encode("gb18030"), like=disposals, file="处置.csv"),
    good("zip of one", lambda: _zipped(a_xlsx=xlsx(ledger())), file="各县.zip"),
    good("zip of two counties", lambda: _zipped(a_xlsx=xlsx(_first_two_and_last()[0]), b_xls=xls(_first_two_and_last()[1])),
         file="各县.zip", records=3),
    good("zip with a folder", lambda: hostile.zipped({"甲县/台账.csv": TEXT.encode()}), file="各县.zip"),
    good("zip with system files", lambda: hostile.zipped({"a.csv": TEXT.encode(), "__MACOSX/._a.csv": b"x"}), file="各县.zip",
         says=("bundle_skipped",)),
    refused("password missing", lambda: locked(xlsx(ledger()), "密码123"), "encrypted"),
    refused("password wrong", lambda: locked(xlsx(ledger()), "密码123"), "wrong_password", password="密码124"),
    refused("password of a bomb", lambda: locked(hostile.bomb(300), "x"), "zip_bomb", password="x"),
    refused("zip with a password", _locked_zip, "bundle_encrypted", file="各县.zip"),
    refused("zip in a zip", lambda: _zipped(b_zip=_zipped(a_csv=TEXT.encode())), "not_a_spreadsheet", file="各县.zip"),
    refused("zip of system files", lambda: hostile.zipped({".DS_Store": b"x"}), "bundle_empty", file="各县.zip"),
    refused("zip of 201 files", lambda: hostile.zipped({f"{n}.csv": b"a,b" for n in range(201)}), "bundle_too_many",
            file="各县.zip"),
    refused("zip that leaves its folder", lambda: hostile.zipped({"../../a.csv": TEXT.encode()}), "bundle_damaged",
            file="各县.zip"),
    refused("empty zip", lambda: hostile.zipped({}), "not_a_spreadsheet"),
    refused("xlsb", lambda: hostile.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"b"}), "binary_workbook"),
    refused("ods", lambda: hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "open_document"),
    refused("docx", lambda: hostile.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
            "document_damaged"),
    refused("pptx", lambda: hostile.zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}),
            "not_a_spreadsheet"),
    refused("doc", lambda: hostile.compound(["WordDocument"]), "not_a_spreadsheet", file="台账.xls"),
    refused("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "not_a_spreadsheet"),
    refused("png", b"\x89PNG\r\n\x1a\n" + bytes(100), "not_a_spreadsheet"),
    refused("jpeg", b"\xff\xd8\xff\xe0" + bytes(100), "not_a_spreadsheet"),
    refused("rtf", b"{\\rtf1\\ansi }", "not_a_spreadsheet"),
    refused("rar", b"Rar!\x1a\x07\x01\x00" + bytes(50), "not_a_spreadsheet", file="各县.rar"),
    refused("7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "not_a_spreadsheet", file="各县.7z"),
    refused("gzip", b"\x1f\x8b\x08" + bytes(50), "not_a_spreadsheet"),
    refused("program", b"MZ\x90\x00" + bytes(50), "not_a_spreadsheet", file="台账.xlsx.exe"),
    refused("empty file", b"", "empty_file"),
    refused("one byte", b"P", "truncated"),
    refused("half an xlsx", lambda: xlsx(ledger())[:3000], "truncated"),
    refused("half an xls", lambda: hostile.old_xls(2000)[:9000], "truncated", file="台账.xls"),
    refused("half an XML 2003", lambda: as_xml_2003(ledger())[:-40], "damaged", file="台账.xls"),
    refused("prose", "关于开展抽检的通知\n各县市场监管局：\n".encode(), "not_a_spreadsheet", file="通知.txt"),
    refused("JSON", b'{"code": 404, "message": "not found"}\n', "unknown_layout", file="台账.csv"),
    refused("error page", b"<html><body><h1>502 Bad Gateway</h1></body></html>", "not_a_spreadsheet", file="台账.xls"),
    refused("CSV in Big5", "抽樣編號,檢驗結論,縣市\nX1,合格,臺北縣市場監督管理局\n".encode("big5"), "odd_encoding",
            file="台账.csv"),
    refused("noise", bytes(range(256)) * 20, "unknown_container"),
    refused("another table", lambda: Layout("职工").put(0, 0, "姓名", "职务").put(1, 0, "某人", "科员"), "unknown_layout"),
    bad("no sample numbers", lambda: ledger([row[1:] for row in three()], ledger_headers()), "required_column_missing 台账!"),
]  # fmt: skip


def ledger_headers() -> tuple[str, ...]:
    return tuple(value for (row, col), value in sorted(ledger().cells.items()) if row == 0 and col)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_container(house, case):
    hold(house, case)
