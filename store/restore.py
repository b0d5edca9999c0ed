"""Makes an earlier version count again, as a new upload: the newest in force stays the one rule."""

import duckdb

from domain.finding import Refusal
from store.contacts import copy_contacts
from store.entries import Loaded, copied_columns, insert_upload, person, take_over
from store.uploads import is_wholly_in_force, unknown_upload
from store.warehouse import Warehouse


def restore(warehouse: Warehouse, upload_id: str, by: str) -> Loaded:
    """Stores a superseded or undone upload once more as the newest; returns the new upload.

    The copy keeps sheet, row, coverage and completeness, and says in `restored_from` what it
    came from; undoing it puts everything back. Raises Refusal for an unknown upload, and for one
    that counts in full already.
    """
    with warehouse.alone():
        if not warehouse.rows("SELECT 1 FROM uploads WHERE upload_id = ?", [upload_id]):
            raise unknown_upload(upload_id)
        if is_wholly_in_force(warehouse, upload_id):
            raise Refusal(f"上传 {upload_id} 的数据现在全部有效，无需恢复。", "already_in_force")
        with warehouse.writing() as cursor:
            new_id = _copy_upload(cursor, upload_id, by)
            for spec in warehouse.fact_tables:
                names = copied_columns(spec)
                cursor.execute(
                    f"INSERT INTO {spec.name} (upload_id, is_current, {names})"
                    f" SELECT ?, true, {names} FROM {spec.name} WHERE upload_id = ?",
                    [new_id, upload_id],
                )
            copy_contacts(cursor, upload_id, new_id)
            return take_over(cursor, warehouse.fact_tables, new_id)


def can_restore(warehouse: Warehouse, upload_id: str) -> bool:
    """Tells whether restoring the upload would change anything."""
    return not is_wholly_in_force(warehouse, upload_id)


def _copy_upload(cursor: duckdb.DuckDBPyConnection, upload_id: str, by: str) -> str:
    names = (
        "template", "unit_id", "first_month", "last_month", "cumulative", "complete",
        "file_name", "file_hash", "file_size", "row_count", "record_count", "received_on",
    )  # fmt: skip
    [old] = cursor.execute(
        f"SELECT {', '.join(names)} FROM uploads WHERE upload_id = ?", [upload_id]
    ).fetchall()
    copied = dict(zip(names, old, strict=True))
    new_id = insert_upload(cursor, copied | {"loaded_by": person(by), "restored_from": upload_id})
    cursor.execute(
        "INSERT INTO coverage (upload_id, table_name, is_complete, unit_id, month)"
        " SELECT ?, table_name, is_complete, unit_id, month FROM coverage WHERE upload_id = ?",
        [new_id, upload_id],
    )
    return new_id
