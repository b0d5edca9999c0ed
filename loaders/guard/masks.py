"""Finds what is worth a closer look in a block of a worksheet, a few vector operations a byte.

Calling Python per cell of a large ledger costs seconds; comparing shifted views of a block
that stays in the processor's cache costs hundredths of one.
"""

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_PAD = bytes(24)  # so that every shifted view has the block's length
_REF_AT = 6  # where the address starts in <c r="A1"
_RUNS = (1, 2, 3)  # shifts that turn "is a digit" into "starts 7 digits"


class Block:
    """Holds one block of XML, cut between two elements, with masks over its bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.bytes = np.frombuffer(data + _PAD, np.uint8)
        self._length = len(data)
        self._tags = self._at(0) == ord("<")

    def _at(self, shift: int) -> Bytes:
        return self.bytes[shift : shift + self._length]

    def has(self, text: bytes) -> bool:
        """Tells whether a short text occurs; the rarer its first two bytes, the faster."""
        mask = self._at(0) == text[0]
        for shift, byte in enumerate(text[1:], 1):
            mask &= self._at(shift) == byte
            if shift == 1 and not mask.any():
                return False
        return bool(mask.any())

    def has_tag(self, letter: str) -> bool:
        """Tells whether a tag starts with the letter."""
        return bool((self._tags & (self._at(1) == ord(letter))).any())

    def has_tag_outside(self, letters: bytes) -> bool:
        """Tells whether a tag starts with anything but these bytes."""
        odd = self._tags.copy()
        for letter in letters:
            odd &= self._at(1) != letter
        return bool(odd[:-1].any())

    def has_long_gap(self, length: int) -> bool:
        """Tells whether a text of `length` bytes may stand between two tags."""
        half = length // 2
        whole = self._length // half * half
        return not self._tags[:whole].reshape(-1, half).any(axis=1).all()

    def cells(self) -> Mask:
        """Returns where a tag starts with `<c`."""
        return self._tags & (self._at(1) == ord("c"))

    def are_plain(self, cells: Mask) -> bool:
        """Tells whether every one of the cells starts with `<c r="`."""
        return not any((cells & (self._at(shift) != byte)).any() for shift, byte in enumerate(b' r="', 2))

    def drop_blank(self, cells: Mask) -> None:
        """Takes the cells that are closed at once (`<c …/>`) out of the mask."""
        closed = (self._at(0) == ord("/")) & (self._at(1) == ord(">"))
        if closed.any():
            tags = np.flatnonzero(self._tags)
            cells[tags[:-1][closed[tags[1:] - 2]]] = False

    def last_single_letter(self, cells: Mask) -> int | None:
        """Returns the last column (0-based) of the cells; None when one has two letters or none."""
        if (cells & ((self._at(_REF_AT + 1) - ord("A")) < 26)).any():
            return None
        col = int((self._at(_REF_AT) * cells).max()) - ord("A")
        return col if 0 <= col < 26 else None

    def address_starts(self, cells: Mask) -> NDArray[np.intp]:
        """Returns the offsets of the cells' addresses."""
        return np.flatnonzero(cells) + _REF_AT

    def odd_numbers(self) -> NDArray[np.intp]:
        """Returns the offsets of the `<v>` whose number may be long, have an exponent, or be -0."""
        digit = (self._at(0) - ord("0")) < 10
        exponent = digit & ((self._at(1) | 32) == ord("e"))
        found = [np.flatnonzero(exponent & (self._at(2) < ord(":")))] if exponent.any() else []
        if self.has(b">-0"):
            minus = (self._at(0) == ord("-")) & (self._at(1) == ord("0"))
            found.append(np.flatnonzero(minus))
        run = digit
        for shift in _RUNS:
            run = run[:-shift] & run[shift:]
        if run.any():
            found.append(self._long_runs(run))
        places = np.concatenate(found) if found else np.empty(0, np.intp)
        return self._values_around(places)

    def _long_runs(self, seven: Mask) -> NDArray[np.intp]:
        dot = (self._at(0) == ord("."))[: len(seven)]
        odd = seven[:-9] & seven[7:-2] & seven[9:]
        odd[:-2] |= dot[:-11] & seven[1:-10] & seven[3:-8]
        odd |= seven[:-9] & dot[7:-2]
        return np.flatnonzero(odd)

    def _values_around(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """Returns the offsets of the `<v>` that the places lie behind, each once."""
        if not len(places):
            return places
        tags = np.flatnonzero(self._tags)
        tags = np.unique(tags[np.searchsorted(tags, places) - 1])
        return tags[(self.bytes[tags + 1] == ord("v")) & (self.bytes[tags + 2] == ord(">"))]
