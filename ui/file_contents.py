"""Draws what a part of a file holds: the first rows as understood, and what was left out."""

from itertools import groupby

from loaders.checked import Checked, Ignored
from ui import parts
from ui.office import the_office
from ui.table import show_table
from ui.tables import record_grid
from ui.words import SOURCES, number

PREVIEW_ROWS, ROWS_NAMED = 8, 12


def draw_contents(part: Checked, key: str) -> None:
    """Draws the first rows as understood, and what was left out."""
    for name, table in part.facts.items():
        rows = table.slice(0, PREVIEW_ROWS).to_pylist()
        if rows:
            parts.note(f"读懂的前 {len(rows)} 条（共 {number(table.num_rows)} 条，{SOURCES[name]}）")
            show_table(record_grid(rows, the_office().jurisdiction, "预览"), key=f"preview_{key}_{name}")
    if part.ignored:
        parts.note(ignored_words(part.ignored))


def ignored_words(ignored: list[Ignored]) -> str:
    """Returns what was left out on purpose, by reason with the rows."""
    ranked = sorted(ignored, key=lambda row: (row.reason, row.sheet, row.row))
    said = []
    for reason, group in groupby(ranked, key=lambda row: row.reason):
        rows = list(group)
        shown = "、".join(str(row.row) for row in rows[:ROWS_NAMED])
        said.append(f"{reason} {len(rows)} 行（第 {shown} 行{'等' if len(rows) > ROWS_NAMED else ''}）")
    return "略过：" + "；".join(said)
