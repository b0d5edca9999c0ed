"""Carries progress out of a long check or load, and the wish to stop into it."""

from collections.abc import Callable
from dataclasses import dataclass

from loaders.guard.refusal import refuse

READ, RECOGNISE, CHECK, COMPARE, WRITE = "读取文件", "识别表样", "核对各行", "与已入库数据比对", "写入"
STAGES = (READ, RECOGNISE, CHECK, COMPARE, WRITE)

# Called with the stage, the rows done and the rows there are; 0 of 0 while nobody knows.
Progress = Callable[[str, int, int], None]


def rows_words(done: int, total: int) -> str:
    """Returns the rows done and the rows there are, as far as anybody knows; empty when nobody does."""
    if total > done > 0:
        return f"{done:,} / {total:,} 行"
    rows = done or total
    return f"{rows:,} 行" if rows else ""


@dataclass(frozen=True)
class Watch:
    """Holds who wants to know how far one file is, and who may stop it; both may be nobody."""

    file_name: str
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None

    @property
    def is_cancelled(self) -> bool:
        """Tells whether the person wants to stop."""
        return self.cancelled is not None and self.cancelled()

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Says how far the file is."""
        if self.progress is not None:
            self.progress(stage, done, total)

    def step(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Says how far the file is; raises Refusal when the person wants to stop."""
        if self.is_cancelled:
            raise refuse("cancelled", self.file_name)
        self.report(stage, done, total)
