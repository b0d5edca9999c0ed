"""Shows a finished file page by page: thumbnails, next and previous, every page as the file has it.

It is drawn by preview.js, which sets every text as text; nothing in a file can become markup.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from exports.preview.model import Look, Preview

_HERE = Path(__file__).parent


@cache
def _component() -> Callable[..., Any]:
    """Returns the viewer's drawing command, registered once for the process."""
    css = (_HERE / "preview.css").read_text(encoding="utf-8")
    js = (_HERE / "preview.js").read_text(encoding="utf-8")
    return st.components.v2.component("duibiao.preview", html='<div class="frame"></div>', css=css, js=js)


def show_preview(data: dict[str, object], key: str) -> None:
    """Draws the viewer for what `as_data` returned."""
    _component()(key=key, data=data)


def as_data(preview: Preview, stamp: str) -> dict[str, object]:
    """Returns a preview as plain data for the browser; looks are sent once, `stamp` tells two files apart."""
    looks: dict[Look, int] = {}
    pages = [_plain(page, looks) for page in preview.pages]
    return {
        "kind": preview.kind,
        "stamp": stamp,
        "pages": pages,
        "looks": [_plain(look, {}, keep=True) for look in looks],
        "pictures": preview.pictures,
    }


def _plain(part: object, looks: dict[Look, int], keep: bool = False) -> object:
    """Returns a part as lists and dictionaries, without what stands at its usual value anyway."""
    if isinstance(part, Look) and not keep:
        return looks.setdefault(part, len(looks))
    if isinstance(part, tuple):
        return [_plain(one, looks) for one in part]
    if isinstance(part, float):
        return round(part, 2)
    if not is_dataclass(part):
        return part
    usual = _usual(type(part))
    said = {name: value for name, value in vars(part).items() if name not in usual or value != usual[name]}
    found = {name: _plain(value, looks) for name, value in said.items()}
    return {"is": type(part).__name__, **found}


@cache
def _usual(kind: type) -> dict[str, object]:
    """Returns the usual values of a kind of part."""
    return {one.name: one.default for one in fields(kind) if one.default is not MISSING}
