"""Decides which facts count: the newest upload in force wins, row by row or as a whole.

A fact counts when its upload is in force and no newer upload in force either has the same
natural key, or is complete and covers the fact's unit and month. Loading and undoing keep the
stored flag `is_current` equal to that rule, touching only rows that the upload can affect.
Upload ids are zero-padded and grow, so that `>` between them means «newer».
"""

import duckdb

from domain.table import TableSpec

_IN_FORCE = "SELECT upload_id FROM uploads WHERE in_force"


def supersede_older(
    cursor: duckdb.DuckDBPyConnection, spec: TableSpec, upload_id: str
) -> list[tuple[str, int]]:
    """Takes older facts out of force that a new upload replaces; returns upload id and rows each."""
    if not _has_others(cursor, spec, upload_id):
        return []
    affected = _affected(spec)
    condition = f"t.is_current AND t.upload_id <> ? AND ({affected})"
    params = [upload_id] * (1 + affected.count("?"))
    replaced = cursor.execute(
        f"SELECT t.upload_id, count(*) FROM {spec.name} AS t WHERE {condition}"
        " GROUP BY t.upload_id ORDER BY t.upload_id",
        params,
    ).fetchall()
    if replaced:
        cursor.execute(f"UPDATE {spec.name} AS t SET is_current = false WHERE {condition}", params)
    return replaced


def restore_older(cursor: duckdb.DuckDBPyConnection, spec: TableSpec, upload_id: str) -> None:
    """Takes an undone upload's facts out of force and puts back those it alone had replaced."""
    cursor.execute(f"UPDATE {spec.name} SET is_current = false WHERE upload_id = ?", [upload_id])
    affected = _affected(spec)
    cursor.execute(
        f"UPDATE {spec.name} AS t SET is_current = true"
        f" WHERE NOT t.is_current AND t.upload_id IN ({_IN_FORCE}) AND ({affected})"
        f" AND NOT ({is_replaced(spec)})",
        [upload_id] * affected.count("?"),
    )


def is_replaced(spec: TableSpec) -> str:
    """Returns the condition on `t` for «an upload in force that is newer stands in this fact's place»."""
    return f"({_replaced_by_key(spec)}) OR ({_replaced_by_coverage(spec)})"


def _has_others(cursor: duckdb.DuckDBPyConnection, spec: TableSpec, upload_id: str) -> bool:
    sql = f"SELECT 1 FROM {spec.name} WHERE is_current AND upload_id <> ? LIMIT 1"
    return bool(cursor.execute(sql, [upload_id]).fetchall())


def _affected(spec: TableSpec) -> str:
    """Returns the condition on `t` for «the upload ? has this key, or covers it completely»."""
    covered = (
        "(t.unit_id, t.month) IN (SELECT c.unit_id, c.month FROM coverage AS c"
        f" WHERE c.upload_id = ? AND c.is_complete AND c.table_name = '{spec.name}')"
    )
    if not spec.key:
        return covered
    return f"{_key(spec, 't.')} IN (SELECT {_columns(spec, '')} FROM {spec.name} WHERE upload_id = ?) OR {covered}"


def _replaced_by_key(spec: TableSpec) -> str:
    if not spec.key:
        return "false"
    return (
        f"({_columns(spec, 't.')}, t.upload_id) NOT IN (SELECT {_columns(spec, '')}, max(upload_id)"
        f" FROM {spec.name} WHERE upload_id IN ({_IN_FORCE}) GROUP BY {_columns(spec, '')})"
    )


def _replaced_by_coverage(spec: TableSpec) -> str:
    return (
        "EXISTS (SELECT 1 FROM coverage AS c WHERE c.is_complete"
        f" AND c.table_name = '{spec.name}' AND c.unit_id = t.unit_id AND c.month = t.month"
        f" AND c.upload_id > t.upload_id AND c.upload_id IN ({_IN_FORCE}))"
    )


def _key(spec: TableSpec, prefix: str) -> str:
    return f"({_columns(spec, prefix)})"


def _columns(spec: TableSpec, prefix: str) -> str:
    return ", ".join(prefix + column for column in spec.key)
