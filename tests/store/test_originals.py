"""Shows that a loaded file comes back byte for byte, under a harmless name, or not at all."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from domain.finding import Refusal
from store import files
from store.entries import NewUpload
from store.originals import download_name, fetch
from store.uploads import list_uploads, load, undo
from store.warehouse import FILE_NAME, ORIGINALS, Warehouse
from tests.store.builders import FORM, LEDGER, counting, ledger, memory


def sent(
    content: bytes, rows: list, source: Path | bytes | None = None, name: str = "台账.xlsx"
) -> NewUpload:
    digest = hashlib.sha256(content).hexdigest()
    return replace(ledger(rows, name=name), file_hash=digest, source=content if source is None else source)


@pytest.fixture
def house(tmp_path: Path):
    opened = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    yield opened
    opened.close()


def kept(tmp_path: Path) -> list[str]:
    folder = tmp_path / ORIGINALS
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


A, B = [("A", "u1", 202001)], [("B", "u1", 202001)]


def test_the_file_comes_back_as_it_was_sent(house: Warehouse, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    path = tmp_path / "sent.xlsx"
    path.write_bytes(content)
    assert fetch(house, load(house, sent(content, A, source=path)).upload_id) == ("台账.xlsx", content)
    other = load(house, sent(b"other", B, name="别的.csv"))
    assert fetch(house, other.upload_id) == ("别的.csv", b"other")
    assert [one["has_original"] for one in list_uploads(house)] == [True, True]


def test_the_same_bytes_are_kept_once_and_outlive_an_undo(house: Warehouse, tmp_path: Path) -> None:
    first = load(house, sent(b"same", A))
    undo(house, first.upload_id)
    second = load(house, sent(b"same", A, name="又一次.xlsx"))
    assert kept(tmp_path) == [hashlib.sha256(b"same").hexdigest()]
    assert fetch(house, first.upload_id) == ("台账.xlsx", b"same")
    assert fetch(house, second.upload_id) == ("又一次.xlsx", b"same")


def test_the_name_of_a_file_is_never_a_path(house: Warehouse, tmp_path: Path) -> None:
    name = "../../../外面/\u202e..\\..\\邪.xlsx"
    upload_id = load(house, sent(b"content", A, name=name)).upload_id
    assert kept(tmp_path) == [hashlib.sha256(b"content").hexdigest()]
    assert fetch(house, upload_id)[0] == "邪.xlsx"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("各县.zip/芮城县.csv", "芮城县.csv"),
        ("C:\\用户\\台账.xlsx", "台账.xlsx"),
        ("a\r\nb\x00\u202etxt.xls", "abtxt.xls"),
        ('台账<1>:"2"|?*.xlsx', "台账_1___2____.xlsx"),
        ("CON.xlsx", "_CON.xlsx"),
        ("  ...", "原文件"),
        ("..", "原文件"),
        ("长" * 500 + ".xlsx", "长" * 115 + ".xlsx"),
        ("2026年1-4月 铁拳(终稿).xlsx", "2026年1-4月 铁拳(终稿).xlsx"),
    ],
)
def test_a_download_has_a_harmless_name(given: str, safe: str) -> None:
    assert download_name(given) == safe


def test_an_upload_from_before_files_were_kept_says_so(house: Warehouse) -> None:
    load(house, ledger(A))
    assert [one["has_original"] for one in list_uploads(house)] == [False]
    for upload_id, code in (("U000001", "no_original"), ("U000009", "unknown_upload")):
        with pytest.raises(Refusal) as caught:
            fetch(house, upload_id)
        assert caught.value.code == code


def test_a_file_that_was_tampered_with_is_not_given_out_and_mended_by_a_new_load(
    house: Warehouse, tmp_path: Path
) -> None:
    upload_id = load(house, sent(b"right", A)).upload_id
    (tmp_path / ORIGINALS / kept(tmp_path)[0]).write_bytes(b"wrong")
    with pytest.raises(Refusal) as caught:
        fetch(house, upload_id)
    assert caught.value.code == "original_damaged"
    assert load(house, sent(b"right", A)).is_repeat
    assert fetch(house, upload_id)[1] == b"right"


def test_a_file_that_changed_after_the_check_is_not_loaded(house: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "sent.xlsx"
    path.write_bytes(b"after")
    with pytest.raises(Refusal) as caught:
        load(house, sent(b"before", A, source=path))
    assert caught.value.code == "changed_since_check"
    assert (counting(house), kept(tmp_path), list_uploads(house)) == ([], [], [])


def test_a_failed_load_takes_its_file_away_but_not_that_of_another(house: Warehouse, tmp_path: Path) -> None:
    def stop(_done: int) -> None:
        raise Refusal("已取消", "cancelled")

    with pytest.raises(Refusal):
        load(house, sent(b"new", A), stop)
    assert kept(tmp_path) == []
    load(house, sent(b"shared", A))
    undo(house, "U000001")
    with pytest.raises(Refusal):
        load(house, sent(b"shared", A), stop)
    assert fetch(house, "U000001")[1] == b"shared"


def test_without_room_for_the_file_nothing_is_loaded(house: Warehouse, tmp_path: Path) -> None:
    (tmp_path / ORIGINALS).write_text("a file where the folder should be")
    with pytest.raises(Refusal) as caught:
        load(house, sent(b"content", A))
    assert caught.value.code == "original_not_kept"
    assert counting(house) == []


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_whole(tmp_path / "folder" / "name", b"x" * 10)
    assert list((tmp_path / "folder").iterdir()) == []


def test_opening_sweeps_away_what_a_killed_program_left_half_written(tmp_path: Path) -> None:
    house = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    load(house, sent(b"whole", A))
    house.close()
    (tmp_path / ORIGINALS / "0123.abcd.part").write_bytes(b"half")
    again = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    assert kept(tmp_path) == [hashlib.sha256(b"whole").hexdigest()]
    assert fetch(again, "U000001")[1] == b"whole"
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps file permissions in another way")
def test_only_the_owner_may_read_the_files(house: Warehouse, tmp_path: Path) -> None:
    load(house, sent(b"content", A))
    folder = tmp_path / ORIGINALS
    assert [path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())] == [0, 0]


def test_a_database_in_memory_keeps_no_files() -> None:
    house = memory()
    load(house, sent(b"content", A))
    with pytest.raises(Refusal) as caught:
        fetch(house, "U000001")
    assert caught.value.code == "no_original"


def test_a_full_disk_is_refused_before_anything_is_written(
    house: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(house, sent(b"first", A))
    before = counting(house)
    monkeypatch.setattr(files, "free_space", lambda _folder: 1 << 20)
    for deed in (lambda: load(house, sent(b"second", B)), lambda: undo(house, "U000001")):
        with pytest.raises(Refusal) as caught:
            deed()
        assert caught.value.code == "disk_full"
    assert (counting(house), len(kept(tmp_path))) == (before, 1)


def test_a_database_that_broke_amid_a_write_says_what_to_do(house: Warehouse) -> None:
    with pytest.raises(Refusal) as caught, house.writing():
        raise duckdb.FatalException("database has been invalidated")
    assert caught.value.code == "must_restart"
    assert list_uploads(house) == []
