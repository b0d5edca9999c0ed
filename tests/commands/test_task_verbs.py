"""Runs the verbs of tasks as an office would: list, load a Word list, answer, record."""

import json
from pathlib import Path

import pytest

from commands.main import main
from tests.loaders.docs import document


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture) -> Path:
    assert main(["init", "--jurisdiction", "chongming", "--data", str(tmp_path)]) == 0
    capsys.readouterr()
    return tmp_path


def run(capsys: pytest.CaptureFixture, data: Path, *arguments: str) -> tuple[int, object]:
    code = main([*arguments, "--json", "--data", str(data)])
    return code, json.loads(capsys.readouterr().out)


def test_tasks_are_listed_and_filtered(data: Path, capsys: pytest.CaptureFixture) -> None:
    _, found = run(capsys, data, "tasks")
    assert len(found) == 31
    _, found = run(capsys, data, "tasks", "--state", "待明确")
    assert {one["task_id"] for one in found} == {"CM-T-1.1.5", "CM-T-1.3", "CM-T-1.4"}
    _, found = run(capsys, data, "tasks", "--unit", "认证科")
    assert [one["clause"] for one in found] == ["1.6"]


def test_an_answer_and_an_entry_change_the_state(data: Path, capsys: pytest.CaptureFixture) -> None:
    code, _ = run(
        capsys, data, "task-answer", "CM-T-1.3", "--role", "责任", "--names", "执法监管科、各市场所"
    )
    assert code == 0
    code, _ = run(capsys, data, "record", "task:CM-T-1.3", "--unit", "执法监督科", "--year", "2019",
                  "--state", "partly", "--text", "示例")  # fmt: skip
    assert code == 0
    _, found = run(capsys, data, "tasks", "--state", "进行中")
    assert [(one["task_id"], one["responsible"]) for one in found] == [
        ("CM-T-1.3", ["执法监管科", "各市场所"])
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("task-answer", "CM-T-1.1.1", "--role", "责任"),
        ("task-answer", "CM-T-1.3", "--role", "责任", "--names", "没有的科"),
        ("tasks", "--on", "明天"),
        ("tasks", "--unit", "没有的科"),
        ("record", "task:没有", "--unit", "认证科", "--year", "2019", "--state", "done", "--text", "示例"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...], data: Path, capsys: pytest.CaptureFixture
) -> None:
    code, found = run(capsys, data, *arguments)
    assert code == 1
    assert found["error"]["message"].endswith("。")


def test_a_word_list_is_loaded_and_taken_back(data: Path, capsys: pytest.CaptureFixture) -> None:
    path = data / "CM-T清单.docx"
    path.write_bytes(document(("示例", [["工作任务", "责任单位"], ["1.1.1 示例", "认证科"]])))
    code, _ = run(capsys, data, "load", str(path))
    assert code == 0
    _, found = run(capsys, data, "tasks")
    assert [(one["task_id"], one["upload_id"]) for one in found] == [("CM-T-1.1.1", "U000001")]
    run(capsys, data, "undo", "U000001")
    _, found = run(capsys, data, "tasks")
    assert len(found) == 31
