"""The population figures rest on, and what is said of a figure on another one."""

from domain.jurisdiction import Population
from metrics.board import Board
from metrics.population import ANY, Basis, Populations
from tests.metrics.builders import jurisdiction, people, put, warehouse

KNOWN = (
    people("a", 1000, 2018),
    people("a", 2000, 2019),
    people("a", 4000, 2021),
    Population("a", 1600, "户籍", 2019, "人", "测试"),
)
TRIAL = "按2019年户籍人口试算，不作判定依据"


def board() -> Board:
    house = warehouse()
    put(house, "samples", [{}] * 8, month=202003)
    return Board(jurisdiction(KNOWN), house)


def test_the_newest_residents_not_after_the_year_judge() -> None:
    known = Populations(KNOWN)
    chosen = {year: known.choose("a", year) for year in (2017, 2018, 2020, 2022)}
    assert {year: one.year for year, one in chosen.items()} == {
        2017: 2018,
        2018: 2018,
        2020: 2019,
        2022: 2021,
    }
    assert all(one.kind == "常住" for one in chosen.values())


def test_another_basis_is_a_trial_and_the_same_one_by_name_is_not() -> None:
    found = board()
    for basis, value, reason in (
        (ANY, 4, None),
        (Basis("常住", 2019), 4, None),
        (Basis("户籍"), 5, TRIAL),
        (Basis("常住", 2018), 8, "按2018年常住人口试算，不作判定依据"),
    ):
        [verdict] = found.verdicts(202003, ["YC-09"], ["a"], basis=basis)
        assert (verdict.value, verdict.is_trial) == (value, reason is not None)
        assert reason is None or reason in verdict.reasons
    [rate] = found.verdicts(202003, ["YC-13"], ["a"], basis=Basis("户籍"))
    assert not rate.is_trial and not any("试算" in reason for reason in rate.reasons)


def test_the_projection_rests_on_the_population_chosen() -> None:
    house = warehouse()
    for month in (202001, 202002, 202003):
        put(house, "samples", [{}] * 8, month=month)
    found = Board(jurisdiction(KNOWN), house)
    usual, _ = found.outlook("YC-09", "a", 202003)
    trial, _ = found.outlook("YC-09", "a", 202003, Basis("户籍"))
    assert usual.total == trial.total and usual.value * 2000 == trial.value * 1600


def test_every_kind_and_year_can_be_chosen_residents_and_newest_first() -> None:
    found = [(basis.kind, basis.year) for basis in Populations(KNOWN).bases()]
    assert found == [("常住", 2021), ("常住", 2019), ("常住", 2018), ("户籍", 2019)]
