"""Runs the verbs of typical cases and of the liaison table."""

import io
import json
from pathlib import Path

import pytest

from commands.main import main
from store.office import write_jurisdiction_id
from tests.loaders.case_sheets import SECRETS, document, form, liaison


@pytest.fixture
def office(tmp_path: Path) -> list[str]:
    """Gives the option of a data folder of the demo with one Word form and one liaison table loaded."""
    folder = tmp_path / "data"
    write_jurisdiction_id(folder, "demo")
    (tmp_path / "典型案件.docx").write_bytes(document(form()))
    option = ["--data", str(folder)]
    assert (
        main(["load", str(tmp_path / "典型案件.docx"), str(liaison(tmp_path / "联络员.xlsx")), *option]) == 0
    )
    return option


def answer(capsys: pytest.CaptureFixture, *verb: str) -> dict | list:
    capsys.readouterr()
    main([*verb, "--json"])
    return json.loads(capsys.readouterr().out)


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_typical_lists_units_and_cases(office: list[str], capsys: pytest.CaptureFixture) -> None:
    found = answer(capsys, "typical", *office)
    assert found["month"] == "2026-04"
    assert [(one["unit"], one["cases"]) for one in found["units"]] == [("甲县", 1)]
    [case] = found["cases"]
    assert (case["amount_involved"], case["fine"], case["closed_on"]) == (1.25, 5, "2026-04-20")
    assert answer(capsys, "typical", "--unit", "乙县", *office)["cases"] == []


def test_contacts_ask_for_the_pin(
    office: list[str], capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(capsys, "contacts", *office) == {"units": {"甲县": 2}}
    assert answer(capsys, "contacts", "--list", *office)["error"]["code"] == "no_pin"
    type_in(monkeypatch, "abcdef", "abcdeg")
    assert answer(capsys, "contacts", "--set-pin", *office)["error"]["code"] == "pins_differ"
    type_in(monkeypatch, "abcdef", "abcdef")
    assert answer(capsys, "contacts", "--set-pin", *office) == {"pin": "set"}
    type_in(monkeypatch, "wrong!")
    assert answer(capsys, "contacts", "--list", *office)["error"]["code"] == "wrong_pin"
    type_in(monkeypatch, "abcdef")
    said = repr(answer(capsys, "contacts", "--list", *office))
    assert all(text in said for text in SECRETS)
    type_in(monkeypatch, "wrong!", "123456", "123456")
    assert answer(capsys, "contacts", "--set-pin", *office)["error"]["code"] == "wrong_pin"
