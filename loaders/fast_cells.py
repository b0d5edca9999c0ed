"""Reads one large worksheet at full speed, to the same canonical text as the typed reader."""

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders.canonical import CLOCK_DAYS, number_text, stamp_text
from loaders.guard.survey import SheetSurvey

_STAMP_LENGTHS = range(19, 30)  # "2021-04-01 00:00:00" up to a fraction and a longer year
_STAMP = r"^[+-]?\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$"
_FIRST_SAFE_YEAR = "1905"  # before it a stamp may be a duration, a negative date or a far too large one


def fast_cells(reader: fastexcel.ExcelReader, survey: SheetSurvey) -> pa.Table | None:
    """Returns the cells with origin A1, or None when only the typed reader gets them right.

    The reader starts its columns at the first one in use; the survey's last column tells
    whether one is missing. It writes numbers with nine decimals; the survey has true ones.
    """
    batch = reader.load_sheet(survey.index, header_row=None, skip_rows=0, eager=True, dtypes="string")
    if batch.num_columns != survey.last_col + 1:
        return None
    exact = _by_column(survey)
    columns = [_canonical(column, exact.get(number, [])) for number, column in enumerate(batch.columns)]
    if any(column is None for column in columns):
        return None
    return pa.table(columns, names=[f"c{number}" for number in range(len(columns))])


def _canonical(column: pa.StringArray, exact: list[tuple[int, float]]) -> pa.StringArray | None:
    dated = _with_stamps(column)
    return None if dated is None else pc.fill_null(_with_numbers(dated, exact), "")


def _by_column(survey: SheetSurvey) -> dict[int, list[tuple[int, float]]]:
    exact: dict[int, list[tuple[int, float]]] = {}
    for row, col, value in survey.exact_numbers:
        exact.setdefault(col, []).append((row, value))
    return exact


def _with_stamps(column: pa.StringArray) -> pa.StringArray | None:
    """Returns the column with canonical dates; None when one may be no date at all."""
    if not _may_hold_stamps(column):
        return column
    coded = column.dictionary_encode()
    words = coded.dictionary
    stamps = words.filter(pc.match_substring_regex(words, _STAMP))
    if not len(stamps):
        return column
    if any(word < _FIRST_SAFE_YEAR and word[:10] not in CLOCK_DAYS for word in stamps.to_pylist()):
        return None
    return pa.array([stamp_text(word) for word in words.to_pylist()], pa.string()).take(coded.indices)


def _may_hold_stamps(column: pa.StringArray) -> bool:
    _, offsets, _ = column.buffers()
    ends = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    lengths = np.diff(ends)
    return bool(((lengths >= _STAMP_LENGTHS.start) & (lengths < _STAMP_LENGTHS.stop)).any())


def _with_numbers(column: pa.StringArray, exact: list[tuple[int, float]]) -> pa.StringArray:
    """Returns the column with the exact numbers in place of rounded ones; dates stay dates."""
    exact = sorted((row, value) for row, value in exact if row < len(column))
    if not exact:
        return column
    shown = column.take(pa.array([row for row, _ in exact])).to_pylist()
    kept = [(row, value) for (row, value), text in zip(exact, shown, strict=True) if _is_number(text)]
    mask = np.zeros(len(column), bool)
    mask[[row for row, _ in kept]] = True
    texts = pa.array([number_text(value) for _, value in kept], pa.string())
    return pc.replace_with_mask(column, pa.array(mask), texts)


def _is_number(text: str | None) -> bool:
    return text is not None and ":" not in text and "-" not in text[1:]
