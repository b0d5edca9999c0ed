"""Progress goes to stderr and only when somebody looks; Ctrl-C ends a load and leaves nothing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from commands.following import Following
from commands.main import main
from domain.paths import HOUSE
from loaders.progress import READ, STAGES, WRITE
from store.office import write_jurisdiction_id
from tests.commands.test_cli import sample, write_ledger
from tests.loaders import hostile


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_jurisdiction_id(tmp_path / "data", "yuncheng")
    return tmp_path / "data"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "台账.xlsx", [sample(number) for number in range(30)])


def test_progress_is_told_when_wanted(data: Path, book: Path, capsys) -> None:
    assert main(["load", str(book), "--data", str(data), "--json", "--progress"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)[0]["upload_id"] == "U000001"
    heard = [line.split("：")[1].split(" ")[0] for line in said.err.splitlines()]
    assert list(dict.fromkeys(heard)) == list(STAGES)
    assert "台账.xlsx：写入 30 行" in said.err


def test_nobody_looks_nothing_is_said(data: Path, book: Path, capsys) -> None:
    assert main(["check", str(book), "--data", str(data), "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_a_terminal_line_is_taken_off_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        text = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            self.text += text

        def flush(self) -> None:
            return None

    monkeypatch.setattr("commands.following._PATIENCE", 0)
    monkeypatch.setattr("commands.following._AT_MOST_EVERY", 0)
    out = Terminal()
    following = Following(out, is_wanted=False)
    following.of_file("台账.xlsx")(READ, 20_000, 50_000)
    assert out.text.endswith("台账.xlsx：读取文件 20,000 / 50,000 行")
    following.end()
    assert out.text.endswith("\r\x1b[K")


def test_ctrl_c_before_the_commit_leaves_nothing(data: Path, book: Path, capsys, monkeypatch) -> None:
    def press(stage: str, _done: int, _total: int) -> None:
        if stage == WRITE:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Following, "of_file", lambda _self, _name: press)
    usual = signal.getsignal(signal.SIGINT)
    assert main(["load", str(book), str(book), "--data", str(data)]) == 1
    assert "没有写入任何数据" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is usual
    main(["uploads", "--data", str(data), "--json"])
    assert json.loads(capsys.readouterr().out) == []
    assert not [path for path in (data / "originals").glob("*") if path.is_file()]


@pytest.mark.skipif(os.name == "nt", reason="a signal to one process alone needs POSIX")
def test_ctrl_c_while_reading_is_a_sentence(data: Path, tmp_path: Path) -> None:
    rows = (b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 400_000))
    slow = tmp_path / "慢.xlsx"
    slow.write_bytes(hostile.with_rows(b"<!-- walked slowly -->" + b"".join(rows)))
    command = [sys.executable, "cli.py", "load", str(slow), "--data", str(data), "--json", "--progress"]
    with subprocess.Popen(
        command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        assert READ in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "Traceback" not in err
    [result] = json.loads(out)
    assert result["upload_id"] is None
    assert "已取消" in result["findings"][0]["message"]
