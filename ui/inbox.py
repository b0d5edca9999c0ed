"""Holds the files of one session between choosing and loading, and what the person says about them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import streamlit as st

from domain.finding import Finding, Refusal
from loaders.annotate import mark
from loaders.checked import Checked, Declared
from loaders.containers.bundle import Member, expand
from loaders.door import as_finding
from ui.office import the_office
from ui.words import TEMPLATES, number

_DECLARED, _EXPANDED, _PASSWORDS = "inbox_declared", "inbox_expanded", "inbox_passwords"
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
    """Empties the chooser and forgets what was said about the files."""
    st.session_state["inbox_round"] = round_number() + 1
    for name in (_DECLARED, _EXPANDED, _PASSWORDS):
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


def marked_copy(content: bytes, found: Checked, password: str) -> bytes:
    """Returns the sender's own workbook with the bad cells marked; raises Refusal when it cannot."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "marked.xlsx"
        return mark(content, found, None, out, password=password).read_bytes()


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
