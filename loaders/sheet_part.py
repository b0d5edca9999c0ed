"""Cuts one table out of a sheet, every cell at its old address."""

from dataclasses import replace

import pyarrow as pa

from loaders.workbook import Merge, Sheet


def part_of(sheet: Sheet, rows: tuple[int, int], cols: tuple[int, int]) -> Sheet:
    """Returns the sheet with only these rows and columns left (first, end); the others are blank."""
    first, end = rows
    blank = pa.repeat(pa.scalar("", pa.string()), end)
    above = pa.repeat(pa.scalar("", pa.string()), first)
    columns = [
        pa.chunked_array([above, *column.slice(first, end - first).chunks], pa.string())
        if cols[0] <= at < cols[1] else blank
        for at, column in enumerate(sheet.cells.columns)
    ]  # fmt: skip

    def inside(row: int, col: int) -> bool:
        return first <= row < end and cols[0] <= col < cols[1]

    return replace(
        sheet,
        cells=pa.table(columns, names=sheet.cells.column_names),
        merges=tuple(_clip(one, rows, cols) for one in sheet.merges if inside(one.first_row, one.first_col)),
        error_cells=tuple(one for one in sheet.error_cells if inside(*one[:2])),
        uncached=tuple(one for one in sheet.uncached if inside(*one)),
        long_numbers=tuple(one for one in sheet.long_numbers if inside(*one)),
        top=first,
    )


def _clip(merge: Merge, rows: tuple[int, int], cols: tuple[int, int]) -> Merge:
    return replace(
        merge, last_row=min(merge.last_row, rows[1] - 1), last_col=min(merge.last_col, cols[1] - 1)
    )
