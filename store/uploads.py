"""Loads and undoes uploads: one transaction each, nothing deleted, figures restored exactly."""

from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from domain.finding import Refusal
from domain.period import Period
from domain.table import HOUSEKEEPING, TableSpec
from store.supersede import restore_older, supersede_older
from store.warehouse import Warehouse


@dataclass(frozen=True)
class NewUpload:
    """Holds everything one upload writes.

    `facts` maps a fact table's name to an Arrow table with its own columns and sheet, row_no,
    unit_id, month. `coverage` lists the (unit_id, month) pairs it reports on. A complete upload
    withdraws older rows of its coverage that it no longer has.
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


def load(warehouse: Warehouse, new: NewUpload) -> Loaded:
    """Stores an upload in one transaction and takes the facts it replaces out of force."""
    repeat = same_upload(warehouse, new)
    if repeat:
        return Loaded(repeat, (), is_repeat=True)
    specs = {spec.name: spec for spec in warehouse.fact_tables}
    with warehouse.writing() as cursor:
        upload_id = _insert_upload(cursor, new)
        _insert_coverage(cursor, upload_id, new)
        replaced: dict[str, int] = {}
        for name, table in new.facts.items():
            _insert_facts(cursor, specs[name], upload_id, table)
            for older, count in supersede_older(cursor, specs[name], upload_id):
                replaced[older] = replaced.get(older, 0) + count
    return Loaded(upload_id, tuple(Replaced(older, count) for older, count in sorted(replaced.items())))


def undo(warehouse: Warehouse, upload_id: str) -> None:
    """Takes an upload out of force and puts back in force what it had replaced.

    Undos may come in any order: what counts is derived from the uploads in force alone.
    Raises Refusal when there is no such upload or it was undone before.
    """
    with warehouse.writing() as cursor:
        found = cursor.execute("SELECT in_force FROM uploads WHERE upload_id = ?", [upload_id]).fetchall()
        if not found:
            raise Refusal(f"没有编号为“{upload_id}”的上传。请先查看上传记录。", "unknown_upload")
        if not found[0][0]:
            raise Refusal(f"上传 {upload_id} 已经撤销过，无需再次撤销。", "already_undone")
        cursor.execute(
            "UPDATE uploads SET in_force = false, undone_at = ? WHERE upload_id = ?",
            [_now(), upload_id],
        )
        for spec in warehouse.fact_tables:
            restore_older(cursor, spec, upload_id)


def list_uploads(warehouse: Warehouse) -> list[dict]:
    """Returns every upload, newest first, as dictionaries with the columns of `uploads`."""
    return warehouse.records("SELECT * FROM uploads ORDER BY seq DESC")


def facts_of(warehouse: Warehouse, upload_id: str) -> dict[str, list[dict]]:
    """Returns every stored fact of an upload by fact table, in the order of sheet and row.

    Raises Refusal when there is no such upload.
    """
    if not warehouse.rows("SELECT 1 FROM uploads WHERE upload_id = ?", [upload_id]):
        raise Refusal(f"没有编号为“{upload_id}”的上传。请先查看上传记录。", "unknown_upload")
    found = {}
    for spec in warehouse.fact_tables:
        sql = f"SELECT * FROM {spec.name} WHERE upload_id = ? ORDER BY sheet, row_no"
        if rows := warehouse.records(sql, [upload_id]):
            found[spec.name] = rows
    return found


def same_upload(warehouse: Warehouse, new: NewUpload) -> str | None:
    """Returns the id of the upload in force that already says exactly the same, or None.

    Same file, template, unit, period and completeness, and nothing of it superseded since.
    """
    first, last = _months(new.period)
    candidates = warehouse.rows(
        "SELECT upload_id FROM uploads WHERE in_force AND file_hash = ? AND template = ? AND unit_id = ?"
        " AND complete = ? AND first_month IS NOT DISTINCT FROM ? AND last_month IS NOT DISTINCT FROM ?"
        " ORDER BY seq DESC",
        [new.file_hash, new.template, new.unit_id, new.complete, first, last],
    )
    for (upload_id,) in candidates:
        if not any(_has_superseded(warehouse, spec, upload_id) for spec in warehouse.fact_tables):
            return upload_id
    return None


def _has_superseded(warehouse: Warehouse, spec: TableSpec, upload_id: str) -> bool:
    sql = f"SELECT 1 FROM {spec.name} WHERE upload_id = ? AND NOT is_current LIMIT 1"
    return bool(warehouse.rows(sql, [upload_id]))


def _insert_upload(cursor: duckdb.DuckDBPyConnection, new: NewUpload) -> str:
    seq = cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM uploads").fetchall()[0][0]
    upload_id = f"U{seq:06d}"
    first, last = _months(new.period)
    values = [
        upload_id, seq, new.template, new.unit_id, first, last, new.cumulative, new.complete,
        new.file_name, new.file_hash, new.file_size, new.row_count, new.record_count,
        _now(), new.loaded_by, True, None,
    ]  # fmt: skip
    cursor.execute(f"INSERT INTO uploads VALUES ({', '.join('?' * len(values))})", values)
    return upload_id


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
    given = [field.name for field in HOUSEKEEPING if field.name not in ("upload_id", "is_current")]
    names = [*given, *spec.columns]
    cursor.register("staged_facts", table)
    cursor.execute(
        f"INSERT INTO {spec.name} (upload_id, is_current, {', '.join(names)})"
        f" SELECT ?, true, {', '.join(names)} FROM staged_facts",
        [upload_id],
    )
    cursor.unregister("staged_facts")


def _months(period: Period | None) -> tuple[int | None, int | None]:
    return (period.first, period.last) if period else (None, None)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
