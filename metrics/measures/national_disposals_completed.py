"""Counts disposal tasks of national-level sampling that were completed by the end of the period."""

from metrics.measure import Exclusion, Measure
from metrics.sources import COMPLETED_FROM, DISPOSAL_EXCLUSIONS, DISPOSALS

MEASURE = Measure(
    measure_id="national_disposals_completed",
    label="国家级完成核查处置任务",
    measured_in="件",
    table="disposals",
    source=DISPOSALS,
    scope="state = 'completed' AND task_level IN ('国家', '')",
    exclusions=(*DISPOSAL_EXCLUSIONS, Exclusion("任务级别不明", "task_level = ''", is_unknown=True)),
    settled_month=COMPLETED_FROM,
)
