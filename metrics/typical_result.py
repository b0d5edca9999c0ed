"""Defines what the page of typical cases may know: the cases of a month, and who sent how many."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.period import Month
from domain.state import State

CASE, LEAD = "CM-01", "CM-02"


@dataclass(frozen=True)
class TypicalCase:
    """Holds one case as its form says it; money in 万元, None where the form left it out."""

    upload_id: str
    sheet: str
    row_no: int
    unit_id: str
    unit: str
    month: Month
    case_name: str
    violation: str
    is_closed: bool
    enterprise: str
    licence: str
    credit_code: str
    filed_on: date | None
    closed_on: date | None
    amount_involved: Decimal | None
    is_mediated: bool | None
    compensation: Decimal | None
    stage: str
    provinces: str
    is_penalised: bool | None
    penalised_on: date | None
    penalty: str
    fine: Decimal | None
    confiscated: Decimal | None
    other_measures: str
    is_transferred: bool | None
    transferred_on: date | None
    notified: str
    notified_on: date | None
    summary: str
    is_public: bool | None

    @property
    def key(self) -> str:
        """Returns what tells this case from the others of the page."""
        return f"{self.unit_id}|{self.upload_id}|{self.sheet}|{self.row_no}"


@dataclass(frozen=True)
class Lead:
    """Holds one lead."""

    unit_id: str
    unit: str
    found_on: date
    origin: str
    content: str
    disposition: str


@dataclass(frozen=True)
class Sent:
    """Says how many cases and leads a unit sent for a month, and how that stands; None: no target."""

    unit_id: str
    unit: str
    cases: int | None
    case_state: State | None
    leads: int | None
    lead_state: State | None
    short_cases: tuple[Month, ...] = ()  # months of the year so far without a closed case
    short_leads: tuple[Month, ...] = ()


@dataclass(frozen=True)
class TypicalMonth:
    """Holds a month: what every unit sent, the cases and the leads themselves; `is_judged` where a target asks."""

    month: Month
    sent: tuple[Sent, ...]
    cases: tuple[TypicalCase, ...]
    leads: tuple[Lead, ...]
    is_judged: bool
