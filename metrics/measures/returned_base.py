"""Adds the denominators of indicator returns; the evaluator asks for one indicator at a time."""

from metrics.measure import Measure

MEASURE = Measure(
    measure_id="returned_base",
    label="指标报表分母",
    measured_in="",
    table="indicator_returns",
    amount="coalesce(denominator, 0)",
)
