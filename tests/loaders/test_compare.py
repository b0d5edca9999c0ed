"""Compares a file with the version in force: what comes, changes and goes, and the totals."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from domain.jurisdiction import UNPLACED
from loaders.checked import Checked
from loaders.compare import Comparison, compare, compare_all
from loaders.templates import tables
from store.uploads import NewUpload, load
from store.warehouse import Warehouse
from tests.loaders.past_files import cells, checked_file
from tests.metrics.builders import jurisdiction, put, warehouse


def counts(one: Comparison) -> tuple[int, int, int, int]:
    return (one.added, one.changed, one.removed, one.unchanged)


def totals(one: Comparison) -> dict[tuple[str, int | None, str], tuple[Decimal, Decimal]]:
    return {(line.unit, line.month, line.name): (line.before, line.after) for line in one.totals}


def against(house: Warehouse, checked: Checked, **more: int) -> Comparison:
    return compare(house, jurisdiction(), checked, **more)


def test_a_first_file_only_adds() -> None:
    one = against(warehouse(), checked_file("samples", [{}, {"conclusion": "failed"}]))
    assert counts(one) == (2, 0, 0, 0)
    assert {change.kind for change in one.changes} == {"added"}
    assert one.changes[0].before == {}
    assert totals(one) == {("甲县", None, "samples"): (0, 2), ("甲县", None, "failed"): (0, 1)}


def test_a_file_without_facts_changes_nothing() -> None:
    assert against(warehouse(), Checked("空.xlsx")) == Comparison("", 0, 0, 0, 0, (), ())


def test_a_corrected_form_names_each_cell_that_differs() -> None:
    house = warehouse()
    put(house, "case_cells", cells({"cases_filed": 5, "cases_closed": 3, "rural_cases": 1}), month=202004)
    put(house, "case_cells", cells({"cases_filed": 90}), month=202003)
    put(house, "case_cells", cells({"cases_filed": 80}), unit="b", month=202004)
    one = against(
        house,
        checked_file(
            "case_cells", cells({"cases_filed": 5, "cases_closed": 4, "internet_cases": 0}), month=202004
        ),
    )
    assert counts(one) == (1, 1, 1, 1)
    changed, removed, added = one.changes
    assert (changed.key["measure"], changed.before, changed.after) == (
        "cases_closed",
        {"value": 3},
        {"value": 4},
    )
    assert (removed.kind, removed.key["measure"], removed.before["value"], removed.after) == (
        "removed",
        "rural_cases",
        1,
        {},
    )
    assert (added.kind, added.key["measure"], added.before, added.after["value"]) == (
        "added",
        "internet_cases",
        {},
        0,
    )
    assert totals(one) == {
        ("甲县", 202004, "cases_closed"): (3, 4), ("甲县", 202004, "cases_filed"): (5, 5),
        ("甲县", 202004, "internet_cases"): (0, 0), ("甲县", 202004, "rural_cases"): (1, 0),
    }  # fmt: skip


def test_a_cumulative_figure_is_never_added_over_months() -> None:
    rows = [*cells({"cases_filed": 5}, month=202003), *cells({"cases_filed": 9}, month=202004)]
    one = against(warehouse(), checked_file("case_cells", rows, month=202004))
    assert totals(one) == {("甲县", 202003, "cases_filed"): (0, 5), ("甲县", 202004, "cases_filed"): (0, 9)}


def test_a_ledger_row_replaces_by_its_number_and_leaves_the_others() -> None:
    house = warehouse()
    put(house, "samples", [{"sample_no": f"S{number}"} for number in range(5)])
    rows = [
        {"sample_no": "S0"},
        {"sample_no": "S1", "conclusion": "failed", "unit_id": "b"},
        {"sample_no": "S9"},
    ]
    one = against(house, checked_file("samples", rows))
    assert counts(one) == (1, 1, 0, 1)
    assert one.changes[0].before == {"unit_id": "a", "conclusion": "qualified"}
    assert one.changes[0].after == {"unit_id": "b", "conclusion": "failed"}
    assert totals(one) == {
        ("甲县", None, "samples"): (5, 5), ("甲县", None, "failed"): (0, 0),
        ("乙县", None, "samples"): (0, 1), ("乙县", None, "failed"): (0, 1),
    }  # fmt: skip


def test_a_complete_ledger_withdraws_what_it_no_longer_has() -> None:
    house = warehouse()
    put(house, "samples", [{"sample_no": f"S{number}"} for number in range(5)])
    put(house, "samples", [{"sample_no": "other month"}], month=202011)
    one = against(house, checked_file("samples", [{"sample_no": "S0"}], complete=True))
    assert counts(one) == (0, 0, 4, 1)
    assert totals(one)[("甲县", None, "samples")] == (5, 1)


def test_the_count_says_what_loading_then_does() -> None:
    house = warehouse()
    put(house, "disposals", [{"task_key": "T1"}, {"task_key": "T2", "state": "completed"}], unit=UNPLACED)
    one = against(
        house, checked_file("disposals", [{"task_key": "T1", "state": "completed"}, {"task_key": "T3"}])
    )
    before = house.rows("SELECT count(*) FROM disposals WHERE is_current")[0][0]
    put(house, "disposals", [{"task_key": "T1", "state": "completed"}, {"task_key": "T3"}])
    after = house.rows("SELECT count(*) FROM disposals WHERE is_current")[0][0]
    assert after - before == one.added - one.removed
    assert totals(one)[("未识别", None, "tasks")] == (2, 1)
    assert totals(one)[("甲县", None, "completed")] == (0, 1)


def test_only_the_first_changes_of_a_kind_are_shown() -> None:
    one = against(warehouse(), checked_file("samples", [{} for _ in range(30)]), examples=7)
    assert (one.added, len(one.changes)) == (30, 7)
    assert [change.row for change in one.changes] == sorted(change.row for change in one.changes)
    assert all(change.key["sample_no"] for change in one.changes)


def test_a_population_is_compared_by_unit_kind_and_year() -> None:
    house = warehouse()
    put(house, "populations", [{"people": 1000}])
    one = against(house, checked_file("populations", [{"people": 1001}]))
    assert counts(one) == (0, 1, 0, 0)
    assert (one.changes[0].before, one.changes[0].after) == ({"people": 1000}, {"people": 1001})


def test_every_table_of_a_file_is_compared() -> None:
    house = warehouse()
    put(house, "samples", [{"sample_no": "S1"}])
    put(house, "indicator_returns", [{"indicator": "YC-13", "numerator": 5}])
    both = checked_file("samples", [{"sample_no": "S1", "conclusion": "failed"}, {"sample_no": "S2"}])
    both.facts |= checked_file("indicator_returns", [{"indicator": "YC-13", "numerator": 6}]).facts
    both.facts |= checked_file("case_cells", cells({"cases_filed": 3})).facts
    found = {one.table: one for one in compare_all(house, jurisdiction(), both)}
    assert {table: counts(one) for table, one in found.items()} == {
        "samples": (1, 1, 0, 0), "indicator_returns": (0, 1, 0, 0), "case_cells": (1, 0, 0, 0),
    }  # fmt: skip
    assert found["indicator_returns"].changes[0].before["numerator"] == 5
    together = against(house, both)
    assert (counts(together), together.table) == ((2, 2, 0, 0), "")
    assert len(together.totals) == sum(len(one.totals) for one in found.values())


def test_every_fact_table_can_be_compared_with_itself() -> None:
    """Loads a row into each table, whatever templates there are, and holds the same row against it."""
    for spec in tables():
        house = warehouse()
        row = {field.name: _some(field.sql_type) for field in spec.fields}
        given = {"sheet": "表", "row_no": 5, "unit_id": "a", "month": 202012, **row}
        facts = pa.Table.from_pylist(
            [given], house.arrow(f"SELECT * FROM {spec.name}").select(list(given)).schema
        )
        checked = Checked(
            "新表.xlsx", template="t", unit_id="a", facts={spec.name: facts}, coverage=[("a", 202012)]
        )
        assert counts(against(house, checked)) == (1, 0, 0, 0), spec.name
        new = NewUpload(
            "t", "a", None, False, True, "旧.xlsx", "h", 1, 1, 1, "", {spec.name: facts}, (("a", 202012),)
        )
        load(house, new)
        checked.complete = True
        same = against(house, checked)
        assert counts(same) == (0, 0, 0, 1), spec.name
        assert all(total.before == total.after for total in same.totals)


def test_a_table_without_a_key_pairs_facts_that_look_the_same_one_by_one() -> None:
    house = warehouse()
    row = {"violation": "食品安全违法", "measure": "cases_filed"}
    put(house, "case_cells", [{**row, "value": 5}, {**row, "value": 6}], month=202004)
    one = against(house, checked_file("case_cells", [{**row, "value": 5}, {**row, "value": 7}], month=202004))
    assert counts(one) == (0, 1, 0, 1)


def _some(sql_type: str) -> object:
    known = {"VARCHAR": "文", "BOOLEAN": True, "DATE": date(2020, 12, 1)}
    return known.get(sql_type, Decimal(7) if sql_type.startswith("DECIMAL") else 7)
