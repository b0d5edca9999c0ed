"""Holds every history rule against a small warehouse, and the door against real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.finding import Severity
from loaders.door import Door
from loaders.history import RULES, history_findings
from loaders.history.past import HistoryRule
from loaders.messages import HISTORY_MESSAGES
from loaders.reader import Reader
from loaders.reasons import HISTORY_REASONS
from loaders.rules import LISTED
from store.uploads import undo
from store.warehouse import Warehouse
from tests.loaders.forms import MEASURES, case_form, write_xlsx
from tests.loaders.past_files import cells, checked_file, found
from tests.metrics.builders import jurisdiction, put, warehouse

YEAR = {"cases_filed": 2, "cases_closed": 2, "person_trips": 40, "fines_and_confiscations": "1.5"}


def year_to(month: int, year: int = 2020, **changes: object) -> list[dict[str, object]]:
    """Returns a sheet of a county that files the same figures every month."""
    return cells(
        {name: float(value) * month for name, value in YEAR.items()} | changes, month=year * 100 + month
    )


def months(house: Warehouse, *numbers: int, year: int = 2020) -> list[str]:
    return [put(house, "case_cells", year_to(number, year), month=year * 100 + number) for number in numbers]


def sheet(rows: list[dict[str, object]]):
    return checked_file("case_cells", rows, month=int(str(rows[0]["month"])))


def test_every_rule_has_a_sentence_and_a_reason_and_none_stops_a_file() -> None:
    assert sorted(rule.code for rule in RULES) == sorted(HISTORY_MESSAGES)
    for rule in RULES:
        assert HISTORY_REASONS[rule.code].endswith("。")
        assert HISTORY_MESSAGES[rule.code][0] is not Severity.ERROR
    with pytest.raises(ValueError, match="no message"):
        HistoryRule("misspelt", "", lambda past: [])


def test_an_empty_warehouse_raises_no_doubt() -> None:
    assert found(warehouse(), sheet(year_to(4))) == {}
    assert found(warehouse(), checked_file("samples", [{"conclusion": "failed"}])) == {}
    assert found(warehouse(), checked_file("disposals", [{}])) == {}


# --- the case form: falls


def test_a_cumulative_figure_that_falls_names_both_numbers_and_the_row() -> None:
    house = warehouse()
    upload = months(house, 3)[0]
    checked = sheet(year_to(4, cases_filed=5))
    [said] = history_findings(checked, house, jurisdiction())
    assert (said.code, said.severity) == ("cumulative_falls", Severity.WARNING)
    assert all(
        word in said.message for word in ("食品安全违法", "立案(件)", "累计 5", "2020年3月的 6", upload)
    )
    row = next(
        one["row_no"] for one in checked.facts["case_cells"].to_pylist() if one["measure"] == "cases_filed"
    )
    assert (said.sheet, said.cell) == ("表", f"{row}:{row}")


def test_a_rise_a_new_year_and_a_correction_of_the_same_month_are_silent() -> None:
    house = warehouse()
    months(house, 11, 12)
    assert found(house, sheet(year_to(1, 2021))) == {}
    assert found(house, sheet(year_to(12, cases_filed=23))) == {}
    assert "cumulative_falls" in found(house, sheet(year_to(12, cases_filed=21)))


def test_only_uploads_in_force_and_the_own_unit_are_history() -> None:
    house = warehouse()
    undo(house, months(house, 3)[0])
    put(house, "case_cells", year_to(3), unit="b")
    assert found(house, sheet(year_to(4, cases_filed=1))) == {}


def test_a_figure_above_a_later_sheet_is_doubted() -> None:
    house = warehouse()
    upload = months(house, 5)[0]
    said = found(house, sheet(year_to(4, cases_closed=11)))
    assert list(said) == ["cumulative_above_later"]
    assert all(word in said["cumulative_above_later"][0] for word in ("累计 11", "2020年5月的 10", upload))


def test_a_subtype_falls_although_its_type_rises() -> None:
    house = warehouse()
    before = [*cells({"cases_filed": 4}, subtype="电梯"), *cells({"cases_filed": 1}, subtype="气瓶")]
    after = [*cells({"cases_filed": 3}, subtype="电梯"), *cells({"cases_filed": 9}, subtype="气瓶")]
    put(house, "case_cells", before, month=202003)
    [said] = found(house, checked_file("case_cells", after, month=202004))["cumulative_falls"]
    assert "（电梯）" in said
    assert "累计 3" in said


def test_a_new_division_into_subtypes_is_compared_by_its_sum() -> None:
    house = warehouse()
    put(house, "case_cells", cells({"cases_filed": 4}), month=202003)
    parts = [*cells({"cases_filed": 2}, subtype="电梯"), *cells({"cases_filed": 2}, subtype="气瓶")]
    assert found(house, checked_file("case_cells", parts, month=202004)) == {}
    parts[0]["value"] = 1
    [said] = found(house, checked_file("case_cells", parts, month=202004))["cumulative_falls"]
    assert "累计 3，低于2020年3月的 4" in said


def test_a_blank_where_the_sheet_before_had_a_figure_is_doubted_once_a_sheet() -> None:
    house = warehouse()
    put(
        house,
        "case_cells",
        [*cells({"cases_filed": 4, "rural_cases": 2, "person_trips": 0}, "广告违法"), *year_to(3)],
        month=202003,
    )
    [said] = found(house, sheet([*cells({"cases_closed": 0}, "广告违法", month=202004), *year_to(4)]))[
        "cumulative_vanishes"
    ]
    assert all(word in said for word in ("1 格", "2020年3月", "广告违法 立案(件) 4"))  # no column 农村 at all
    assert found(house, sheet([*cells({"cases_filed": 4}, "广告违法", month=202004), *year_to(4)])) == {}


def test_months_of_one_workbook_are_compared_with_each_other() -> None:
    rows = [*year_to(3), *year_to(4, cases_filed=5)]
    [said] = found(warehouse(), sheet(rows))["cumulative_falls"]
    assert "本文件" in said


def test_a_flood_is_counted_not_listed() -> None:
    house = warehouse()
    kinds = [f"类型{number}" for number in range(LISTED + 10)]
    # one figure in each row rises by far: the sheet does not look monthly, it is simply wrong
    put(
        house,
        "case_cells",
        [row for kind in kinds for row in cells({"cases_filed": 9, "rural_cases": 1}, kind)],
        month=202003,
    )
    rows = [row for kind in kinds for row in cells({"cases_filed": 8, "rural_cases": 5}, kind)]
    said = found(house, checked_file("case_cells", rows, month=202004))["cumulative_falls"]
    assert len(said) == LISTED + 1
    assert str(LISTED + 10) in said[-1]


# --- the case form: monthly for cumulative, 元 for 万元, leaps


def test_a_monthly_sheet_filed_as_cumulative_is_said_once() -> None:
    house = warehouse()
    months(house, 5, 6)
    said = found(house, sheet(cells(YEAR, month=202007)))
    assert list(said) == ["looks_monthly"]
    assert all(
        word in said["looks_monthly"][0] for word in ("4 个可比", "有 4 个", "2020年6月累计 240", "本次 40")
    )


def test_a_monthly_sheet_is_recognised_although_one_type_flourished() -> None:
    house = warehouse()
    many = dict.fromkeys(MEASURES, 60)
    put(house, "case_cells", cells(many), month=202006)
    monthly = dict.fromkeys(MEASURES, 12) | {"rural_cases": 70}
    assert "looks_monthly" in found(house, checked_file("case_cells", cells(monthly), month=202007))


def test_one_wrong_figure_does_not_make_a_sheet_monthly() -> None:
    house = warehouse()
    months(house, 6)
    assert list(found(house, sheet(year_to(7, person_trips=40)))) == ["cumulative_falls"]


def test_a_cumulative_sheet_filed_for_one_month_is_doubted() -> None:
    house = warehouse()
    months(house, 3)
    single = [{**row, "first_month": 202004} for row in year_to(4)]
    checked = sheet(single)
    checked.cumulative = False
    assert list(found(house, checked)) == ["looks_cumulative"]
    truly = [{**row, "first_month": 202004} for row in cells(YEAR, month=202004)]
    checked = sheet(truly)
    checked.cumulative = False
    assert found(house, checked) == {}


@pytest.mark.parametrize("factor", [10000, 0.0001])
def test_a_slip_between_yuan_and_ten_thousand_is_said_once(factor: float) -> None:
    house = warehouse()
    months(house, *range(1, 7))
    said = found(house, sheet(year_to(7, fines_and_confiscations=round(10.5 * factor, 6))))
    assert said.pop("unit_slip")[0].count("万元") >= 3
    assert set(said) <= {"cumulative_falls"}


def test_money_that_merely_trebles_is_no_slip() -> None:
    house = warehouse()
    months(house, 1, 2)
    assert found(house, sheet(year_to(3, fines_and_confiscations=30))) == {}


def test_a_month_that_leaps_is_doubted_with_both_numbers() -> None:
    house = warehouse()
    months(house, 1, 2, 3, 4)
    [said] = found(house, sheet(year_to(5, cases_filed=108)))["month_jumps"]
    assert all(word in said for word in ("立案(件)", "2020年5月当月 100", "此前 4 个月", "中位数是 2，"))


def test_a_leap_needs_four_months_of_history_without_gaps() -> None:
    house = warehouse()
    months(house, 1, 2, 4, 5)  # April follows a gap: three months are known
    assert found(house, sheet(year_to(6, cases_filed=110))) == {}


def test_january_is_a_month_of_its_own_and_last_year_is_history() -> None:
    house = warehouse()
    months(house, *range(1, 13))
    assert found(house, sheet(year_to(1, 2021, cases_filed=3))) == {}
    assert "month_jumps" in found(house, sheet(year_to(1, 2021, cases_filed=300)))


# --- the ledgers


def test_a_number_of_another_sender_names_the_upload_and_examples() -> None:
    house = warehouse()
    upload = put(house, "samples", [{"sample_no": f"S{number}"} for number in range(6)], unit="a")
    rows = [{"sample_no": f"S{number}", "unit_id": "a"} for number in range(1, 9)]
    checked = checked_file("samples", rows, unit="root")
    [said] = found(house, checked)["sample_other_sender"]
    assert all(word in said for word in ("5 个", upload, "甲县", "示例市", "S1、S2、S3等"))
    assert found(house, checked_file("samples", rows, unit="a")) == {}


def test_a_number_of_another_department_or_county_is_doubted() -> None:
    rows = [
        {"sample_no": "S1", "department": "agriculture", "unit_id": "a"},
        {"sample_no": "S2", "unit_id": "b"}, {"sample_no": "S3", "unit_id": "b"},
    ]  # fmt: skip
    house = warehouse()
    places = {"S1": "a", "S2": "a", "S3": "unplaced"}
    there = [{"sample_no": number, "unit_id": place} for number, place in places.items()]
    put(house, "samples", there, unit="root")
    said = found(house, checked_file("samples", rows, unit="root"))
    assert set(said) == {"sample_other_department", "sample_moves"}
    assert all(word in said["sample_other_department"][0] for word in ("1 个", "市场监管", "农业农村", "S1"))
    assert len(said["sample_moves"]) == 1  # a number that finds its county at last does not move
    assert all(word in said["sample_moves"][0] for word in ("1 个", "从甲县", "改到乙县", "S2"))


def test_failed_batches_without_a_task_are_counted_once_disposals_are_kept() -> None:
    rows = [
        {"sample_no": "S1", "conclusion": "failed"}, {"sample_no": "S2", "conclusion": "failed"},
        {"sample_no": "S3", "conclusion": "failed", "is_overturned": True},
        {"sample_no": "S4", "conclusion": "failed", "purpose": "风险监测"}, {"sample_no": "S5"},
    ]  # fmt: skip
    house = warehouse()
    assert found(house, checked_file("samples", rows)) == {}
    put(house, "disposals", [{"sample_no": "S1"}])
    checked = checked_file("samples", rows)
    [one] = history_findings(checked, house, jurisdiction())
    assert (one.code, one.severity) == ("failed_without_task", Severity.INFO)
    assert "2 批" in one.message
    assert "1 批" in one.message
    assert "S2" in one.message
    row = next(fact["row_no"] for fact in checked.facts["samples"].to_pylist() if fact["sample_no"] == "S2")
    assert one.cell == f"{row}:{row}"


def test_a_sample_that_passed_and_tasks_without_sample_are_named_when_the_samples_come() -> None:
    house = warehouse()
    put(
        house,
        "disposals",
        [{"sample_no": "S1"}, {"sample_no": "S9"}, {"sample_no": ""}, {"sample_no": "X", "unit_id": "b"}],
    )
    said = found(house, checked_file("samples", [{"sample_no": "S1"}, {"sample_no": "S2"}]))
    assert set(said) == {"passed_with_task", "tasks_still_unknown"}
    assert "S1" in said["passed_with_task"][0]
    assert all(word in said["tasks_still_unknown"][0] for word in ("2 件", "1 件", "S9"))


def test_a_disposal_ledger_is_held_against_the_samples() -> None:
    rows = [{"sample_no": "S1"}, {"sample_no": "S2"}, {"sample_no": "S8"}, {"sample_no": ""}]
    house = warehouse()
    assert found(house, checked_file("disposals", rows)) == {}
    put(house, "samples", [
        {"sample_no": "S1", "conclusion": "failed"}, {"sample_no": "S2"}, {"sample_no": "S3", "conclusion": "failed"},
        {"sample_no": "S4", "conclusion": "failed", "unit_id": "b"}, {"sample_no": "S5", "conclusion": "problem"},
    ])  # fmt: skip
    said = found(house, checked_file("disposals", rows))
    assert set(said) == {"failed_still_without_task", "task_sample_unknown", "task_sample_not_failed"}
    assert all(word in said["failed_still_without_task"][0] for word in ("甲县", "2 批", "1 批", "S3"))
    assert all(word in said["task_sample_unknown"][0] for word in ("3 件", "1 件", "S8"))
    assert all(word in said["task_sample_not_failed"][0] for word in ("4 件", "1 件", "S2"))


def test_a_task_that_a_complete_ledger_withdraws_no_longer_counts() -> None:
    house = warehouse()
    put(
        house,
        "samples",
        [{"sample_no": "S1", "conclusion": "failed"}, {"sample_no": "S2", "conclusion": "failed"}],
    )
    put(house, "disposals", [{"sample_no": "S1"}, {"sample_no": "S2"}])
    again = [{"sample_no": "S1"}]
    assert found(house, checked_file("disposals", again)) == {}
    said = found(house, checked_file("disposals", again, complete=True))
    assert "S2" in said["failed_still_without_task"][0]


# --- the door


@pytest.fixture
def door() -> Iterator[Door]:
    one = Door(jurisdiction(), warehouse(), {}, reader=Reader(children=1))
    yield one
    one.close()


def test_the_door_asks_the_warehouse_and_puts_warnings_first(door: Door, tmp_path: Path) -> None:
    def form(name: str, period: str, filed: int) -> Path:
        rows = [
            (
                "食品安全违法",
                "",
                {"cases_filed": filed, "cases_closed": 2, "person_trips": 9, "fines_and_confiscations": 1},
            )
        ]
        return write_xlsx(tmp_path / name, case_form(rows, period=period, columns=MEASURES[:6]))

    march = form("3月.xlsx", "2021年1月1日至3月31日", 5)
    first = door.check(march, march.name)
    upload = door.load(first, "测试").upload_id
    again = door.check(march, march.name)
    assert [upload in one.message for one in again.findings if one.code == "already_loaded"] == [True]
    april = form("4月.xlsx", "2021年1月1日至4月30日", 3)
    checked = door.check(april, april.name)
    [fall] = [one for one in checked.findings if one.code == "cumulative_falls"]
    assert (fall.sheet, fall.cell) == ("附件2", "5:5")
    order = [list(Severity).index(one.severity) for one in checked.findings]
    assert order == sorted(order)
    assert not checked.has_errors


def test_an_undone_file_is_no_repeat() -> None:
    house = warehouse()
    upload = put(house, "case_cells", year_to(3), month=202003)
    stored = house.rows("SELECT file_hash FROM uploads")[0][0]
    checked = checked_file("case_cells", year_to(3), month=202003, file_hash=stored)
    assert list(found(house, checked)) == ["already_loaded"]
    undo(house, upload)
    assert found(house, checked) == {}
