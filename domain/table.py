"""Describes a fact table, so that a template can declare one and the store can create it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """Names one column of a fact table and its SQL type (portable to PostgreSQL)."""

    name: str
    sql_type: str


@dataclass(frozen=True)
class TableSpec:
    """Declares a fact table: its name, its own columns and the columns of its natural key.

    The store adds the housekeeping columns (`HOUSEKEEPING`) to every table. `key` names the
    columns whose newest row counts; an empty key means that only whole uploads replace.
    """

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    month_column: str = "month"

    @property
    def columns(self) -> tuple[str, ...]:
        """Returns the names of the table's own columns, in order."""
        return tuple(field.name for field in self.fields)


# Every fact carries its upload, its sheet and its row (the first of them for a merged record),
# its unit and its month (yyyymm), and whether it counts at present.
HOUSEKEEPING = (
    Field("upload_id", "VARCHAR"),
    Field("sheet", "VARCHAR"),
    Field("row_no", "INTEGER"),
    Field("unit_id", "VARCHAR"),
    Field("month", "INTEGER"),
    Field("is_current", "BOOLEAN"),
)
