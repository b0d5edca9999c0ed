"""Holds returned indicators against the ledger of the same unit and months, whichever comes last."""

from tests.loaders.past_files import checked_file, found
from tests.metrics.builders import put, warehouse

RETURN = {"indicator": "YC-13", "first_month": 202012, "numerator": 30, "denominator": 40}


def ledger(passed: int, failed: int) -> list[dict[str, object]]:
    verdicts = ["qualified"] * passed + ["failed"] * failed
    return [{"sample_no": f"S{n}", "conclusion": verdict, "is_produce": False} for n, verdict in enumerate(verdicts)]


def test_a_return_that_differs_from_the_ledger_is_told_with_both_numbers() -> None:
    house = warehouse()
    put(house, "samples", ledger(3, 1))
    [said] = found(house, checked_file("indicator_returns", [RETURN]))["return_differs"]
    assert "30/40" in said and "3/4" in said


def test_a_ledger_that_differs_from_a_return_in_force_is_told() -> None:
    house = warehouse()
    put(house, "indicator_returns", [RETURN])
    [said] = found(house, checked_file("samples", ledger(3, 1)))["return_in_force_differs"]
    assert "30/40" in said and "3/4" in said


def test_a_return_that_agrees_or_has_no_ledger_raises_no_doubt() -> None:
    house = warehouse()
    put(house, "samples", ledger(30, 10))
    assert "return_differs" not in found(house, checked_file("indicator_returns", [RETURN]))
    assert "return_differs" not in found(warehouse(), checked_file("indicator_returns", [RETURN]))
