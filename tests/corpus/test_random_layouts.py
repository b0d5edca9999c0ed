"""Random valid records in random layouts and containers come back exactly."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.layouts import (
    DAYS,
    FORMS,
    NUMBERS,
    SAMPLES,
    SPELLINGS,
    STATES,
    TASK_SPELLINGS,
    TASKS,
    VERDICTS,
    boxes,
    day_texts,
    forms,
    tables,
)
from tests.corpus.sheets import Layout

EXAMPLES = int(os.environ.get("DUIBIAO_FUZZ", "60")) // 3
SETTINGS = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES <= 60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


def _sheets(data: st.DataObject, spellings, rows, name: str, grouped: str) -> list[Layout]:
    """Draws the rows on one sheet, or spread over two."""
    parts = [rows]
    if len(rows) > 1 and data.draw(st.booleans()):
        cut = data.draw(st.integers(1, len(rows) - 1))
        parts = [rows[:cut], rows[cut:]]
    return [data.draw(tables(spellings, part, f"{name}{n}", grouped)) for n, part in enumerate(parts)]


def _checked(house, data: st.DataObject, sheets: list[Layout]):
    name, content = data.draw(boxes(sheets))
    checked = house.check(content, name)
    assert not checked.has_errors, (
        name,
        [(one.code, one.sheet, one.cell) for one in checked.findings],
        sheets,
    )
    return checked


@SETTINGS
@given(records=st.dictionaries(NUMBERS, SAMPLES, min_size=1, max_size=8), data=st.data())
def test_any_sampling_ledger_comes_back(house, records, data):
    rows = []
    for number, one in records.items():
        row = one | {"number": number, "sampler": "某所", "day": data.draw(day_texts(one["day"]))}
        row["verdict"] = data.draw(st.sampled_from(VERDICTS[one["verdict"]]))
        items = one["items"] if one["verdict"] == "failed" else [""]
        rows += [row | {"items": item} for item in items]
    checked = _checked(house, data, _sheets(data, SPELLINGS, rows, "台账", "抽样检验情况"))
    found = {row["sample_no"]: row for row in checked.facts["samples"].to_pylist()}
    assert {number: _said(row) for number, row in found.items()} == {
        number: (one["county"], one["food"], one["entity"], one["day"], one["category"] or None, one["verdict"], one["purpose"],
                 one["source"], sorted(one["items"]) if one["verdict"] == "failed" else [])
        for number, one in records.items()
    }  # fmt: skip


def _said(row: dict) -> tuple:
    items = sorted(item for item in row["failed_items"].split("；") if item)
    return (row["county_text"], row["food_name"], row["entity_name"], row["sampled_on"], row["category"] or None, row["conclusion"],
            row["purpose"], row["level"], items)  # fmt: skip


@SETTINGS
@given(records=st.dictionaries(NUMBERS, TASKS, min_size=1, max_size=8), data=st.data())
def test_any_disposal_ledger_comes_back(house, records, data):
    wanted, rows = {}, []
    for key, one in records.items():
        later = data.draw(DAYS.filter(lambda day: day.month > 3))
        started = None if one["state"] == "not_started" else one["received"]
        done = later if one["state"] == "completed" else None
        row = one | {"task": key, "state": data.draw(st.sampled_from(STATES[one["state"]]))}
        dates = {"received": one["received"], "started": started, "done": done}
        row |= {name: data.draw(day_texts(day)) if day else "" for name, day in dates.items()}
        rows.append(row)
        wanted[key] = (one["number"], one["food"], one["link"], one["enterprise"], one["state"], one["received"], started, done,
                       one["source"])  # fmt: skip
    checked = _checked(house, data, _sheets(data, TASK_SPELLINGS, rows, "处置", "核查处置情况"))
    assert {
        row["task_key"]: (row["sample_no"], row["food_name"], row["link"], row["enterprise"], row["state"], row["received_on"],
                          row["started_on"], row["completed_on"], row["level"])
        for row in checked.facts["disposals"].to_pylist()
    } == wanted  # fmt: skip


@SETTINGS
@given(figures=FORMS, data=st.data())
def test_any_case_form_comes_back(house, figures, data):
    checked = _checked(house, data, [data.draw(forms(figures))])
    assert (checked.unit, checked.period.iso, checked.cumulative) == ("甲县", "2021-04", True)
    found = {
        (row["violation"], row["measure"]): row["value"] for row in checked.facts["case_cells"].to_pylist()
    }
    assert found == {
        (label, name): value
        for label, row in figures.items()
        for name, value in row.items()
        if value is not None
    }
