"""Runs in the child process: reads workbooks on request, so that an abort costs one exit code.

Requests and replies are frames of JSON behind a four-byte length, on the process's own stdin
and stdout; the cells travel as Arrow files in the folder the request names. Ahead of the reply
come a few frames {"rows": [done, total]}.
"""

import os
import signal
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit must do
    resource = None  # type: ignore[assignment]

from domain.finding import Refusal
from loaders.frames import read_frame, write_frame
from loaders.guard.limits import Limits
from loaders.guard.refusal import refuse
from loaders.parse import Report, parse

MEMORY_LIMIT = 3 * 2**30


def main() -> None:
    """Serves requests until the parent closes the pipe."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print of a library must not land between two frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    while (request := read_frame(sys.stdin.buffer)) is not None:
        write_frame(replies, _answer(request, lambda *rows: write_frame(replies, {"rows": rows})))


def _limit_memory() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _answer(request: dict, report: Report) -> dict:
    file_name = request["file_name"]
    try:
        data = Path(request["path"]).read_bytes()
        limits, password = Limits(**request["limits"]), request.get("password", "")
        return {"ok": True} | parse(data, file_name, limits, Path(request["out"]), password, report)
    except Refusal as refusal:
        return _refused(refusal)
    except MemoryError:
        return _refused(refuse("too_large_to_read", file_name))
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return _refused(refuse("unreadable", file_name))


def _refused(refusal: Refusal) -> dict:
    return {
        "ok": False,
        "message": refusal.message,
        "code": refusal.code,
        "sheet": refusal.sheet,
        "cell": refusal.cell,
    }


if __name__ == "__main__":
    main()
