"""Holds one row of a summary while it is read."""

from dataclasses import dataclass, field
from decimal import Decimal

from domain.jurisdiction import Unit
from domain.period import Period


@dataclass
class Row:
    """Holds one row of a summary: whose it is and of which months, or why it is no data, and its figures.

    `month_label` is what stands in the column of months.
    """

    row: int
    label: str
    unit: Unit | None = None
    reason: str = ""
    period: Period | None = None
    month_label: str = ""
    has_figures: bool = True
    values: dict[str, Decimal] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
