"""Reads numbers strictly and writes them without ever crossing a line."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
LARGEST = 10**12  # a fact keeps 18 digits, six of them decimals: this and anything above does not fit
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
BLANKS = frozenset(["", "/", "、", "-", "\\", "无", "—", "–", "暂无", "不详", "未知", "--", "——"])
# The same marks as they stand in a cell, before NFKC: full-width ones and the true minus sign too.
BLANK_SPELLINGS = BLANKS | {
    "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in text) for text in BLANKS
} | {"−", "﹣", "﹘", "―"}  # fmt: skip
_MINUS = str.maketrans({"−": "-", "―": "—"})
_WITH_UNIT = re.compile(r"(.*\d)\s*(?:人次|家次|批次|批|件|起|家|户|个|人|条|项|次|份)", re.ASCII)


def clean_text(value: object) -> str:
    """Returns the cell's text in NFKC form without zero-width marks and outer blanks."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return text.translate(_INVISIBLE).translate(_MINUS).replace("\u3000", " ").replace("\u00a0", " ").strip()


def is_blank(value: object) -> bool:
    """Tells whether a cell says nothing: empty, or one of the marks offices write for it."""
    return clean_text(value) in BLANKS


def parse_number(value: object) -> Decimal | None:
    """Returns the number a cell holds, or None when the text is not exactly one number.

    One strict grammar after NFKC: sign, digits with correct thousands separators, a decimal
    point. `①`, `1_000`, `infinity`, `NaN`, `约12` and Arabic-Indic digits are no numbers.
    """
    if isinstance(value, bool):
        return None
    if any(unicodedata.category(mark) == "No" for mark in str(value)):
        return None  # ①, ², ½: NFKC would turn them into plain digits
    text = clean_text(value)
    if isinstance(value, float) and text.endswith(".0"):
        text = text[:-2]
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


def parse_count(value: object) -> Decimal | None:
    """Returns the number a cell holds, with or without a measure word behind it (12件, 3 批次)."""
    number = parse_number(value)
    match = None if number is not None else _WITH_UNIT.fullmatch(clean_text(value))
    return parse_number(match[1]) if match else number


def parse_percent(value: object) -> Decimal | None:
    """Returns the number in front of a percent sign (98.5％ → 98.5), or None without one."""
    text = clean_text(value)
    return parse_number(text[:-1].rstrip()) if text.endswith("%") else None


def display(value: Fraction | Decimal | int, decimals: int, lines: Iterable[Fraction | Decimal] = ()) -> str:
    """Returns the value with thousands separators and `decimals` places, never across a line.

    `lines` are the targets it is held against: when rounding would carry the value onto or
    over one of them, more places are shown until it stays on its own side
    (97.996 against 98 reads 97.996, not 98.00; domain rule 14).
    """
    exact, lines = Fraction(value), tuple(lines)
    for places in range(decimals, decimals + 12):
        shown = _quantize(exact, places, ROUND_HALF_UP)
        if all(_side(Fraction(shown), line) == _side(exact, line) for line in lines):
            return f"{shown:,.{places}f}"
    way = ROUND_DOWN if exact > 0 else ROUND_UP
    return f"{_quantize(exact, decimals + 12, way):,}"


def _quantize(exact: Fraction, places: int, rounding: str) -> Decimal:
    scaled = exact * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if rounding == ROUND_HALF_UP and rest * 2 >= scaled.denominator:
        whole += 1
    sign = -1 if scaled < 0 else 1
    return Decimal(sign * whole).scaleb(-places)


def _side(value: Fraction, line: Fraction | Decimal) -> int:
    edge = Fraction(line)
    return (value > edge) - (value < edge)
