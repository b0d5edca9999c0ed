"""Counts sampled batches of farm produce (食用农产品)."""

from metrics.measure import Measure
from metrics.sources import LISTED_APART, QUICK_TEST

MEASURE = Measure(
    measure_id="produce_batches",
    label="农产品抽检批次",
    measured_in="批次",
    table="samples",
    scope="is_produce",
    exclusions=(QUICK_TEST,),
    parts=LISTED_APART,
)
