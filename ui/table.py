"""Shows a table as a real HTML table: sticky head and first column, cells that can be clicked.

It is drawn by table.js, which sets every text as text; nothing in the data can become markup.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ui.tokens import state_css

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Column:
    """Describes a column: its label, a second line, the group it stands under, its alignment."""

    label: str
    note: str = ""
    group: str = ""
    align: str = "right"


@dataclass(frozen=True)
class Cell:
    """Holds one cell: shape and text, a quiet note, the tone (a state's name), and what a click says."""

    text: str
    shape: str = ""
    note: str = ""
    tone: str = ""
    key: str = ""
    title: str = ""


@dataclass(frozen=True)
class Row:
    """Holds one row: its head (which may be clicked too) and its cells."""

    text: str
    cells: Sequence[Cell]
    key: str = ""
    note: str = ""
    shape: str = ""
    tone: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Grid:
    """Holds a whole table. `caption` is read out by screen readers; `height` is a CSS length."""

    caption: str
    corner: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    height: str = "none"
    look: str = ""
    headless: bool = False
    picked: str = ""
    extra: dict = field(default_factory=dict)


@cache
def _component() -> Callable[..., Any]:
    """Returns the table's drawing command, registered once for the process."""
    css = (_HERE / "table.css").read_text(encoding="utf-8") + state_css()
    js = (_HERE / "table.js").read_text(encoding="utf-8")
    return st.components.v2.component("duibiao.table", html='<div class="frame"></div>', css=css, js=js)


def show_table(grid: Grid, key: str) -> str | None:
    """Draws the table and returns the key of the cell clicked just now, or None."""
    result = _component()(key=key, data=_plain(grid), on_picked_change=lambda: None)
    return result.picked


def _plain(grid: Grid) -> dict[str, object]:
    """Returns the table as plain data without the many empty fields (80 × 20 cells go to the browser)."""
    rows = [_filled(row) | {"cells": [_filled(cell) for cell in row.cells]} for row in grid.rows]
    return vars(grid) | {"columns": [_filled(column) for column in grid.columns], "rows": rows, "extra": {}}


def _filled(part: Column | Cell | Row) -> dict[str, object]:
    return {name: value for name, value in vars(part).items() if value and name != "cells"}
