"""Writes files so that they are there whole or not at all, readable by their owner only."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 20
_HALF = ".part"  # what a file is called until it is whole


def digest_of(source: Path | bytes) -> str:
    """Returns the SHA-256 of a file or of bytes as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for chunk in _chunks(source):
        digest.update(chunk)
    return digest.hexdigest()


def write_whole(path: Path, source: Path | bytes) -> str:
    """Writes a copy of the source, synced to disk before it takes its name; returns its SHA-256.

    Raises OSError; nothing is left behind then.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f"{path.name[:80]}.{secrets.token_hex(4)}{_HALF}")
    digest = hashlib.sha256()
    try:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as out:
            for chunk in _chunks(source):
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return digest.hexdigest()


def free_space(folder: Path) -> int:
    """Returns how many bytes the disk of a folder can still take."""
    return shutil.disk_usage(folder).free


def sweep(folder: Path) -> None:
    """Removes what a killed program left half written; the caller is the folder's only writer."""
    if folder.is_dir():
        for half in folder.glob(f"*{_HALF}"):
            half.unlink(missing_ok=True)


def _chunks(source: Path | bytes) -> Iterator[bytes | memoryview]:
    if isinstance(source, bytes):
        view = memoryview(source)
        yield from (view[at : at + _CHUNK] for at in range(0, len(view), _CHUNK))
        return
    with source.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            yield chunk


def _sync_folder(folder: Path) -> None:
    """Makes a new name in the folder survive a power cut."""
    if os.name == "nt":
        return  # Windows cannot open a folder for this; NTFS logs its names
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
