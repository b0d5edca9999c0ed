"""Counts important leads (001 四(五)) in the month they were received."""

from metrics.measure import Measure

MEASURE = Measure(
    measure_id="leads",
    label="重要线索",
    measured_in="条",
    table="leads",
)
