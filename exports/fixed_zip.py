"""Writes the same zip for the same content: every member gets one fixed time."""

import struct
from datetime import datetime

_END, _ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_LONGEST_COMMENT = 65_535


def fixed(content: bytes, at: datetime = datetime(1980, 1, 1)) -> bytes:
    """Returns the zip with every member's time set to `at` (two-second steps), nothing else changed.

    Raises ValueError for bytes that are no zip.
    """
    changed = bytearray(content)
    time = at.hour << 11 | at.minute << 5 | at.second // 2
    stamp = struct.pack("<HH", time, max(0, at.year - 1980) << 9 | at.month << 5 | at.day)
    count, place = _directory(content)
    for _ in range(count):
        if content[place : place + 4] != _ENTRY:
            raise ValueError("damaged zip directory")
        name, extra, comment = struct.unpack_from("<HHH", content, place + 28)
        (local,) = struct.unpack_from("<I", content, place + 42)
        changed[place + 12 : place + 16] = stamp
        changed[local + 10 : local + 14] = stamp
        place += 46 + name + extra + comment
    return bytes(changed)


def _directory(content: bytes) -> tuple[int, int]:
    """Returns the number of members and where their directory starts."""
    end = content.rfind(_END, max(0, len(content) - 22 - _LONGEST_COMMENT))
    if end < 0:
        raise ValueError("not a zip")
    count, _, place = struct.unpack_from("<HII", content, end + 10)
    return count, place
