"""Defines what an indicator is: a measure, or one measure over another, with its worked example."""

from dataclasses import dataclass
from fractions import Fraction

from domain.known_indicator import Kind, KnownIndicator
from metrics.measures import measures

POPULATION = "population"


@dataclass(frozen=True)
class Example:
    """Holds a worked example: given rows by fact table, the period, and what must come out.

    Rows name only the columns that matter; `population` is the unit's number of people.
    """

    rows: dict[str, tuple[dict[str, object], ...]]
    month: int
    numerator: int
    denominator: int | None
    value: Fraction | None
    words: str
    population: int | None = None


@dataclass(frozen=True)
class Indicator:
    """Declares one indicator: numerator ÷ denominator × factor, how it is shown and explained.

    `denominator` is a measure, the word `population` (then `factor` is 1000: per thousand
    people) or None for a plain count. `is_volume` marks a yearly quantity that is also held
    against 序时进度. `method` says in our own words what counts (口径).

    Figures that no ledger feeds come from the indicator return alone: then `numerator_words`
    and `denominator_words` say what the unit fills in, and `is_stock` that the latest return
    stands and months are never added. `years` is 3 where the document asks for the last three
    years. `judged_each` is `month` where every single month must meet the target.
    `computed_by` names the function that makes the figure where no additive measure can;
    `left_over` names the rows of the denominator that are not in the numerator, where they can be listed.
    """

    indicator_id: str
    label: str
    numerator: str
    denominator: str | None
    factor: int
    measured_in: str
    decimals: int
    method: str
    example: Example
    short: str = ""
    is_volume: bool = False
    kind: Kind = Kind.RATIO
    numerator_words: str = ""
    denominator_words: str = ""
    counted_in: str = ""
    is_stock: bool = False
    years: int = 1
    judged_each: str = ""
    computed_by: str = ""
    left_over: str = ""

    @property
    def is_returned(self) -> bool:
        """Tells whether the figure comes from indicator returns alone."""
        return bool(self.numerator_words)

    @property
    def has_counts(self) -> bool:
        """Tells whether numerator and denominator count things: 74.3/100 of a survey would look like people."""
        return self.kind not in (Kind.SURVEY, Kind.YES_NO)

    @property
    def quantity(self) -> tuple[str, str | None, int]:
        """Returns what is computed, so that targets of equal quantities can be shown together."""
        own = self.is_returned or self.computed_by
        return (self.indicator_id if own else self.numerator, self.denominator, self.factor)

    @property
    def as_known(self) -> KnownIndicator:
        """Returns what a reader of returns needs to know of the indicator."""
        words = (self.numerator_words, self.denominator_words)
        names = (self.numerator, self.denominator) if not (self.is_returned or self.computed_by) else ()
        counted = tuple(measures()[name].as_counted for name in names if name not in (None, POPULATION))
        return KnownIndicator(self.indicator_id, self.label, self.kind, *words, self.is_returned, counted)
