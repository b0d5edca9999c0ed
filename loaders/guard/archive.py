"""Opens a ZIP with distrust: its directory is checked against its parts, sizes are measured."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse

_LOCAL = struct.Struct("<4s5HIIIHH")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_STEP = 128 * 1024  # compressed bytes a step; plain bytes are bounded by _CHUNK
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """Names one part and where its compressed bytes lie."""

    name: str
    method: int
    start: int
    packed: int
    size: int
    crc: int


class Archive:
    """Gives the parts of a checked ZIP; raises Refusal for one that cannot be trusted."""

    def __init__(self, data: bytes, file_name: str, limits: Limits) -> None:
        self.data = data
        self.file_name = file_name
        self.limits = limits
        self._measured: dict[str, int] = {}
        infos = self._directory()
        self.parts = {part.name: part for part in map(self._part, infos)}
        self._check_overlap(infos)

    def _directory(self) -> list[ZipInfo]:
        try:
            with ZipFile(BytesIO(self.data)) as archive:
                infos = archive.infolist()
        except (BadZipFile, LargeZipFile, ValueError, struct.error, NotImplementedError) as error:
            raise refuse("truncated", self.file_name) from error
        if len(infos) > self.limits.parts:
            raise refuse("too_many_parts", self.file_name, count=len(infos), limit=self.limits.parts)
        self._check_names(infos)
        self._check_declared(infos)
        return infos

    def _check_names(self, infos: list[ZipInfo]) -> None:
        seen = set()
        for info in infos:
            name = info.orig_filename
            steps = name.replace("\\", "/").split("/")
            key = name.replace("\\", "/").lower()
            if key in seen or ".." in steps or name.startswith(("/", "\\")) or ":" in name or "\0" in name:
                raise refuse("bad_part", self.file_name, part=_shown(name))
            seen.add(key)

    def _check_declared(self, infos: list[ZipInfo]) -> None:
        total = 0
        for info in infos:
            total += info.file_size
            self._check_size(info.orig_filename, info.file_size, info.compress_size, total)

    def _check_size(self, name: str, size: int, packed: int, total: int) -> None:
        limits = self.limits
        is_dense = size > limits.ratio_from and size > packed * limits.ratio
        if size > limits.part_size or total > limits.total_size or is_dense:
            raise refuse("zip_bomb", self.file_name, part=_shown(name))

    def _part(self, info: ZipInfo) -> Part:
        head = self.data[info.header_offset : info.header_offset + _LOCAL.size]
        name = info.orig_filename
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise refuse("truncated", self.file_name)
        *_, flags, method, _time, _date, _crc, _packed, _size, name_length, extra = _LOCAL.unpack(head)
        if flags & _ENCRYPTED:
            raise refuse("encrypted", self.file_name)
        local = self.data[info.header_offset + _LOCAL.size : info.header_offset + _LOCAL.size + name_length]
        encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
        if method != info.compress_type or method not in (_STORED, _DEFLATED):
            raise refuse("bad_part", self.file_name, part=_shown(name))
        if local != info.orig_filename.encode(encoding, "replace"):
            raise refuse("bad_part", self.file_name, part=_shown(name))
        start = info.header_offset + _LOCAL.size + name_length + extra
        return Part(name.replace("\\", "/"), method, start, info.compress_size, info.file_size, info.CRC)

    def _check_overlap(self, infos: list[ZipInfo]) -> None:
        order = sorted(
            (info.header_offset, part) for info, part in zip(infos, self.parts.values(), strict=True)
        )
        reached = 0
        for offset, part in order:
            if offset < reached:
                raise refuse("bad_part", self.file_name, part=_shown(part.name))
            reached = part.start + part.packed
        if reached > len(self.data):
            raise refuse("truncated", self.file_name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yields a part's plain bytes, really inflated and counted; raises Refusal on a lie."""
        part, size, crc = self.parts[name], 0, 0
        for chunk in self._plain(part):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            self._measured[name] = size
            self._check_size(name, size, part.packed, sum(self._measured.values()))
            yield chunk
        if size != part.size or crc != part.crc:
            raise refuse("damaged", self.file_name, part=_shown(name))

    def read(self, name: str) -> bytes:
        """Returns a part's plain bytes."""
        return b"".join(self.chunks(name))

    def _plain(self, part: Part) -> Iterator[bytes]:
        packed = memoryview(self.data)[part.start : part.start + part.packed]
        if part.method == _STORED:
            for start in range(0, len(packed), _CHUNK):
                yield bytes(packed[start : start + _CHUNK])
            return
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, len(packed), _STEP):
                yield from _inflate(stream, packed[start : start + _STEP])
        except zlib.error as error:
            raise refuse("damaged", self.file_name, part=_shown(part.name)) from error
        if not stream.eof or stream.unused_data:
            raise refuse("damaged", self.file_name, part=_shown(part.name))


def _inflate(stream: "zlib._Decompress", packed: memoryview) -> Iterator[bytes]:
    piece = stream.decompress(packed, _CHUNK)
    while piece:
        yield piece
        piece = stream.decompress(stream.unconsumed_tail, _CHUNK)


def _shown(name: str) -> str:
    return name[:80].replace("\0", "")
