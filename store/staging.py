"""Lends a small in-memory database for checking a file before anything is written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from store.settings import ENGINE_SETTINGS


class Staging:
    """Runs SQL over Arrow tables in memory; nothing of it ever touches a file."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:", config=dict(ENGINE_SETTINGS))
        self._connection.execute("SET enable_external_access = false")

    def put(self, name: str, table: pa.Table) -> None:
        """Makes an Arrow table readable as `name`."""
        self._connection.register(name, table)

    def run(self, sql: str, params: Sequence[object] = ()) -> None:
        """Runs a statement whose result nobody needs."""
        self._connection.execute(sql, list(params))

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple]:
        """Returns the result's rows as tuples."""
        return self._connection.execute(sql, list(params)).fetchall()

    def arrow(self, sql: str, params: Sequence[object] = ()) -> pa.Table:
        """Returns the result as an Arrow table."""
        return self._connection.sql(sql, params=list(params)).to_arrow_table()

    def close(self) -> None:
        """Frees the memory."""
        self._connection.close()


@contextmanager
def staging() -> Iterator[Staging]:
    """Opens a staging area and closes it at the end of the block."""
    area = Staging()
    try:
        yield area
    finally:
        area.close()
