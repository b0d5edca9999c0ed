"""Builds the measures and indicators of the case form's ten columns: they differ in name only."""

from fractions import Fraction

from metrics.indicator import Example, Indicator
from metrics.measure import Measure


def case_measure(name: str, label: str, measured_in: str) -> Measure:
    """Returns the measure that sums one column of the case form over all violation types."""
    return Measure(
        measure_id=name,
        label=label,
        measured_in=measured_in,
        table="case_cells",
        scope=f"measure = '{name}'",
        amount="value",
        cumulative=True,
    )


def case_indicator(name: str, label: str, measured_in: str, decimals: int = 0) -> Indicator:
    """Returns the indicator that shows one column of the case form, cumulative and by month."""
    rows = tuple(
        {"violation": violation, "measure": name, "value": value}
        for violation, value in (("食品安全违法", 3), ("广告违法", 2))
    )
    return Indicator(
        indicator_id=name,
        label=label,
        numerator=name,
        denominator=None,
        factor=1,
        measured_in=measured_in,
        decimals=decimals,
        method="按案件统计表累计数；本月数为本期累计减上期累计，1月为当月累计。合计行只作核对，不计入。",
        example=Example(
            rows={"case_cells": rows},
            month=202104,
            numerator=5,
            denominator=None,
            value=Fraction(5),
            words="食品安全违法 3、广告违法 2，合计行不计入，累计为 5。",
        ),
    )
