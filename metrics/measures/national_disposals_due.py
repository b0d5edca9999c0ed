"""Counts disposal tasks of national-level sampling assigned here: tasks, not batches (domain rule 15)."""

from metrics.measure import Exclusion, Measure
from metrics.sources import DISPOSAL_EXCLUSIONS, DISPOSALS, DUE_FROM

MEASURE = Measure(
    measure_id="national_disposals_due",
    label="国家级应核查处置任务",
    measured_in="件",
    table="disposals",
    source=DISPOSALS,
    scope="task_level IN ('国家', '')",
    exclusions=(*DISPOSAL_EXCLUSIONS, Exclusion("任务级别不明", "task_level = ''", is_unknown=True)),
    settled_month=DUE_FROM,
    unsettled_reason="未到期",
)
