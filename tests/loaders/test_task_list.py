"""Reads task lists from workbooks and Word documents: merges inherit, blanks are asked about."""

from io import BytesIO

import pytest
import xlsxwriter

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from loaders.check import check_workbook_parts
from loaders.checked import Checked, Declared
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from loaders.task_text import due_date, points
from tests.loaders.docs import Cells, document

HEAD = ["工作任务", "<", "<", "牵头单位", "责任单位"]
NESTED: Cells = [
    HEAD,
    ["1.示例组。", "1.1 示例类。", "1.1.1 示例甲。", "食品经营科", "执法监督管理科、执法大队、各市场所"],
    [None, None, "1.1.2 示例乙。", "网监科", "执法监管科"],
    [None, None, "1.1.3 示例丙。", "食品生产科\n食品经营科", ""],
    [None, "1.2 示例丁。", "<", "", ""],
    ["2.示例二组。", "2.1 示例戊。", "<", "消保科", "同上"],
]


def check(data: bytes, name: str = "清单.docx", jurisdiction: str = "chongming") -> Checked:
    workbook = read_workbook(data, name, DEFAULT)
    [checked] = check_workbook_parts(workbook, Declared(), load_jurisdiction(JURISDICTIONS / jurisdiction))
    return checked


def tasks(checked: Checked) -> list[dict]:
    return checked.facts["tasks"].to_pylist()


def book(rows: Cells) -> bytes:
    """Returns the same table as a workbook."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet("任务")
    for at, row in enumerate(rows):
        for col, text in enumerate(row):
            if not text or text == "<":
                continue
            down, across = at, col
            while down + 1 < len(rows) and rows[down + 1][col] is None:
                down += 1
            while across + 1 < len(row) and row[across + 1] == "<":
                across += 1
            if (down, across) == (at, col):
                sheet.write(at, col, text)
            else:
                sheet.merge_range(at, col, down, across, text)
    made.close()
    return out.getvalue()


@pytest.mark.parametrize("data", [document(("示例安排", NESTED)), book(NESTED)], ids=["docx", "xlsx"])
def test_nested_columns_give_leaf_tasks_with_inherited_groups(data: bytes) -> None:
    checked = check(data)
    assert checked.template == "task_list"
    assert not checked.has_errors
    found = tasks(checked)
    assert [row["clause"] for row in found] == ["1.1.1", "1.1.2", "1.1.3", "1.2", "2.1"]
    assert [row["title"] for row in found] == [f"示例{sign}" for sign in "甲乙丙丁戊"]
    assert [row["group_title"] for row in found] == ["示例组"] * 4 + ["示例二组"]
    assert found[2]["lead"] == "食品生产科|食品经营科"


@pytest.mark.parametrize("data", [document(("示例安排", NESTED)), book(NESTED)], ids=["docx", "xlsx"])
def test_a_blank_outside_a_merge_is_asked_about_with_its_cell(data: bytes) -> None:
    checked = check(data)
    asked = [one for one in checked.findings if one.code == "task_cell_blank"]
    assert len(asked) == 3
    assert all(one.cell and "沿用上一行还是待明确" in one.message for one in asked)
    assert [row["asks"] for row in tasks(checked)] == ["", "", "responsible", "lead|responsible", ""]
    assert tasks(checked)[2]["above"] == "responsible=执法监管科"
    assert tasks(checked)[4]["responsible"] == "执法监管科"  # 同上 is an answer in the file


def test_points_in_one_cell_become_tasks_and_verbs_name_roles() -> None:
    rows: Cells = [
        ["序号", "专项行动", "工作任务", "责任单位", "完成时限"],
        [
            "一",
            "示例行动",
            "（一） 示例甲。\n（二） 示例乙。",
            "市公安局牵头，市教育局配合，各县（市、区）人民政府按职责分工负责",
            "年底前",
        ],
        ["二", "示例行动二", "示例丙", "市民政局", "11月30日前"],
    ]
    checked = check(document(("运政办发〔2020〕33号 示例", rows)), jurisdiction="yuncheng")
    first, second, third = tasks(checked)
    assert [first["task_id"], second["task_id"], third["task_id"]] == ["YC-一(一)", "YC-一(二)", "YC-二"]
    assert (first["lead"], first["responsible"], first["cooperating"]) == (
        "市公安局",
        "各县(市、区)人民政府",
        "市教育局",
    )
    assert str(first["due_on"]) == "2020-12-31"
    assert str(third["due_on"]) == "2020-11-30"


def test_an_unknown_unit_is_said_once_with_suggestions_and_made_nowhere() -> None:
    rows: Cells = [["工作任务", "责任单位"], ["示例甲", "食品经营处"], ["示例乙", "食品经营处"]]
    checked = check(document(("示例", rows)))
    [said] = [one for one in checked.findings if one.code == "task_unit_unknown"]
    assert "共 2 处" in said.message
    assert "食品经营科" in said.message
    assert [row["responsible"] for row in tasks(checked)] == ["食品经营处"] * 2


def test_units_without_a_task_stop_the_file() -> None:
    checked = check(document(("示例", [["工作任务", "责任单位"], ["", "认证科"], ["示例", "认证科"]])))
    assert checked.has_errors


def test_headers_on_every_page_and_lines_between_groups_are_no_tasks() -> None:
    rows: Cells = [
        ["工作任务", "牵头单位", "责任单位"], ["一、示例组", "<", "<"], ["示例甲", "认证科", "消保科"],
        ["工作任务", "牵头单位", "责任单位"], ["示例乙", "认证科", "消保科"],
    ]  # fmt: skip
    checked = check(document(("示例", rows)))
    assert [row["title"] for row in tasks(checked)] == ["示例甲", "示例乙"]
    assert {one.reason for one in checked.ignored} == {"分组行", "重复的表头"}
    assert {row["group_title"] for row in tasks(checked)} == {"示例组"}


def test_the_same_words_keep_their_id_when_a_row_is_put_in_front() -> None:
    rows: Cells = [["工作任务", "责任单位"], ["示例甲", "认证科"]]
    longer: Cells = [rows[0], ["示例新", "认证科"], rows[1]]
    assert (
        tasks(check(document(("示例", rows))))[0]["task_id"]
        == tasks(check(document(("示例", longer))))[1]["task_id"]
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1. 甲 2. 乙 3. 丙", 3),
        ("1.1.1 甲", 1),
        ("2. 甲 3. 乙", 1),
        ("甲：1. 乙 2. 丙", 1),
        ("1、甲\n2、乙", 2),
        ("（一）甲", 1),
    ],
)
def test_only_rising_points_from_the_start_are_split(text: str, count: int) -> None:
    assert len(points(text)) == count


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026年11月30日", "2026-11-30"), ("6月底前", "2026-06-30"), ("第三季度", "2026-09-30"), ("年底前", "2026-12-31"),
     ("长期坚持", "None"), ("13月", "None")],
)  # fmt: skip
def test_a_deadline_in_words_is_its_last_day(text: str, day: str) -> None:
    assert str(due_date(text, 2026)) == day
