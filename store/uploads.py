"""Loads and undoes uploads: one transaction each, nothing deleted, figures restored exactly."""

from collections.abc import Callable, Sequence

from domain.finding import Refusal
from domain.table import TableSpec
from store.entries import Loaded, NewUpload, Replaced, now, person, write_upload
from store.originals import has_original, keeping
from store.reading import Reading
from store.supersede import restore_older
from store.warehouse import Warehouse

__all__ = [
    "Loaded",
    "NewUpload",
    "Replaced",
    "current_rows",
    "facts_of",
    "list_uploads",
    "load",
    "load_together",
    "person",
    "undo",
]


def load(warehouse: Warehouse, new: NewUpload, step: Callable[[int], None] | None = None) -> Loaded:
    """Stores an upload as `load_together` does."""
    return load_together(warehouse, (new,), step)[0]


def load_together(
    warehouse: Warehouse, parts: Sequence[NewUpload], step: Callable[[int], None] | None = None
) -> tuple[Loaded, ...]:
    """Stores the parts of one file in one transaction and takes the facts they replace out of force.

    The file as sent is kept first, so that no upload is ever without it. `step` hears how many
    rows of a part were written, for the last time right before the commit; what it raises rolls
    everything back. The whole of it keeps other writers out: the same file sent twice at once
    counts once.
    """
    with warehouse.alone(), keeping(warehouse, parts[0].source, parts[0].file_hash):
        known = [same_upload(warehouse, part) for part in parts]
        if all(known):
            return tuple(Loaded(str(repeat), (), is_repeat=True) for repeat in known)
        with warehouse.writing(sum(part.size for part in parts)) as cursor:
            return tuple(
                Loaded(repeat, (), is_repeat=True)
                if repeat
                else write_upload(cursor, warehouse.fact_tables, part, step)
                for repeat, part in zip(known, parts, strict=True)
            )


def undo(warehouse: Warehouse, upload_id: str, by: str = "") -> None:
    """Takes an upload out of force and puts back in force what it had replaced.

    Undos may come in any order: what counts is derived from the uploads in force alone.
    Raises Refusal when there is no such upload or it was undone before.
    """
    with warehouse.writing() as cursor:
        found = cursor.execute("SELECT in_force FROM uploads WHERE upload_id = ?", [upload_id]).fetchall()
        if not found:
            raise unknown_upload(upload_id)
        if not found[0][0]:
            raise Refusal(f"上传 {upload_id} 已经撤销过，无需再次撤销。", "already_undone")
        cursor.execute(
            "UPDATE uploads SET in_force = false, undone_at = ?, undone_by = ? WHERE upload_id = ?",
            [now(), person(by), upload_id],
        )
        for spec in warehouse.fact_tables:
            restore_older(cursor, spec, upload_id)


def list_uploads(warehouse: Warehouse) -> list[dict]:
    """Returns every upload, newest first: the columns of `uploads`, and `has_original`.

    `restored_from` is the id of the version it brought back, None for a file that was sent.
    """
    found = warehouse.records("SELECT * FROM uploads ORDER BY seq DESC")
    return [{**one, "has_original": has_original(warehouse, one["file_hash"])} for one in found]


def current_rows(warehouse: Warehouse) -> dict[str, tuple[int, int]]:
    """Returns for each upload how many of its rows count now, and how many it brought."""
    found: dict[str, tuple[int, int]] = {}
    for spec in warehouse.fact_tables:
        sql = f"SELECT upload_id, count(*) FILTER (is_current), count(*) FROM {spec.name} GROUP BY upload_id"
        for upload_id, current, stored in warehouse.rows(sql):
            known = found.get(upload_id, (0, 0))
            found[upload_id] = (known[0] + current, known[1] + stored)
    return found


def facts_of(warehouse: Warehouse, upload_id: str) -> dict[str, list[dict]]:
    """Returns every stored fact of an upload by fact table, in the order of sheet and row.

    Raises Refusal when there is no such upload.
    """
    if not warehouse.rows("SELECT 1 FROM uploads WHERE upload_id = ?", [upload_id]):
        raise unknown_upload(upload_id)
    found = {}
    for spec in warehouse.fact_tables:
        sql = f"SELECT * FROM {spec.name} WHERE upload_id = ? ORDER BY sheet, row_no"
        if rows := warehouse.records(sql, [upload_id]):
            found[spec.name] = rows
    return found


def same_upload(reading: Reading, new: NewUpload) -> str | None:
    """Returns the id of the upload in force that already says exactly the same, or None.

    Same file, template, unit, period and completeness, and loading it again would change nothing.
    """
    first, last = (new.period.first, new.period.last) if new.period else (None, None)
    candidates = reading.rows(
        "SELECT upload_id FROM uploads WHERE in_force AND file_hash = ? AND template = ? AND unit_id = ?"
        " AND complete = ? AND first_month IS NOT DISTINCT FROM ? AND last_month IS NOT DISTINCT FROM ?"
        " ORDER BY seq DESC",
        [new.file_hash, new.template, new.unit_id, new.complete, first, last],
    )
    return next((upload_id for (upload_id,) in candidates if is_wholly_in_force(reading, upload_id)), None)


def is_wholly_in_force(reading: Reading, upload_id: str) -> bool:
    """Tells whether storing the upload once more, as the newest, would change nothing."""
    if not reading.rows("SELECT 1 FROM uploads WHERE upload_id = ? AND in_force", [upload_id]):
        return False
    return not any(_is_overtaken(reading, spec, upload_id) for spec in reading.fact_tables)


def unknown_upload(upload_id: str) -> Refusal:
    """Returns the refusal of an upload id that nobody gave out."""
    return Refusal(f"没有编号为“{upload_id}”的上传。请先查看上传记录。", "unknown_upload")


def _is_overtaken(reading: Reading, spec: TableSpec, upload_id: str) -> bool:
    """Tells whether a newer upload replaced a row, or added one where this upload is complete."""
    found = reading.rows(
        f"SELECT 1 FROM {spec.name} AS t WHERE (t.upload_id = ? AND NOT t.is_current)"
        " OR (t.is_current AND t.upload_id <> ? AND (t.unit_id, t.month) IN (SELECT c.unit_id, c.month"
        f" FROM coverage AS c WHERE c.upload_id = ? AND c.is_complete AND c.table_name = '{spec.name}')) LIMIT 1",
        [upload_id] * 3,
    )
    return bool(found)
