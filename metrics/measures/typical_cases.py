"""Counts typical cases closed in a month (001 四(五)); cases still in progress are left out and named."""

from metrics.measure import Exclusion, Measure

MEASURE = Measure(
    measure_id="typical_cases",
    label="办结的典型案件",
    measured_in="件",
    table="typical_cases",
    exclusions=(Exclusion("未办结", "NOT is_closed"),),
)
