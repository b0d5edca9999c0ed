"""Checks and loads a workbook of several tables as a script would: every part, or none."""

import json
from pathlib import Path

from commands.main import main
from tests.loaders.forms import Layout, table, write_xlsx

HEADERS = ("抽样编号", "县区", "食品名称", "食品大类", "抽样日期", "检验目的", "结论", "不合格项目")
SUMMARY = ("县区", "抽检批次", "合格批次", "不合格批次", "合格率")


def run(capsys, tmp_path: Path, *arguments: object) -> tuple[int, list]:
    capsys.readouterr()
    code = main([*map(str, arguments), "--json", "--data", str(tmp_path / "data")])
    return code, json.loads(capsys.readouterr().out)


def ledger(verdict: str = "合格") -> Layout:
    rows = [[f"A{n}", "芮城县", "饼", "糕点", "2020-03-02", "监督抽检", verdict, ""] for n in range(5)]
    return table(HEADERS, rows, name="台账")


def summary(sampled: int = 5, other: object = 7) -> Layout:
    rows = [["芮城县", sampled, 5, 0, "100%"], ["平陆县", other, 7, 0, ""]]
    return table(SUMMARY, rows, title="2020年1-6月食品抽检情况汇总", name="汇总")


def test_all_parts_of_a_file_are_loaded_and_counted_once(capsys, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "上半年.xlsx", summary(), ledger())
    run(capsys, tmp_path, "init", "--jurisdiction", "yuncheng")
    code, found = run(capsys, tmp_path, "load", path)
    assert code == 0
    assert [(one["file"], one["template"], one["records"]) for one in found] == [
        ("上半年.xlsx", "unit_summary", 6), ("上半年.xlsx", "sampling_ledger", 5),
    ] or [one["template"] for one in found] == ["sampling_ledger", "unit_summary"]  # fmt: skip
    assert all(one["part"] and one["upload_id"] for one in found)
    _, verdicts = run(capsys, tmp_path, "verdicts", "--indicator", "YC-13", "--period", "2020-06")
    counted = {one["unit"]: (one["numerator"], one["denominator"], one["source"]) for one in verdicts}
    assert counted["芮城县"] == (5, 5, "ledger")
    assert counted["平陆县"] == (7, 7, "summary")
    assert counted["运城市"] == (12, 12, "ledger")
    _, rows = run(capsys, tmp_path, "rows", "--indicator", "YC-13", "--unit", "平陆县", "--period", "2020-06")
    assert [(row["measure"], row["value"], row["unit"], row["first_month"]) for row in rows] == [
        ("qualified", 7, "平陆县", "2020-01")
    ]
    _, again = run(capsys, tmp_path, "load", path)
    assert all(one["repeat"] for one in again)


def test_one_bad_part_stops_the_whole_file(capsys, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "上半年.xlsx", summary(other="七"), ledger())
    run(capsys, tmp_path, "init", "--jurisdiction", "yuncheng")
    code, found = run(capsys, tmp_path, "load", path)
    assert (code, [one["upload_id"] for one in found]) == (1, [None, None])
    _, uploads = run(capsys, tmp_path, "uploads")
    assert uploads == []
    code = main(["load", str(path), "--data", str(tmp_path / "data")])
    assert "整个文件都不入库" in capsys.readouterr().err


def test_the_differences_are_listed_at_the_check(capsys, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "上半年.xlsx", summary(sampled=6), ledger())
    run(capsys, tmp_path, "init", "--jurisdiction", "yuncheng")
    code, found = run(capsys, tmp_path, "check", path)
    assert code == 0
    told = [said for one in found for said in one["findings"] if said["code"] == "summary_differs"]
    assert len(told) == 1 and "芮城县2020年1—6月食品抽检批次：汇总表填的是 6" in told[0]["message"]
    code, [only] = run(capsys, tmp_path, "check", path, "--template", "sampling_ledger")
    assert (code, only["template"], only["part"]) == (0, "sampling_ledger", "")
