"""Carries small messages over a pipe: JSON behind a four-byte length."""

import json
import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")


def read_frame(stream: BinaryIO) -> dict | None:
    """Returns the next frame, or None at the end of the stream or in the middle of a frame."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return json.loads(body) if len(body) == length else None


def write_frame(stream: BinaryIO, content: dict) -> None:
    """Writes one frame and flushes it."""
    body = json.dumps(content, ensure_ascii=False).encode()
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()
