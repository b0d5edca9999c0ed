"""The guard refuses every hostile or broken file with one clear sentence, and no honest one."""

import dataclasses
import zlib

import pytest

from domain.finding import Refusal
from loaders.guard import survey
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from tests.loaders import hostile

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
)
CELL = b'<row r="1"><c r="A1"><v>1</v></c></row>'


def _deep(levels: int) -> bytes:
    return hostile.HEAD + b"<a>" * levels + b"</a>" * levels + hostile.TAIL


def _directory_lies() -> bytes:
    honest = hostile.honest()
    place = honest.rfind(b"xl/workbook.xml")
    return honest[:place] + b"xl/workbooq.xml" + honest[place + 15 :]


def _deflate_cut() -> bytes:
    whole = hostile.HEAD + b"<sheetData>" + CELL * 500 + b"</sheetData></worksheet>"
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = squeeze.compress(whole) + squeeze.flush()
    return hostile.with_raw_sheet(packed[: len(packed) // 2], len(whole), zlib.crc32(whole))


HOSTILE = {
    "nothing": (lambda: b"", "empty_file"),
    "one letter": (lambda: b"P", "truncated"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "not_a_spreadsheet"),
    "pdf": (lambda: b"%PDF-1.7\n", "not_a_spreadsheet"),
    "noise": (lambda: bytes(range(256)) * 20, "unknown_container"),
    "docx": (lambda: hostile.zipped({"word/document.xml": b"<w/>"}), "document_damaged"),
    "pptx": (lambda: hostile.zipped({"ppt/presentation.xml": b"<p/>"}), "not_a_spreadsheet"),
    "plain zip": (lambda: hostile.zipped({"a.txt": b"a"}), "not_a_spreadsheet"),
    "empty zip": (lambda: hostile.zipped({}), "not_a_spreadsheet"),
    "ods": (
        lambda: hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "open_document",
    ),
    "xlsb": (lambda: hostile.zipped({"xl/workbook.bin": b"b"}), "binary_workbook"),
    "half a zip": (lambda: hostile.honest()[:3000], "truncated"),
    "cut deflate": (_deflate_cut, "damaged"),
    "bomb": (lambda: hostile.bomb(300), "zip_bomb"),
    "bomb that lies": (lambda: hostile.bomb(300, declared=1000), "zip_bomb"),
    "size that lies": (lambda: hostile.with_raw_sheet(b"\x03\x00", 5, 0), "damaged"),
    "checksum that lies": (lambda: hostile.with_raw_sheet(b"\x03\x00", 0, 7), "damaged"),
    "part outside": (lambda: hostile.repacked(hostile.honest(), {}, [("../../x", b"x")]), "bad_part"),
    "part absolute": (lambda: hostile.repacked(hostile.honest(), {}, [("/etc/x", b"x")]), "bad_part"),
    "part twice": (
        lambda: hostile.repacked(hostile.honest(), {}, [("XL/Worksheets/Sheet1.xml", b"<x/>")]),
        "bad_part",
    ),
    "directory lies": (_directory_lies, "bad_part"),
    "2000 parts": (
        lambda: hostile.repacked(hostile.honest(), {}, [(f"x{n}", b"") for n in range(2000)]),
        "too_many_parts",
    ),
    "61 sheets": (lambda: hostile.many_sheets(61), "too_many_sheets"),
    "no workbook part": (
        lambda: hostile.repacked(hostile.honest(), {"xl/workbook.xml": None}),
        "missing_part",
    ),
    "no sheet part": (lambda: hostile.repacked(hostile.honest(), {hostile.SHEET: None}), "missing_part"),
    "billion laughs": (lambda: hostile.with_sheet(LAUGHS), "doctype"),
    "doctype elsewhere": (
        lambda: hostile.repacked(hostile.honest(), {}, [("docProps/x.xml", LAUGHS)]),
        "doctype",
    ),
    "doctype in strings": (
        lambda: hostile.repacked(hostile.honest(), {}, [("xl/sharedStrings.xml", LAUGHS)]),
        "doctype",
    ),
    "more strings than bytes": (
        lambda: hostile.repacked(
            hostile.honest(), {}, [("xl/sharedStrings.xml", b'<sst uniqueCount="99999999999"><si/></sst>')]
        ),
        "damaged",
    ),
    "row beyond arithmetic": (
        lambda: hostile.with_rows(b'<row r="1"><c r="A4294967297"><v>1</v></c></row>'),
        "damaged",
    ),
    "deep": (lambda: hostile.with_sheet(_deep(41)), "too_deep"),
    "not xml": (lambda: hostile.with_sheet(b"\x00\x01\x02 no xml"), "damaged"),
    "not a sheet": (lambda: hostile.with_sheet(b"<chart/>"), "damaged"),
    "unclosed": (lambda: hostile.with_sheet(hostile.HEAD + b"<sheetData>" + CELL), "damaged"),
    "far corner": (
        lambda: hostile.with_rows(CELL + b'<row r="1048576"><c r="XFD1048576"><v>0</v></c></row>'),
        "far_cell",
    ),
    "far below": (
        lambda: hostile.with_rows(
            b'<row r="1"><c r="CZ1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>0</v></c></row>'
        ),
        "far_cell",
    ),
    "encrypted": (lambda: hostile.compound(["EncryptionInfo", "EncryptedPackage"]), "encrypted"),
    "doc": (lambda: hostile.compound(["WordDocument"]), "not_a_spreadsheet"),
    "unknown compound": (lambda: hostile.compound(["Contents"]), "unknown_container"),
    "compound head": (lambda: hostile.compound(["Workbook"])[:300], "truncated"),
    "half an xls": (lambda: hostile.old_xls(2000)[:9000], "truncated"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_words(name):
    make, code = HOSTILE[name]
    with pytest.raises(Refusal) as caught:
        survey(make(), "十一月台账.xlsx", DEFAULT)
    assert caught.value.code == code
    assert "十一月台账.xlsx" in caught.value.message
    assert caught.value.message.endswith("。")


def test_styled_blank_rows_to_the_end_are_innocent():
    sheet = read_workbook(hostile.styled_to_the_end(), "a.xlsx", DEFAULT).sheets[0]
    assert sheet.rows() == [("抽样编号", "1")]


def test_size_is_limited_and_said():
    with pytest.raises(Refusal) as caught:
        survey(hostile.honest(), "a.xlsx", dataclasses.replace(DEFAULT, file_size=1000))
    assert caught.value.code == "file_too_large"


def test_text_beyond_what_a_cell_can_hold_is_refused():
    for cell in (b'<c r="A1" t="inlineStr"><is><t>%s</t></is></c>', b'<c r="A1" t="str"><v>%s</v></c>'):
        with pytest.raises(Refusal) as caught:
            survey(hostile.with_rows(b'<row r="1">' + cell % (b"x" * 32_768) + b"</row>"), "a.xlsx", DEFAULT)
        assert caught.value.code == "text_too_long"


def test_parser_sees_only_what_the_guard_saw():
    noisy = hostile.repacked(
        hostile.honest(), {}, [("xl/media/image1.png", b"p"), ("xl/vbaProject.bin", b"v")]
    )
    data = survey(noisy, "a.xlsx", DEFAULT).data
    assert b"xl/media" not in data
    assert b"vbaProject" not in data
    assert hostile.SHEET.encode() in data


def test_junk_before_and_behind_a_zip_reaches_no_parser():
    data = survey(hostile.honest() + b"PK junk behind", "a.xlsx", DEFAULT).data
    assert b"junk" not in data
