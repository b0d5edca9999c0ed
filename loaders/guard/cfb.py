"""Reads the directory and one stream of a compound file, the container of .xls and of passwords."""

import struct

from domain.finding import Refusal
from loaders.guard.refusal import refuse

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_HEADER = struct.Struct("<8s16s5H6x9I")
_ENTRY = 128
_HEAD_FAT = 109
_STREAM, _ROOT = 2, 5


class CompoundFile:
    """Gives the streams of a compound file; raises Refusal when a chain is broken or loops."""

    def __init__(self, data: bytes, file_name: str) -> None:
        self.data = data
        self._file_name = file_name
        if len(data) < 512:
            raise refuse("truncated", file_name)
        fields = _HEADER.unpack_from(data)
        self._size = 1 << fields[5] if fields[5] in (9, 12) else self._fail()
        self._mini_size = 1 << fields[6] if fields[6] <= 9 else self._fail()
        fat_count, directory, more_fat = fields[8], fields[9], fields[14]
        self._mini_cutoff, mini_fat = fields[11:13]
        self._fat = self._read_fat(fat_count, more_fat)
        self._directory = self._chain(directory)
        self.entries = self._read_entries()
        self._mini_fat = _numbers(self._chain(mini_fat)) if mini_fat < _END else ()

    def stream(self, name: str) -> bytes:
        """Returns a stream's bytes."""
        start, length = self.entries[name]
        content = self._chain(start) if length >= self._mini_cutoff else self._mini_chain(start)
        if len(content) < length:
            self._fail()
        return content[:length]

    def _fail(self) -> int:
        raise self._damaged()

    def _damaged(self) -> Refusal:
        return refuse("truncated", self._file_name)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self.data[start : start + self._size]
        if not sector:
            raise self._damaged()
        return sector

    def _read_fat(self, count: int, more: int) -> tuple[int, ...]:
        places = list(struct.unpack_from(f"<{_HEAD_FAT}I", self.data, 76))
        seen = 0
        while more < _END:
            numbers = _numbers(self._sector(more))
            places += numbers[:-1]
            more, seen = numbers[-1], seen + 1
            if seen * self._size > len(self.data):
                self._fail()
        used = [place for place in places if place < _END][:count]
        return tuple(number for place in used for number in _numbers(self._sector(place)))

    def _chain(self, start: int) -> bytes:
        pieces, number = [], start
        while number < _END:
            pieces.append(self._sector(number))
            if number >= len(self._fat) or len(pieces) * self._size > len(self.data):
                self._fail()
            number = self._fat[number]
        return b"".join(pieces)

    def _mini_chain(self, start: int) -> bytes:
        root = self._chain(next(iter(self.entries.values()))[0]) if self.entries else b""
        pieces, number, size = [], start, self._mini_size
        while number < _END:
            pieces.append(root[number * size : (number + 1) * size])
            if number >= len(self._mini_fat) or len(pieces) > len(self._mini_fat):
                self._fail()
            number = self._mini_fat[number]
        return b"".join(pieces)

    def _read_entries(self) -> dict[str, tuple[int, int]]:
        entries: dict[str, tuple[int, int]] = {}
        for start in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            entry = self._directory[start : start + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            if kind in (_STREAM, _ROOT) and 2 <= length <= 64:
                name = entry[: length - 2].decode("utf-16-le", "replace")
                entries.setdefault(name, struct.unpack_from("<II", entry, 116))
        return entries


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
