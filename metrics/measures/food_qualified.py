"""Counts food batches that passed, re-inspection included."""

from metrics.measure import Measure
from metrics.sources import QUALIFIED, RATE_EXCLUSIONS

MEASURE = Measure(
    measure_id="food_qualified",
    label="食品合格批次",
    measured_in="批次",
    table="samples",
    scope=f"NOT is_produce AND {QUALIFIED}",
    exclusions=RATE_EXCLUSIONS,
)
