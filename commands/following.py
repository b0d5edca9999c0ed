"""Shows a person at a terminal how far a long check or load is, and lets Ctrl-C end it cleanly."""

import signal
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from loaders.progress import Progress, rows_words

_PATIENCE = 0.7  # seconds before the first line: short work says nothing
_AT_MOST_EVERY = 0.2
_ERASE = "\r\x1b[K"


class Following:
    """Holds what a verb tells about its work: nothing, unless somebody looks; never on stdout."""

    def __init__(self, out: TextIO, is_wanted: bool) -> None:
        self._out = out
        self._is_terminal = out.isatty()
        self._is_shown = is_wanted or self._is_terminal
        self._stop = threading.Event()
        self._last, self._said_at, self._has_line = "", 0.0, False

    def cancelled(self) -> bool:
        """Tells whether the person pressed Ctrl-C."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Asks the work to end at the next step."""
        self._stop.set()

    def of_file(self, name: str) -> Progress | None:
        """Returns what hears of one file's stages, or None when nobody looks."""
        if not self._is_shown:
            return None
        began = time.monotonic()
        return lambda stage, done, total: self._say(began, name, stage, done, total)

    def end(self) -> None:
        """Takes an unfinished line off the terminal."""
        if self._has_line:
            self._out.write(_ERASE)
            self._out.flush()
            self._has_line = False

    def _say(self, began: float, name: str, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        line = f"{name}：{stage} {rows_words(done, total)}".strip()
        if self._is_terminal and (now - began < _PATIENCE or now - self._said_at < _AT_MOST_EVERY):
            return
        if line != self._last:
            self._out.write(f"{_ERASE}{line}" if self._is_terminal else f"{line}\n")
            self._out.flush()
            self._last, self._said_at, self._has_line = line, now, self._is_terminal


@contextmanager
def following(options: Namespace) -> Iterator[None]:
    """Gives the options a `following`; a verb that asks it is ended by Ctrl-C between two steps.

    A second Ctrl-C ends at once, as the first does for every other verb.
    """
    options.following = Following(sys.stderr, getattr(options, "progress", False))
    is_asked = hasattr(options, "progress") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, _once(options.following)) if is_asked else None
    try:
        yield
    finally:
        options.following.end()
        if is_asked:
            signal.signal(signal.SIGINT, before)


def _once(work: Following) -> Callable[[int, FrameType | None], None]:
    def pressed(_number: int, _frame: FrameType | None) -> None:
        if work.cancelled():
            raise KeyboardInterrupt
        work.stop()

    return pressed
