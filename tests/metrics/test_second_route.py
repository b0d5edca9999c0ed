"""Recomputes ratios a second way, in pandas, on random rows: both routes must agree exactly."""

from fractions import Fraction

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.board import Board
from tests.metrics.builders import jurisdiction, people, put, warehouse

POPULATION = {"a": 1234, "b": 777, "root": 4321}
ROW = st.fixed_dictionaries(
    {
        "unit_id": st.sampled_from(["a", "b", "c"]),
        "month": st.sampled_from([202001, 202002, 202005]),
        "purpose": st.sampled_from(["监督抽检", "风险监测", "评价性抽检", "快检", "其他"]),
        "department": st.sampled_from(["market", "agriculture"]),
        "level": st.sampled_from(["国家", "省", "市", "县", ""]),
        "is_produce": st.booleans(),
        "conclusion": st.sampled_from(
            ["qualified", "failed", "problem", "not_judged", "pending", "untested"]
        ),
        "is_overturned": st.booleans(),
    }
)


def by_pandas(frame: pd.DataFrame, unit: str, produce: bool, month: int) -> tuple[int, int, int]:
    """Returns batches, concluded and qualified the way a statistician would filter a sheet."""
    here = frame[(frame["month"] <= month) & ((frame["unit_id"] == unit) | (unit == "root"))]
    batches = len(here[~here["purpose"].isin(["快检", "其他"])])
    kind = here[here["is_produce"] == produce]
    kept = kind[
        (kind["purpose"] == "监督抽检")
        | ((kind["purpose"] == "风险监测") & (kind["department"] == "agriculture"))
    ]
    done = kept[kept["conclusion"].isin(["qualified", "failed"])]
    good = done[(done["conclusion"] == "qualified") | done["is_overturned"]]
    return batches, len(done), len(good)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=40), st.sampled_from([202001, 202003, 202005]))
def test_ratios_agree_with_pandas(rows: list[dict], month: int) -> None:
    house = warehouse()
    put(house, "samples", rows)
    residents = tuple(people(unit, number) for unit, number in POPULATION.items())
    board = Board(jurisdiction(residents), house)
    frame = pd.DataFrame(rows)
    reporting = set(frame.loc[frame["month"] <= month, "unit_id"]) | (
        {"root"} if (frame["month"] <= month).any() else set()
    )
    for unit in ("a", "b", "root"):
        for indicator, produce in (("YC-13", False), ("YC-12", True)):
            [rate] = board.verdicts(month, [indicator], [unit])
            [volume] = board.verdicts(month, ["YC-09"], [unit])
            if unit not in reporting:
                assert rate.numerator is None
                continue
            batches, concluded, qualified = by_pandas(frame, unit, produce, month)
            assert (rate.numerator, rate.denominator) == (qualified, concluded)
            assert rate.value == (Fraction(100 * qualified, concluded) if concluded else None)
            assert volume.value == Fraction(1000 * batches, POPULATION[unit])
    house.close()
