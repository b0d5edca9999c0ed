"""Loads folders, ZIPs and encrypted workbooks as a script would: each file all or nothing."""

import io
import json
import zipfile
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from commands.main import main
from tests.commands.test_cli import PLAIN, sample, write_ledger


def run(capsys, tmp_path: Path, *arguments: object) -> tuple[int, list]:
    capsys.readouterr()
    code = main([*map(str, arguments), "--json", "--data", str(tmp_path / "data")])
    return code, json.loads(capsys.readouterr().out)


def ledger_csv(*rows: tuple) -> bytes:
    return "\n".join(",".join(row) for row in (PLAIN, *rows)).encode("gb18030")


def test_a_zip_of_several_counties_is_loaded_file_by_file(capsys, tmp_path: Path) -> None:
    path = tmp_path / "各县.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("芮城县.csv", ledger_csv(sample(1), sample(2)))
        bundle.writestr("平陆县.csv", ledger_csv(sample(3, county="平陆县", verdict="还行")))
        bundle.writestr("说明.txt", "请查收".encode())
        bundle.writestr("__MACOSX/._芮城县.csv", b"x")
    run(capsys, tmp_path, "init", "--jurisdiction", "yuncheng")
    code, found = run(capsys, tmp_path, "load", path)
    assert code == 1
    assert [(one["file"], one["upload_id"] is not None) for one in found] == [
        ("各县.zip/芮城县.csv", True),
        ("各县.zip/平陆县.csv", False),
    ]
    assert {"bundle_skipped", "bundle_papers"} <= {finding["code"] for finding in found[0]["findings"]}
    _, uploads = run(capsys, tmp_path, "uploads")
    assert [(one["file"], one["records"]) for one in uploads] == [("各县.zip/芮城县.csv", 2)]


def test_a_folder_is_checked_file_by_file(capsys, tmp_path: Path) -> None:
    folder = tmp_path / "十月"
    folder.mkdir()
    write_ledger(folder / "a.xlsx", [sample(1)])
    (folder / "b.csv").write_bytes(ledger_csv(sample(1)))
    run(capsys, tmp_path, "init", "--jurisdiction", "yuncheng")
    code, found = run(capsys, tmp_path, "check", folder)
    assert (code, [(one["file"], one["records"]) for one in found]) == (
        0,
        [("十月/a.xlsx", 1), ("十月/b.csv", 1)],
    )
    empty = tmp_path / "空"
    empty.mkdir()
    code, [refused] = run(capsys, tmp_path, "check", empty)
    assert (code, refused["findings"][0]["code"]) == (1, "bundle_empty")


def test_a_password_is_taken_from_the_command_line(capsys, tmp_path: Path) -> None:
    plain = write_ledger(tmp_path / "台账.xlsx", [sample(1)])
    path, out = tmp_path / "加密.xlsx", io.BytesIO()
    OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt("secret", out)
    path.write_bytes(out.getvalue())
    run(capsys, tmp_path, "init", "--jurisdiction", "yuncheng")
    code, [refused] = run(capsys, tmp_path, "check", path)
    assert (code, refused["findings"][0]["code"]) == (1, "encrypted")
    code, [loaded] = run(capsys, tmp_path, "load", path, "--password", "secret")
    assert (code, loaded["records"]) == (0, 1)
