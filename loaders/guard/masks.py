"""Finds what is worth a closer look in a block of a worksheet, a few vector operations a byte.

A ledger of 175 000 rows is 150 MB of XML. Calling Python per cell costs seconds; comparing
shifted views of a block that stays in the processor's cache costs hundredths of one. Results
go into buffers that are kept, because the system takes longer to hand out fresh memory than
the comparison takes.
"""

import numpy as np
from numpy.typing import NDArray

from loaders.guard.extent import exact_extent

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_PAD = bytes(24)  # so that every shifted view has the block's length
_REF_AT = 6  # where the address starts in <c r="A1"
_RUNS = (1, 2, 3)  # shifts that turn "is a digit" into "starts 7 digits"


class Buffers:
    """Keeps the memory for the masks of one block after the other."""

    def __init__(self) -> None:
        self._masks: dict[str, Mask] = {}

    def mask(self, name: str, length: int) -> Mask:
        """Returns the named mask, `length` long, with whatever it last held."""
        if name not in self._masks or len(self._masks[name]) < length:
            self._masks[name] = np.empty(length * 5 // 4, bool)
        return self._masks[name][:length]


class Block:
    """Holds one block of XML, cut between two elements, with masks over its bytes."""

    def __init__(self, data: bytes, buffers: Buffers) -> None:
        self.data = data
        self._length = len(data)
        self._bytes = np.frombuffer(data + _PAD, np.uint8)
        self._buffers = buffers
        self._tags = self._equal("tags", 0, ord("<"))

    def _at(self, shift: int) -> Bytes:
        return self._bytes[shift : shift + self._length]

    def _equal(self, name: str, shift: int, byte: int) -> Mask:
        return np.equal(self._at(shift), byte, out=self._buffers.mask(name, self._length))

    def _between(self, name: str, shift: int, first: str) -> Mask:
        """Returns where the byte is one of 26 letters, or ten digits, counted from `first`."""
        plain = self._buffers.mask("plain", self._length).view(np.uint8)
        np.subtract(self._at(shift), ord(first), out=plain)
        count = 10 if first == "0" else 26
        return np.less(plain, count, out=self._buffers.mask(name, self._length))

    def has(self, text: bytes) -> bool:
        """Tells whether a short text occurs, about as fast as memory is read."""
        mask = self._equal("text", 0, text[0])
        for shift, byte in enumerate(text[1:], 1):
            mask &= self._equal("byte", shift, byte)
            if shift & 1 and not mask.any():
                return False
        return bool(mask.any())

    def has_tag(self, letter: str) -> bool:
        """Tells whether a tag starts with the letter."""
        mask = self._equal("byte", 1, ord(letter))
        mask &= self._tags
        return bool(mask.any())

    def cells(self) -> Mask | None:
        """Returns where cells start; None when one is not written as `<c r="`."""
        cells = self._equal("cells", 1, ord("c"))
        cells &= self._tags
        count = np.count_nonzero(cells)
        for shift, byte in enumerate(b' r="', 2):
            cells &= self._equal("byte", shift, byte)
        return cells if np.count_nonzero(cells) == count else None

    def drop_blank(self, cells: Mask) -> None:
        """Takes the cells that are closed at once (`<c …/>`) out of the mask."""
        closed = self._equal("closed", 0, ord("/"))
        closed &= self._equal("byte", 1, ord(">"))
        if closed.any():
            tags = np.flatnonzero(self._tags)
            cells[tags[:-1][closed[tags[1:] - 2]]] = False

    def has_long_gap(self, length: int) -> bool:
        """Tells whether a text of `length` bytes may stand between two tags."""
        half = length // 2
        whole = self._length // half * half
        return not self._tags[:whole].reshape(-1, half).any(axis=1).all()

    def has_odd_numbers(self) -> bool:
        """Tells whether a number may be long, written with an exponent, or minus zero."""
        run = self._between("run", 0, "0")
        exponent = np.equal(self._at(1) | 32, ord("e"), out=self._buffers.mask("byte", self._length))
        exponent &= run
        if exponent.any() and (exponent & (self._at(2) < ord(":"))).any():
            return True
        if self.has(b">-0"):
            return True
        for shift in _RUNS:
            np.logical_and(run[:-shift], run[shift:], out=run[:-shift])
        return bool(run.any()) and self._has_long_run(run)

    def _has_long_run(self, seven: Mask) -> bool:
        dot = self._equal("byte", 0, ord("."))
        long_integer = seven[:-9] & seven[7:-2] & seven[9:]
        long_fraction = seven[1:-2] & seven[3:] & dot[:-3]
        before_point = seven[:-7] & dot[7:]
        return bool(long_integer.any() or long_fraction.any() or before_point.any())

    def extent(self, cells: Mask, most: int) -> tuple[int, int] | None:
        """Returns a last row and column (0-based) no cell lies beyond; None for an odd address.

        The row is rounded up to its number of digits, and made exact only when rows × columns
        would pass `most`: reading the digits of every cell costs more than all the rest.
        """
        second = self._between("byte", _REF_AT + 1, "A")
        second &= cells
        if not second.any():
            letters = self._buffers.mask("plain", self._length).view(np.uint8)
            col = int(np.multiply(self._at(_REF_AT), cells, out=letters).max()) - ord("A")
            row = 10 ** self._digits(cells) - 1
            if 0 <= col < 26 and row * (col + 1) <= most:
                return row - 1, col
        return exact_extent(self._bytes, np.flatnonzero(cells) + _REF_AT)

    def _digits(self, cells: Mask) -> int:
        """Returns the length no row number behind one letter exceeds; 8 when it is not plain."""
        start = self.data.rfind(b'<c r="') + _REF_AT
        digits = self.data.find(b'"', start) - start - 1
        if not 1 <= digits <= 7:
            return 8
        open_ = self._buffers.mask("open", self._length)
        open_[:] = cells
        for shift in range(_REF_AT + 2, _REF_AT + 2 + digits):
            closed = np.not_equal(self._at(shift), ord('"'), out=self._buffers.mask("byte", self._length))
            open_ &= closed
        return 8 if open_.any() else digits
