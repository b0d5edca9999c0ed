"""Opens the one database file and answers queries, one cursor per call."""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from domain.finding import Refusal
from domain.table import TableSpec
from store import files
from store.reading import Reading
from store.schema import create_statements, missing_column_statements
from store.settings import ENGINE_SETTINGS, STORAGE_VERSION

FILE_NAME = "warehouse.duckdb"
ORIGINALS = "originals"
LEAST_ROOM = 32 << 20  # bytes that stay free for a checkpoint
_COPIES = 3  # facts in the log, in the file, and old versions beside them


class Warehouse(Reading):
    """Holds the open database; every call takes its own cursor, writers take one lock.

    `originals` is the folder beside the file that keeps the files as sent, None in memory.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        fact_tables: Sequence[TableSpec],
        originals: Path | None = None,
    ) -> None:
        self._connection = connection
        self._write_lock = threading.RLock()
        self.fact_tables = tuple(fact_tables)
        self.originals = originals

    @classmethod
    def open(cls, path: Path | None, fact_tables: Iterable[TableSpec]) -> "Warehouse":
        """Opens (or creates) the database; a path of None gives one in memory.

        Columns that an older database does not have yet are added, empty. Raises Refusal when
        another process holds the file or the file is no database.
        """
        specs = tuple(fact_tables)
        connection = _connect(path)
        for statement in create_statements(specs):
            connection.execute(statement)
        columns = connection.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall()
        for statement in missing_column_statements(specs, set(columns)):
            connection.execute(statement)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        originals = path.parent / ORIGINALS if path else None
        if originals:
            files.sweep(originals)  # the database is ours, so nobody is writing there
        return cls(connection, specs, originals)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps every other writer out for the block, so that what it read still holds when it writes."""
        with self._write_lock:
            yield

    @contextmanager
    def writing(self, size: int = 0) -> Iterator[duckdb.DuckDBPyConnection]:
        """Gives a cursor inside one transaction under the write lock; commits or rolls back.

        The data version grows in the same transaction. A checkpoint follows a commit, unless
        a reader is busy: then the next one, or closing, writes the log into the file. Raises
        Refusal when the disk has no room for `size` bytes of facts.
        """
        with self._write_lock, self._cursor() as cursor:
            self._ensure_room(size)
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
                _raise_version(cursor)
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            self._checkpoint(cursor)

    @contextmanager
    def trying(self, size: int = 0) -> Iterator[duckdb.DuckDBPyConnection]:
        """Gives a cursor inside one transaction under the write lock that is always rolled back."""
        with self._write_lock, self._cursor() as cursor:
            self._ensure_room(size)
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
            finally:
                cursor.execute("ROLLBACK")

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

    def _ensure_room(self, size: int) -> None:
        """Refuses before a full disk amid a checkpoint would make the database unusable."""
        if self.originals and files.free_space(self.originals.parent) < LEAST_ROOM + _COPIES * size:
            raise Refusal("磁盘空间不足，没有写入任何数据。请腾出空间后重试。", "disk_full")

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()
        except duckdb.FatalException as error:
            raise Refusal(
                "数据文件写入失败（多半是磁盘已满），为保护数据已停止读写。请腾出空间后重新启动，"
                "刚才的操作以重启后的上传记录为准。",
                "must_restart",
            ) from error


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
