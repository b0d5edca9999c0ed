"""Starts and talks to one child process that reads workbooks."""

import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from typing import BinaryIO, cast

from domain.paths import HOUSE
from loaders.frames import read_frame, write_frame

_ENVIRONMENT = {
    "PYTHONUTF8": "1",
    "PYTHONPATH": str(HOUSE),
    # glibc gives freed megabytes back at once and fetches them again for the next block: twice
    # the guard's time. Other systems ignore the names.
    "MALLOC_TRIM_THRESHOLD_": str(64 * 2**20),
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
    # Address space set aside but not used would count against the memory limit.
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    # Out of memory, writing a backtrace asks for memory again and hangs.
    "RUST_BACKTRACE": "0",
}
_QUIET = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no console window flashes up


class ReaderProcess:
    """Holds one child; one request at a time.

    A plain subprocess, not multiprocessing: spawn would import the parent's main script again,
    and under Streamlit that script is the dashboard.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "loaders.reader_child"],
            cwd=HOUSE,
            env=os.environ | _ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_QUIET,
        )
        self._requests = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)
        self._replies: queue.SimpleQueue[dict | None] = queue.SimpleQueue()
        self._ended = False
        self.reads = 0
        threading.Thread(target=self._listen, name="reader-replies", daemon=True).start()

    @property
    def pid(self) -> int:
        """Returns the child's process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Tells whether the child can take a request."""
        return self._process.poll() is None

    @property
    def has_ended(self) -> bool:
        """Tells whether the child is gone and every reply it sent has been fetched."""
        return self._ended or (self._process.poll() is not None and self._replies.empty())

    def send(self, request: dict) -> None:
        """Sends one request; a child that is already gone shows in `has_ended`."""
        self.reads += 1
        try:
            write_frame(self._requests, request)
        except OSError:
            self._ended = True

    def reply(self, seconds: float) -> dict | None:
        """Returns the reply, or None when none came within the seconds or the child has ended."""
        try:
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            return None
        self._ended = self._ended or reply is None
        return reply

    def kill(self) -> None:
        """Ends the child at once and waits until it is gone."""
        self._process.kill()
        self._process.wait()
        with suppress(OSError):  # a request the child never took cannot be flushed any more
            self._requests.close()

    def _listen(self) -> None:
        while (reply := read_frame(self._answers)) is not None:
            self._replies.put(reply)
        self._answers.close()
        self._replies.put(None)
