"""Tells by a few of its values whether a column can be what its header seems to say."""

import re
from collections.abc import Callable, Sequence

from domain.number import clean_text, parse_number
from loaders.dates import parse_date
from loaders.template import Column

_DATE_LIKE = re.compile(
    r"(?:19|20)?\d{2}\s*[-/.年]\s*\d{1,2}|^(?:19|20)\d{6}|^[2-7]\d{4}(?:\.\d+)?$|\d月|月\d|[年月]"
)
_FIGURE = re.compile(r"[<>≤≥=±+-]*\d+(?:[.,]\d+)*\s*(?:%|[a-zμ/]{1,8})?", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CODE = re.compile(r"(?=\D*\d)[\w()/.\-—]+")
_PLACE = re.compile(r"[省市县区旗州盟镇乡村街路道号楼巷栋园场店]|https?:")
_UNIT = re.compile(r"(?<!\s)\s*(?:人次|家次|亿元|万元|批次|件|起|家|人|元|个)$")


def suits(column: Column, values: Sequence[str]) -> bool:
    """Tells whether a column's distinct cleaned values can belong to `column`; no values contradict nothing."""
    if not values:
        return True
    if column.fits is not None:
        return column.fits(tuple(values))
    test = _TESTS.get(column.kind)
    if test is None:
        return True
    return sum(map(test, values)) * 2 >= len(values)


def _is_date(text: str) -> bool:
    return parse_date(text) is not None or bool(_DATE_LIKE.search(text))


def _is_code(text: str) -> bool:
    plain = re.sub(r"\s", "", clean_text(text))
    chinese = len(_CHINESE.findall(plain))
    return (
        len(plain) >= 3 and bool(_CODE.fullmatch(plain)) and chinese * 2 <= len(plain) and not _is_day(plain)
    )


def _is_day(text: str) -> bool:
    return parse_date(text) is not None and not text.isdigit()


def _is_number(text: str) -> bool:
    return parse_number(_UNIT.sub("", clean_text(text))) is not None


def _is_place(text: str) -> bool:
    return bool(_PLACE.search(text)) or (2 <= len(text) <= 6 and bool(_CHINESE.fullmatch(text[-1])))


def _is_text(text: str) -> bool:
    return not _FIGURE.fullmatch(text) and parse_date(text) is None


_TESTS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "code": _is_code,
    "number": _is_number,
    "count": _is_number,
    "money": _is_number,
    "place": _is_place,
    "text": _is_text,
}
