"""Counts penalty decisions: what the list of entities punished again and again is made from."""

from metrics.measure import Measure

MEASURE = Measure(measure_id="penalties", label="行政处罚决定", measured_in="件", table="penalties")
