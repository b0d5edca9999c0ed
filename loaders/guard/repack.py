"""Writes a fresh ZIP of the parts the guard has seen, so that a parser sees nothing else.

Two ZIP readers can disagree on which of two directories, names or lengths is meant. The
compressed bytes are copied as they are; every header is our own.
"""

import struct

from loaders.guard.archive import Archive, Part

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8, _DATE = 20, 0x800, 0x21  # 1 January 1980


def repack(archive: Archive, names: list[str]) -> bytes:
    """Returns a ZIP with just these parts, in this order."""
    body: list[bytes | memoryview] = []
    directory: list[bytes] = []
    offset = 0
    for name in names:
        part, encoded = archive.parts[name], name.encode()
        head = _LOCAL.pack(b"PK\x03\x04", *_fields(part, encoded)) + encoded
        entry = _CENTRAL.pack(b"PK\x01\x02", _VERSION, *_fields(part, encoded), 0, 0, 0, 0, offset)
        packed = memoryview(archive.data)[part.start : part.start + part.packed]
        body += [head, packed]
        directory.append(entry + encoded)
        offset += len(head) + len(packed)
    listing = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(names), len(names), len(listing), offset, 0)
    return b"".join([*body, listing, end])


def _fields(part: Part, name: bytes) -> tuple[int, ...]:
    return (_VERSION, _UTF8, part.method, 0, _DATE, part.crc, part.packed, part.size, len(name), 0)
