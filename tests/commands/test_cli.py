"""Runs the verbs as a script would: one JSON document on stdout, exit codes, figures undone exactly."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from commands.main import main

Run = Callable[..., tuple[int, object]]

PLAIN = (
    "抽样编号",
    "县(市、区)",
    "食品名称",
    "食品大类",
    "抽样日期",
    "检验目的",
    "任务来源",
    "检验项目",
    "检验结论",
    "不合格项目",
)


def write_ledger(path: Path, rows: list[tuple]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["抽检台账"])
    sheet.append(PLAIN)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def sample(number: int, county: str = "芮城县", verdict: str = "合格", **more: str) -> tuple:
    return (
        f"SLDC{number:014d}", county, f"示例食品{number}", more.get("category", "糕点"), more.get("day", "2020-05-06"),
        more.get("purpose", "监督抽检"), "市级", "菌落总数", verdict, "菌落总数" if verdict == "不合格" else "",
    )  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Returns a function that runs a verb on a fresh data folder and gives exit code and document."""

    def call(*arguments: object) -> tuple[int, object]:
        capsys.readouterr()
        code = main([*map(str, arguments), "--json", "--data", str(tmp_path / "data")])
        return code, json.loads(capsys.readouterr().out)

    return call


def digest(run: Run) -> str:
    return json.dumps(run("verdicts", "--period", "2020-12")[1], ensure_ascii=False)


def test_the_whole_way_from_sheet_to_verdict_and_back(run: Run, tmp_path: Path) -> None:
    assert run("init", "--jurisdiction", "yuncheng")[0] == 0
    empty = digest(run)
    rows = [*(sample(i) for i in range(97)), *(sample(200 + i, verdict="不合格") for i in range(3))]
    path = write_ledger(tmp_path / "台账.xlsx", rows)
    code, [checked] = run("check", path)
    assert (code, checked["template"], checked["rows"], checked["records"]) == (
        0,
        "sampling_ledger",
        100,
        100,
    )
    assert "upload_id" not in checked
    code, [loaded] = run("load", path)
    assert (code, loaded["replaced"]) == (0, [])
    _, [verdict] = run("verdicts", "--period", "2020-12", "--indicator", "YC-13", "--unit", "芮城县")
    assert (verdict["numerator"], verdict["denominator"], verdict["value"], verdict["state"]) == (
        97,
        100,
        97,
        "MISSED",
    )
    own = verdict["targets"][0]
    assert (own["id"], own["operator"], own["value"], own["class"], own["state"]) == (
        "YC-13",
        ">=",
        98,
        "否决",
        "MISSED",
    )
    _, behind = run("rows", "--indicator", "YC-13", "--unit", "140830", "--period", "2020-12")
    assert len(behind) == 97
    _, stored = run("facts", loaded["upload_id"])
    assert len(stored) == 100
    assert {(row["sheet"], row["unit"], row["period"]) for row in stored} == {("Sheet", "芮城县", "2020-05")}
    assert min(row["row"] for row in stored) == 3
    assert run("undo", loaded["upload_id"])[0] == 0
    assert digest(run) == empty


def test_a_correction_replaces_rows_and_undo_brings_the_old_ones_back(run: Run, tmp_path: Path) -> None:
    run("init", "--jurisdiction", "yuncheng")
    run("load", write_ledger(tmp_path / "1.xlsx", [sample(1), sample(2)]))
    before = digest(run)
    _, [second] = run("load", write_ledger(tmp_path / "2.xlsx", [sample(2, verdict="不合格"), sample(3)]))
    assert second["replaced"] == [{"upload_id": "U000001", "rows": 1}]
    assert digest(run) != before
    run("undo", second["upload_id"])
    assert digest(run) == before
    _, listed = run("uploads")
    assert [(one["upload_id"], one["in_force"]) for one in listed] == [("U000002", False), ("U000001", True)]


def test_a_bad_file_is_named_cell_by_cell_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    run("init", "--jurisdiction", "yuncheng")
    empty = digest(run)
    rows = [sample(1), sample(2, day="五月六日"), sample(3, verdict="约合格")]
    code, [checked] = run("load", write_ledger(tmp_path / "坏.xlsx", rows))
    errors = [(f["sheet"], f["cell"]) for f in checked["findings"] if f["severity"] == "error"]
    assert code == 1
    assert {("Sheet", "E4"), ("Sheet", "I5")} <= set(errors)
    assert checked["upload_id"] is None
    assert digest(run) == empty
    assert run("uploads")[1] == []


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"0" * 500, b"PK\x03\x04" + b"0" * 200]
)
def test_what_is_no_spreadsheet_gets_one_sentence(run: Run, tmp_path: Path, content: bytes) -> None:
    run("init", "--jurisdiction", "yuncheng")
    path = tmp_path / "文件.xlsx"
    path.write_bytes(content)
    code, [checked] = run("check", path)
    [only] = checked["findings"]
    assert (code, only["severity"]) == (1, "error")
    assert only["message"].endswith("。")


def test_an_unknown_unit_is_never_created_but_suggested(run: Run, tmp_path: Path) -> None:
    run("init", "--jurisdiction", "yuncheng")
    path = write_ledger(tmp_path / "1.xlsx", [sample(1)])
    code, [checked] = run("load", path, "--unit", "芮成县")
    assert code == 1
    assert any("芮城县" in f["message"] for f in checked["findings"] if f["severity"] == "error")
    code, refused = run("verdicts", "--unit", "芮成县")
    assert (code, refused["error"]["code"]) == (1, "unknown_unit")


def test_verbs_before_init_and_for_unknown_things_are_refused_in_json(run: Run) -> None:
    assert run("verdicts")[1]["error"]["code"] == "not_initialised"
    assert run("init", "--jurisdiction", "nowhere")[1]["error"]["code"] == "unknown_jurisdiction"
    run("init", "--jurisdiction", "yuncheng")
    assert run("init", "--jurisdiction", "xinmi")[1]["error"]["code"] == "other_jurisdiction"
    assert run("undo", "U000009")[1]["error"]["code"] == "unknown_upload"
    assert run("facts", "U000009")[1]["error"]["code"] == "unknown_upload"
    assert run("verdicts", "--indicator", "YC-99")[1]["error"]["code"] == "unknown_indicator"
    assert run("verdicts", "--period", "下个月")[1]["error"]["code"] == "bad_period"


@pytest.mark.parametrize("name", ["yuncheng", "bayuquan", "chongming", "xinmi"])
def test_every_jurisdiction_answers_on_an_empty_database(run: Run, name: str) -> None:
    run("init", "--jurisdiction", name)
    code, found = run("verdicts", "--period", "2020-12")
    assert code == 0
    assert {one["state"] for one in found} <= {"NOT_REPORTED"}


@pytest.mark.parametrize(
    "template", ["case_form", "sampling_ledger", "disposal_ledger", "population", "indicator_return"]
)
def test_a_blank_is_recognised_as_its_own_template(run: Run, tmp_path: Path, template: str) -> None:
    run("init", "--jurisdiction", "yuncheng")
    out = tmp_path / "空表.xlsx"
    assert run("blank", template, "--out", out)[0] == 0
    assert run("check", out)[1][0]["template"] == template


def test_drafts_are_marked(run: Run) -> None:
    run("init", "--jurisdiction", "bayuquan")
    _, found = run("verdicts", "--period", "2020-12")
    assert all(line["draft"] for one in found for line in one["targets"])
    assert any(one["targets"] for one in found)
