"""The reader process: results equal, crashes and hangs cost one refusal, the next read works."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from domain.finding import Refusal
from loaders.guard.limits import DEFAULT
from loaders.parse import read_workbook
from loaders.reader import Reader
from tests.loaders import hostile
from tests.loaders.books import old


@pytest.fixture(scope="module")
def reader():
    reader = Reader()
    yield reader
    reader.close()


def _slow_book() -> bytes:
    return hostile.with_rows(
        b"<!-- walked slowly -->"
        + b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 400_000))
    )


@pytest.fixture(scope="module")
def slow_book():
    return _slow_book()


def test_child_reads_what_this_process_reads(reader, tmp_path):
    for name, data in (("a.xlsx", hostile.honest(50)), ("a.xls", old())):
        here = read_workbook(data, name, DEFAULT)
        there = reader.read(data, name)
        assert there == here
        path = tmp_path / name
        path.write_bytes(data)
        assert reader.read(path) == here


def test_refusal_crosses_the_pipe(reader):
    far = b'<row r="1048576"><c r="XFD1048576"><v>0</v></c></row>'
    with pytest.raises(Refusal) as caught:
        reader.read(hostile.with_rows(far), "远.xlsx")
    assert (caught.value.code, caught.value.sheet, caught.value.cell) == ("far_cell", "台账", "XFD1048576")


def test_missing_and_empty_files(reader, tmp_path):
    with pytest.raises(Refusal) as caught:
        reader.read(tmp_path / "没有.xlsx")
    assert caught.value.code == "file_not_found"
    with pytest.raises(Refusal) as caught:
        reader.read(b"", "空.xlsx")
    assert caught.value.code == "empty_file"


def _in_background(reader, data, **options):
    results = []

    def read():
        try:
            results.append(reader.read(data, "慢.xlsx", **options))
        except Refusal as refusal:
            results.append(refusal)

    thread = threading.Thread(target=read)
    thread.start()
    return thread, results


def test_killed_child_costs_one_refusal(slow_book):
    reader = Reader(children=1)
    reader.warm()
    child = reader._idle[0]
    thread, results = _in_background(reader, slow_book)
    while not child.reads:
        time.sleep(0.01)
    child._process.kill()
    thread.join()
    assert results[0].code == "reader_crashed"
    assert reader.read(hostile.honest(), "a.xlsx").sheets[0].row_count == 5
    reader.close()


def test_child_that_dies_while_idle_is_replaced():
    reader = Reader()
    reader.read(hostile.honest(), "a.xlsx")
    reader._idle[0]._process.kill()
    reader._idle[0]._process.wait()
    assert reader.read(hostile.honest(), "a.xlsx").sheets[0].row_count == 5
    reader.close()


def test_time_limit_and_cancelling(slow_book):
    reader = Reader(seconds=0.2)
    with pytest.raises(Refusal) as caught:
        reader.read(slow_book, "慢.xlsx")
    assert caught.value.code == "reader_timeout"
    with pytest.raises(Refusal) as caught:
        reader.read(slow_book, "慢.xlsx", cancelled=lambda: True)
    assert caught.value.code == "reader_cancelled"
    reader.close()


def test_rows_are_reported_and_the_reply_is_the_same(reader):
    heard = []
    book = reader.read(hostile.honest(50), "a.xlsx", progress=lambda *said: heard.append(said))
    rows = book.sheets[0].row_count
    assert heard[0] == ("读取文件", 0, 0)
    assert heard[-1][1] == rows
    assert all(done <= total or not total for _, done, total in heard)
    assert book == reader.read(hostile.honest(50), "a.xlsx")


def test_a_cancelled_read_costs_the_next_one_nothing():
    reader = Reader(children=1)
    with pytest.raises(Refusal):
        reader.read(hostile.honest(50), "a.xlsx", cancelled=lambda: True)
    assert reader.read(hostile.honest(), "a.xlsx").sheets[0].row_count == 5
    reader.close()


def test_two_reads_at_once(reader):
    waiting = [_in_background(reader, hostile.honest(n)) for n in range(1, 9)]
    for thread, _ in waiting:
        thread.join()
    assert [results[0].sheets[0].row_count for _, results in waiting] == list(range(1, 9))


def test_closing_leaves_no_files(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reader = Reader()
    book = reader.read(hostile.honest(), "a.xlsx")
    reader.close()
    assert list(tmp_path.iterdir()) == []
    assert book.sheets[0].text(0, 0) == "样品0"


def test_child_imports_nothing_heavy():
    code = "import sys, loaders.reader_child; print({'streamlit','duckdb','pandas'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the limit is read from /proc")
def test_memory_limit_is_a_refusal(reader):
    pid = reader._borrow()
    reader._give_back(pid)
    limits = subprocess.run(["cat", f"/proc/{pid.pid}/limits"], capture_output=True, text=True, check=True)
    assert "address space" in limits.stdout
    assert str(3 * 2**30) in limits.stdout
