"""Says what loading an upload would take out of force, without writing anything."""

import pyarrow as pa

from domain.table import TableSpec
from store.uploads import NewUpload, Replaced
from store.warehouse import Warehouse


def would_replace(warehouse: Warehouse, new: NewUpload) -> tuple[Replaced, ...]:
    """Returns what loading would take out of force, without writing anything."""
    specs = {spec.name: spec for spec in warehouse.fact_tables}
    found: dict[str, int] = {}
    for name, table in new.facts.items():
        for older, count in _overlap(warehouse, specs[name], new, table):
            found[older] = found.get(older, 0) + count
    return tuple(Replaced(older, count) for older, count in sorted(found.items()))


def _overlap(warehouse: Warehouse, spec: TableSpec, new: NewUpload, table: pa.Table) -> list[tuple[str, int]]:
    parts = []
    if spec.key:
        own = ", ".join(f"t.{column}" for column in spec.key)
        parts.append(f"({own}) IN (SELECT {', '.join(spec.key)} FROM staged_facts)")
    if new.complete:
        parts.append("(t.unit_id, t.month) IN (SELECT unit_id, month FROM staged_coverage)")
    if not parts:
        return []
    sql = (
        f"SELECT t.upload_id, count(*) FROM {spec.name} AS t WHERE t.is_current AND ({' OR '.join(parts)})"
        " GROUP BY t.upload_id ORDER BY t.upload_id"
    )
    return warehouse.rows(sql, tables={"staged_facts": table, "staged_coverage": new.coverage_table()})
