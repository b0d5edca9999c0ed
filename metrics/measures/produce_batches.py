"""Counts sampled batches of farm produce (食用农产品)."""

from metrics.measure import Measure
from metrics.sources import LISTED_APART, NO_BATCHES

MEASURE = Measure(
    measure_id="produce_batches",
    label="农产品抽检批次",
    measured_in="批次",
    table="samples",
    scope="is_produce",
    exclusions=NO_BATCHES,
    parts=LISTED_APART,
)
