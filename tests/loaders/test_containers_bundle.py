"""Folders and ZIPs give their files one by one; passwords open what they should and nothing else."""

import dataclasses
from pathlib import Path

import pytest

from domain.finding import Refusal
from loaders.containers.bundle import expand
from loaders.door import Door
from loaders.guard.limits import DEFAULT, MEGABYTE
from loaders.parse import read_workbook
from loaders.reader import Reader
from tests.loaders import hostile
from tests.loaders.boxes import as_html, locked, put
from tests.loaders.docs import document, repacked
from tests.loaders.forms import demo_jurisdiction, write_xlsx
from tests.loaders.test_containers import LEDGER, TEXT


def _unmarked(names: list[str], encoding: str) -> bytes:
    """Returns a stored ZIP with raw member names in an encoding and no flag that says which."""
    contents = {f"{'x' * len(name.encode(encoding))}": name.encode(encoding) for name in names}
    data = hostile.zipped({placeholder: TEXT.encode() for placeholder in contents})
    for placeholder, raw in contents.items():
        data = data.replace(placeholder.encode(), raw)
    return data


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_of_a_zip_are_read_as_their_sender_saw_them(encoding):
    data = _unmarked(["甲县抽检台账.csv", "乙县/台账.csv"], encoding)
    assert [member.name for member in expand(data, "各县.zip", DEFAULT)] == [
        "各县.zip/甲县抽检台账.csv",
        "各县.zip/乙县/台账.csv",
    ]


def test_system_files_are_left_aside_and_named():
    parts = {
        "__MACOSX/._a.csv": b"x",
        ".DS_Store": b"x",
        "甲/~$a.xlsx": b"x",
        "甲/": b"",
        "甲/a.csv": TEXT.encode(),
    }
    [member] = expand(hostile.zipped(parts), "a.zip", DEFAULT)
    assert (member.name, member.source) == ("a.zip/甲/a.csv", TEXT.encode())
    [note] = member.notes
    assert note.code == "bundle_skipped"
    assert ".DS_Store" in note.message
    assert "3 个" in note.message


def test_a_workbook_stays_one_file(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", LEDGER)
    for source in (
        path,
        path.read_bytes(),
        hostile.zipped({"mimetype": b"application/vnd.oasis"}),
        b"PK\x03\x04",
        b"a,b",
    ):
        [member] = expand(source, "a.xlsx", DEFAULT)
        assert (member.name, member.source, member.notes) == ("a.xlsx", source, ())


def _encrypted_zip() -> bytes:
    data = bytearray(hostile.zipped({"a.csv": TEXT.encode()}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 1
    return bytes(data)


BUNDLES = {
    "password": (_encrypted_zip, "bundle_encrypted"),
    "bomb": (lambda: hostile.zipped({"a.csv": bytes(30 * MEGABYTE)}), "bundle_too_large"),
    "many": (lambda: hostile.zipped({f"{n}.csv": b"a,b" for n in range(201)}), "bundle_too_many"),
    "only system files": (lambda: hostile.zipped({".x": b""}), "bundle_empty"),
    "outside": (lambda: hostile.zipped({"../../a.csv": b"a,b"}), "bundle_damaged"),
}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_hostile_bundle_is_refused_in_words(name):
    make, code = BUNDLES[name]
    with pytest.raises(Refusal) as caught:
        expand(make(), "各县.zip", DEFAULT)
    assert caught.value.code == code
    assert "各县.zip" in caught.value.message
    assert caught.value.message.endswith("。")


def test_a_bundle_keeps_the_size_of_a_file():
    with pytest.raises(Refusal) as caught:
        expand(hostile.zipped({"a.csv": b"a,b"}), "a.zip", dataclasses.replace(DEFAULT, file_size=50))
    assert caught.value.code == "file_too_large"


def test_a_folder_gives_its_files_and_those_of_its_zips(tmp_path):
    folder = tmp_path / "十月"
    (folder / "东片").mkdir(parents=True)
    put(folder, "a.csv", TEXT.encode())
    put(folder, ".hidden", b"x")
    put(folder / "东片", "b.zip", hostile.zipped({"c.csv": TEXT.encode()}))
    members = expand(folder, folder.name, DEFAULT)
    assert [member.name for member in members] == ["十月/a.csv", "十月/东片/b.zip/c.csv"]
    assert [note.code for note in members[0].notes] == ["bundle_skipped"]


def test_documents_without_a_table_are_left_aside_and_named(tmp_path):
    folder = tmp_path / "十月"
    folder.mkdir()
    slides = hostile.zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"})
    papers = {"说明.docx": document(), "README": "请查收。\n谢谢。".encode(), "汇报.pptx": slides}
    for name, content in papers.items():
        put(folder, name, content)
    put(folder, "a.csv", TEXT.encode())
    put(folder, "台账.docx", document(("台账", [["抽样编号", "食品名称"], ["A1", "馒头"]])))
    zipped = hostile.zipped({path.name: path.read_bytes() for path in folder.iterdir()})
    for source in (folder, zipped):
        first, *others = sorted(expand(source, "十月", DEFAULT), key=lambda one: not one.notes)
        assert {one.name for one in (first, *others)} == {"十月/a.csv", "十月/台账.docx"}
        [note] = first.notes
        assert note.code == "bundle_papers"
        assert "3 个" in note.message and all(name in note.message for name in papers)


@pytest.mark.parametrize(
    "name, text", [("数据.txt", "县区\t批次\n甲县\t3\n乙县\t4\n"), ("编码.csv", "BM,县区,批次\n1,甲县,3\n")]
)
def test_a_table_of_two_columns_or_with_an_odd_first_header_is_no_paper(name, text):
    members = expand(
        hostile.zipped({"a.csv": TEXT.encode(), name: text.encode("gb18030")}), "包.zip", DEFAULT
    )
    assert sorted(one.name for one in members) == sorted(["包.zip/a.csv", f"包.zip/{name}"])


def test_a_document_without_a_table_by_itself_is_refused_in_words():
    [member] = expand(document(), "说明.docx", DEFAULT)
    assert member.notes == ()
    with pytest.raises(Refusal) as caught:
        read_workbook(member.source, member.name, DEFAULT)
    assert caught.value.code == "no_tables"


def test_a_damaged_document_in_a_bundle_is_left_to_the_door():
    broken = repacked(document(), "../x", b"x")
    members = expand(hostile.zipped({"a.csv": TEXT.encode(), "b.docx": broken}), "a.zip", DEFAULT)
    assert [member.name for member in members] == ["a.zip/a.csv", "a.zip/b.docx"]


def test_a_zip_in_a_zip_is_not_opened():
    inner = hostile.zipped({"a.csv": TEXT.encode()})
    [member] = expand(hostile.zipped({"b.zip": inner}), "a.zip", DEFAULT)
    with pytest.raises(Refusal) as caught:
        read_workbook(member.source, member.name, DEFAULT)
    assert caught.value.code == "not_a_spreadsheet"


def _locked(path: Path) -> bytes:
    return locked(write_xlsx(path / "a.xlsx", LEDGER).read_bytes(), "密码123")


def test_a_password_opens_a_workbook_in_the_child(tmp_path):
    data, door = _locked(tmp_path), Door(demo_jurisdiction(), None, {}, Reader(children=1))
    try:
        opened = door.check(data, "a.xlsx", password="密码123")
        plain = door.check(tmp_path / "a.xlsx", "a.xlsx")
        refused = [door.check(data, "a.xlsx", password=said).findings for said in ("", "密码124")]
    finally:
        door.close()
    assert not opened.has_errors
    assert opened.facts == plain.facts
    assert [[finding.code for finding in findings] for findings in refused] == [
        ["encrypted"],
        ["wrong_password"],
    ]
    assert "密码" in refused[0][0].message


def test_what_a_password_opens_is_guarded():
    with pytest.raises(Refusal) as caught:
        read_workbook(locked(hostile.bomb(300), "x"), "a.xlsx", DEFAULT, "x")
    assert caught.value.code == "zip_bomb"


def test_senseless_work_for_a_password_is_refused(tmp_path, monkeypatch):
    data = _locked(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(Refusal) as caught:
        patch.setattr("loaders.containers.password._MOST_SPINS", 99_999)
        read_workbook(data, "a.xlsx", DEFAULT, "密码123")
    assert caught.value.code == "damaged"
    with pytest.raises(Refusal) as caught:
        read_workbook(hostile.compound(["EncryptionInfo", "EncryptedPackage"]), "a.xlsx", DEFAULT, "x")
    assert caught.value.code == "damaged"


def test_a_password_for_an_open_file_changes_nothing(tmp_path):
    data = write_xlsx(tmp_path / "a.xlsx", LEDGER).read_bytes()
    assert read_workbook(data, "a.xlsx", DEFAULT, "x") == read_workbook(data, "a.xlsx", DEFAULT)


def test_only_a_files_own_name_says_something_about_it(tmp_path):
    rows = "抽样编号,食品名称,被抽样单位,县(市、区),抽样日期\nXC20210400001,馒头,某超市,甲县,2021-04-02\n"
    door = Door(demo_jurisdiction(), None, {}, Reader(children=1))
    try:
        checked = door.check(rows.encode(), "不合格名单.zip/甲县.csv")
        page = door.check(as_html(LEDGER), "不合格.zip/台账.xls")
    finally:
        door.close()
    assert checked.file_name == "不合格名单.zip/甲县.csv"
    assert "verdict_from_title" not in [finding.code for finding in checked.findings]
    assert not page.has_errors
