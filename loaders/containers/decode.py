"""Turns bytes into text: byte order mark, strict UTF-8, what the file declares, strict GB18030."""

import re
from collections import Counter

from loaders.guard.refusal import refuse

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HEAD = 4096
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([-\w]{2,20})", re.IGNORECASE)
_ENCODINGS = {"big5": "big5hkscs", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SEEN = 200_000  # characters that decide whether a text makes sense
_FEW = 0.2
# Greek to Mongolian, box drawing, kana, rare and private characters: what wrong encodings turn into.
_FOREIGN = re.compile(
    "[\u0370-\u1fff\u2500-\u257f\u3040-\u312f\u3400-\u4dbf\ue000-\uf8ff\U00010000-\U0010ffff]"
)


def decode(data: bytes, file_name: str, may_declare: bool = False) -> str:
    """Returns the text; raises Refusal when the bytes are no text, or none that makes sense.

    With `may_declare` the file's own charset is tried between UTF-8 and GB18030.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding), file_name)
    text = _strict(data, "utf-8")
    declared = _declared(data) if may_declare and text is None else None
    if text is None and declared:
        text = _strict(data, declared)
    if text is None:
        text = _strict(data, "gb18030")
        if text is not None and not _is_chinese(text):
            raise refuse("odd_encoding", file_name)
    return _checked(text, file_name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    return _ENCODINGS.get(match[1].decode().lower()) if match else None


def _checked(text: str | None, file_name: str) -> str:
    if text is None:
        raise refuse("odd_encoding", file_name)
    if _CONTROL.search(text):
        raise refuse("unknown_container", file_name)
    return text


def _is_chinese(text: str) -> bool:
    """Tells whether the text beyond ASCII is mostly what GB 2312 holds for Chinese.

    GB18030 accepts nearly every byte: Big5 read as GB18030 gives private, kana, box-drawing and
    very rare characters instead of an error.
    """
    counts = Counter(mark for mark in text[:_SEEN] if mark > "\x7f")
    odd = sum(count for mark, count in counts.items() if _is_odd(mark))
    return odd <= _FEW * counts.total()


def _is_odd(mark: str) -> bool:
    if "\u4e00" <= mark <= "\u9fff":
        return not mark.encode("gb2312", "ignore")
    return _FOREIGN.match(mark) is not None
