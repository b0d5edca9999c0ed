"""Keeps what people record about tasks and items: who, when, what, with a file; nothing is changed."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.finding import Refusal
from store import files
from store.entries import now, person
from store.originals import download_name, keeping
from store.warehouse import Warehouse


@dataclass(frozen=True)
class Evidence:
    """Holds one entry about a subject (`standard:6`, `task:1.1`), a unit and a year.

    `state` is done, partly, not_done, not_applicable or withdrawn; `file_hash` is empty when no
    file was attached.
    """

    seq: int
    subject: str
    unit_id: str
    year: int
    state: str
    text: str
    done_on: date | None
    file_name: str
    file_hash: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class NewEvidence:
    """Holds what a person says about a subject, with an attached file or without."""

    subject: str
    unit_id: str
    year: int
    state: str
    text: str
    done_on: date | None = None
    file_name: str = ""
    content: bytes | None = None


def record(warehouse: Warehouse, new: NewEvidence, by: str) -> int:
    """Adds an entry and returns its number; raises Refusal when the attached file cannot be kept."""
    file_hash = files.digest_of(new.content) if new.content is not None else ""
    name = download_name(new.file_name) if new.content is not None else ""
    with warehouse.alone(), keeping(warehouse, new.content, file_hash), warehouse.writing() as cursor:
        seq = cursor.execute("SELECT coalesce(max(seq), 0) + 1 FROM evidence").fetchall()[0][0]
        said = [seq, new.subject, new.unit_id, new.year, new.state, new.text.strip(), new.done_on]
        said += [name, file_hash, person(by), now()]
        cursor.execute(f"INSERT INTO evidence VALUES ({', '.join('?' * len(said))})", said)
    return int(seq)


def content_of(warehouse: Warehouse, entry: Evidence) -> bytes:
    """Returns the bytes of the attached file; raises Refusal when they are gone or were changed."""
    path = None if warehouse.originals is None else warehouse.originals / entry.file_hash
    if not entry.file_hash or path is None or not path.is_file():
        raise Refusal("这条记录没有留存附件，无法下载。", "no_original")
    content = path.read_bytes()
    if files.digest_of(content) != entry.file_hash:
        raise Refusal("留存的附件已损坏或被改动，不能下载。请从备份恢复。", "original_damaged")
    return content


def standing(warehouse: Warehouse, kind: str, year: int | None = None) -> dict[tuple[str, str], Evidence]:
    """Returns the newest entry by subject and unit of one kind of subject, up to a year.

    A withdrawn entry stands for none.
    """
    found = {(one.subject, one.unit_id): one for one in history(warehouse, kind, year)}
    return {key: one for key, one in found.items() if one.state != "withdrawn"}


def history(warehouse: Warehouse, kind: str, year: int | None = None) -> list[Evidence]:
    """Returns every entry of one kind of subject (`standard`, `task`), oldest first."""
    rows = warehouse.rows(
        "SELECT * FROM evidence WHERE starts_with(subject, ?) AND (? IS NULL OR year <= ?) ORDER BY seq",
        [f"{kind}:", year, year],
    )
    return [Evidence(*row) for row in rows]
