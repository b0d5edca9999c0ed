"""Opens the one database file and answers queries, one cursor per call."""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from domain.finding import Refusal
from domain.table import TableSpec
from store.schema import create_statements
from store.settings import ENGINE_SETTINGS, STORAGE_VERSION

FILE_NAME = "warehouse.duckdb"


class Warehouse:
    """Holds the open database; every call takes its own cursor, writers take one lock."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, fact_tables: Sequence[TableSpec]) -> None:
        self._connection = connection
        self._write_lock = threading.RLock()
        self.fact_tables = tuple(fact_tables)

    @classmethod
    def open(cls, path: Path | None, fact_tables: Iterable[TableSpec]) -> "Warehouse":
        """Opens (or creates) the database; a path of None gives one in memory.

        Raises Refusal when another process holds the file or the file is no database.
        """
        specs = tuple(fact_tables)
        connection = _connect(path)
        for statement in create_statements(specs):
            connection.execute(statement)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return cls(connection, specs)

    def rows(
        self, sql: str, params: Sequence[object] = (), tables: Mapping[str, pa.Table] | None = None
    ) -> list[tuple]:
        """Returns a query's rows as tuples; `tables` are Arrow tables the query may read by name."""
        with self._cursor() as cursor:
            for name, table in (tables or {}).items():
                cursor.register(name, table)
            return cursor.execute(sql, list(params)).fetchall()

    def records(self, sql: str, params: Sequence[object] = ()) -> list[dict]:
        """Returns a query's rows as dictionaries by column name."""
        with self._cursor() as cursor:
            result = cursor.execute(sql, list(params))
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def arrow(
        self, sql: str, params: Sequence[object] = (), tables: Mapping[str, pa.Table] | None = None
    ) -> pa.Table:
        """Returns a query's result as an Arrow table; `tables` as for `rows`."""
        with self._cursor() as cursor:
            for name, table in (tables or {}).items():
                cursor.register(name, table)
            return cursor.sql(sql, params=list(params)).to_arrow_table()

    def data_version(self) -> int:
        """Returns a number that grows with every load and every undo: the key of all caches."""
        found = self.rows("SELECT value FROM meta WHERE name = 'data_version'")
        return int(found[0][0]) if found else 0

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Gives a cursor inside one transaction under the write lock; commits or rolls back.

        The data version grows in the same transaction. A checkpoint follows a commit, unless
        a reader is busy: then the next one, or closing, writes the log into the file.
        """
        with self._write_lock, self._cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
                _raise_version(cursor)
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            self._checkpoint(cursor)

    def close(self) -> None:
        """Closes the file; the log is written into it."""
        with self._write_lock:
            self._connection.close()

    @staticmethod
    def _checkpoint(cursor: duckdb.DuckDBPyConnection) -> bool:
        try:
            cursor.execute("CHECKPOINT")
        except duckdb.TransactionException:
            return False  # a reader holds a snapshot; the committed log is safe without it
        return True

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    settings = dict(ENGINE_SETTINGS)
    if path is None:
        return duckdb.connect(":memory:", config=settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    previous = os.umask(0o077)  # the ledgers name enterprises: only their owner may read the file
    try:
        return duckdb.connect(str(path), config=settings | {"storage_compatibility_version": STORAGE_VERSION})
    except duckdb.IOException as error:
        raise _cannot_open(path, error) from error
    finally:
        os.umask(previous)


def _cannot_open(path: Path, error: duckdb.IOException) -> Refusal:
    if "lock" in str(error).lower():
        return Refusal(
            f"数据文件 {path.name} 正被另一个程序使用（看板或命令行只能开一个）。请先关闭它，再重试。",
            "locked",
        )
    return Refusal(f"数据文件 {path.name} 无法打开，可能已损坏。请从备份恢复后重试。", "bad_warehouse")


def _raise_version(cursor: duckdb.DuckDBPyConnection) -> None:
    found = cursor.execute("SELECT value FROM meta WHERE name = 'data_version'").fetchall()
    version = int(found[0][0]) + 1 if found else 1
    cursor.execute("DELETE FROM meta WHERE name = 'data_version'")
    cursor.execute("INSERT INTO meta (name, value) VALUES ('data_version', ?)", [str(version)])
