"""Reads workbooks in warm child processes: a parser that aborts takes nobody along."""

import atexit
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from domain.finding import Refusal
from loaders.guard import check_size
from loaders.guard.limits import DEFAULT, Limits
from loaders.guard.refusal import refuse
from loaders.progress import READ, Progress, Watch
from loaders.reader_process import ReaderProcess
from loaders.transfer import workbook_from
from loaders.workbook import Workbook

_POLL_SECONDS = 0.05
_READS_PER_CHILD = 200  # a fresh process now and then gives fragmented memory back


class Reader:
    """Reads files one after the other, or `children` at once, each in its own warm process.

    Safe to share between threads. A child that aborts, hangs or outgrows its memory (about
    3 GB, enforced on POSIX only; Windows has the time limit alone) is killed, the caller gets
    a Refusal, and the next read starts a new child.
    """

    def __init__(self, seconds: float = 120, children: int = 2) -> None:
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(children)
        self._idle: list[ReaderProcess] = []
        self._lock = threading.Lock()
        self._room = Path(tempfile.mkdtemp(prefix="reader-"))
        atexit.register(self.close)

    def warm(self) -> None:
        """Starts a child ahead of the first read; returns at once."""
        with self._lock:
            if not self._idle:
                self._idle.append(ReaderProcess())

    def read(
        self,
        source: Path | bytes,
        file_name: str = "",
        limits: Limits = DEFAULT,
        cancelled: Callable[[], bool] | None = None,
        password: str = "",
        progress: Progress | None = None,
    ) -> Workbook:
        """Returns the workbook in a file or in bytes; an encrypted .xlsx needs its `password`.

        `cancelled` is asked about twenty times a second, `progress` hears a few times how many
        rows were read. Raises Refusal with one Chinese sentence when the file cannot be read,
        for whatever reason.
        """
        file_name = file_name or (source.name if isinstance(source, Path) else "")
        folder = Path(tempfile.mkdtemp(dir=self._room))
        try:
            request = self._request(source, file_name, limits, folder) | {"password": password}
            reply = self._ask(request, Watch(file_name, progress, cancelled))
            return workbook_from(reply, file_name, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # what Windows still holds goes in close()

    def close(self) -> None:
        """Ends the children and removes what they left; the reader must not be used again."""
        with self._lock:
            children, self._idle = self._idle, []
        for child in children:
            child.kill()
        shutil.rmtree(self._room, ignore_errors=True)
        atexit.unregister(self.close)

    def _request(self, source: Path | bytes, file_name: str, limits: Limits, folder: Path) -> dict:
        if isinstance(source, Path):
            path = source.resolve()
            if not (path.is_file() and os.access(path, os.R_OK)):
                raise refuse("file_not_found", file_name)
            size = path.stat().st_size
        else:
            path, size = folder / "source", len(source)
        check_size(size, file_name, limits)
        if not isinstance(source, Path):
            path.write_bytes(source)
        return {"path": str(path), "file_name": file_name, "out": str(folder), "limits": asdict(limits)}

    def _ask(self, request: dict, watch: Watch) -> dict:
        with self._places:
            child = self._borrow()
            try:
                reply = self._wait(child, request, watch)
            except BaseException:
                child.kill()
                raise
            self._give_back(child)
        if not reply["ok"]:
            raise Refusal(reply["message"], reply["code"], reply["sheet"], reply["cell"])
        return reply

    def _wait(self, child: ReaderProcess, request: dict, watch: Watch) -> dict:
        ends_at, file_name = time.monotonic() + self._seconds, watch.file_name
        child.send(request)
        watch.report(READ)
        while (reply := child.reply(_POLL_SECONDS)) is None or "rows" in reply:
            if watch.is_cancelled:
                raise refuse("reader_cancelled", file_name)
            if time.monotonic() > ends_at:
                raise refuse("reader_timeout", file_name, seconds=f"{self._seconds:g}")
            if reply is not None:
                watch.report(READ, *reply["rows"])
            elif child.has_ended:
                raise refuse("reader_crashed", file_name)
        return reply

    def _borrow(self) -> ReaderProcess:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_alive:
                    return child
                child.kill()
        return ReaderProcess()

    def _give_back(self, child: ReaderProcess) -> None:
        if child.reads >= _READS_PER_CHILD:
            child.kill()
            return
        with self._lock:
            self._idle.append(child)
