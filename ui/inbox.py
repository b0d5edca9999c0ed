"""Holds the files of one session between choosing and loading: checked once, loaded when confirmed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import streamlit as st

from domain.finding import Finding, Refusal, Severity
from loaders.annotate import mark
from loaders.checked import Checked, Declared
from loaders.compare import compare
from loaders.containers.bundle import Member, expand
from loaders.door import as_finding
from ui.office import the_office
from ui.words import TEMPLATES, number

LOADED_BY = "看板"
_CHECKED, _LOADED, _DECLARED = "inbox_checked", "inbox_loaded", "inbox_declared"
_EXPANDED, _PASSWORDS = "inbox_expanded", "inbox_passwords"
_LOCKED = frozenset(["encrypted", "wrong_password"])


@dataclass(frozen=True)
class Incoming:
    """Holds one file as it came: an id made of its name and content, its bare name, its bytes.

    `notes` say what came of opening the ZIP it was in; an error among them stands for the file.
    """

    file_id: str
    name: str
    content: bytes
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """Says what loading did, in one sentence, and whether it did it."""

    said: str
    is_done: bool


def take(files: Iterable[tuple[str, bytes]]) -> list[Incoming]:
    """Returns the files under their bare names (browsers may send a path), the same file once.

    A ZIP of files gives one entry for each, named 'ZIP/file'; it is opened once, not every rerun.
    """
    known, opened = st.session_state.get(_EXPANDED, {}), {}
    for raw_name, content in files:
        name = PurePosixPath(raw_name.replace("\\", "/")).name
        file_id = _identity(name, content)
        opened[file_id] = known.get(file_id) or _opened(name, content)
    st.session_state[_EXPANDED] = opened
    found = {file.file_id: file for inner in opened.values() for file in inner}
    return list(found.values())


def _opened(name: str, content: bytes) -> list[Incoming]:
    try:
        members = expand(content, name, the_office().door.limits)
    except Refusal as refusal:
        members = [Member(name, content, (as_finding(refusal),))]
    return [
        Incoming(_identity(member.name, member.source), member.name, member.source, member.notes)
        for member in members
        if isinstance(member.source, bytes)
    ]


def _identity(name: str, content: bytes) -> str:
    return hashlib.sha256(name.encode() + b"/" + content).hexdigest()[:16]


def round_number() -> int:
    """Returns how often the chooser was emptied; a new number gives an empty chooser."""
    return int(st.session_state.get("inbox_round", 0))


def empty() -> None:
    """Empties the chooser and forgets what was checked."""
    st.session_state["inbox_round"] = round_number() + 1
    for name in (_CHECKED, _LOADED, _DECLARED, _EXPANDED, _PASSWORDS):
        st.session_state.pop(name, None)


def declared(file: Incoming) -> Declared:
    """Returns what the person said about the file so far."""
    return st.session_state.get(_DECLARED, {}).get(file.file_id, Declared())


def declare(file: Incoming, said: Declared) -> None:
    """Remembers what the person says about the file; it is checked anew."""
    if said != declared(file):
        st.session_state.setdefault(_DECLARED, {})[file.file_id] = said
        st.rerun()


def unlock(file: Incoming, given: str) -> None:
    """Remembers the password of the file for this session; it is checked anew."""
    if given != password(file):
        st.session_state.setdefault(_PASSWORDS, {})[file.file_id] = given
        st.rerun()


def password(file: Incoming) -> str:
    """Returns the password the person gave for the file, or an empty text."""
    return st.session_state.get(_PASSWORDS, {}).get(file.file_id, "")


def is_locked(found: Checked) -> bool:
    """Tells whether a password would open the file."""
    return any(finding.code in _LOCKED for finding in found.findings)


def checked(file: Incoming) -> Checked:
    """Returns what came of checking the file, checked once for each thing said about it."""
    known = st.session_state.setdefault(_CHECKED, {})
    key = (file.file_id, declared(file), password(file))
    if key not in known:
        known[key] = _check(file)
    return known[key]


def _check(file: Incoming) -> Checked:
    if any(note.severity is Severity.ERROR for note in file.notes):
        return Checked(file.name, findings=list(file.notes))
    with st.spinner(f"正在核对 {file.name}"):
        found = the_office().door.check(file.content, file.name, declared(file), password=password(file))
    found.findings += file.notes
    return found


def has_errors(file: Incoming) -> bool:
    """Tells whether the file cannot be loaded as it is."""
    return checked(file).has_errors


def is_ready(file: Incoming) -> bool:
    """Tells whether the file can be loaded and was not yet."""
    return not has_errors(file) and outcome(file) is None


def outcome(file: Incoming) -> Outcome | None:
    """Returns what loading did, or None before."""
    return st.session_state.get(_LOADED, {}).get(file.file_id)


def load(file: Incoming) -> None:
    """Loads the file and remembers the sentence about it."""
    found = checked(file)
    try:
        loaded = the_office().door.load(found, LOADED_BY)
    except Refusal as refused:
        ended = Outcome(refused.message, is_done=False)
    else:
        replaced = "、".join(f"{r.upload_id} 的 {number(r.rows)} 行" for r in loaded.replaced)
        said = (
            f"{file.name}已入库，编号 {loaded.upload_id}"
            + (f"，替换了 {replaced}" if replaced else "")
            + "。"
        )
        if loaded.is_repeat:
            said = f"{file.name}与已入库的 {loaded.upload_id} 完全相同，没有重复写入。"
        ended = Outcome(said, is_done=True)
    st.session_state.setdefault(_LOADED, {})[file.file_id] = ended


def difference(found: Checked) -> str:
    """Returns how the file differs from the version in force, in one sentence; empty when it is all new."""
    office = the_office()
    compared = compare(office.warehouse, office.jurisdiction, found, examples=0)
    if not (compared.changed or compared.removed or compared.unchanged):
        return ""
    pairs = (("新增", compared.added), ("变化", compared.changed), ("撤下", compared.removed))
    words = "、".join(f"{word} {number(count)} 条" for word, count in pairs)
    return f"与现有数据相比：{words}，不变 {number(compared.unchanged)} 条"


def marked_copy(content: bytes, found: Checked, password: str) -> bytes:
    """Returns the sender's own workbook with the bad cells marked; raises Refusal when it cannot."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "marked.xlsx"
        return mark(content, found, None, out, password=password).read_bytes()


def promise(found: Checked) -> str:
    """Returns what the confirming button says it will write."""
    replaced = the_office().door.preview(found)
    words = f"入库 {number(found.records)} 条"
    if not replaced:
        return words
    return words + "，替换 " + "、".join(f"{r.upload_id} 的 {number(r.rows)} 行" for r in replaced)


def recognised(found: Checked) -> list[tuple[str, str]]:
    """Returns what the file was recognised as, in names and words."""
    pairs = [("表样", TEMPLATES.get(found.template or "", "未识别"))]
    if found.unit:
        pairs.append(("单位", found.unit))
    if found.period:
        pairs.append(("期间", found.period.chinese + ("（累计）" if found.cumulative else "")))
    if found.template:
        pairs.append(("读到", f"{number(found.rows)} 行，{number(found.records)} 条记录"))
    return pairs
