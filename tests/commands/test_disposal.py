"""Runs the verb `disposal` as a script would."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from commands.main import main

Run = Callable[..., tuple[int, dict]]
HEADERS = (
    "任务编号", "抽样编号", "处置环节", "企业名称", "核查处置单位", "处置状态", "检验报告上传日期", "启动核查处置日期",
    "处置完毕日期", "检验目的", "任务来源", "复检申请日期",
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Returns a function that runs a verb on a fresh data folder of 运城."""

    def call(*arguments: object) -> tuple[int, dict]:
        capsys.readouterr()
        code = main([*map(str, arguments), "--json", "--data", str(tmp_path / "data")])
        return code, json.loads(capsys.readouterr().out)

    call("init", "--jurisdiction", "yuncheng")
    return call


def write(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADERS)
    for number, received, done, recheck in (
        (1, "2020-01-10", "2020-04-09", ""), (2, "2020-01-10", "2020-04-10", ""), (3, "2020-03-01", "", ""),
        (4, "2020-05-01", "", ""), (5, "2020-03-01", "", "2020-03-10"),
    ):  # fmt: skip
        state = "处置完毕" if done else "处置中"
        sheet.append((f"T{number}", f"XC{number}", "流通", "示例超市", "芮城县", state, received, received, done,
                      "监督抽检", "国家", recheck))  # fmt: skip
    book.save(path)
    return path


def test_the_clock_as_json(run: Run, tmp_path: Path) -> None:
    code, loaded = run("load", write(tmp_path / "台账.xlsx"))
    assert code == 0, loaded
    code, found = run("disposal", "--period", "2020-06", "--unit", "芮城县", "--due-before", "2020-07-30")
    assert code == 0
    assert (found["as_of"], found["due_before"]) == ("2020-06-30", "2020-07-30")
    assert found["settings"]["label"] == "按本地规定核对"
    [unit] = found["units"]
    assert (unit["owed"], unit["completed"], unit["reported"]) == (5, 2, True)
    marks = {name: count for name, count in unit["marks"]["completion"].items() if count}
    assert marks == {"on_time": 1, "late": 1, "overdue": 1, "running": 1, "paused": 1}
    assert unit["links"].keys() == {"流通"}
    [late] = found["overdue"]
    assert (late["task_key"], late["due_on"], late["days"], late["row"]) == ("T3", "2020-05-30", 31, 4)
    assert [task["task_key"] for task in found["due"]] == ["T4"]
    rates = {one["indicator"]: (one["numerator"], one["denominator"]) for one in found["rates"]}
    assert rates == {"YC-14": (2, 5), "BYQ-09": (2, 5)}
    assert found["reconciliation"]["has_samples"] is False


def test_days_are_checked(run: Run) -> None:
    code, found = run("disposal", "--as-of", "下周")
    assert (code, found["error"]["code"]) == (1, "bad_date")


def test_a_folder_without_data_gives_the_same_document_with_empty_lists(run: Run, tmp_path: Path) -> None:
    code, empty = run("disposal")
    assert (code, empty["period"], empty["units"], empty["due"]) == (0, None, [], [])
    run("load", write(tmp_path / "台账.xlsx"))
    _, filled = run("disposal", "--period", "2020-06")
    assert empty.keys() == filled.keys()
    assert empty["reconciliation"].keys() == filled["reconciliation"].keys()
    assert empty["settings"] == filled["settings"]
    assert not any(found for found in empty["reconciliation"].values())
