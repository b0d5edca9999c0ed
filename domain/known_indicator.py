"""Describes an indicator to those who read its returns: its label and what kind of figure it is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Says what a figure is, and so how it may be added, shown and filled in.

    A share's numerator is part of its denominator; a survey belongs to its own unit and is
    never added or averaged; a growth rate is returned as this year's and last year's amount.
    """

    SHARE = "share"
    RATIO = "ratio"
    COUNT = "count"
    AMOUNT = "amount"
    SURVEY = "survey"
    YES_NO = "yes_no"
    GROWTH = "growth"


@dataclass(frozen=True)
class Counted:
    """Says in SQL how a ledger's rows make one part of a figure, so that a return can be held against it.

    Rows of `from_item` inside `scope` speak of the part; those that meet `counts` add `amount`
    once `settled_month` (yyyymm) is reached. With `is_cumulative` a row is a snapshot of the
    months since its `first_month`.
    """

    table: str
    from_item: str
    scope: str
    counts: str
    amount: str
    settled_month: str
    measured_in: str
    is_cumulative: bool = False


@dataclass(frozen=True)
class KnownIndicator:
    """Holds what a return may say of an indicator; the words name what its figures are.

    `counted` says how a ledger counts the numerator, and the denominator where it does; empty
    where only returns tell.
    """

    indicator_id: str
    label: str
    kind: Kind = Kind.RATIO
    numerator_words: str = ""
    denominator_words: str = ""
    is_returned: bool = False
    counted: tuple[Counted, ...] = ()
