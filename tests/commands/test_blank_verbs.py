"""Makes blanks and marked copies as a script would: one, all units, folders, ZIPs, passwords."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from loaders.own_sheets import PAST_NAME
from tests.commands.test_bundles import ledger_csv, run
from tests.commands.test_cli import sample, write_ledger
from tests.loaders.boxes import locked
from tests.loaders.forms import case_form, printed_rows, write_xlsx


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    run(capsys, tmp_path, "init", "--jurisdiction", "yuncheng")
    return tmp_path


def test_a_blank_for_a_unit_shows_what_is_in_force(capsys, office: Path) -> None:
    form = case_form(printed_rows({"食品安全违法": {"cases_filed": 7}}), unit="芮城县")
    run(capsys, office, "load", write_xlsx(office / "4.xlsx", form))
    out = office / "5.xlsx"
    code, said = run(
        capsys, office, "blank", "case_form", "--unit", "芮城", "--period", "2021-05", "--out", out
    )
    assert (code, said["files"]) == (0, [str(out)])
    book = openpyxl.load_workbook(out)
    assert (book.worksheets[0]["B2"].value, book.worksheets[0]["F2"].value) == (
        "芮城县",
        "2021年1月1日至5月31日",
    )
    assert book[PAST_NAME]["E5"].value == 7
    code, [found] = run(capsys, office, "check", out)
    assert (found["unit"], found["period"], [one["code"] for one in found["findings"]]) == (
        "芮城县", "2021-05", ["form_is_blank"],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["空表", "空表.zip"])
def test_blanks_for_all_units(capsys, office: Path, name: str) -> None:
    code, said = run(
        capsys, office, "blank", "case_form", "--all", "--period", "2021-05", "--out", office / name
    )
    assert code == 0
    code, found = run(capsys, office, "check", office / name)
    units = [one["unit"] for one in found]
    assert len(units) == len(set(units)) > 10 and {one["period"] for one in found} == {"2021-05"}
    assert all(Path(one).exists() for one in said["files"])


@pytest.mark.parametrize("options, code", [
    (("--unit", "芮城县"), "period_needed"), (("--all",), "period_needed"),
    (("--unit", "某某县", "--period", "2021-05"), "unknown_unit"), (("--period", "五月"), "bad_period"),
])  # fmt: skip
def test_what_cannot_be_made_is_refused(capsys, office: Path, options: tuple, code: str) -> None:
    exit_code, said = run(capsys, office, "blank", "case_form", "--out", office / "x.xlsx", *options)
    assert (exit_code, said["error"]["code"]) == (1, code)
    assert not (office / "x.xlsx").exists()


def test_a_zip_comes_back_as_a_folder_of_marked_copies(capsys, office: Path) -> None:
    path, out = office / "各县.zip", office / "标注"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("甲/a.csv", ledger_csv(sample(1, verdict="还行")))
        bundle.writestr("乙/a.csv", ledger_csv(sample(2)))
        bundle.writestr("坏.xlsx", b"PK\x03\x04" + bytes(60))
    code, said = run(capsys, office, "mark", path, "--out", out)
    assert sorted(one.name for one in out.iterdir()) == ["a(2)_标注.xlsx", "a_标注.xlsx"]
    assert code == 1 and said["copies"][2]["error"]["code"] in ("truncated", "damaged")
    assert "还行" in openpyxl.load_workbook(out / "a_标注.xlsx")["问题清单"]["E7"].value


def test_a_folder_and_a_locked_workbook(capsys, office: Path) -> None:
    folder, plain = office / "十月", io.BytesIO()
    folder.mkdir()
    write_ledger(office / "a.xlsx", [sample(1, verdict="还行")])
    plain.write((office / "a.xlsx").read_bytes())
    (folder / "锁.xlsx").write_bytes(locked(plain.getvalue(), "暗号"))
    (folder / "b.csv").write_bytes(ledger_csv(sample(2)))
    code, said = run(capsys, office, "mark", folder, "--out", office / "标注", "--password", "暗号")
    assert (code, [one["file"] for one in said["copies"]]) == (0, ["十月/b.csv", "十月/锁.xlsx"])
    assert "还行" in openpyxl.load_workbook(office / "标注" / "锁_标注.xlsx").worksheets[0]["E7"].value
    code, said = run(capsys, office, "mark", folder, "--out", office / "x.xlsx")
    assert (code, said["error"]["code"]) == (1, "mark_needs_folder")
    code, said = run(capsys, office, "mark", folder, "--out", office / "没有" / "标注")
    assert (code, said["error"]["code"]) == (1, "mark_no_folder")
