"""Counts farm-produce batches with a verdict: the denominator of the pass rate."""

from metrics.measure import Measure
from metrics.sources import RATE_EXCLUSIONS

MEASURE = Measure(
    measure_id="produce_concluded",
    label="农产品已判定批次",
    measured_in="批次",
    table="samples",
    scope="is_produce",
    exclusions=RATE_EXCLUSIONS,
)
