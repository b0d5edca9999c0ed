"""Shows what the file promises: one owner, safe settings, right rows under threads."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from domain.finding import Refusal
from domain.paths import HOUSE
from store.uploads import load
from store.warehouse import FILE_NAME, Warehouse
from tests.store.builders import FORM, LEDGER, ledger, memory


def test_the_file_is_readable_by_the_long_term_format(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    tags = warehouse.rows("SELECT tags FROM duckdb_databases() WHERE path IS NOT NULL")
    assert any("v1.5" in str(tag) for tag in tags)
    warehouse.close()


def test_nothing_outside_can_be_read_or_installed(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for sql in (f"SELECT * FROM read_csv('{secret}')", "INSTALL excel", "SET enable_external_access = true"):
        with pytest.raises(duckdb.Error):
            warehouse.rows(sql)
    warehouse.close()


def test_a_second_process_is_refused_in_plain_words(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    program = (
        "import sys; from pathlib import Path; from store.warehouse import Warehouse\n"
        "from domain.finding import Refusal\n"
        "try:\n    Warehouse.open(Path(sys.argv[1]), [])\n"
        "except Refusal as refusal:\n    sys.exit(7 if refusal.code == 'locked' else 8)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / FILE_NAME)]
    assert subprocess.run(command, cwd=HOUSE, check=False).returncode == 7
    warehouse.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 1000)
    with pytest.raises(Refusal) as caught:
        Warehouse.open(tmp_path / FILE_NAME, [LEDGER])
    assert caught.value.code == "bad_warehouse"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps file permissions in another way")
def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    Warehouse.open(tmp_path / FILE_NAME, [LEDGER]).close()
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_threads_get_their_own_rows() -> None:
    warehouse = memory()
    wrong: list[int] = []

    def ask(number: int) -> None:
        for _ in range(50):
            if warehouse.rows("SELECT ?::INTEGER FROM range(200)", [number]) != [(number,)] * 200:
                wrong.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_two_first_uploads_at_once_do_not_double_the_figures() -> None:
    warehouse = memory()
    rows = [(f"N{i}", "u1", 202001) for i in range(500)]
    uploads = [ledger(rows, name=f"{i}.xlsx") for i in range(4)]
    threads = [threading.Thread(target=load, args=(warehouse, upload)) for upload in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert warehouse.rows("SELECT count(*), count(DISTINCT upload_id) FROM samples WHERE is_current") == [
        (500, 1)
    ]


def test_every_load_raises_the_data_version_and_survives_reopening(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    before = warehouse.data_version()
    load(warehouse, ledger([("A", "u1", 202001)]))
    assert warehouse.data_version() == before + 1
    warehouse.close()
    again = Warehouse.open(tmp_path / FILE_NAME, [LEDGER, FORM])
    assert again.rows("SELECT sample_no FROM samples WHERE is_current") == [("A",)]
    again.close()
