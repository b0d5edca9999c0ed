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
        Field("undone_by", "VARCHAR"),
        Field("restored_from", "VARCHAR"),
        Field("received_on", "DATE"),
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

# What people said that headers mean: one row a header of a layout, column_name '' when kept aside.
LAYOUT_COLUMNS = TableSpec(
    "layout_columns",
    (
        Field("layout_id", "VARCHAR"),
        Field("template", "VARCHAR"),
        Field("unit_id", "VARCHAR"),
        Field("fingerprint", "VARCHAR"),
        Field("position", "INTEGER"),
        Field("header", "VARCHAR"),
        Field("column_name", "VARCHAR"),
        Field("chosen_by", "VARCHAR"),
        Field("chosen_at", "TIMESTAMP"),
    ),
    (),
)

# What people recorded about a task or an item of a standard: append-only, the newest entry stands.
EVIDENCE = TableSpec(
    "evidence",
    (
        Field("seq", "INTEGER"),
        Field("subject", "VARCHAR"),
        Field("unit_id", "VARCHAR"),
        Field("year", "INTEGER"),
        Field("state", "VARCHAR"),
        Field("text", "VARCHAR"),
        Field("done_on", "DATE"),
        Field("file_name", "VARCHAR"),
        Field("file_hash", "VARCHAR"),
        Field("recorded_by", "VARCHAR"),
        Field("recorded_at", "TIMESTAMP"),
    ),
    (),
)

# What people answered to «同一主体?»: append-only, the newest answer about a pair stands.
SAME_ENTITIES = TableSpec(
    "same_entities",
    (
        Field("seq", "INTEGER"),
        Field("one", "VARCHAR"),
        Field("other", "VARCHAR"),
        Field("answer", "VARCHAR"),
        Field("answered_by", "VARCHAR"),
        Field("answered_at", "TIMESTAMP"),
    ),
    (),
)

# Who people said answers for a task whose cell is blank: append-only, names joined by |.
TASK_ANSWERS = TableSpec(
    "task_answers",
    (
        Field("seq", "INTEGER"),
        Field("task_id", "VARCHAR"),
        Field("role", "VARCHAR"),
        Field("names", "VARCHAR"),
        Field("answered_by", "VARCHAR"),
        Field("answered_at", "TIMESTAMP"),
    ),
    (),
)

# Whom to call: personal data, joined to nothing and exported by nobody (see store/contacts.py).
CONTACTS = TableSpec(
    "contacts",
    (
        Field("upload_id", "VARCHAR"),
        Field("unit_id", "VARCHAR"),
        Field("role", "VARCHAR"),
        Field("name", "VARCHAR"),
        Field("position", "VARCHAR"),
        Field("office_phone", "VARCHAR"),
        Field("mobile", "VARCHAR"),
        Field("fax", "VARCHAR"),
    ),
    (),
)

# Named choices for a meeting pack, the newest of a name stands; and every pack made, with what it rests on.
RECIPES = TableSpec(
    "recipes",
    (
        Field("seq", "INTEGER"),
        Field("name", "VARCHAR"),
        Field("choices", "VARCHAR"),
        Field("saved_by", "VARCHAR"),
        Field("saved_at", "TIMESTAMP"),
    ),
    (),
)
PACKS = TableSpec(
    "packs",
    (
        Field("seq", "INTEGER"),
        Field("choices", "VARCHAR"),
        Field("month", "INTEGER"),
        Field("uploads", "VARCHAR"),
        Field("digest", "VARCHAR"),
        Field("made_by", "VARCHAR"),
        Field("made_at", "TIMESTAMP"),
    ),
    (),
)

META = TableSpec("meta", (Field("name", "VARCHAR"), Field("value", "VARCHAR")), ())

CORE = (
    UPLOADS,
    COVERAGE,
    LAYOUT_COLUMNS,
    EVIDENCE,
    SAME_ENTITIES,
    TASK_ANSWERS,
    CONTACTS,
    RECIPES,
    PACKS,
    META,
)


def create_statement(spec: TableSpec, housekeeping: bool) -> str:
    """Returns the CREATE TABLE statement of a table, with the housekeeping columns or without."""
    fields = (HOUSEKEEPING if housekeeping else ()) + spec.fields
    columns = ", ".join(f"{field.name} {field.sql_type}" for field in fields)
    return f"CREATE TABLE IF NOT EXISTS {spec.name} ({columns})"


def create_statements(fact_tables: Iterable[TableSpec]) -> list[str]:
    """Returns the statements that create every table which does not exist yet."""
    core = [create_statement(spec, housekeeping=False) for spec in CORE]
    return core + [create_statement(spec, housekeeping=True) for spec in fact_tables]


def missing_column_statements(fact_tables: Iterable[TableSpec], existing: set[tuple[str, str]]) -> list[str]:
    """Returns the statements that add columns an older database lacks; `existing` are (table, column)."""
    declared = [(spec.name, field) for spec in CORE for field in spec.fields]
    declared += [(spec.name, field) for spec in fact_tables for field in (*HOUSEKEEPING, *spec.fields)]
    return [
        f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {field.name} {field.sql_type}"
        for table, field in declared
        if (table, field.name) not in existing
    ]
