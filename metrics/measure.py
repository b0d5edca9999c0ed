"""Defines what a measure is: an additive count (or amount) by unit and month over a fact table."""

from dataclasses import dataclass

from domain.known_indicator import Counted


@dataclass(frozen=True)
class Exclusion:
    """Names one reason why a row inside the scope is not counted, as a condition in SQL.

    `is_unknown` marks rows that might count if more were known about them: they keep a figure
    from being called MISSED while they could still lift it over the line.
    """

    reason: str
    where: str
    is_unknown: bool = False


@dataclass(frozen=True)
class Part:
    """Names a part of the count that is inside the total and listed apart."""

    label: str
    where: str


@dataclass(frozen=True)
class Measure:
    """Declares one count over a fact table; every condition is portable SQL over its columns.

    A row inside `scope` counts unless an exclusion holds (the first that holds names the
    reason). `amount` is what a counting row adds. `settled_month` is the month (yyyymm) from
    which the row counts: a disposal received in March and completed in May does not count as
    completed at the end of April. A cumulative measure holds year-to-date snapshots: a month
    is this snapshot minus last month's, and snapshots of two months are never added.
    `unsettled_reason` names the reason under which rows are listed that are not settled yet.
    `source` is the FROM item when it is more than the bare table.
    """

    measure_id: str
    label: str
    measured_in: str
    table: str
    scope: str = "true"
    exclusions: tuple[Exclusion, ...] = ()
    parts: tuple[Part, ...] = ()
    amount: str = "1"
    settled_month: str = "month"
    unsettled_reason: str = ""
    cumulative: bool = False
    source: str = ""

    @property
    def from_item(self) -> str:
        """Returns what stands behind FROM."""
        return self.source or self.table

    @property
    def counts(self) -> str:
        """Returns the condition under which a row of the table counts."""
        excluded = " OR ".join(f"coalesce({exclusion.where}, false)" for exclusion in self.exclusions)
        return f"({self.scope})" + (f" AND NOT ({excluded})" if excluded else "")

    @property
    def as_counted(self) -> Counted:
        """Returns what one who holds a return against the ledger needs to know of the measure."""
        return Counted(
            self.table,
            self.from_item,
            self.scope,
            self.counts,
            self.amount,
            self.settled_month,
            self.measured_in,
            self.cumulative,
        )
