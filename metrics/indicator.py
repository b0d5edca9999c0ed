"""Defines what an indicator is: a measure, or one measure over another, with its worked example."""

from dataclasses import dataclass
from fractions import Fraction

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

    @property
    def quantity(self) -> tuple[str, str | None, int]:
        """Returns what is computed, so that targets of equal quantities can be shown together."""
        return (self.numerator, self.denominator, self.factor)
