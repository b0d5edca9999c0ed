"""Checks that targets are the clauses of the documents, and that a wrong entry says where it is."""

from decimal import Decimal
from pathlib import Path

import pytest

from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from metrics.indicators import indicators
from metrics.targets import Target, load_targets

IDS = tuple(indicators())

# Every indicator of the five documents, and those of them that the documents hold against nothing.
REGISTER = (
    {f"YC-{n:02d}" for n in range(1, 33)}
    | {f"BYQ-{n:02d}" for n in range(1, 12)}
    | {"CM-01", "CM-02"}
    | {"XM-01", "XM-02"}
)
WITHOUT_TARGET = {"YC-11", "YC-30", "XM-01"}

# Typed from the documents, clause by clause: id, operator, value, class, tier, document, clause, levels.
CLAUSES = {
    "yuncheng": """
        YC-01  >=  5    无    工作目标  YC  一         city county
        YC-02  >=  97   无    工作目标  YC  一         city county
        YC-03  >=  98   无    工作目标  YC  一         city county
        YC-09  >=  4    否决  考核底线  YC  附件2(三)  city county
        YC-10  >=  2    否决  考核底线  YC  附件2(三)  city county
        YC-12  >=  97   否决  考核底线  YC  附件2(四)  city county
        YC-13  >=  98   否决  考核底线  YC  附件2(四)  city county
        YC-14  =   100  否决  考核底线  YC  附件2(四)  city county
        YC-04  =  0  否决  考核底线  YC  附件2(一)  city county
        YC-05  =  0  否决  考核底线  YC  附件2(一)  city county
        YC-06  >=  70  否决  考核底线  YC  附件2(二)  city county
        YC-07  >=  75  否决  考核底线  YC  附件2(二)  city county
        YC-08  >=  85  否决  考核底线  YC  附件2(二)  city county
        YC-15  =  100  否决  考核底线  YC  附件2(五)  city county
        YC-16  =  100  否决  考核底线  YC  附件2(五)  city county
        YC-17  >=  80  关键  考核底线  YC  附件2(十)3  city
        YC-18  =  100  关键  考核底线  YC  附件2(十七)2  city county
        YC-19  =  100  关键  考核底线  YC  附件2(十七)3  city county
        YC-20  =  100  关键  考核底线  YC  附件1五(二)、附件2(十八)1  city county
        YC-21  =  100  关键  考核底线  YC  附件1五(三)、附件2(十八)3  city county
        YC-22  =  100  无  工作目标  YC  附件1四(四)  city county
        YC-23  >=  90  关键  考核底线  YC  附件2(二十三)  city county
        YC-24  >=  90  关键  考核底线  YC  附件2(二十四)1  city county
        YC-25  >=  90  一般  考核底线  YC  附件2(三十八)1  city county
        YC-26  =  100  一般  考核底线  YC  附件2(三十八)1  city county
        YC-27  =  100  一般  考核底线  YC  附件2(三十八)1  city county
        YC-28  =  1  一般  考核底线  YC  附件2(三十八)1  city county
        YC-29  <  0  无  工作目标  YC  附件1三(二)  city county
        YC-31  =  100  无  工作目标  YC  附件1十一(二)  city
        YC-32  =  100  一般  考核底线  YC  附件2(十三)1  city county
    """,
    "bayuquan": """
        BYQ-05  >=  1    无  工作目标  BYQ  二(八)7  district town
        BYQ-06  >=  97   无  工作目标  BYQ  二(八)7  district town
        BYQ-07  >=  3    无  工作目标  BYQ  二(八)8  district town
        BYQ-08  >=  98   无  工作目标  BYQ  二(八)8  district town
        BYQ-09  =   100  无  工作目标  BYQ  二(八)9  district town
        BYQ-01  =  100  无  工作目标  BYQ  二(六)1  district
        BYQ-02  =  100  无  工作目标  BYQ  二(六)1  district
        BYQ-03  >=  90  无  工作目标  BYQ  二(六)1  district
        BYQ-04  =  100  无  工作目标  BYQ  二(六)1  district
        BYQ-10  =  0  无  工作目标  BYQ  二(一)  district town
        BYQ-11  =  100  无  工作目标  BYQ  二(十)4  district
    """,
    "chongming": """
        CM-01  >=  1  无  考核底线  CM-F  四(五)  section brigade town
        CM-02  >=  1  无  考核底线  CM-F  四(五)  section brigade town
    """,
    "xinmi": """
        XM-02  =  0  无  工作目标  XM  六(二)  county town
    """,
}

ENTRY = """
[[target]]
id = "YC-01"
indicator = "YC-01"
operator = ">="
value = "5"
levels = ["city"]
class = "无"
tier = "工作目标"
document = "D"
clause = "一"
valid_from = 2020
"""


def as_row(target: Target) -> tuple[str, ...]:
    """Returns a target as one row of the table of clauses."""
    head = (target.target_id, target.operator, f"{target.value:f}", target.target_class, target.tier)
    return (*head, target.document, target.clause, *target.levels)


def small(folder: Path, targets: str) -> Jurisdiction:
    """Returns a jurisdiction of one city, with these targets."""
    folder.mkdir(exist_ok=True)
    files = {
        "jurisdiction.toml": 'name = "某市"\nroot = "c"\nfictional = true\n',
        "units.csv": "unit_id,code,name,kind,parent_id,aliases\nc,,某市,city,,\n",
        "population.csv": "unit_id,people,kind,year,precision,source\n",
        "documents.toml": '[[document]]\ncode = "D"\ntitle = "文件"\nnumber = ""\nstatus = "in force"\nyear = 2020\n',
        "deadlines.toml": "",
        "targets.toml": targets,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_jurisdiction(folder)


@pytest.mark.parametrize("name", sorted(CLAUSES))
def test_targets_are_the_clauses_in_both_directions(name: str) -> None:
    targets = load_targets(load_jurisdiction(JURISDICTIONS / name), IDS)
    expected = {tuple(line.split()) for line in CLAUSES[name].splitlines() if line.strip()}
    assert {as_row(target) for target in targets} == expected
    assert all(target.indicator == target.target_id for target in targets)


def test_every_indicator_of_the_register_is_declared_and_judged_where_a_document_says_so() -> None:
    judged = {line.split()[0] for table in CLAUSES.values() for line in table.splitlines() if line.strip()}
    assert set(IDS) >= REGISTER
    assert judged == REGISTER - WITHOUT_TARGET


def test_the_demo_mirrors_yuncheng_under_its_own_document() -> None:
    real = load_targets(load_jurisdiction(JURISDICTIONS / "yuncheng"), IDS)
    demo = load_targets(load_jurisdiction(JURISDICTIONS / "demo"), IDS)
    assert [t.target_id for t in demo] == [t.target_id for t in real]
    assert [(t.operator, t.value, t.tier) for t in demo] == [(t.operator, t.value, t.tier) for t in real]
    assert {t.document for t in demo} == {"DEMO"}


def test_only_the_draft_is_marked_as_a_draft() -> None:
    drafts = {
        code
        for name in CLAUSES
        for code, document in load_jurisdiction(JURISDICTIONS / name).documents.items()
        if document.is_draft
    }
    assert drafts == {"BYQ"}


def test_a_target_binds_its_levels_until_it_is_replaced(tmp_path: Path) -> None:
    text = ENTRY + ENTRY.replace('id = "YC-01"', 'id = "old"') + "valid_to = 2021\n"
    running, ended = load_targets(small(tmp_path, text), IDS)
    assert running.value == Decimal(5)
    assert [running.judges("city", year) for year in (2019, 2020, 2026)] == [False, True, True]
    assert [ended.judges("city", year) for year in (2020, 2021, 2022)] == [True, True, False]
    assert not running.judges("county", 2020)


def test_a_value_stays_an_exact_decimal(tmp_path: Path) -> None:
    target = load_targets(small(tmp_path, ENTRY.replace('"5"', '"97.10"')), IDS)[0]
    assert target.value == Decimal("97.1")


WRONG = {
    "unknown key": ('tier = "工作目标"', 'teir = "工作目标"', 9, "teir"),
    "unknown indicator": ('indicator = "YC-01"', 'indicator = "YC-99"', 4, "YC-99"),
    "unknown document": ('document = "D"', 'document = "X"', 10, "X"),
    "unknown operator": ('operator = ">="', 'operator = "≥"', 5, "≥"),
    "unknown class": ('class = "无"', 'class = "重要"', 8, "重要"),
    "unknown tier": ('tier = "工作目标"', 'tier = "目标"', 9, "目标"),
    "unknown level": ('levels = ["city"]', 'levels = ["ctiy"]', 7, "ctiy"),
    "no level": ('levels = ["city"]', "levels = []", 7, "levels"),
    "words for a value": ('value = "5"', 'value = "约5"', 6, "约5"),
    "a float that lost its digits": ('value = "5"', "value = 5.1", 6, "value"),
    "a year in words": ("valid_from = 2020", 'valid_from = "2020"', 12, "2020"),
    "an end before the beginning": ("valid_from = 2020", "valid_from = 2020\nvalid_to = 2019", 13, "2019"),
}


@pytest.mark.parametrize("case", sorted(WRONG))
def test_a_wrong_entry_names_file_and_line(tmp_path: Path, case: str) -> None:
    before, after, line, word = WRONG[case]
    assert before in ENTRY
    with pytest.raises(Refusal) as refusal:
        load_targets(small(tmp_path, ENTRY.replace(before, after)), IDS)
    message = refusal.value.message
    assert "targets.toml" in message and f"第 {line} 行" in message and word in message


def test_the_line_is_the_one_of_the_second_entry(tmp_path: Path) -> None:
    second = ENTRY.replace('id = "YC-01"', 'id = "b"').replace('value = "5"', 'value = "x"')
    with pytest.raises(Refusal, match="第 18 行"):
        load_targets(small(tmp_path, ENTRY + second), IDS)


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"targets.toml 第 15 行.*YC-01.*重复"):
        load_targets(small(tmp_path, ENTRY + ENTRY), IDS)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"targets.toml.*clause"):
        load_targets(small(tmp_path, ENTRY.replace('clause = "一"\n', "")), IDS)


def test_a_folder_without_targets_has_none(tmp_path: Path) -> None:
    jurisdiction = small(tmp_path, "")
    (tmp_path / "targets.toml").unlink()
    assert load_targets(jurisdiction, IDS) == ()
