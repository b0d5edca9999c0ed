"""Keeps tests that no authority ordered out of volume, pass rate and disposal, and names them apart."""

import pytest

from metrics.board import Board
from metrics.measures import measures
from tests.metrics.builders import jurisdiction, put, warehouse

NAMED = "其他检验（委托、自检等）"


@pytest.mark.parametrize("measure", [
    "batches", "food_batches", "produce_batches", "residue_batches", "food_concluded", "food_qualified", "produce_concluded",
    "produce_qualified", "disposals_due", "disposals_completed", "national_disposals_due", "national_disposals_completed",
])  # fmt: skip
def test_every_measure_of_sampling_excludes_them_by_name(measure: str) -> None:
    assert NAMED in [one.reason for one in measures()[measure].exclusions]


def test_they_count_nowhere_and_are_shown_with_their_number() -> None:
    house = warehouse()
    rows = [{"sample_no": f"S{n}", "purpose": purpose, "conclusion": verdict}
            for n, (purpose, verdict) in enumerate([("监督抽检", "qualified"), ("其他", "failed"), ("其他", "qualified")])]  # fmt: skip
    put(house, "samples", rows)
    [verdict] = Board(jurisdiction(), house).verdicts(202012, ["YC-13"], ["a"])
    assert (verdict.numerator, verdict.denominator) == (1, 1)
    assert verdict.excluded[NAMED] == 2
