"""A veto item of the whole is open while units behind its figure are silent."""

from domain.state import State
from metrics.board import Board
from metrics.gate import judge_standard
from metrics.gate_result import FAILED
from metrics.standard import Item, Rule, Standard
from tests.metrics.builders import jurisdiction, put, warehouse

VETO = Item(1, "组", "没有事故", "否决", ("YC-04",), False, "", "", 1, "附件2(一)")


def city(*reporting: str):
    house = warehouse()
    for unit in reporting:
        put(house, "indicator_returns", [{"indicator": "YC-04", "numerator": 0}], unit, 202012)
    [found] = judge_standard(
        Board(jurisdiction(), house), Standard(Rule("gate"), (VETO,), ()), 202012, ["root"]
    )
    return found


def test_silent_counties_keep_the_city_s_veto_item_open_and_are_named() -> None:
    found = city("a", "b")
    assert (found.word, found.items[0].state) == (FAILED, State.PENDING)
    assert "未报送单位：示例开发区" in found.reasons[0]


def test_all_counties_or_the_city_s_own_return_settle_it() -> None:
    assert city("a", "b", "c").items[0].state is State.MET
    assert city("root").items[0].state is State.MET
