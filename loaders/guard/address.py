"""Turns A1 addresses into 0-based rows and columns, and back."""

import re
from functools import lru_cache

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@lru_cache(maxsize=1024)
def column_index(letters: bytes) -> int:
    """Returns the 0-based column of its letters: A → 0, AA → 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - 64
    return index - 1


def position(address: str) -> tuple[int, int] | None:
    """Returns row and column of an address such as B12, or None when it is none."""
    match = _CELL.fullmatch(address)
    if match is None:
        return None
    return int(match[2]) - 1, column_index(match[1].encode())


def address(row: int, col: int) -> str:
    """Returns the A1 address of a 0-based row and column."""
    letters, number = "", col + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
