"""Scans a worksheet in the form every common program writes, without a callback per cell.

Whatever leaves that form raises NotPlain, and the slow walk takes over: speed may be lost,
nothing may hide.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from loaders.guard.block_facts import BlockFacts, NotPlain, examine
from loaders.guard.grammar import Verdict, judge
from loaders.guard.limits import Limits
from loaders.guard.survey import SheetSurvey

_HEAD_LIMIT = 4 * 2**20
_ROW_LIMIT = 8 * 2**20
_AHEAD = 4  # blocks
_OPEN, _CLOSE, _EMPTY, _ROW_END = b"<sheetData>", b"</sheetData>", b"<sheetData/>", b"</row>"
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"'](?!utf-?8[\"'])", re.IGNORECASE)


class SheetScan:
    """Fills a SheetSurvey from the rows of a plain worksheet and keeps the rest as `shell`."""

    def __init__(self, survey: SheetSurvey, limits: Limits) -> None:
        self.survey = survey
        self.shell = b""
        self._limits = limits

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Scans the part from its chunks; raises NotPlain."""
        stream = iter(chunks)
        head, rest = _split_head(stream)
        if rest is None:
            self.shell = head
            return
        tail: list[bytes] = []
        for facts in self._examined(_blocks(rest, stream, tail)):
            self._add(facts)
        self.shell = b"".join([head, _EMPTY, *tail, *stream])

    def _examined(self, blocks: Iterator[bytes]) -> Iterator[BlockFacts]:
        """Yields the facts of each block; the grammar runs beside it, without the GIL."""
        waiting: deque[tuple[bytes, Future[Verdict]]] = deque()
        with ThreadPoolExecutor(1) as pool:
            for block in blocks:
                waiting.append((block, pool.submit(judge, block)))
                if len(waiting) > _AHEAD:
                    rows, verdict = waiting.popleft()
                    yield examine(rows, verdict.result(), self._limits)
            for rows, verdict in waiting:
                yield examine(rows, verdict.result(), self._limits)

    def _add(self, facts: BlockFacts) -> None:
        survey, limits = self.survey, self._limits
        survey.values += facts.values
        survey.last_row = max(survey.last_row, facts.last_row)
        survey.last_col = max(survey.last_col, facts.last_col)
        for kind in ("hidden_rows", "error_cells", "uncached", "long_numbers", "exact_numbers"):
            getattr(survey, kind).extend(getattr(facts, kind))
        rows, columns = survey.last_row + 1, survey.last_col + 1
        if columns > limits.columns or rows > limits.rows or rows * columns > limits.cells:
            raise NotPlain  # the slow walk says which cell it is, and whether it holds a value


def _split_head(stream: Iterator[bytes]) -> tuple[bytes, bytes | None]:
    head = b""
    for chunk in stream:
        head += chunk
        before, found, after = head.partition(_OPEN)
        if found:
            if b"\0" in before or _ENCODING.match(before):
                raise NotPlain
            return before, after
        if len(head) > _HEAD_LIMIT:
            raise NotPlain
    if _EMPTY not in head:
        raise NotPlain
    return head, None


def _blocks(rest: bytes, stream: Iterator[bytes], tail: list[bytes]) -> Iterator[bytes]:
    """Yields the rows in blocks that end with a row; what follows them goes to `tail`."""
    while True:
        rows, closed, after = rest.partition(_CLOSE)
        if closed:
            tail.append(after)
            yield rows
            return
        cut = rest.rfind(_ROW_END) + len(_ROW_END)
        if cut >= len(_ROW_END):
            yield rest[:cut]
            rest = rest[cut:]
        chunk = next(stream, None)
        if chunk is None or len(rest) > _ROW_LIMIT:
            raise NotPlain
        rest += chunk
