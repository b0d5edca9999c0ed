"""Keeps the liaison table with its upload, behind a PIN, and out of every output of the house."""

import json
from pathlib import Path

import openpyxl
import pytest

from commands.main import main
from domain.finding import Refusal
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from loaders.door import Door
from loaders.templates import tables
from store.contacts import contacts, named_units, opens, sealed
from store.office import read_contacts_seal, read_jurisdiction_id, write_contacts_seal, write_jurisdiction_id
from store.restore import restore
from store.uploads import undo
from store.warehouse import FILE_NAME, Warehouse
from tests.loaders.case_sheets import PEOPLE, SECRETS, form, liaison, put_official

NEWER = {"联络员": ("示例联络员丙", "科长", "000-0000007", "", "")}


@pytest.fixture
def office(tmp_path: Path):
    """Gives a data folder of the demo, its warehouse and door."""
    write_jurisdiction_id(tmp_path / "data", "demo")
    warehouse = Warehouse.open(tmp_path / "data" / FILE_NAME, tables())
    door = Door(load_jurisdiction(JURISDICTIONS / "demo"), warehouse, {})
    yield tmp_path / "data", warehouse, door
    door.close()
    warehouse.close()


def put(door: Door, path: Path) -> str:
    return door.load(door.check(path, path.name), "测试").upload_id


def names(warehouse: Warehouse) -> list[str]:
    return [one.name for one in contacts(warehouse, "990001")]


def test_people_come_and_go_with_their_upload(office, tmp_path: Path) -> None:
    _, warehouse, door = office
    first = put(door, liaison(tmp_path / "a.xlsx"))
    leader, helper = (PEOPLE[role][0] for role in ("分管领导", "联络员"))
    assert names(warehouse) == [leader, helper]
    second = put(door, liaison(tmp_path / "b.xlsx", people=NEWER))
    assert names(warehouse) == [leader, "示例联络员丙"]  # the newest upload decides, role by role
    undo(warehouse, second)
    assert names(warehouse) == [leader, helper]
    undo(warehouse, first)
    assert (names(warehouse), named_units(warehouse)) == ([], {})
    restore(warehouse, first, "测试")
    assert names(warehouse) == [leader, helper]


def test_a_file_that_names_people_is_not_kept(office, tmp_path: Path) -> None:
    folder, _, door = office
    put(door, liaison(tmp_path / "a.xlsx"))
    assert not list((folder / "originals").glob("*"))


def test_a_file_with_other_tables_beside_is_not_kept_either(office, tmp_path: Path) -> None:
    folder, warehouse, door = office
    path = liaison(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    put_official(book.create_sheet("案件"), form())
    book.save(path)
    parts = door.check_all(path, "a.xlsx")
    assert {one.template for one in parts} == {"liaison", "typical_case"}
    door.load_all(parts, "测试")
    assert not list((folder / "originals").glob("*")) and names(warehouse)


def test_names_are_in_no_output_of_the_command_line(
    office, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    folder, warehouse, door = office
    door.close()
    warehouse.close()
    path = str(liaison(tmp_path / "a.xlsx"))
    data = ["--data", str(folder)]
    verbs = [
        ["check", path], ["load", path, "--dry-run"], ["load", path], ["uploads"], ["facts", "U000001"], ["verdicts"], ["typical"],
        ["contacts"], ["reporting"], ["rows", "--indicator", "CM-01"], ["contacts", "--list"], ["undo", "U000001"], ["restore", "U000001"],
        ["original", "U000001", "--out", str(tmp_path / "x.xlsx")], ["tasks"],
    ]  # fmt: skip
    for verb in verbs:
        for extra in ([], ["--json"]):
            main([*verb, *data, *extra])
            said = "".join(capsys.readouterr())
            assert not [text for text in SECRETS if text in said], verb
    house = Warehouse.open(folder / FILE_NAME, tables())
    tables_with_names = [
        spec.name for spec in house.fact_tables
        if any(text in repr(house.records(f"SELECT * FROM {spec.name}")) for text in SECRETS)
    ]  # fmt: skip
    uploads = json.dumps(house.records("SELECT * FROM uploads"), default=str, ensure_ascii=False)
    house.close()
    assert tables_with_names == [] and not [text for text in SECRETS if text in uploads]


def test_the_pin_opens_and_nothing_else_does() -> None:
    seal = sealed("三月初五abc")
    assert opens("三月初五abc", seal) and sealed("三月初五abc") != seal
    assert not [wrong for wrong in ("", "三月初五ab", "三月初五abc ", seal) if opens(wrong, seal)]
    assert "三月" not in seal
    for broken in ("", "scrypt:1:2", "scrypt:x:8:1:00:00", "plain:16384:8:1:00:00", "scrypt:3:8:1:00:00"):
        assert not opens("三月初五abc", broken)


@pytest.mark.parametrize("pin", ["", "12345", " 123456", "123456 "])
def test_a_short_pin_is_refused(pin: str) -> None:
    with pytest.raises(Refusal):
        sealed(pin)


def test_the_seal_stands_beside_the_jurisdiction(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        write_contacts_seal(tmp_path, "x")
    write_jurisdiction_id(tmp_path, "demo")
    write_contacts_seal(tmp_path, sealed("abcdef"))
    write_jurisdiction_id(tmp_path, "demo")
    assert read_jurisdiction_id(tmp_path) == "demo"
    assert opens("abcdef", read_contacts_seal(tmp_path))
