"""Makes files that wish a reader ill, and the honest ones they start from; all by code."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import openpyxl
import xlsxwriter
import xlwt

SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
TAIL = b"</worksheet>"


def honest(rows: int = 5) -> bytes:
    """Returns a small workbook as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    for number in range(rows):
        sheet.append([f"样品{number}", number, number / 7])
    return _saved(book)


def with_sheet(xml: bytes) -> bytes:
    """Returns a workbook whose only sheet part is this XML."""
    return repacked(honest(), {SHEET: xml})


def with_rows(rows: bytes) -> bytes:
    """Returns a workbook with these rows as its sheet data."""
    return with_sheet(HEAD + b"<sheetData>" + rows + b"</sheetData>" + TAIL)


def repacked(data: bytes, changes: dict[str, bytes | None], more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """Returns the ZIP with parts changed (None: left out) and more parts behind them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more:
            new.writestr(name, content)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """Returns a ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def with_raw_sheet(packed: bytes, size: int, crc: int) -> bytes:
    """Returns a workbook whose sheet part is a deflate stream with any size and checksum declared."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(honest())) as old:
        for name in old.namelist():
            content = old.read(name)
            parts[name] = (_deflated(content), len(content), zlib.crc32(content))
    parts[SHEET] = (packed, size, crc)
    return _written(parts)


def bomb(megabytes: int, declared: int | None = None) -> bytes:
    """Returns a workbook whose sheet inflates to so many megabytes, whatever it declares."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    blank = b" " * 2**20
    packed = squeeze.compress(HEAD) + b"".join(squeeze.compress(blank) for _ in range(megabytes))
    packed += squeeze.flush()
    return with_raw_sheet(packed, declared or megabytes * 2**20 + len(HEAD), 0)


def many_sheets(count: int) -> bytes:
    """Returns a workbook of so many sheets."""
    book = openpyxl.Workbook()
    for number in range(count - 1):
        book.create_sheet(f"表{number}")
    return _saved(book)


def old_xls(rows: int = 5) -> bytes:
    """Returns a BIFF8 workbook as xlwt writes it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for number in range(rows):
        sheet.write(number, 0, f"样品{number}")
        sheet.write(number, 1, number / 8)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def compound(names: Iterable[str]) -> bytes:
    """Returns a compound file with empty streams of these names: a password's, a document's."""
    entries = [_entry("Root Entry", 5)] + [_entry(name, 2) for name in names]
    entries += [bytes(128)] * (-len(entries) % 4)
    sectors = len(entries) // 4
    fat = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    head = struct.pack("<8s16s5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
                       0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))) + b"".join(entries)


def styled_to_the_end() -> bytes:
    """Returns a workbook with two values and blank cells with borders down to row 1 048 576."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet, border = book.add_worksheet("台账"), book.add_format({"border": 1})
    sheet.write_row(0, 0, ["抽样编号", 1])
    for row in [*range(1, 3000), 1_048_575]:
        sheet.write_blank(row, 3, None, border)
    book.close()
    return out.getvalue()


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _deflated(content: bytes) -> bytes:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return squeeze.compress(content) + squeeze.flush()


def _written(parts: dict[str, tuple[bytes, int, int]]) -> bytes:
    body, listing = b"", b""
    for name, (packed, size, crc) in parts.items():
        encoded = name.encode()
        fields = struct.pack("<5H3I2H", 20, 0, 8, 0, 33, crc, len(packed), size, len(encoded), 0)
        listing += b"PK\x01\x02" + struct.pack("<H", 20) + fields
        listing += struct.pack("<3H2I", 0, 0, 0, 0, len(body)) + encoded
        body += b"PK\x03\x04" + fields + encoded + packed
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listing), len(body), 0)
    return body + listing + end


def _entry(name: str, kind: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<3I", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links
    return head + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)
