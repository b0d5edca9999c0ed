"""Counts disposal tasks that were completed by the end of the period."""

from metrics.measure import Measure
from metrics.sources import COMPLETED_FROM, DISPOSAL_EXCLUSIONS, DISPOSALS

MEASURE = Measure(
    measure_id="disposals_completed",
    label="完成核查处置任务",
    measured_in="件",
    table="disposals",
    source=DISPOSALS,
    scope="state = 'completed'",
    exclusions=DISPOSAL_EXCLUSIONS,
    settled_month=COMPLETED_FROM,
)
