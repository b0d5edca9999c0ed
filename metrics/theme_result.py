"""Defines what a meeting pack shows beside its indicators: cases, open disposals by days, phases."""

from dataclasses import dataclass
from datetime import date

from metrics.case_table import CaseTable
from metrics.credit_rules import Phase
from metrics.disposal_result import Bucket, DisposalRules

__all__ = ["Phase", "Themes"]


@dataclass(frozen=True)
class Themes:
    """Holds what was found; what the jurisdiction has nothing of is empty.

    `cases` is the case form of the pack's month with the units chosen, of which `part` is shown
    (cumulative or the month alone). `ageing` counts the open tasks of supervision by the days to
    their completion as of `as_of`. `phases` are those of a campaign of the pack's year, seen on
    `day`.
    """

    cases: CaseTable | None
    part: str
    ageing: tuple[Bucket, ...]
    rules: DisposalRules
    as_of: date
    phases: tuple[Phase, ...]
    day: date
