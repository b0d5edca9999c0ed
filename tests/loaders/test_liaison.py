"""Reads the liaison table into contacts, and never says a name or a number anywhere else."""

from pathlib import Path

import pytest

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from loaders.checked import Declared
from loaders.door import Door
from tests.loaders.case_sheets import PEOPLE, SECRETS, liaison, liaison_document


@pytest.fixture(scope="module")
def door():
    found = Door(load_jurisdiction(JURISDICTIONS / "demo"), None, {})
    yield found
    found.close()


def people(checked) -> dict[str, tuple[str, ...]]:
    return {c.role: (c.name, c.position, c.office_phone, c.mobile, c.fax) for c in checked.contacts}


def test_the_table_is_read_from_a_workbook_and_from_word(door: Door, tmp_path: Path) -> None:
    for checked in (
        door.check(liaison(tmp_path / "a.xlsx"), "a.xlsx"),
        door.check(liaison_document(), "a.docx"),
    ):
        assert (checked.template, checked.unit, people(checked)) == ("liaison", "甲县", PEOPLE)
        assert [one.code for one in checked.findings] == ["contacts_apart"]


def test_no_name_and_no_number_leaves_the_contacts(door: Door, tmp_path: Path) -> None:
    odd = {"分管领导": ("示例领导甲", "局长", "看黑板", "", ""), "联络员": ("", "科员", "", "", "")}
    checked = door.check(liaison(tmp_path / "a.xlsx", people=odd), "a.xlsx")
    assert {"phone_odd", "contact_missing"} <= {one.code for one in checked.findings}
    said = repr(checked) + repr(checked.as_json()) + repr(checked.contacts) + repr(door.new_upload(checked))
    said += "".join(repr(table.to_pylist()) for table in checked.facts.values())
    assert not [text for text in (*SECRETS, "看黑板") if text in said]


def test_a_person_without_any_number_is_doubted(door: Door, tmp_path: Path) -> None:
    people = {"联络员": ("示例联络员乙", "科员", "", "", "000-0000009")}
    found = door.check(liaison(tmp_path / "a.xlsx", people=people), "a.xlsx").findings
    assert [(one.code, one.cell) for one in found if one.severity == "warning"] == [("phone_missing", "B4")]


def test_an_unknown_unit_is_an_error_and_a_declared_one_helps(door: Door, tmp_path: Path) -> None:
    path = liaison(tmp_path / "a.xlsx", unit="")
    assert [one.code for one in door.check(path, "a.xlsx").findings if one.severity == "error"] == [
        "unit_missing"
    ]
    assert door.check(path, "a.xlsx", Declared(unit="乙县")).unit == "乙县"


def test_an_empty_table_names_nobody(door: Door, tmp_path: Path) -> None:
    checked = door.check(liaison(tmp_path / "a.xlsx", people={"分管领导": (), "联络员": ()}), "a.xlsx")
    assert (checked.template, checked.contacts, checked.records) == ("liaison", (), 0)
