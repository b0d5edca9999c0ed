"""Corrections of headers are remembered by sender and layout, replaced, found again and forgotten."""

import pytest

from domain.finding import Refusal
from store.layouts import LayoutColumn, forget, list_layouts, recall, remember
from tests.store.builders import memory

COLUMNS = (LayoutColumn(0, "样品流水", "sample_no"), LayoutColumn(3, "大厅", ""))


def kept(*units: str):
    warehouse = memory()
    for unit in units:
        remember(warehouse, "samples", unit, "abc", COLUMNS, "测试")
    return warehouse


def test_what_was_said_is_found_again() -> None:
    found = recall(kept("990001"), "samples", "990001", "abc")
    assert found is not None
    assert (found.columns, found.chosen_by, found.unit_id) == (COLUMNS, "测试", "990001")


@pytest.mark.parametrize(
    "asked", [("other", "990001", "abc"), ("samples", "990001", "abd"), ("samples", "990002", "abc")]
)
def test_another_template_layout_or_sender_gets_nothing(asked: tuple[str, str, str]) -> None:
    assert recall(kept("990001"), *asked) is None


def test_without_a_sender_the_only_one_with_the_layout_is_taken() -> None:
    assert recall(kept("990001"), "samples", "", "abc") is not None
    assert recall(kept("990001", "990002"), "samples", "", "abc") is None


def test_what_was_said_of_an_unknown_sender_holds_for_all() -> None:
    assert recall(kept(""), "samples", "990002", "abc") is not None


def test_a_new_correction_replaces_the_earlier_one() -> None:
    warehouse = kept("990001")
    remember(warehouse, "samples", "990001", "abc", COLUMNS[:1], "别人")
    (only,) = list_layouts(warehouse)
    assert (only.layout_id, only.columns, only.chosen_by) == ("L000001", COLUMNS[:1], "别人")


def test_the_same_again_or_nothing_at_all_writes_nothing() -> None:
    warehouse = kept("990001")
    version = warehouse.data_version()
    remember(warehouse, "samples", "990001", "abc", tuple(reversed(COLUMNS)), "别人")
    remember(warehouse, "samples", "990002", "abc", (), "别人")
    assert warehouse.data_version() == version
    assert [one.chosen_by for one in list_layouts(warehouse)] == ["测试"]


def test_forgetting_deletes_one_layout_alone() -> None:
    warehouse = kept("990001", "990002")
    forget(warehouse, "L000001")
    assert [one.unit_id for one in list_layouts(warehouse)] == ["990002"]
    with pytest.raises(Refusal) as refused:
        forget(warehouse, "L000001")
    assert refused.value.code == "unknown_layout_id"
