"""Builds the staging table of a ledger: all sheets together, every distinct text read once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from domain.number import LARGEST, clean_text, parse_count
from loaders.dates import day_of_year, parse_date
from loaders.places import Places
from loaders.stage import StagedSheet
from loaders.template import Column, Context, LedgerTemplate, Reading

_TYPES = {
    "string": pa.string(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "date32": pa.date32(),
    "decimal": pa.decimal128(24, 6),
}
# A row's text is kept for these kinds only: places are looked up and then spoken of by unit.
_WITHOUT_TEXT = frozenset(["aside"])


def staging_table(
    sheets: Sequence[StagedSheet],
    constants: Sequence[Mapping[str, str | None]],
    template: LedgerTemplate,
    context: Context,
    places: Places,
) -> pa.Table:
    """Returns the staged rows: positions, texts, typed values, places and sheet constants."""
    height = sum(len(one.positions) for one in sheets)
    arrays = _positions(sheets, height)
    texts = {}
    for column in template.columns:
        if column.kind not in _WITHOUT_TEXT:
            texts[column.name] = _together(sheets, column.name)
            arrays |= _read_column(column, texts[column.name], context, height)
    arrays["k"] = _keys(texts.get(template.key), np.asarray(arrays["is_head"]), height)
    arrays["is_multi"] = _is_multi(np.asarray(arrays["k"]))
    arrays["place"] = _place(template, texts, places, height)
    for name in (*template.constants, "sender", "sender_unit"):
        arrays[name] = _constant(sheets, [one.get(name) for one in constants])
    period = context.declared.period
    for name, month in (("first_month", period and period.first), ("last_month", period and period.last)):
        arrays[name] = pa.repeat(pa.scalar(month, pa.int32()), height)
    return pa.table(arrays)


def _positions(sheets: Sequence[StagedSheet], height: int) -> dict[str, pa.Array]:
    rows = [one.positions for one in sheets] or [np.zeros(0, np.int32)]
    heads = [one.is_head for one in sheets] or [np.zeros(0, bool)]
    return {
        "rid": pa.array(np.arange(height, dtype=np.int32)),
        "sheet": _constant(sheets, [one.sheet.name for one in sheets]),
        "row_no": pa.array(np.concatenate(rows) + np.int32(1), pa.int32()),
        "is_head": pa.array(np.concatenate(heads)),
    }


def _constant(sheets: Sequence[StagedSheet], values: list[str | None]) -> pa.Array:
    """Returns a dictionary array with one value for all the rows of each sheet."""
    codes = np.repeat(np.arange(len(sheets), dtype=np.int32), [len(one.positions) for one in sheets])
    gone = np.array([value is None for value in values], bool)
    mask = gone[codes] if len(codes) else None
    words = pa.array([value or "" for value in values], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=mask), words).cast(pa.string())


def _together(sheets: Sequence[StagedSheet], name: str) -> pa.Array:
    parts = [one.columns.get(name, pa.nulls(len(one.positions), pa.string())) for one in sheets]
    return pa.concat_arrays(parts) if len(parts) != 1 else parts[0]


def _read_column(column: Column, texts: pa.Array, context: Context, height: int) -> dict[str, pa.Array]:
    """Returns the column's text and what its kind and its readings make of each distinct text."""
    readings = _kind_readings(column) + column.readings
    if texts.null_count == len(texts):
        empty = {reading.output: pa.nulls(height, _TYPES[reading.arrow_type]) for reading in readings}
        return {column.name: texts, **empty}
    if not readings:
        return {column.name: texts}
    coded = texts.dictionary_encode()
    words = [clean_text(word) for word in coded.dictionary.to_pylist()]
    read = {
        reading.output: pa.array([reading.read(word, context) for word in words], _TYPES[reading.arrow_type])
        for reading in readings
    }
    return {column.name: texts} | {name: values.take(coded.indices) for name, values in read.items()}


def _kind_readings(column: Column) -> tuple[Reading, ...]:
    if column.kind == "date":
        return (Reading(f"{column.name}_day", "date32", _read_day),)
    if column.kind in ("number", "count", "money"):
        return (Reading(f"{column.name}_num", "decimal", _read_number),)
    return ()


def _read_day(text: str, context: Context) -> object:
    return parse_date(text, context.date1904) or (day_of_year(text, context.year) if context.year else None)


def _read_number(text: str, _context: Context) -> object:
    number = parse_count(text)
    fits = number is not None and abs(number) < LARGEST and number == round(number, 6)
    return round(number, 6) if fits and number is not None else None


def _keys(texts: pa.Array | None, is_head: np.ndarray, height: int) -> pa.Array:
    """Returns one number a record: the same key or a continued row gives the same number."""
    own = np.arange(height, dtype=np.int32)
    if texts is None:
        codes = own
    else:
        coded = texts.dictionary_encode()
        indices = np.asarray(pc.fill_null(coded.indices, -1)).astype(np.int32)
        # a row without a key is a record of its own, never joined with another one
        codes = np.where(indices >= 0, indices, len(coded.dictionary) + own).astype(np.int32)
    heads = np.maximum.accumulate(np.where(is_head, own, 0)) if height else own
    return pa.array(codes[heads])


def _is_multi(keys: np.ndarray) -> pa.Array:
    """Returns which rows share their record with another row."""
    return pa.array(np.bincount(keys)[keys] > 1 if len(keys) else np.zeros(0, bool))


def _place(template: LedgerTemplate, texts: dict[str, pa.Array], places: Places, height: int) -> pa.Array:
    """Returns the unit each row lies in, by the first place column that says anything."""
    found = pa.nulls(height, pa.string())
    open_rows = np.ones(height, bool)
    for name in template.places:
        array = texts[name]
        rows = np.flatnonzero(open_rows & np.asarray(pc.is_valid(array)))
        if not len(rows):
            continue
        coded = array.take(pa.array(rows)).dictionary_encode()
        units = pa.array([places.place(word) for word in coded.dictionary.to_pylist()], pa.string())
        mask = np.zeros(height, bool)
        mask[rows] = True
        found = pc.replace_with_mask(found, pa.array(mask), units.take(coded.indices))
        open_rows[rows] = False
    return found
