"""Holds what is never dropped without a word: links, columns, papers in a bundle, counts in a sentence."""

import pytest

from loaders.containers.bundle import expand
from loaders.guard.limits import DEFAULT
from tests.loaders import hostile
from tests.loaders.forms import Layout, check, codes, table, write_xlsx
from tests.loaders.templates.test_disposal_ledger import facts, ledger, task
from tests.loaders.test_containers import TEXT


@pytest.mark.parametrize("text, link, code", [
    ("流通、生产", "", ["several_links"]), ("生产经营", "", ["several_links"]), ("流通/餐饮", "", ["several_links"]),
    ("流通（批发市场、超市）", "流通", []), ("生产、加工", "生产", []), ("网络餐饮", "网抽", []), ("不知道", "", ["unknown_link"]),
])  # fmt: skip
def test_a_row_with_several_links_is_told(tmp_path, text, link, code):
    checked = ledger(tmp_path, task(link=text))
    assert (facts(checked)[0]["link"], codes(checked)) == (link, code)


def test_a_second_column_of_people_without_a_kind_is_named(tmp_path):
    rows = [("甲县", 10000, 12000, 2020), ("乙县", 20000, 21000, 2020)]
    checked = check(write_xlsx(tmp_path / "x.xlsx", table(("县区", "常住人口", "总人口", "年份"), rows)))
    assert [(one.code, one.cell) for one in checked.findings] == [("column_twice", "C1")]
    assert {one["people"] for one in checked.facts["populations"].to_pylist()} == {10000, 20000}


def test_papers_beside_tables_are_left_aside_and_named():
    parts = {
        "a.csv": TEXT.encode(), "说明.txt": "各位：\n请查收,谢谢。".encode(), "扫描件.pdf": b"%PDF-1.4", "图.png": b"\x89PNG\r\n\x1a\n",
        "台账.txt": TEXT.replace(",", "\t").encode(),
    }  # fmt: skip
    members = expand(hostile.zipped(parts), "a.zip", DEFAULT)
    assert {member.name for member in members} == {"a.zip/a.csv", "a.zip/台账.txt"}
    [note] = members[0].notes
    assert note.code == "bundle_papers"
    assert all(name in note.message for name in ("说明.txt", "扫描件.pdf", "图.png"))


def test_a_bundle_of_papers_only_is_refused_as_before():
    [member] = expand(hostile.zipped({"说明.txt": "请查收".encode()}), "a.zip", DEFAULT)
    assert (member.name, member.notes) == ("a.zip/说明.txt", ())


def test_each_stacked_list_says_its_own_verdict_and_count(tmp_path):
    headers = ("抽样编号", "食品名称", "被抽样单位名称", "抽样日期", "不合格项目")
    layout = Layout().put(0, 0, "合格样品名单").put(1, 0, *headers)
    layout.put(2, 0, "XC1001", "馒头", "某店", "2021-03-02").put(3, 0, "XC1002", "馒头", "某店", "2021-03-02")
    layout.put(5, 0, "不合格样品名单").put(6, 0, *headers).put(
        7, 0, "XC1003", "馒头", "某店", "2021-03-02", "铅"
    )
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    said = [one.message for one in checked.findings if one.code == "verdict_from_title"]
    assert len(said) == 2
    assert "“合格”统计，共 2 批" in said[0] and "“不合格”统计，共 1 批" in said[1]


def test_a_form_cut_down_to_two_columns_is_known_by_its_rows(tmp_path):
    rows = [
        (1, "食品安全违法", 2, 2, "其中1件移送"),
        (2, "广告违法", 1, 1, ""),
        ("合计", "", 3, 3, ""),
        ("审核：张三", "", "填表：李四"),
    ]
    layout = Layout().put(0, 0, "案件统计表").put(1, 0, "报送单位：甲县 统计时间：2021年1月1日至5月31日")
    layout.put(2, 0, "序号", "违法行为类型", "立案(件)", "结案(件)", "备注")
    for at, row in enumerate(rows, start=3):
        layout.put(at, 0, *(None if value == "" else value for value in row))
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    assert (checked.template, codes(checked, "error"), checked.records) == ("case_form", [], 4)
