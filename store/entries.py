"""Writes one upload's rows inside a transaction that somebody else holds."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from domain.contact import Contact
from domain.period import Period
from domain.table import HOUSEKEEPING, TableSpec
from store.contacts import put_contacts
from store.supersede import supersede_older

NOBODY = "未署名"
_LONGEST_NAME = 40


@dataclass(frozen=True)
class NewUpload:
    """Holds everything one upload writes.

    `facts` maps a fact table's name to an Arrow table with its own columns and sheet, row_no,
    unit_id, month. `coverage` lists the (unit_id, month) pairs it reports on. A complete upload
    withdraws older rows of its coverage that it no longer has. `source` is the file as sent, to
    be kept; None where there is no file, or where it names people. `contacts` are kept apart from
    all facts. `received_on` is the day it came, None for the day it
    is loaded.
    """

    template: str
    unit_id: str
    period: Period | None
    cumulative: bool
    complete: bool
    file_name: str
    file_hash: str
    file_size: int
    row_count: int
    record_count: int
    loaded_by: str
    facts: dict[str, pa.Table]
    coverage: tuple[tuple[str, int], ...]
    source: Path | bytes | None = None
    received_on: date | None = None
    contacts: tuple[Contact, ...] = field(default=(), repr=False)

    @property
    def fact_count(self) -> int:
        """Returns how many rows will be written."""
        return sum(table.num_rows for table in self.facts.values())

    @property
    def size(self) -> int:
        """Returns how many bytes the rows take in memory."""
        return sum(table.nbytes for table in self.facts.values())

    def coverage_table(self) -> pa.Table:
        """Returns the coverage as an Arrow table of unit_id and month, each pair once."""
        pairs = sorted(set(self.coverage))
        units = pa.array([unit for unit, _ in pairs], pa.string())
        return pa.table({"unit_id": units, "month": pa.array([month for _, month in pairs], pa.int32())})


@dataclass(frozen=True)
class Replaced:
    """Says how many rows of an earlier upload stopped counting."""

    upload_id: str
    rows: int


@dataclass(frozen=True)
class Loaded:
    """Says under which id an upload was stored and what it replaced.

    `is_repeat` is True when the very same file was in force already: nothing was written then.
    """

    upload_id: str
    replaced: tuple[Replaced, ...]
    is_repeat: bool = False


def write_upload(
    cursor: duckdb.DuckDBPyConnection,
    fact_tables: Iterable[TableSpec],
    new: NewUpload,
    step: Callable[[int], None] | None = None,
) -> Loaded:
    """Writes an upload and takes the facts it replaces out of force; `step` hears the rows written."""
    step = step or (lambda _done: None)
    specs = {spec.name: spec for spec in fact_tables}
    upload_id = insert_upload(cursor, _described(new))
    _insert_coverage(cursor, upload_id, new)
    put_contacts(cursor, upload_id, new.contacts)
    done = 0
    for name, table in new.facts.items():
        step(done)
        _insert_facts(cursor, specs[name], upload_id, table)
        done += table.num_rows
        step(done)
    loaded = take_over(cursor, [specs[name] for name in new.facts], upload_id)
    step(done)
    return loaded


def insert_upload(cursor: duckdb.DuckDBPyConnection, described: Mapping[str, object]) -> str:
    """Enters an upload as the newest one, loaded now and in force; returns its id."""
    seq = cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM uploads").fetchall()[0][0]
    upload_id = f"U{seq:06d}"
    own = {"upload_id": upload_id, "seq": seq, "loaded_at": now(), "in_force": True}
    values = {**described, **own}
    marks = ", ".join("?" * len(values))
    cursor.execute(f"INSERT INTO uploads ({', '.join(values)}) VALUES ({marks})", list(values.values()))
    return upload_id


def take_over(cursor: duckdb.DuckDBPyConnection, specs: Iterable[TableSpec], upload_id: str) -> Loaded:
    """Takes the facts an upload replaces out of force, once its own rows are written."""
    replaced: dict[str, int] = {}
    for spec in specs:
        for older, count in supersede_older(cursor, spec, upload_id):
            replaced[older] = replaced.get(older, 0) + count
    return Loaded(upload_id, tuple(Replaced(older, count) for older, count in sorted(replaced.items())))


def copied_columns(spec: TableSpec) -> str:
    """Returns the columns an upload brings for its facts, separated by commas."""
    given = [field.name for field in HOUSEKEEPING if field.name not in ("upload_id", "is_current")]
    return ", ".join((*given, *spec.columns))


def person(by: str) -> str:
    """Returns a name as it is entered: one line, no control signs, at most 40 characters."""
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in by)
    return " ".join(visible.split())[:_LONGEST_NAME].rstrip() or NOBODY


def now() -> datetime:
    """Returns the time as it is entered, in whole seconds."""
    return datetime.now().replace(microsecond=0)


def _described(new: NewUpload) -> dict[str, object]:
    return {
        "template": new.template,
        "unit_id": new.unit_id,
        "first_month": new.period.first if new.period else None,
        "last_month": new.period.last if new.period else None,
        "cumulative": new.cumulative,
        "complete": new.complete,
        "file_name": new.file_name,
        "file_hash": new.file_hash,
        "file_size": new.file_size,
        "row_count": new.row_count,
        "record_count": new.record_count,
        "loaded_by": person(new.loaded_by),
        "received_on": new.received_on or now().date(),
    }


def _insert_coverage(cursor: duckdb.DuckDBPyConnection, upload_id: str, new: NewUpload) -> None:
    cursor.register("staged_coverage", new.coverage_table())
    for name in new.facts:
        cursor.execute(
            "INSERT INTO coverage (upload_id, table_name, is_complete, unit_id, month)"
            " SELECT ?, ?, ?, unit_id, month FROM staged_coverage",
            [upload_id, name, new.complete],
        )
    cursor.unregister("staged_coverage")


def _insert_facts(
    cursor: duckdb.DuckDBPyConnection, spec: TableSpec, upload_id: str, table: pa.Table
) -> None:
    names = copied_columns(spec)
    cursor.register("staged_facts", table)
    cursor.execute(
        f"INSERT INTO {spec.name} (upload_id, is_current, {names}) SELECT ?, true, {names} FROM staged_facts",
        [upload_id],
    )
    cursor.unregister("staged_facts")
