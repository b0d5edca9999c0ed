"""Counts sampled batches of food other than farm produce."""

from metrics.measure import Measure
from metrics.sources import LISTED_APART, NO_BATCHES

MEASURE = Measure(
    measure_id="food_batches",
    label="食品抽检批次",
    measured_in="批次",
    table="samples",
    scope="NOT is_produce",
    exclusions=NO_BATCHES,
    parts=LISTED_APART,
)
