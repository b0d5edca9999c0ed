"""Counts disposal tasks assigned here: tasks, not batches (domain rule 15)."""

from metrics.measure import Measure
from metrics.sources import DISPOSAL_EXCLUSIONS, DISPOSALS, DUE_FROM

MEASURE = Measure(
    measure_id="disposals_due",
    label="应核查处置任务",
    measured_in="件",
    table="disposals",
    source=DISPOSALS,
    exclusions=DISPOSAL_EXCLUSIONS,
    settled_month=DUE_FROM,
    unsettled_reason="未到期",
)
