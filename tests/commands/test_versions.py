"""Tries a load, restores a version and takes the original back, as a script would."""

import io
import json
import threading
import zipfile
from pathlib import Path

import pytest

from commands.main import main
from commands.office import open_office
from tests.commands.test_cli import PLAIN, Run, digest, run, sample, write_ledger

__all__ = ["run"]


def ledger(path: Path, passed: int, failed: int, **more: str) -> Path:
    rows = [
        sample(number, verdict="不合格" if number < failed else "合格", **more)
        for number in range(passed + failed)
    ]
    return write_ledger(path, rows)


def test_a_dry_run_foretells_the_load_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", "--jurisdiction", "yuncheng")
    run("load", ledger(tmp_path / "1.xlsx", 99, 1))
    before = digest(run)
    path = ledger(tmp_path / "2.xlsx", 90, 9)
    code, [tried] = run("load", path, "--dry-run")
    [compared] = tried["comparison"]
    assert code == 0
    assert (compared["table"], compared["added"], compared["changed"], compared["removed"]) == (
        "samples",
        0,
        8,
        0,
    )
    assert compared["unchanged"] == 91
    assert {"unit": "芮城县", "period": None, "name": "failed", "before": 1, "after": 9} in compared["totals"]
    assert compared["changes"][0]["before"]["conclusion"] == "qualified"
    flip = next(one for one in tried["flips"] if one["unit"] == "芮城县" and one["indicator"] == "YC-13")
    assert (flip["state_before"], flip["state_after"], flip["value_before"], flip["value_after"]) == (
        "MET", "MISSED", 99, 91,
    )  # fmt: skip
    assert digest(run) == before
    assert len(run("uploads")[1]) == 1
    _, [loaded] = run("load", path)
    assert loaded["replaced"] == tried["replaced"]
    after = run("verdicts", "--period", "2020-05", "--unit", "芮城县", "--indicator", "YC-13")[1]
    assert after[0]["state"] == flip["state_after"]


def test_a_dry_run_speaks_in_words_and_fails_on_errors(run: Run, tmp_path: Path, capsys) -> None:
    run("init", "--jurisdiction", "yuncheng")
    run("load", ledger(tmp_path / "1.xlsx", 99, 1))
    path = ledger(tmp_path / "2.xlsx", 91, 9)
    assert main(["load", str(path), "--dry-run", "--data", str(tmp_path / "data")]) == 0
    words = capsys.readouterr().out
    assert "与现有数据相比" in words
    assert "会翻转的判定" in words
    assert "芮城县" in words
    bad = write_ledger(tmp_path / "坏.xlsx", [sample(1, day="五月六日")])
    code, [tried] = run("load", bad, "--dry-run")
    assert (code, tried["comparison"], tried["flips"]) == (1, [], [])


def test_restore_brings_an_earlier_version_back_and_can_be_undone(run: Run, tmp_path: Path) -> None:
    run("init", "--jurisdiction", "yuncheng")
    run("load", ledger(tmp_path / "1.xlsx", 99, 1), "--by", "张三")
    first = digest(run)
    run("load", ledger(tmp_path / "2.xlsx", 91, 9), "--by", "李四")
    second = digest(run)
    code, restored = run("restore", "U000001", "--by", "王五")
    assert (code, restored) == (
        0,
        {
            "upload_id": "U000003",
            "restored_from": "U000001",
            "replaced": [{"upload_id": "U000002", "rows": 100}],
        },
    )
    assert digest(run) == first
    assert run("restore", "U000003")[1]["error"]["code"] == "already_in_force"
    assert run("restore", "U000009")[1]["error"]["code"] == "unknown_upload"
    run("undo", "U000003", "--by", "赵六")
    assert digest(run) == second
    _, listed = run("uploads")
    assert [(one["loaded_by"], one["undone_by"], one["restored_from"], one["original"]) for one in listed] == [
        ("王五", "赵六", "U000001", True), ("李四", None, None, True), ("张三", None, None, True),
    ]  # fmt: skip


def test_the_original_comes_back_byte_for_byte(run: Run, tmp_path: Path) -> None:
    run("init", "--jurisdiction", "yuncheng")
    path = ledger(tmp_path / "台账.xlsx", 5, 0)
    inner = "\n".join(",".join(row) for row in (PLAIN, sample(500))).encode("gb18030")
    with zipfile.ZipFile(tmp_path / "各县.zip", "w") as bundle:
        bundle.writestr("各县/芮城县.csv", inner)
    run("load", path, tmp_path / "各县.zip")
    out = tmp_path / "取回.xlsx"
    code, document = run("original", "U000001", "--out", out)
    assert (code, document["file"], document["size"]) == (0, "台账.xlsx", path.stat().st_size)
    assert out.read_bytes() == path.read_bytes()
    folder = tmp_path / "取回"
    folder.mkdir()
    run("original", "U000002", "--out", folder)
    assert (folder / "芮城县.csv").read_bytes() == inner
    assert run("original", "U000002", "--out", folder)[1]["error"]["code"] == "file_exists"
    assert run("original", "U000009", "--out", out)[1]["error"]["code"] == "unknown_upload"
    assert run("original", "U000001", "--out", tmp_path / "无" / "x")[1]["error"]["code"] == "cannot_write"


@pytest.mark.parametrize("by", ["  ", "张\n三\u202e", "长" * 300])
def test_a_name_is_entered_as_one_short_line(run: Run, tmp_path: Path, by: str) -> None:
    run("init", "--jurisdiction", "yuncheng")
    run("load", ledger(tmp_path / "1.xlsx", 2, 0), "--by", by)
    [one] = run("uploads")[1]
    assert one["loaded_by"] in ("未署名", "张 三", "长" * 40)


def test_two_people_check_and_load_at_once(tmp_path: Path) -> None:
    """Checks in parallel through two doors, loads in parallel; the figures are those of one order."""
    main(["init", "--jurisdiction", "yuncheng", "--data", str(tmp_path / "data")])
    paths = [ledger(tmp_path / "甲.xlsx", 99, 1), ledger(tmp_path / "乙.xlsx", 80, 20)]
    said: list[object] = []
    with open_office(tmp_path / "data") as office:

        def load(path: Path) -> None:
            try:
                said.append(office.door.load(office.door.check(path, path.name), path.stem).upload_id)
            except Exception as error:  # shown by the test itself
                said.append(error)

        threads = [threading.Thread(target=load, args=(path,)) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(map(str, said)) == ["U000001", "U000002"]
        assert office.warehouse is not None
        [(failed, total, uploads)] = office.warehouse.rows(
            "SELECT count(*) FILTER (conclusion = 'failed'), count(*), count(DISTINCT upload_id)"
            " FROM samples WHERE is_current"
        )
        assert (failed, total, uploads) in [(1, 100, 1), (20, 100, 1)]


def test_every_member_of_a_bundle_keeps_its_own_bytes(run: Run, tmp_path: Path) -> None:
    run("init", "--jurisdiction", "yuncheng")
    members = {
        f"{n}.csv": "\n".join(",".join(row) for row in (PLAIN, sample(n))).encode("utf-8-sig") for n in (1, 2)
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    (tmp_path / "两个.zip").write_bytes(out.getvalue())
    _, loaded = run("load", tmp_path / "两个.zip")
    for one in loaded:
        document = run("original", one["upload_id"], "--out", tmp_path / f"{one['upload_id']}.csv")[1]
        assert Path(document["out"]).read_bytes() == members[document["file"]]
    assert (
        json.dumps([one["file"] for one in loaded], ensure_ascii=False)
        == '["两个.zip/1.csv", "两个.zip/2.csv"]'
    )
