"""Opens a folder or a ZIP of several files; a ZIP that is itself a workbook stays one file."""

import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath

from domain.finding import Finding, Refusal
from loaders.containers.papers import is_paper
from loaders.guard import check_size
from loaders.guard.archive import Archive
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.messages import finding

MOST_FILES = 200
_TIMES = 10  # all files together may be so many times as large as one
_PACKAGE = ("[Content_Types].xml", "mimetype", "_rels/.rels")
_OFFICE = ("xl/", "word/", "ppt/")
_SYSTEM = ("thumbs.db", "desktop.ini")
_NAMED = 5


@dataclass(frozen=True)
class Member:
    """Holds one file to check: its name for people, where it is, what to say beside it."""

    name: str
    source: Path | bytes
    notes: tuple[Finding, ...] = ()


def expand(source: Path | bytes, name: str, limits: Limits) -> list[Member]:
    """Returns the files in a folder or ZIP as 'name/inner name', any other file as it is.

    Raises Refusal for an encrypted, too large or empty bundle and one of more than 200 files.
    The inner names are shown and never used as paths; a ZIP inside a ZIP is not opened.
    """
    if isinstance(source, Path) and source.is_dir():
        return _folder(source, name, limits)
    if not _is_bundle(source):
        return [Member(name, source)]
    data = source if isinstance(source, bytes) else source.read_bytes()
    check_size(len(data), name, limits)
    return _members(data, name, limits)


def _is_bundle(source: Path | bytes) -> bool:
    """Tells whether the file is a ZIP with files in it and not the container of a document."""
    try:
        with zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as archive:
            names = archive.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return False  # whatever it is instead, the door says so
    return bool(names) and not any(name in _PACKAGE or name.startswith(_OFFICE) for name in names)


def _members(data: bytes, name: str, limits: Limits) -> list[Member]:
    archive = _archive(data, name, limits)
    inner = {part: _readable(part) for part in archive.parts if not part.endswith("/")}
    wanted = [part for part, shown in inner.items() if not _is_aside(shown)]
    skipped = [shown for shown in inner.values() if _is_aside(shown)]
    _check_count(len(wanted), name)
    try:
        files = [(f"{name}/{inner[part]}", archive.read(part)) for part in wanted]
    except Refusal as refusal:
        raise _in_own_words(refusal, name, limits) from refusal
    return _noted([Member(shown, content) for shown, content in files], name, skipped, limits)


def _archive(data: bytes, name: str, limits: Limits) -> Archive:
    narrow = replace(limits, part_size=limits.file_size, total_size=_TIMES * limits.file_size)
    try:
        return Archive(data, name, narrow)
    except Refusal as refusal:
        raise _in_own_words(refusal, name, limits) from refusal


def _in_own_words(refusal: Refusal, name: str, limits: Limits) -> Refusal:
    """Returns the refusal as it reads for a ZIP of files instead of a workbook."""
    if refusal.code == "encrypted":
        return refuse("bundle_encrypted", name)
    if refusal.code == "zip_bomb":
        one = limits.file_size // 2**20
        return refuse("bundle_too_large", name, one=one, all=_TIMES * one)
    return refuse("bundle_damaged", name) if refusal.code in ("damaged", "bad_part") else refusal


def _folder(folder: Path, name: str, limits: Limits) -> list[Member]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    inner = {path: path.relative_to(folder).as_posix() for path in found}
    wanted = [path for path in found if not _is_aside(inner[path])]
    _check_count(len(wanted), name)
    members = [member for path in wanted for member in expand(path, f"{name}/{inner[path]}", limits)]
    return _noted(members, name, [shown for shown in inner.values() if _is_aside(shown)], limits)


def _check_count(count: int, name: str) -> None:
    if not count:
        raise refuse("bundle_empty", name)
    if count > MOST_FILES:
        raise refuse("bundle_too_many", name, count=count, limit=MOST_FILES)


def _noted(members: list[Member], name: str, skipped: list[str], limits: Limits) -> list[Member]:
    """Returns the members with what may be a table, the first of them with notes of what was left aside."""
    papers = [member for member in members if is_paper(member.source, member.name, limits)]
    kept = [member for member in members if member not in papers] or members
    notes = (
        [finding("bundle_skipped", file=name, count=len(skipped), names=_list(skipped))] if skipped else []
    )
    if len(kept) < len(members):
        names = [member.name.removeprefix(f"{name}/") for member in papers]
        notes.append(finding("bundle_papers", file=name, count=len(names), names=_list(names)))
    return [replace(kept[0], notes=(*kept[0].notes, *notes)), *kept[1:]]


def _list(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _is_aside(name: str) -> bool:
    """Tells whether a file is a system's or a program's own: hidden, a lock, a thumbnail."""
    steps = PurePosixPath(name).parts
    is_hidden = any(step.startswith((".", "__MACOSX", "~$")) for step in steps)
    return is_hidden or steps[-1].lower() in _SYSTEM


def _readable(part: str) -> str:
    """Returns a member's name as its sender saw it: Chinese programs write GBK or UTF-8 unmarked."""
    try:
        raw = part.encode("cp437")
    except UnicodeEncodeError:
        return part  # marked as UTF-8
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part
