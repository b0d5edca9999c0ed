"""Reads the addresses of many cells at once."""

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

_WIDTH = 11  # three letters, seven digits, the closing quote
_MOST_DIGITS = 7


def exact_extent(text: Bytes, starts: NDArray[np.intp]) -> tuple[int, int] | None:
    """Returns the last row and column (0-based) of the addresses; None when one is odd.

    `starts` are the offsets of the addresses in `text`; each ends with a double quote.
    """
    windows = np.lib.stride_tricks.sliding_window_view(text, _WIDTH)
    refs = windows[starts].T.copy()
    upper = (refs[:3] - np.uint8(ord("A"))) < 26
    one, two = upper[0], upper[0] & upper[1]
    three = two & upper[2]
    if not one.all():
        return None
    last_row = last_col = -1
    for letters, group in ((1, one & ~two), (2, two & ~three), (3, three)):
        if not group.any():
            continue
        row = _last_row(refs[letters:, group])
        if row is None:
            return None
        last_row = max(last_row, row)
        last_col = max(last_col, _last_col(refs[:letters, group]))
    return last_row, last_col


def _last_row(refs: Bytes) -> int | None:
    value = np.zeros(refs.shape[1], np.int32)
    is_open = np.ones(refs.shape[1], bool)
    for place, chars in enumerate(refs[: _MOST_DIGITS + 1]):
        digits = chars - np.uint8(ord("0"))
        is_digit = is_open & (digits < 10)
        ends = is_open & (chars == ord('"'))
        if (is_open & ~is_digit & ~ends).any() or (place == 0 and ends.any()):
            return None
        value = np.where(is_digit, value * 10 + digits, value)
        is_open = is_digit
        if not is_open.any():
            return int(value.max()) - 1
    return None


def _last_col(letters: Bytes) -> int:
    value = np.zeros(letters.shape[1], np.int32)
    for chars in letters:
        value = value * 26 + (chars - np.uint8(ord("A") - 1))
    return int(value.max()) - 1
