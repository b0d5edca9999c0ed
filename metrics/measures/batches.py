"""Counts sampled batches of food and farm produce; quick tests are listed apart (domain rule 1)."""

from metrics.measure import Measure
from metrics.sources import LISTED_APART, NO_BATCHES

MEASURE = Measure(
    measure_id="batches",
    label="农产品和食品抽检批次",
    measured_in="批次",
    table="samples",
    exclusions=NO_BATCHES,
    parts=LISTED_APART,
)
