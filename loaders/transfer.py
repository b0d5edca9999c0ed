"""Hands a workbook from child to parent: per sheet one Arrow file of cells and one of marks."""

import os
from pathlib import Path
from typing import Any

import pyarrow as pa

from loaders.workbook import Merge, Sheet, Workbook

# A mark is what lies beside the cells; each kind fills the first columns of the marks' table.
_WIDTHS = {
    "merges": 4,
    "hidden_rows": 1,
    "hidden_cols": 1,
    "error_cells": 3,
    "uncached": 2,
    "long_numbers": 2,
}
_SCHEMA = pa.schema(
    [("a", pa.int32()), ("b", pa.int32()), ("c", pa.int32()), ("d", pa.int32()), ("e", pa.string())]
)


def workbook_into(workbook: Workbook, folder: Path) -> dict:
    """Writes cells and marks into the folder; returns what the reply says beside them."""
    sheets = []
    for number, sheet in enumerate(workbook.sheets):
        _write(sheet.cells, folder / f"{number}.cells")
        counts = _write_marks(sheet, folder / f"{number}.marks")
        entry = {"name": sheet.name, "index": sheet.index, "hidden": sheet.hidden, "marks": counts}
        sheets.append(entry)
    return {"container": workbook.container, "date1904": workbook.date1904, "sheets": sheets}


def workbook_from(reply: dict, file_name: str, folder: Path) -> Workbook:
    """Returns the workbook `workbook_into` left in the folder; its cells are mapped, not copied."""
    sheets = []
    for number, entry in enumerate(reply["sheets"]):
        marks = _read_marks(folder / f"{number}.marks", entry.pop("marks"))
        sheets.append(Sheet(**entry, cells=_open(folder / f"{number}.cells"), **marks))
    return Workbook(file_name, sheets, reply["container"], reply["date1904"])


def _write_marks(sheet: Sheet, path: Path) -> dict[str, int]:
    rows: list[tuple] = []
    counts = {}
    for kind in _WIDTHS:
        marks = [_flat(kind, mark) for mark in getattr(sheet, kind)]
        counts[kind] = len(marks)
        rows += marks
    columns = zip(*rows, strict=True) if rows else [[]] * len(_SCHEMA)
    arrays = [pa.array(list(column), field.type) for column, field in zip(columns, _SCHEMA, strict=True)]
    _write(pa.table(arrays, schema=_SCHEMA), path)
    return counts


def _flat(kind: str, mark: Any) -> tuple:
    if kind == "merges":
        return (mark.first_row, mark.first_col, mark.last_row, mark.last_col, None)
    if kind == "error_cells":
        return (mark[0], mark[1], None, None, mark[2])
    values = mark if isinstance(mark, tuple) else (mark,)
    return values + (None,) * (len(_SCHEMA) - len(values))


def _read_marks(path: Path, counts: dict[str, int]) -> dict[str, Any]:
    table, start = _open(path), 0
    marks: dict[str, Any] = {}
    for kind, count in counts.items():
        columns = [column.to_pylist() for column in table.slice(start, count).columns]
        marks[kind] = _unflat(kind, columns)
        start += count
    return marks


def _unflat(kind: str, columns: list[list]) -> tuple:
    first, second, *_, text = columns
    if kind == "merges":
        return tuple(map(Merge, *columns[:4]))
    if kind == "error_cells":
        return tuple(zip(first, second, text, strict=True))
    return tuple(first) if _WIDTHS[kind] == 1 else tuple(zip(first, second, strict=True))


def _write(table: pa.Table, path: Path) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _open(path: Path) -> pa.Table:
    # Windows cannot delete a mapped file, so there it is read; Arrow lets go of the GIL for that.
    source = pa.memory_map(str(path)) if os.name == "posix" else pa.OSFile(str(path))
    return pa.ipc.open_file(source).read_all()
