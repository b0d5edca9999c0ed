"""Builds indicators that no ledger feeds: their figures come from the plain indicator return."""

from dataclasses import dataclass
from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

RETURNED, RETURNED_BASE = "returned", "returned_base"


@dataclass(frozen=True)
class Words:
    """Names an indicator and what its return's figures are.

    `denominator` is empty for a plain count; `counted_in` is the unit the numerator is counted
    in (家, 件); `method` says in our own words what counts.
    """

    label: str
    short: str
    numerator: str
    method: str
    denominator: str = ""
    counted_in: str = ""


def returned(
    indicator_id: str,
    words: Words,
    example: tuple[int, int | None, str],
    kind: Kind = Kind.SHARE,
    measured_in: str = "%",
    is_stock: bool = False,
    years: int = 1,
) -> Indicator:
    """Returns an indicator of the indicator return; `example` is numerator, denominator and words.

    A share, a growth rate and a survey value are multiplied by 100, everything else by 1.
    """
    factor = 100 if kind in (Kind.SHARE, Kind.GROWTH, Kind.SURVEY) else 1
    numerator, denominator, explained = example
    said = numerator + (denominator or 0) if kind is Kind.GROWTH else numerator
    value = Fraction(numerator) * factor / (denominator or 1)
    row = {"indicator": indicator_id, "numerator": said, "denominator": denominator}
    return Indicator(
        indicator_id=indicator_id,
        label=words.label,
        short=words.short,
        numerator=RETURNED,
        denominator=RETURNED_BASE if factor == 100 else None,
        factor=factor,
        measured_in=measured_in,
        decimals=2 if factor == 100 or kind is Kind.AMOUNT else 0,
        method=words.method,
        example=Example({"indicator_returns": (row,)}, 202012, numerator, denominator, value, explained),
        kind=kind,
        numerator_words=words.numerator,
        denominator_words=words.denominator,
        counted_in=words.counted_in,
        is_stock=is_stock,
        years=years,
    )
