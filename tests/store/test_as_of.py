"""The data as they stood: whatever is loaded or undone later, the old figures can be had again."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Refusal
from store.as_of import as_of, in_force
from store.packs import enter_pack, made_packs, recipe, recipes, save_recipe
from store.uploads import load, undo
from store.warehouse import Warehouse
from tests.store.builders import counting, form, ledger, memory

STEP = st.one_of(
    st.tuples(st.just("ledger"), st.lists(st.tuples(st.sampled_from("PQRS"), st.sampled_from("ab"), st.sampled_from([202001, 202002])), min_size=1, max_size=4), st.booleans()),
    st.tuples(st.just("form"), st.sampled_from("ab"), st.dictionaries(st.sampled_from(["x", "y"]), st.integers(0, 9), max_size=2)),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
)  # fmt: skip


def take(house: Warehouse, step: tuple, number: int) -> None:
    kind, first, second = step
    if kind == "ledger":
        rows = list({row[0]: row for row in first}.values())
        load(house, ledger(rows, second, f"{number}.xlsx"))
    elif kind == "form":
        load(house, form(first, 202001, {**second, "z": number}))
    else:
        known = in_force(house)
        if known:
            undo(house, known[first % len(known)])


@settings(deadline=None, max_examples=25)
@given(st.lists(STEP, min_size=1, max_size=5), st.lists(STEP, max_size=5))
def test_what_counted_then_counts_again(before: list, after: list) -> None:
    house = memory()
    for number, step in enumerate(before):
        take(house, step, number)
    digest, uploads = counting(house), in_force(house)
    for number, step in enumerate(after, start=len(before)):
        take(house, step, number)
    present = counting(house)
    assert counting(as_of(house, uploads, datetime.now())) == digest
    assert counting(house) == present


def test_an_upload_that_never_was_is_refused() -> None:
    with pytest.raises(Refusal, match="U000009"):
        as_of(memory(), ["U000009"], datetime.now())


def test_recipes_keep_the_newest_of_a_name_and_packs_what_they_rest_on() -> None:
    house = memory()
    save_recipe(house, "月度例会", {"units": []}, "经办人甲")
    save_recipe(house, "月度例会", {"units": ["a"]}, "经办人乙")
    assert recipe(house, "月度例会").choices == {"units": ["a"]}
    assert list(recipes(house)) == ["月度例会"]
    load(house, ledger([("P", "a", 202001)]))
    enter_pack(house, {"units": ["a"]}, 202001, "abc", "经办人甲")
    [made] = made_packs(house)
    assert (made.month, made.uploads, made.choices) == (202001, in_force(house), {"units": ["a"]})
    with pytest.raises(Refusal, match="季度"):
        recipe(house, "季度")
