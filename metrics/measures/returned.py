"""Adds the numerators of indicator returns; the evaluator asks for one indicator at a time."""

from metrics.measure import Measure

MEASURE = Measure(
    measure_id="returned",
    label="指标报表分子",
    measured_in="",
    table="indicator_returns",
    amount="coalesce(numerator, 0)",
)
