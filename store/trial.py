"""Loads an upload for a moment only: what it would change can be read, nothing is ever kept."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from domain.table import TableSpec
from store.entries import NewUpload, write_upload
from store.reading import Reading
from store.uploads import same_upload
from store.warehouse import Warehouse


class Trial(Reading):
    """Reads inside the transaction of a trial; only the thread that holds it may ask."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, fact_tables: tuple[TableSpec, ...]) -> None:
        self._lent = cursor
        self.fact_tables = fact_tables

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        yield self._lent


@contextmanager
def trial(warehouse: Warehouse, *parts: NewUpload) -> Iterator[Trial]:
    """Gives a view of the data as if all parts of a file were loaded; always rolled back at the end.

    Other writers wait for the block; readers see the stored data alone, also this thread's own
    calls on `warehouse`. A part that is in force already changes nothing, as in loading it.
    """
    with warehouse.alone():
        unknown = [part for part in parts if same_upload(warehouse, part) is None]
        with warehouse.trying(sum(part.size for part in unknown)) as cursor:
            for part in unknown:
                write_upload(cursor, warehouse.fact_tables, part)
            yield Trial(cursor, warehouse.fact_tables)
