"""Defines what deadlines and receipts give: one return of one unit, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.period import Month


class Timeliness(StrEnum):
    """Names where a return stands before and after its day."""

    NOT_DUE = "not_due"
    NEAR = "near"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    RETURNED = "returned"


WORDS = {
    Timeliness.ON_TIME: "按时",
    Timeliness.LATE: "迟报",
    Timeliness.MISSING: "未报",
    Timeliness.RETURNED: "退回",
    Timeliness.NEAR: "临近",
    Timeliness.NOT_DUE: "未到期",
}
DUE = frozenset([Timeliness.ON_TIME, Timeliness.LATE, Timeliness.MISSING, Timeliness.RETURNED])


@dataclass(frozen=True)
class Slip:
    """Holds one return of one unit: what, for which month, due when, received when.

    `month` is None for a report that is due once. `returned` means that it came and was taken
    back: the upload was undone and nothing stands in its place.
    """

    unit_id: str
    unit: str
    template: str
    title: str
    month: Month | None
    due_on: date
    received_on: date | None
    state: Timeliness
    document: str
    clause: str


def on_time_rate(found: Iterable[Slip]) -> tuple[int, int]:
    """Returns how many of the returns that are due came in time, and how many are due."""
    due = [slip for slip in found if slip.state in DUE]
    return sum(slip.state is Timeliness.ON_TIME for slip in due), len(due)
