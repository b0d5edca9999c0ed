"""Describes the plain lines of a pack: uploads, versions, who is silent, tasks, overdue disposals."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """Names one upload the figures came from: id, file as sent, hash, whose, which period, when loaded."""

    upload_id: str
    file_name: str
    file_hash: str
    template: str = ""
    period_words: str = ""
    loaded_at: str = ""

    @property
    def words(self) -> str:
        """Returns the upload in one line, its hash shortened to 12 digits."""
        parts = (
            self.upload_id,
            self.file_name,
            self.template,
            self.period_words,
            f"sha256 {self.file_hash[:12]}",
        )
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Versions:
    """Says what computed the figures: the product's version, the data version, the rules' fingerprint."""

    app: str
    data: str
    rules: str = ""

    @property
    def words(self) -> str:
        """Returns the versions in one line."""
        parts = [f"程序版本 {self.app}", f"数据版本 {self.data}"]
        return " · ".join(parts + ([f"规则版本 {self.rules}"] if self.rules else []))


@dataclass(frozen=True)
class Silence:
    """Says which units owe a return for which months and sent nothing: 抽检台账，6月，绛县、夏县."""

    what: str
    when: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class TaskLine:
    """Holds one task of the work breakdown for the meeting, all in words; `is_overdue` sets it off."""

    title: str
    lead: str
    responsible: str
    due: str
    progress: str
    state: str
    is_overdue: bool = False


@dataclass(frozen=True)
class OverdueDisposal:
    """Holds one disposal past its day: unit, what, enterprise, the day and how many days over."""

    unit: str
    what: str
    enterprise: str
    due_on: date | None
    days_over: int
    place: str = ""
