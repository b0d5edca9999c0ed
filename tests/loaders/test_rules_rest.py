"""Shows the findings that no room's own tests show, each from a real file."""

from io import BytesIO

import pytest
from docx import Document

from domain.finding import Refusal
from loaders.guard import document
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from tests.loaders.templates.test_summaries import sampling
from tests.loaders.test_task_list import book, check

TASKS = ["工作任务", "牵头单位", "责任单位", "完成时限"]


def found(checked) -> dict[str, str]:
    return {one.code: one.cell for one in checked.findings}


def test_money_without_a_unit_is_taken_as_the_form_s(tmp_path) -> None:
    heads = ("县区", "立案", "结案", "罚没款", "移送司法")
    checked = sampling(tmp_path, ["甲县", 4, 2, 3, 1], title="2021年1-4月案件汇总表", headers=heads)
    assert "money_unit_assumed" in found(checked)
    values = {row["measure"]: row["value"] for row in checked.facts["summary_figures"].to_pylist()}
    assert values["fines_and_confiscations"] == 3


def test_two_columns_of_one_name_are_not_guessed_between(tmp_path) -> None:
    heads = ("县区", "抽检批次", "抽检批次", "合格", "不合格")
    checked = sampling(tmp_path, ["甲县", 10, 20, 8, 2], headers=heads)
    assert "summary_column_unclear" in found(checked)
    assert "batches" not in {row["measure"] for row in checked.facts["summary_figures"].to_pylist()}


def test_a_task_list_says_what_it_read_and_what_it_could_not() -> None:
    rows = [
        TASKS,
        ["甲事", "食品经营科", "执法大队", "第3批之后"],
        ["乙事", "食品经营科", "执法大队", "2021-05-01"],
    ]
    said = found(check(book(rows), "清单.xlsx"))
    assert said["task_due_unread"] == "D2"
    assert "task_list_read" in said


def test_a_row_of_units_without_a_task_is_an_error() -> None:
    rows = [TASKS, ["甲事", "食品经营科", "执法大队", ""], ["", "食品经营科", "执法大队", "2021-05-01"]]
    assert found(check(book(rows), "清单.xlsx"))["task_without_title"] == "A3"


def test_an_endless_document_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(document, "_NODES", 200)
    made, out = Document(), BytesIO()
    table = made.add_table(30, 5)
    table.cell(0, 0).text = "任务"
    made.save(out)
    with pytest.raises(Refusal) as refused:
        read_workbook(out.getvalue(), "清单.docx", DEFAULT)
    assert refused.value.code == "document_too_large"
