"""Rebuilds the data as they stood when certain uploads were in force, beside the living database."""

from collections.abc import Collection
from datetime import datetime

from domain.finding import Refusal
from domain.table import HOUSEKEEPING, TableSpec
from store.schema import COVERAGE, EVIDENCE, SAME_ENTITIES, TASK_ANSWERS, UPLOADS
from store.supersede import is_replaced
from store.warehouse import Warehouse

# What people recorded, and the column that says when.
_RECORDED = {EVIDENCE: "recorded_at", SAME_ENTITIES: "answered_at", TASK_ANSWERS: "answered_at"}


def as_of(warehouse: Warehouse, upload_ids: Collection[str], moment: datetime) -> Warehouse:
    """Returns a warehouse in memory in which exactly these uploads are in force.

    Uploads and their facts are never changed, so that a paper can be made again later from the
    same uploads. Of what people recorded or answered, what was there at the `moment` counts.
    Raises Refusal when one of the uploads is not there.
    """
    wanted = sorted(upload_ids)
    known = {row[0] for row in warehouse.rows("SELECT upload_id FROM uploads")}
    if missing := [one for one in wanted if one not in known]:
        raise Refusal(f"没有编号为“{missing[0]}”的上传，不能按当时的数据重做。", "unknown_upload")
    copy = Warehouse.open(None, warehouse.fact_tables)
    with copy.writing() as cursor:
        marks = ", ".join("?" * len(wanted)) or "NULL"
        for spec, housekeeping in _tables(warehouse):
            own = (*HOUSEKEEPING, *spec.fields) if housekeeping else spec.fields
            names = ", ".join(field.name for field in own)
            where, params = f"upload_id IN ({marks})", list(wanted)
            if spec in _RECORDED:
                where, params = f"{_RECORDED[spec]} <= ?", [moment]
            cursor.register(
                "copied", warehouse.arrow(f"SELECT {names} FROM {spec.name} WHERE {where}", params)
            )
            cursor.execute(f"INSERT INTO {spec.name} ({names}) SELECT {names} FROM copied")
            cursor.unregister("copied")
        cursor.execute("UPDATE uploads SET in_force = true, undone_at = NULL, undone_by = NULL")
        for spec in warehouse.fact_tables:
            cursor.execute(f"UPDATE {spec.name} AS t SET is_current = NOT ({is_replaced(spec)})")
    return copy


def in_force(warehouse: Warehouse) -> tuple[str, ...]:
    """Returns the ids of the uploads that count at present."""
    return tuple(
        r[0] for r in warehouse.rows("SELECT upload_id FROM uploads WHERE in_force ORDER BY upload_id")
    )


def _tables(warehouse: Warehouse) -> list[tuple[TableSpec, bool]]:
    core = [(spec, False) for spec in (UPLOADS, COVERAGE, *_RECORDED)]
    return core + [(spec, True) for spec in warehouse.fact_tables]
