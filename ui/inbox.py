"""Holds the files of one session between choosing and loading: checked once, loaded when confirmed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

import streamlit as st

from domain.finding import Refusal
from loaders.checked import Checked, Declared
from ui.office import the_office
from ui.words import TEMPLATES, number

LOADED_BY = "看板"
_CHECKED, _LOADED, _DECLARED = "inbox_checked", "inbox_loaded", "inbox_declared"


@dataclass(frozen=True)
class Incoming:
    """Holds one file as it came: an id made of its name and content, its bare name, its bytes."""

    file_id: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Outcome:
    """Says what loading did, in one sentence, and whether it did it."""

    said: str
    is_done: bool


def take(files: Iterable[tuple[str, bytes]]) -> list[Incoming]:
    """Returns the files under their bare names (browsers may send a path), the same file once."""
    found: dict[str, Incoming] = {}
    for raw_name, content in files:
        name = PurePosixPath(raw_name.replace("\\", "/")).name
        file_id = hashlib.sha256(name.encode() + b"/" + content).hexdigest()[:16]
        found.setdefault(file_id, Incoming(file_id, name, content))
    return list(found.values())


def round_number() -> int:
    """Returns how often the chooser was emptied; a new number gives an empty chooser."""
    return int(st.session_state.get("inbox_round", 0))


def empty() -> None:
    """Empties the chooser and forgets what was checked."""
    st.session_state["inbox_round"] = round_number() + 1
    for name in (_CHECKED, _LOADED, _DECLARED):
        st.session_state.pop(name, None)


def declared(file: Incoming) -> Declared:
    """Returns what the person said about the file so far."""
    return st.session_state.get(_DECLARED, {}).get(file.file_id, Declared())


def declare(file: Incoming, said: Declared) -> None:
    """Remembers what the person says about the file; it is checked anew."""
    if said != declared(file):
        st.session_state.setdefault(_DECLARED, {})[file.file_id] = said
        st.rerun()


def checked(file: Incoming) -> Checked:
    """Returns what came of checking the file, checked once for each thing said about it."""
    known = st.session_state.setdefault(_CHECKED, {})
    key = (file.file_id, declared(file))
    if key not in known:
        with st.spinner(f"正在核对 {file.name}"):
            known[key] = the_office().door.check(file.content, file.name, declared(file))
    return known[key]


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
