"""Defines what credit supervision hands on: penalties, entities, open cases, tiers and the page's view."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.period import Month
from metrics.credit_match import Question
from metrics.credit_rules import CreditRules
from metrics.result import Verdict

FOOD = "食品"


@dataclass(frozen=True)
class Penalty:
    """Holds one penalty decision as it stands in a ledger; `entity` is who it counts for."""

    entity: str
    upload_id: str
    sheet: str
    row_no: int
    unit_id: str
    month: Month
    enterprise: str
    credit_code: str
    decision_no: str
    penalised_on: date
    authority: str
    amount: Decimal | None
    violation: str
    case_kind: str
    repaired_on: date | None
    ought_to_list: bool | None
    listed_on: date | None
    ought_to_publish: bool | None
    published_on: date | None
    state: str

    def is_repaired(self, day: date) -> bool:
        """Tells whether credit repair was approved by the day."""
        return self.repaired_on is not None and self.repaired_on <= day

    def as_record(self, reason: str | None = None) -> dict[str, object]:
        """Returns the penalty as the stored row it is, with the reason why it does not count."""
        return {name: value for name, value in vars(self).items() if name != "entity"} | {"reason": reason}


@dataclass(frozen=True)
class Repeated:
    """Holds one entity with its counted penalties in the window, oldest first."""

    entity: str
    name: str
    codes: tuple[str, ...]
    penalties: tuple[Penalty, ...]
    repaired: int

    @property
    def count(self) -> int:
        """Returns how many penalties count."""
        return len(self.penalties)

    @property
    def food(self) -> int:
        """Returns how many of them are about food."""
        return sum(one.case_kind == FOOD for one in self.penalties)

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """Returns the units that punished it, in the order of their first penalty."""
        return tuple(dict.fromkeys(one.unit_id for one in self.penalties))


@dataclass(frozen=True)
class OpenCase:
    """Holds a penalty that ought to be listed and is not, or was due to be published and is not."""

    penalty: Penalty
    is_unlisted: bool
    is_unpublished: bool
    due_on: date


@dataclass(frozen=True)
class TierCount:
    """Holds how many enterprises stand in a tier by their latest rating, and their share of all."""

    code: str
    name: str
    count: int
    share: Fraction | None


@dataclass(frozen=True)
class CreditView:
    """Holds the lists of one month: on the list, on watch, open cases, tiers, questions, figures.

    `listed` and `open` are the verdicts of XM-01 and XM-02 for the whole jurisdiction;
    `counters` those of XM-03.
    """

    month: Month
    rules: CreditRules
    repeated: tuple[Repeated, ...]
    watched: tuple[Repeated, ...]
    open_cases: tuple[OpenCase, ...]
    tiers: tuple[TierCount, ...]
    questions: tuple[Question, ...]
    listed: Verdict
    open: Verdict
    counters: tuple[Verdict, ...]
    has_penalties: bool
