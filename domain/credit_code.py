"""Verifies the unified social credit code (GB 32100-2015): eighteen signs, the last one a check sign."""

import re

from domain.number import clean_text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z, which are taken for digits
LENGTH = 18
_BODY = LENGTH - 1
_WEIGHTS = tuple(pow(3, place, len(ALPHABET)) for place in range(_BODY))
_REGISTRATION = re.compile(r"\d{15}")


def plain_code(text: object) -> str:
    """Returns a code as it is stored: half-width, upper case, without blanks and hyphens."""
    return re.sub(r"[\s-]", "", clean_text(text)).upper()


def check_sign(body: str) -> str:
    """Returns the eighteenth sign for the first seventeen; raises ValueError for any other length or sign."""
    if len(body) != _BODY or any(sign not in ALPHABET for sign in body):
        raise ValueError("a credit code has seventeen signs of its alphabet before the check sign")
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def trouble_of(text: object) -> str:
    """Returns in Chinese words what is wrong with a code, or an empty text when it is right."""
    code = plain_code(text)
    if len(code) != LENGTH:
        return f"应为 {LENGTH} 位，实际 {len(code)} 位"
    if odd := sorted({sign for sign in code if sign not in ALPHABET}):
        return f"含有不允许的字符 {'、'.join(odd)}"
    return "" if check_sign(code[:_BODY]) == code[_BODY] else "校验位不对"


def is_valid(text: object) -> bool:
    """Tells whether a text is a right credit code, whatever its case, width and blanks."""
    return not trouble_of(text)


def is_registration_number(text: object) -> bool:
    """Tells whether a text is a fifteen-digit registration number of before the unified code."""
    return bool(_REGISTRATION.fullmatch(plain_code(text)))
