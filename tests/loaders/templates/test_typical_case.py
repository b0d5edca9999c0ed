"""Reads forms of one case in every layout: each field exactly, boxes, several to a sheet, Word."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.period import Period
from loaders.blank import make_blank
from loaders.case_sheet_boxes import read_boxes
from loaders.checked import Checked, Declared
from loaders.door import Door
from tests.loaders import hostile
from tests.loaders.case_sheets import FORM, LAYOUTS, PRINTED, document, form, workbook

EXPECTED = {
    "case_name": "示例食品有限公司经营超过保质期食品案", "violation": "食品安全违法", "is_closed": True,
    "enterprise": "示例食品有限公司", "licence": "营业执照 91990001MA0000001R", "credit_code": "91990001MA0000001R",
    "filed_on": date(2026, 3, 5), "closed_on": date(2026, 4, 20), "amount_involved": Decimal("1.25"), "is_mediated": False,
    "compensation": None, "stage": "经营", "provinces": "示例省", "is_penalised": True, "penalised_on": date(2026, 4, 18),
    "penalty": "没收违法所得并罚款", "fine": Decimal(5), "confiscated": Decimal("0.3"), "other_measures": "约谈、其他:责令改正",
    "is_transferred": False, "transferred_on": None, "notified": "示例市农业农村局", "notified_on": date(2026, 4, 25),
    "summary": "接投诉后现场检查，发现超过保质期的糕点 12 盒。", "is_public": True, "unit_id": "990001", "month": 202604,
}  # fmt: skip
UNTOUCHED = {label: PRINTED.get(label, "") for label in FORM}


@pytest.fixture(scope="module")
def door():
    found = Door(load_jurisdiction(JURISDICTIONS / "demo"), None, {})
    yield found
    found.close()


def rows(checked: Checked) -> list[dict]:
    return checked.facts["typical_cases"].to_pylist()


def errors(checked: Checked) -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in checked.findings if one.severity == "error"]


def codes(checked: Checked) -> list[str]:
    return [one.code for one in checked.findings]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_comes_back_exactly(door: Door, tmp_path: Path, layout: str) -> None:
    checked = door.check(workbook(tmp_path / "a.xlsx", (layout, [form()])), "典型案件.xlsx")
    assert checked.findings == []
    assert (checked.template, checked.unit, checked.period) == (
        "typical_case",
        "甲县",
        Period(202604, 202604),
    )
    [row] = rows(checked)
    assert {name: row[name] for name in EXPECTED} == EXPECTED


def test_a_word_form_says_the_same(door: Door) -> None:
    checked = door.check(document(form(), form(案件名称="示例乙案")), "典型案件.docx")
    assert checked.findings == []
    first, second = rows(checked)
    assert {name: first[name] for name in EXPECTED} == EXPECTED
    assert second["case_name"] == "示例乙案"


def test_several_forms_stand_on_several_sheets(door: Door, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("official", [form(案件名称="甲案"), form(案件名称="乙案"), UNTOUCHED]),
        ("below", [form(案件名称="丙案"), form(案件名称="丁案", 承办部门="乙县")]),
        ("list", [form(案件名称="戊案")]),
    )
    checked = door.check(path, "各县.xlsx")
    assert [(row["sheet"], row["case_name"]) for row in rows(checked)] == [
        ("案件1", "甲案"), ("案件1", "乙案"), ("案件2", "丙案"), ("案件2", "丁案"), ("案件3", "戊案"),
    ]  # fmt: skip
    assert codes(checked) == ["card_is_blank"]
    assert checked.coverage == [("990001", 202604), ("990002", 202604)]
    assert checked.unit == "示例市"


def test_the_contact_is_nowhere(door: Door, tmp_path: Path) -> None:
    checked = door.check(workbook(tmp_path / "a.xlsx", ("official", [form()])), "a.xlsx")
    said = repr(rows(checked)) + repr(checked.as_json()) + repr(checked)
    assert "示例联系人" not in said and "000-0000000" not in said


WRONG = {
    "no name": ({"案件名称": ""}, [("card_field_missing", "B4")]),
    "no unit": ({"承办部门": ""}, [("card_field_missing", "B17")]),
    "no filing date": ({"立案时间": "年 月 日"}, [("card_field_missing", "B6")]),
    "closed without a date": ({"结案时间": ""}, [("card_field_missing", "D6")]),
    "no status": ({"办理状态": "□正在办理中 □已办结"}, [("card_field_missing", "A2")]),
    "two boxes": ({"是否处罚": "☑是 ☑否"}, [("box_twice", "B9")]),
    "two states": ({"办理状态": "☑正在办理中 ☑已办结"}, [("box_twice", "A2")]),
    "no such choice": ({"是否已公开": "待定"}, [("box_unknown", "B16")]),
    "no number": ({"涉案金额": "约12（万元）"}, [("money_expected", "B7")]),
    "less than nothing": ({"罚款数额": "-5"}, [("negative_number", "D10")]),
    "closed before filed": (
        {"结案时间": "2026年3月1日", "作出处罚时间": ""},
        [("closed_before_filed", "D6")],
    ),
    "no day": ({"立案时间": "2026年3月"}, [("bad_date", "B6")]),
    "open but closed": ({"办理状态": "☑正在办理中 □已办结"}, [("closed_while_open", "D6")]),
    "unknown unit": ({"承办部门": "不存在的所"}, [("unknown_unit", "")]),
    "wrong code": ({"证照情况": "91990001MA0000001T"}, [("credit_code_wrong", "D5")]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_its_cell(door: Door, tmp_path: Path, case: str) -> None:
    changes, expected = WRONG[case]
    checked = door.check(workbook(tmp_path / "a.xlsx", ("official", [form(**changes)])), "a.xlsx")
    assert errors(checked) == expected


def test_the_same_case_twice_is_an_error(door: Door, tmp_path: Path) -> None:
    checked = door.check(workbook(tmp_path / "a.xlsx", ("official", [form(), form()])), "a.xlsx")
    assert errors(checked) == [("repeated_case", "B23")]


@pytest.mark.parametrize(
    ("reported", "doubts"),
    [("2026年5月2日", []), ("2026年4月25日", []), ("2026年6月2日", ["closed_outside_month"])],
)
def test_a_case_of_another_month_is_doubted(
    door: Door, tmp_path: Path, reported: str, doubts: list[str]
) -> None:
    checked = door.check(workbook(tmp_path / "a.xlsx", ("official", [form(填写时间=reported)])), "a.xlsx")
    assert codes(checked) == doubts
    said = Declared(period=Period.of_month(202605))
    declared = door.check(workbook(tmp_path / "a.xlsx", ("official", [form()])), "a.xlsx", said)
    assert codes(declared) == ["closed_outside_month"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12.5", "12.5"),
        ("125000元", "12.5"),
        ("12.5万元", "12.5"),
        ("（万元）12.5", "12.5"),
        ("0", "0"),
        ("/", None),
        ("（万元）", None),
    ],
)
def test_money_is_exact_in_ten_thousands(door: Door, tmp_path: Path, text: str, amount: str | None) -> None:
    checked = door.check(workbook(tmp_path / "a.xlsx", ("official", [form(涉案金额=text)])), "a.xlsx")
    assert rows(checked)[0]["amount_involved"] == (None if amount is None else Decimal(amount))


DOUBTS = {
    "type": ({"案件类型": "无照经营"}, "unknown_case_type", "B3"),
    "penalty without a date": ({"作出处罚时间": "年 月 日"}, "card_date_missing", "D9"),
    "penalty before filing": ({"作出处罚时间": "2026年3月1日"}, "card_before_filed", "D9"),
    "notified before filing": ({"通报时间": "2026年3月1日"}, "card_before_filed", "D14"),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_a_doubt_is_a_warning_with_its_cell(door: Door, tmp_path: Path, case: str) -> None:
    changes, code, cell = DOUBTS[case]
    [said] = door.check(workbook(tmp_path / "a.xlsx", ("official", [form(**changes)])), "a.xlsx").findings
    assert (said.code, said.cell, said.severity) == (code, cell, "warning")


def test_money_in_yuan_in_the_label_is_converted_and_said(door: Door, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("list", [form()]))
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows():
        if row[0].value == "罚款数额":
            row[0].value, row[1].value = "罚款数额（元）", 50000
    book.save(path)
    checked = door.check(path, "a.xlsx")
    assert (rows(checked)[0]["fine"], codes(checked)) == (Decimal(5), ["money_converted"])


def test_a_person_is_stored_by_surname(door: Door, tmp_path: Path) -> None:
    said = form(涉案企业名称="示小例", 案件名称="示小例无证经营案", 案情摘要="示小例在集市摆摊。")
    checked = door.check(workbook(tmp_path / "a.xlsx", ("official", [said])), "a.xlsx")
    assert codes(checked) == ["person_hidden"]
    assert "示小例" not in repr(rows(checked)) + repr(checked.as_json())
    assert rows(checked)[0]["case_name"] == "示某某无证经营案"


@pytest.mark.parametrize(
    ("reported", "declared", "month"),
    [
        ("2026年5月2日", None, 202604),  # by the 2nd: last month's report
        ("2026年5月28日", None, 202605),  # filled in for the next one
        ("2026年1月1日", None, 202512),
        ("2026年5月2日", 202603, 202603),  # what the sender declares goes before
        ("年 月 日", None, 202603),  # nothing else is known: the month of filing
    ],
)
def test_a_case_in_progress_belongs_to_the_month_it_is_reported_for(
    door: Door, tmp_path: Path, reported: str, declared: int | None, month: int
) -> None:
    said = form(办理状态="☑正在办理中 □已办结", 结案时间="年 月 日", 填写时间=reported)
    path = workbook(tmp_path / "a.xlsx", ("official", [said]))
    told = Declared(period=Period.of_month(declared)) if declared else Declared()
    checked = door.check(path, "a.xlsx", told)
    assert (rows(checked)[0]["is_closed"], rows(checked)[0]["month"], errors(checked)) == (False, month, [])
    assert checked.coverage == [("990001", month)]


def test_a_closed_case_belongs_to_its_closing_month_whenever_it_is_sent(door: Door, tmp_path: Path) -> None:
    late = workbook(tmp_path / "a.xlsx", ("official", [form(填写时间="2026年6月30日")]))
    assert rows(door.check(late, "a.xlsx"))[0]["month"] == 202604
    said = Declared(period=Period.of_month(202605))
    assert rows(door.check(late, "a.xlsx", said))[0]["month"] == 202604


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("□未通报  ☑通报部门：", "通报部门"),
        ("☑未通报  □通报部门：", "未通报"),
        ("□未通报  ☑通报部门：市公安局", "市公安局"),
    ],
)
def test_who_was_notified_stands_without_its_label(door: Door, tmp_path: Path, text: str, words: str) -> None:
    checked = door.check(workbook(tmp_path / "a.xlsx", ("official", [form(通报情况=text)])), "a.xlsx")
    assert rows(checked)[0]["notified"] == words


def test_a_table_with_the_same_words_in_its_header_is_no_form(door: Door, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["案件名称", "案件类型", "立案时间", "结案时间", "涉案金额", "承办部门", "罚款数额"])
    book.active.append(["示例案", "广告违法", "2026-03-01", "2026-04-01", 1, "甲县", 2])
    book.save(tmp_path / "a.xlsx")
    assert door.check(tmp_path / "a.xlsx", "a.xlsx").template != "typical_case"


def test_a_filled_blank_comes_back(door: Door, tmp_path: Path) -> None:
    make_blank("typical_case", tmp_path / "blank.xlsx", door.jurisdiction)
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    sheet, said = (
        book.worksheets[0],
        {label.replace("\n", "").split("（")[0]: text for label, text in FORM.items()},
    )
    for row in sheet.iter_rows():
        for label, value in zip(row[::2], row[1::2], strict=True):
            key = str(label.value or "").split("(")[0]
            if key in said:
                value.value = said[key]
    book.save(tmp_path / "blank.xlsx")
    checked = door.check(tmp_path / "blank.xlsx", "blank.xlsx")
    assert errors(checked) == []
    assert {name: rows(checked)[0][name] for name in EXPECTED} == EXPECTED


@pytest.mark.parametrize(
    ("text", "ticked"),
    [("是□ 否☑", ("否",)), ("■是□否", ("是",)), ("√是 否", ("是",)), ("是√ 否", ("是",)), ("是", ("是",)), ("□是□否", ()),
     ("（√）是 （ ）否", ("是",)), ("R是  £否", ("是",)), ("口是 ☒否", ("否",)), ("☑是☑否", ("是", "否"))],
)  # fmt: skip
def test_boxes_in_every_drawing(text: str, ticked: tuple[str, ...]) -> None:
    assert read_boxes(text, ("是", "否")).ticked == ticked


HOSTILE = {
    "entities": lambda: hostile.repacked(document(form()), {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, []),
    "cut": lambda: document(form())[:5000],
    "no table": lambda: hostile.repacked(document(form()), {"word/document.xml":
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'}, []),
    "deep": lambda: hostile.repacked(document(form()), {"word/document.xml": b"<x>" * 5000 + b"</x>" * 5000}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_document_is_refused_in_one_sentence(door: Door, case: str) -> None:
    checked = door.check(HOSTILE[case](), "坏.docx")
    [said] = checked.findings
    assert (said.code == "no_tables") is (case == "no table")
    assert said.severity == "error" and said.message.endswith("。") and not checked.facts
    assert rows(door.check(document(form()), "好.docx"))
