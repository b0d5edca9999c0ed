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
class KnownIndicator:
    """Holds what a return may say of an indicator; the words name what its figures are."""

    indicator_id: str
    label: str
    kind: Kind = Kind.RATIO
    numerator_words: str = ""
    denominator_words: str = ""
    is_returned: bool = False
