"""Keeps every loaded file as it was sent, once for each content, beside the database.

A file is stored under its SHA-256 and never under the name its sender gave it. It is whole on
disk before the transaction that refers to it begins, so that an upload without its original can
only be one from before originals were kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.finding import Refusal
from store import files
from store.warehouse import Warehouse

_HASH = re.compile(r"[0-9a-f]{64}")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # names Windows keeps for itself
_LONGEST, _LONGEST_SUFFIX = 120, 12
_NO_NAME = "原文件"


@contextmanager
def keeping(warehouse: Warehouse, source: Path | bytes | None, file_hash: str) -> Iterator[None]:
    """Keeps a file as sent for the load inside the block; a failed load takes it away again.

    Keeps nothing without a source, and nothing beside a database in memory. Raises Refusal when
    it cannot be written, or is no longer the file with this hash. The caller keeps other
    writers out (`Warehouse.alone`).
    """
    path = _path(warehouse, file_hash)
    is_new = path is not None and source is not None and _keep(path, source, file_hash)
    try:
        yield
    except BaseException:
        if is_new and path is not None and not _is_named(warehouse, file_hash):
            path.unlink(missing_ok=True)
        raise


def fetch(warehouse: Warehouse, upload_id: str) -> tuple[str, bytes]:
    """Returns an upload's file as it was sent: a name that is safe to save it under, its bytes.

    Raises Refusal when there is no such upload, when its file was not kept (an upload from
    before files were kept), or when the kept file is no longer the one that was loaded.
    """
    found = warehouse.rows("SELECT file_name, file_hash FROM uploads WHERE upload_id = ?", [upload_id])
    if not found:
        raise Refusal(f"没有编号为“{upload_id}”的上传。请先查看上传记录。", "unknown_upload")
    file_name, file_hash = found[0]
    path = _path(warehouse, file_hash)
    if path is None or not path.is_file():
        raise Refusal(f"上传 {upload_id} 没有留存原文件，无法下载。请向报送单位索取。", "no_original")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"上传 {upload_id} 的原文件读不出来，请检查磁盘后重试。", "no_original") from error
    if files.digest_of(content) != file_hash:
        raise Refusal(
            f"上传 {upload_id} 留存的原文件已损坏或被改动，与入库时的不一致，不能下载。请从备份恢复。",
            "original_damaged",
        )
    return download_name(file_name), content


def has_original(warehouse: Warehouse, file_hash: str) -> bool:
    """Tells whether the file with this hash was kept."""
    path = _path(warehouse, file_hash)
    return path is not None and path.is_file()


def download_name(file_name: str) -> str:
    """Returns the bare name without anything a file system or a reader could misunderstand.

    Folders, control and direction signs go; what Windows forbids becomes '_'; at most 120
    characters, the suffix kept.
    """
    bare = re.split(r"[/\\]", file_name)[-1]
    visible = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C")
    name = _FORBIDDEN.sub("_", visible).strip(" .")
    if _DEVICES.fullmatch(name):
        name = f"_{name}"
    stem, suffix = Path(name).stem, Path(name).suffix[:_LONGEST_SUFFIX]
    return (stem[: _LONGEST - len(suffix)] + suffix) or _NO_NAME


def _path(warehouse: Warehouse, file_hash: str) -> Path | None:
    if warehouse.originals is None or not _HASH.fullmatch(file_hash):
        return None
    return warehouse.originals / file_hash


def _keep(path: Path, source: Path | bytes, file_hash: str) -> bool:
    """Writes the file unless it is there already; returns whether it is new."""
    try:
        was_there = path.is_file()
        if was_there and files.digest_of(path) == file_hash:
            return False
        written = files.write_whole(path, source)
    except OSError as error:
        raise Refusal(
            "原文件无法留存（磁盘已满，或数据目录不可写），没有入库。请腾出空间后重试。", "original_not_kept"
        ) from error
    if written != file_hash:
        path.unlink(missing_ok=True)
        raise Refusal("文件在核对之后又被改动过，没有入库。请重新核对后再入库。", "changed_since_check")
    return not was_there


def _is_named(warehouse: Warehouse, file_hash: str) -> bool:
    """Tells whether any upload refers to the file."""
    return bool(warehouse.rows("SELECT 1 FROM uploads WHERE file_hash = ? LIMIT 1", [file_hash]))
