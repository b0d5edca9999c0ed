"""Keeps one browser that draws charts: on a loop of its own, every step within a time limit.

Kaleido's own server for programs without a loop waits without end when its browser cannot start,
dies, or falls silent while a page loads; so this house drives the browser itself.
"""

import asyncio
import os
import signal
import subprocess
import threading
from collections.abc import Coroutine
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any

import kaleido
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChannelClosedError

BROKEN = (TimeoutError, CancelledError, BrowserClosedError, BrowserFailedError, ChannelClosedError, OSError)


@dataclass(frozen=True)
class Limits:
    """Holds how many seconds the browser may take to start, for one picture, and to end."""

    start: float = 40.0
    picture: float = 30.0
    end: float = 8.0


class PictureBrowser:
    """Draws figures in one browser; nothing it does lasts longer than its limit."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True)
        self._kaleido: Any = None

    def open(self) -> None:
        """Starts the browser, without MathJax, so that nothing waits for the internet.

        Raises ChromeNotFoundError when there is none on this machine, one of BROKEN when it does
        not start.
        """
        self._thread.start()
        self._within(self._start(), self.limits.start)

    def draw(self, figure: Any, options: dict) -> bytes:
        """Returns the picture of a figure; raises one of BROKEN when the browser gives none in time."""
        return bytes(self._within(self._kaleido.calc_fig(figure, opts=options), self.limits.picture))

    def close(self) -> None:
        """Ends the browser, by force where it does not end by itself, and gives its folders back."""
        if self._kaleido is not None:
            try:
                self._within(self._kaleido.close(), self.limits.end)
            except BROKEN:
                self._kill()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(self.limits.end)
        if not self._thread.is_alive():
            self._loop.close()

    async def _start(self) -> None:
        self._kaleido = kaleido.Kaleido(n=1, mathjax=False, timeout=self.limits.picture)
        await self._kaleido.open()

    def _within(self, work: Coroutine[Any, Any, Any], limit: float) -> Any:
        """Returns what the work gives; work that takes longer than `limit` seconds is called off."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(limit)
        except TimeoutError:
            future.cancel()
            raise

    def _kill(self) -> None:
        process = getattr(self._kaleido, "subprocess", None)
        if process is None or process.poll() is not None:
            return
        if os.name == "nt":
            command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(command, capture_output=True, timeout=10, check=False)
        else:
            os.killpg(process.pid, signal.SIGKILL)  # the browser is the first of a session of its own
        process.wait(self.limits.end)
        self._kaleido._browser_impl.clean()
