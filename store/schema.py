"""Creates the core tables: plain columns, no keys, no sequences, no indexes (see ADR 1)."""

from collections.abc import Iterable

from domain.table import HOUSEKEEPING, Field, TableSpec

UPLOADS = TableSpec(
    "uploads",
    (
        Field("upload_id", "VARCHAR"),
        Field("seq", "INTEGER"),
        Field("template", "VARCHAR"),
        Field("unit_id", "VARCHAR"),
        Field("first_month", "INTEGER"),
        Field("last_month", "INTEGER"),
        Field("cumulative", "BOOLEAN"),
        Field("complete", "BOOLEAN"),
        Field("file_name", "VARCHAR"),
        Field("file_hash", "VARCHAR"),
        Field("file_size", "BIGINT"),
        Field("row_count", "INTEGER"),
        Field("record_count", "INTEGER"),
        Field("loaded_at", "TIMESTAMP"),
        Field("loaded_by", "VARCHAR"),
        Field("in_force", "BOOLEAN"),
        Field("undone_at", "TIMESTAMP"),
    ),
    (),
)

COVERAGE = TableSpec(
    "coverage",
    (
        Field("upload_id", "VARCHAR"),
        Field("table_name", "VARCHAR"),
        Field("is_complete", "BOOLEAN"),
        Field("unit_id", "VARCHAR"),
        Field("month", "INTEGER"),
    ),
    (),
)

META = TableSpec("meta", (Field("name", "VARCHAR"), Field("value", "VARCHAR")), ())


def create_statement(spec: TableSpec, housekeeping: bool) -> str:
    """Returns the CREATE TABLE statement of a table, with the housekeeping columns or without."""
    fields = (HOUSEKEEPING if housekeeping else ()) + spec.fields
    columns = ", ".join(f"{field.name} {field.sql_type}" for field in fields)
    return f"CREATE TABLE IF NOT EXISTS {spec.name} ({columns})"


def create_statements(fact_tables: Iterable[TableSpec]) -> list[str]:
    """Returns the statements that create every table which does not exist yet."""
    core = [create_statement(spec, housekeeping=False) for spec in (UPLOADS, COVERAGE, META)]
    return core + [create_statement(spec, housekeeping=True) for spec in fact_tables]
