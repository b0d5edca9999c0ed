"""Takes the data rows of a ledger sheet out of its cells: cleaned columns, nothing judged yet."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from domain.number import BLANK_SPELLINGS, BLANKS, clean_text
from loaders.checked import Ignored
from loaders.content import suits
from loaders.header import Heading, choose_columns
from loaders.labels import squeeze
from loaders.no_data import (
    BEGINS,
    MAY_COUNT,
    TEXT_ROW,
    is_numbered,
    is_phrase,
    reason,
    reason_in_names,
    says_nothing_came,
)
from loaders.template import Column, LedgerTemplate
from loaders.vocabulary import EXACT, Match
from loaders.workbook import Sheet

_INVISIBLE = "[\u200b\u200c\u200d\u2060\ufeff\u00ad]"
_BLANKS = pa.array(sorted(BLANK_SPELLINGS))
_DITTO = pa.array(["同上", "〃", "″", "同前"])
_PROBE = 20_000  # so many cells tell whether a column repeats itself
_SAMPLE = 5000  # so many cells are enough to tell verdicts from measured values


@dataclass
class StagedSheet:
    """Holds one sheet's data rows as cleaned text columns, and where each column stands.

    `positions` are the 0-based sheet rows; `is_head` is False where a row continues the one
    above; `fits` is what `choose_columns` was told; `columns` maps canonical names to arrays with NULL for blank.
    `beside` are the other tables of the same ledger on the same sheet.
    """

    sheet: Sheet
    heading: Heading
    chosen: dict[str, int]
    fits: dict[int, frozenset[str]]
    positions: np.ndarray
    is_head: np.ndarray
    columns: dict[str, pa.Array]
    ignored: list[Ignored]
    beside: tuple["StagedSheet", ...] = ()

    def at(self, row: int) -> "StagedSheet":
        """Returns the table of the sheet that a 0-based row belongs to."""
        tables = (self, *self.beside)
        return next((one for one in tables if self.beside and row in one.positions), self)


def stage_sheet(sheet: Sheet, heading: Heading, template: LedgerTemplate) -> StagedSheet:
    """Returns the data rows under a heading, without totals, notes, footers and blank rows."""
    first = heading.last_row + 1
    cells = sheet.cells.slice(first)
    fits = _fits(cells, heading, template)
    chosen = choose_columns(heading, fits, _filled(cells, heading))
    used = {name: col for name, col in chosen.items() if template.column(name).kind != "aside"}
    raw = {name: _plain(cells.column(col)) for name, col in used.items()}
    _fill_merges(sheet, first, used, raw)
    columns = {
        name: _without_ditto(clean_column(array, template.column(name))) for name, array in raw.items()
    }
    keep, is_head, ignored = _sort_rows(sheet, heading, template, columns, cells)
    positions = np.arange(first, first + cells.num_rows, dtype=np.int32)
    if keep is not None:
        positions, is_head = positions[keep], is_head[keep]
        columns = {name: array.filter(pa.array(keep)) for name, array in columns.items()}
    return StagedSheet(sheet, heading, chosen, fits, positions, is_head, columns, ignored)


def clean_column(array: pa.Array, column: Column) -> pa.Array:
    """Returns the texts trimmed, without invisible marks, NULL for blank; codes without blanks."""
    if not len(array):
        return array
    if len(array.slice(0, _PROBE).unique()) > _PROBE // 2:
        return _clean(array, column)
    coded = array.dictionary_encode()  # few distinct texts: each is cleaned once
    return _clean(coded.dictionary, column).take(coded.indices)


def _without_ditto(array: pa.Array) -> pa.Array:
    """Returns the texts with what stands above in the place of 同上 and 〃."""
    hits = np.flatnonzero(np.asarray(pc.is_in(array, _DITTO))) if len(array) else ()
    if not len(hits):
        return array
    texts = array.to_pylist()
    for row in hits.tolist():
        texts[row] = texts[row - 1] if row else None
    return pa.array(texts, pa.string())


def _clean(array: pa.Array, column: Column) -> pa.Array:
    array = pc.utf8_trim_whitespace(array)
    if not pc.all(pc.string_is_ascii(array), min_count=0).as_py():
        array = pc.replace_substring_regex(array, _INVISIBLE, "")
        if column.kind == "code":
            array = pc.utf8_normalize(array, "NFKC")
    if column.kind == "code" and pc.any(pc.match_substring_regex(array, r"\s")).as_py():
        array = pc.replace_substring_regex(array, r"\s+", "")
    blank = pc.is_in(array, _BLANKS)
    return pc.if_else(blank, pa.scalar(None, pa.string()), array) if pc.any(blank).as_py() else array


def _plain(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    array = array.chunk(0) if isinstance(array, pa.ChunkedArray) and array.num_chunks == 1 else array
    return pc.fill_null(pc.cast(array, pa.string()), "")


def _filled(cells: pa.Table, heading: Heading) -> frozenset[int]:
    return frozenset(
        col for col in heading.headers if pc.any(pc.not_equal(cells.column(col), ""), min_count=0).as_py()
    )


def _fits(cells: pa.Table, heading: Heading, template: LedgerTemplate) -> dict[int, frozenset[str]]:
    """Returns, for columns whose header leaves a doubt, the canonical columns their values suit."""
    fits: dict[int, frozenset[str]] = {}
    for col, matches in heading.matches.items():
        if any(match.is_doubtful or match.how != EXACT for match in matches):
            texts = cells.column(col).slice(0, _SAMPLE).unique().to_pylist()
            values = tuple(text for text in map(clean_text, texts) if text not in BLANKS)
            fits[col] = frozenset(match.column for match in matches if _may_be(match, values, template))
    return fits


def _may_be(match: Match, values: tuple[str, ...], template: LedgerTemplate) -> bool:
    if match.how == EXACT and not match.is_doubtful:
        return True
    return suits(template.column(match.column), values) and bool(values or not match.is_doubtful)


def _fill_merges(sheet: Sheet, first: int, used: dict[str, int], raw: dict[str, pa.Array]) -> None:
    """Gives every row of a cell merged downwards the cell's text."""
    for name, col in used.items():
        spans = [m for m in sheet.merges if m.first_col <= col <= m.last_col and m.last_row > m.first_row]
        spans = [m for m in spans if m.first_row >= first]
        if not spans:
            continue
        texts = raw[name].to_pylist()
        for span in spans:
            if span.first_col == col:
                texts[span.first_row - first : span.last_row - first + 1] = [
                    texts[span.first_row - first]
                ] * (min(span.last_row - first + 1, len(texts)) - (span.first_row - first))
        raw[name] = pa.array(texts, pa.string())


def _sort_rows(
    sheet: Sheet, heading: Heading, template: LedgerTemplate, columns: dict[str, pa.Array], cells: pa.Table
) -> tuple[np.ndarray | None, np.ndarray, list[Ignored]]:
    """Returns which rows to keep (None for all), which begin a record, and what is left out."""
    height = cells.num_rows
    keep, is_head = np.ones(height, bool), np.ones(height, bool)
    identity = [columns[name] for name in template.identity if name in columns]
    has_value, has_identity = _any_value(list(columns.values()), height), _any_value(identity, height)
    doubt = _is_suspect(identity, has_identity, columns.get(template.key), cells)
    suspects = np.flatnonzero(doubt | _says_one_thing(list(columns.values()), height))
    if not len(suspects):
        return None, is_head, []
    ignored: list[Ignored] = []
    row_words = _RowWords(heading, template, columns, cells, suspects)
    for row, found in zip(suspects.tolist(), row_words.reasons(has_value), strict=True):
        if found is None:
            is_head[row] = has_identity[row]
            continue
        keep[row] = False
        if found:
            ignored.append(Ignored(sheet.name, heading.last_row + 2 + row, found))
    is_head[np.flatnonzero(keep)[:1]] = True  # nothing stands above the first row to be continued
    return keep, is_head, ignored


def _is_suspect(
    identity: list[pa.Array], has_identity: np.ndarray, key: pa.Array | None, cells: pa.Table
) -> np.ndarray:
    """Returns the rows that may be no data: nothing identifies them, or they begin like a total."""
    doubt = ~has_identity
    for array in [key] if key is not None else identity:
        doubt |= np.asarray(pc.is_null(array)) | _begins_like_no_data(array) | _is_without_figure(array)
    for column in cells.columns[:2]:  # a total's word stands at the left
        doubt |= _begins_like_no_data(column.combine_chunks())
    return doubt


def _is_without_figure(array: pa.Array) -> np.ndarray:
    """Returns the rows whose number is Chinese words only."""
    foreign = np.asarray(pc.fill_null(pc.invert(pc.string_is_ascii(array)), False))
    if foreign.any():
        foreign &= ~np.asarray(pc.fill_null(pc.match_substring_regex(array, "[0-9A-Za-z０-９]"), False))
    return foreign


def _says_one_thing(arrays: list[pa.Array], height: int) -> np.ndarray:
    """Returns the rows with a single value: a note may stand in any column, also in the key's."""
    count = np.zeros(height, np.int32)
    for array in arrays:
        count += np.asarray(pc.is_valid(array))
    return count == 1


def _begins_like_no_data(array: pa.Array) -> np.ndarray:
    begins = pc.or_(pc.match_substring_regex(array, BEGINS), pc.match_substring(array, MAY_COUNT))
    return np.asarray(pc.fill_null(begins, False))


class _RowWords:
    """Holds the words of the rows that may be no data, and says of each whether it is."""

    def __init__(
        self,
        heading: Heading,
        template: LedgerTemplate,
        columns: dict[str, pa.Array],
        cells: pa.Table,
        rows: np.ndarray,
    ) -> None:
        self._rows, self._leads = rows, _leads(cells, rows)
        self._headers = {squeeze(text) for text in heading.headers.values()}
        taken = pa.array(rows)
        texts = {name: array.take(taken).to_pylist() for name, array in columns.items()}
        self._names = [texts[name] for name in template.identity if name in texts]
        self._codes = [
            texts[n] for n in template.identity if n in texts and template.column(n).kind == "code"
        ]
        self._places = [texts[name] for name in template.places if name in texts]
        self._all = list(texts.values())

    def reasons(self, has_value: np.ndarray) -> Iterator[str | None]:
        """Yields why each row is no data: '' for one that is not worth a word, None for data."""
        by_lead = {lead: reason(lead, self._headers) for lead in set(self._leads)}
        for at, (row, lead) in enumerate(zip(self._rows.tolist(), self._leads, strict=True)):
            found = by_lead[lead] or reason_in_names(texts[at] for texts in self._names)
            if found is None and not has_value[row]:
                found = TEXT_ROW if lead and not is_numbered(lead) else ""
            yield TEXT_ROW if found is None and self._is_text(at) else found

    def _is_text(self, at: int) -> bool:
        """Tells whether a row is only a sentence: it stands where a number belongs, or says that nothing came."""
        filled = [texts[at] for texts in self._all if texts[at]]
        codes = [texts[at] for texts in self._codes if texts[at]]
        places = sum(bool(texts[at]) for texts in self._places)
        if codes and all(map(is_phrase, codes)) and len(filled) <= len(codes) + places:
            return True
        return len(filled) == 1 and says_nothing_came(filled[0])


def _any_value(arrays: list[pa.Array], height: int) -> np.ndarray:
    found = np.zeros(height, bool)
    for array in arrays:
        found |= np.asarray(pc.is_valid(array))
    return found


def _leads(cells: pa.Table, rows: np.ndarray) -> list[str]:
    """Returns the first text of each of these rows."""
    part = cells.take(pa.array(rows))
    blank = pa.scalar(None, pa.string())
    texts = [pc.if_else(pc.equal(pc.utf8_trim_whitespace(c), ""), blank, c) for c in part.columns]
    return [text or "" for text in pc.coalesce(*texts).to_pylist()]
