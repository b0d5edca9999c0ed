"""Answers queries: the part of the warehouse that a trial load offers as well."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

import duckdb
import pyarrow as pa

from domain.table import TableSpec


class Reading(ABC):
    """Runs queries on whatever cursor its kind lends: the stored facts, or those of a trial."""

    fact_tables: tuple[TableSpec, ...]

    @abstractmethod
    def _cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Lends the cursor a query runs on."""

    def rows(
        self, sql: str, params: Sequence[object] = (), tables: Mapping[str, pa.Table] | None = None
    ) -> list[tuple]:
        """Returns a query's rows as tuples; `tables` are Arrow tables the query may read by name."""
        with self._lend(tables) as cursor:
            return cursor.execute(sql, list(params)).fetchall()

    def records(self, sql: str, params: Sequence[object] = ()) -> list[dict]:
        """Returns a query's rows as dictionaries by column name."""
        with self._lend() as cursor:
            result = cursor.execute(sql, list(params))
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def arrow(
        self, sql: str, params: Sequence[object] = (), tables: Mapping[str, pa.Table] | None = None
    ) -> pa.Table:
        """Returns a query's result as an Arrow table; `tables` as for `rows`."""
        with self._lend(tables) as cursor:
            return cursor.sql(sql, params=list(params)).to_arrow_table()

    def data_version(self) -> int:
        """Returns a number that grows with every load and every undo: the key of all caches."""
        found = self.rows("SELECT value FROM meta WHERE name = 'data_version'")
        return int(found[0][0]) if found else 0

    @contextmanager
    def _lend(self, tables: Mapping[str, pa.Table] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        given = tables or {}
        with self._cursor() as cursor:
            for name, table in given.items():
                cursor.register(name, table)
            try:
                yield cursor
            finally:
                for name in given:
                    cursor.unregister(name)
