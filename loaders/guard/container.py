"""Tells what a file is by its first bytes, never by its name."""

import re
from enum import StrEnum

from domain.finding import Refusal
from loaders.guard.refusal import refuse


class Kind(StrEnum):
    """Lists the containers the house can tell apart."""

    ZIP = "zip"
    CFB = "cfb"
    HTML = "html"
    XML_2003 = "xml_2003"
    TEXT = "text"
    OTHER = "other"


DOCX, DOCUMENT = "docx", "word/document.xml"  # a Word document is a ZIP with this part
_HEAD = 4096
_CFB_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_XML_2003 = re.compile(rb"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FOREIGN = (
    (b"%PDF", "PDF 文档"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"MZ", "程序文件"),
)
_FOREIGN_MAGIC = tuple(magic for magic, _ in _FOREIGN)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def sniff(data: bytes) -> Kind:
    """Returns the kind of container the bytes are; OTHER when they are none of them."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if data.startswith(_CFB_MAGIC):
        return Kind.CFB
    head = _plain_head(data)
    if head.startswith(b"<"):  # a cell of a text table may hold a tag, its first character is none
        if b'progid="Excel.Sheet"' in head or _XML_2003.search(head):
            return Kind.XML_2003
        if _HTML.search(head):
            return Kind.HTML
    return Kind.TEXT if _is_text(data) else Kind.OTHER


def refuse_container(data: bytes, file_name: str) -> Refusal:
    """Returns the refusal for a container no reader of the house opens."""
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            return refuse("not_a_spreadsheet", file_name, what=what)
    if _is_cut(data):
        return refuse("truncated", file_name)
    return refuse("unknown_container", file_name)


def _plain_head(data: bytes) -> bytes:
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    return data[:_HEAD].decode(encoding, "replace").lstrip("\ufeff \t\r\n").encode()


def _is_text(data: bytes) -> bool:
    if data.startswith(tuple(_BOMS)):
        return True
    return not (_is_cut(data) or _CONTROL.search(data[:_HEAD]) or data.startswith(_FOREIGN_MAGIC))


def _is_cut(data: bytes) -> bool:
    """Tells whether nothing but the beginning of a container's own magic is left."""
    return any(magic.startswith(data) for magic in (_CFB_MAGIC, b"PK\x03\x04"))
