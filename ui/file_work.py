"""Does the long work on one file, away from the page: check it, foretell what it would do, load it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.finding import Refusal, Severity
from loaders.checked import Checked, Declared
from loaders.progress import COMPARE, Progress
from store.uploads import Loaded
from ui.inbox import Incoming
from ui.office import Office
from ui.review import Review, review
from ui.words import number

Stop = Callable[[], bool]


@dataclass(frozen=True)
class Found:
    """Holds what came of checking a file, a part for each template in it, and what loading it would do."""

    parts: tuple[Checked, ...]
    review: Review

    @property
    def has_errors(self) -> bool:
        """Tells whether the file cannot be loaded as it is."""
        return any(part.has_errors for part in self.parts)

    @property
    def warnings(self) -> frozenset[str]:
        """Returns the doubts a person has to look at before the file is loaded."""
        return frozenset(_warnings(self.parts))


@dataclass(frozen=True)
class Outcome:
    """Says what loading did, in one sentence, and whether it did it."""

    said: str
    is_done: bool


def check_file(
    office: Office, file: Incoming, said: Declared, password: str, progress: Progress, stop: Stop
) -> Found | None:
    """Checks a file and looks at what it would do; None when the person stopped it."""
    if any(note.severity is Severity.ERROR for note in file.notes):
        parts = (Checked(file.name, findings=list(file.notes)),)
    else:
        parts = office.door.check_all(file.content, file.name, said, stop, password, progress)
        parts[0].findings += file.notes
    return _reviewed(office, parts, progress, stop)


def review_again(office: Office, known: Found, progress: Progress, stop: Stop) -> Found | None:
    """Looks again at a checked file beside data that have changed since; None when stopped."""
    return _reviewed(office, office.door.compare_again(known.parts), progress, stop)


def _reviewed(office: Office, parts: tuple[Checked, ...], progress: Progress, stop: Stop) -> Found | None:
    if stop():
        return None
    progress(COMPARE, 0, 0)
    seen = review(office, parts)
    return None if stop() else Found(parts, seen)


def load_file(office: Office, found: Found, by: str, progress: Progress, stop: Stop) -> Outcome:
    """Loads a checked file and returns the sentence about it.

    A file that a load before it, of the same batch or by somebody else, makes doubtful in a new
    way is left for the person to look at.
    """
    parts = found.parts
    if office.warehouse.data_version() != found.review.version:
        parts = office.door.compare_again(parts)
        if new := _warnings(parts) - _warnings(found.parts):
            return Outcome(
                f"{parts[0].file_name}没有入库：刚入库的数据使它多了 {len(new)} 条提醒，请核对后再确认。",
                False,
            )
    try:
        loaded = office.door.load_all(parts, by, stop, progress)
    except Refusal as refused:
        return Outcome(refused.message, is_done=False)
    return Outcome(_said(parts[0].file_name, loaded), is_done=True)


def _warnings(parts: Sequence[Checked]) -> set[str]:
    return {one.message for part in parts for one in part.findings if one.severity is Severity.WARNING}


def _said(name: str, loaded: Sequence[Loaded]) -> str:
    fresh = [one for one in loaded if not one.is_repeat]
    if not fresh:
        ids = "、".join(one.upload_id for one in loaded)
        return f"{name}与已入库的 {ids} 完全相同，没有重复写入。"
    ids = "、".join(one.upload_id for one in fresh)
    replaced = "、".join(f"{old.upload_id} 的 {number(old.rows)} 行" for one in fresh for old in one.replaced)
    return f"{name}已入库，编号 {ids}" + (f"，替换了 {replaced}" if replaced else "") + "。"
