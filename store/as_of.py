"""Rebuilds the data as they stood when certain uploads were in force, beside the living database."""

from collections.abc import Collection

from domain.finding import Refusal
from domain.table import HOUSEKEEPING, TableSpec
from store.schema import COVERAGE, EVIDENCE, UPLOADS
from store.supersede import is_replaced
from store.warehouse import Warehouse


def as_of(warehouse: Warehouse, upload_ids: Collection[str], last_evidence: int) -> Warehouse:
    """Returns a warehouse in memory in which exactly these uploads are in force.

    Uploads and their facts are never changed, so that a paper can be made again later from the
    same uploads; `last_evidence` is the newest entry people had recorded. Raises Refusal when
    one of the uploads is not there.
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
            if spec is EVIDENCE:
                where, params = "seq <= ?", [last_evidence]
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


def last_evidence(warehouse: Warehouse) -> int:
    """Returns the number of the newest entry people recorded, 0 when there is none."""
    return int(warehouse.rows("SELECT coalesce(max(seq), 0) FROM evidence")[0][0])


def _tables(warehouse: Warehouse) -> list[tuple[TableSpec, bool]]:
    core = [(spec, False) for spec in (UPLOADS, COVERAGE, EVIDENCE)]
    return core + [(spec, True) for spec in warehouse.fact_tables]
