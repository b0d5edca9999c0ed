"""Checks the shipped jurisdiction folders, and that a new folder needs no code."""

import shutil
from pathlib import Path

import pytest

from domain.finding import Refusal
from domain.jurisdiction import Jurisdiction
from domain.jurisdiction_folder import available, load_jurisdiction
from domain.paths import JURISDICTIONS
from metrics.indicators import indicators
from metrics.targets import load_targets

NAMES = ("bayuquan", "chongming", "demo", "xinmi", "yuncheng")


@pytest.fixture(params=NAMES)
def jurisdiction(request: pytest.FixtureRequest) -> Jurisdiction:
    """Returns each shipped jurisdiction in turn."""
    return load_jurisdiction(JURISDICTIONS / request.param)


@pytest.fixture
def yuncheng() -> Jurisdiction:
    """Returns the prefecture city, the largest of the folders."""
    return load_jurisdiction(JURISDICTIONS / "yuncheng")


@pytest.fixture
def chongming() -> Jurisdiction:
    """Returns the district bureau with its sections and market offices."""
    return load_jurisdiction(JURISDICTIONS / "chongming")


def name_of(jurisdiction: Jurisdiction, text: str) -> str | None:
    """Returns the official name a text resolves to, or None."""
    unit = jurisdiction.resolve(text)
    return unit.name if unit else None


def test_the_shipped_folders_are_these() -> None:
    assert tuple(sorted(available((JURISDICTIONS,)))) == NAMES


def test_every_spelling_means_exactly_its_unit(jurisdiction: Jurisdiction) -> None:
    for unit in jurisdiction.units:
        for spelling in (unit.unit_id, unit.code, *unit.spellings):
            assert not spelling or jurisdiction.resolve(spelling) is unit, spelling


def test_codes_belong_to_the_root_and_stand_once(jurisdiction: Jurisdiction) -> None:
    codes = [unit.code for unit in jurisdiction.units if unit.code]
    stem = jurisdiction.root.code.rstrip("0") if jurisdiction.root.kind == "city" else jurisdiction.root.code
    assert len(set(codes)) == len(codes)
    assert all(code.startswith(stem) for code in codes)


def test_returns_name_kinds_and_documents_that_exist(jurisdiction: Jurisdiction) -> None:
    kinds = {unit.kind for unit in jurisdiction.units}
    for expected in jurisdiction.returns:
        assert set(expected.unit_kinds) <= kinds
        assert expected.document in {"", *jurisdiction.documents}
        assert expected.clause and expected.due_day == 2


def test_populations_say_kind_year_precision_and_source(jurisdiction: Jurisdiction) -> None:
    for known in jurisdiction.populations:
        assert known.kind == "常住" and known.precision and known.source and known.people > 0


def test_yuncheng_has_thirteen_counties_and_the_zone_without_a_code(yuncheng: Jurisdiction) -> None:
    counties = [unit for unit in yuncheng.units if unit.kind == "county"]
    assert len(counties) == 14
    assert [unit.name for unit in counties if not unit.code] == ["运城开发区"]


def test_census_figures_are_those_of_2020(yuncheng: Jurisdiction) -> None:
    people = {known.unit_id: known.people for known in yuncheng.populations}
    assert (people["140800"], people["140826"], people["140830"]) == (4774508, 226871, 342900)
    assert {known.year for known in yuncheng.populations} == {2020}
    assert "yuncheng-kfq" not in people
    # The counties are published to 50 people (two places of 万人), so their sum misses the city's a little.
    counties = sum(number for unit, number in people.items() if unit != "140800")
    assert abs(counties - people["140800"]) <= 13 * 50


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("绛县", "绛县"),
        ("新绛县", "新绛县"),
        ("新绛", "新绛县"),
        ("绛", None),
        ("盐湖", "盐湖区"),
        ("140830", "芮城县"),
        ("芮城县市场监督管理局", "芮城县"),
        (" 芮城县 人民政府", "芮城县"),
        ("开发区", "运城开发区"),
        ("运城经济技术开发区", "运城开发区"),
        ("市市场监管局", "市市场监管局"),
        ("芮成县", None),
        ("市场监督管理局", None),
    ],
)
def test_names_resolve_exactly_or_not_at_all(yuncheng: Jurisdiction, text: str, name: str | None) -> None:
    assert name_of(yuncheng, text) == name


@pytest.mark.parametrize(
    ("text", "nearest"), [("芮城", "芮城县"), ("芮成县", "芮城县"), ("永济县", "永济市")]
)
def test_a_misspelt_name_is_answered_with_the_nearest(
    yuncheng: Jurisdiction, text: str, nearest: str
) -> None:
    assert yuncheng.suggest(text)[0] == nearest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("执法监督管理科", "执法监督科"),
        ("执法监管科", "执法监督科"),
        ("食品安全协调科", "食品协调科"),
        ("网络交易和市场规范监督管理科", "网监科"),
        ("认证和认可监督监督管理科", "认证科"),
        ("城桥市场监管所", "城桥镇"),
        ("城桥市场监督管理所", "城桥镇"),
        ("城桥所", "城桥镇"),
        ("堡镇市场所", "堡镇"),
        ("横沙市场所", "横沙乡"),
        ("上海市崇明区市场监督管理局", "崇明区"),
        ("崇明区市场监督管理局执法大队", "执法大队"),
        ("各市场所", None),
    ],
)
def test_variant_names_inside_one_document_are_one_unit(
    chongming: Jurisdiction, text: str, name: str | None
) -> None:
    assert name_of(chongming, text) == name


def test_chongming_sends_the_case_form_by_section_brigade_and_office(chongming: Jurisdiction) -> None:
    form, cases, leads = chongming.returns
    assert [(one.template, one.due_day, one.since) for one in (cases, leads)] == [
        ("typical_case", 2, 202105), ("lead_ledger", 2, 202105),
    ]  # fmt: skip
    assert (form.template, form.document, form.clause) == ("case_form", "CM-F", "附件2说明1")
    expected = [unit for unit in chongming.units if unit.kind in form.unit_kinds]
    assert sum(unit.kind == "town" for unit in expected) == 18
    assert "前卫农场" not in {unit.name for unit in expected}  # a farm has no market office of its own


def test_where_no_population_is_known_there_is_none(chongming: Jurisdiction) -> None:
    assert [known.unit_id for known in chongming.populations] == ["310151"]
    assert load_jurisdiction(JURISDICTIONS / "xinmi").populations == ()
    assert [k.unit_id for k in load_jurisdiction(JURISDICTIONS / "bayuquan").populations] == ["210804"]


def test_the_demo_cannot_be_taken_for_a_real_place() -> None:
    demo = load_jurisdiction(JURISDICTIONS / "demo")
    assert demo.fictional and all(unit.code.startswith("99") for unit in demo.units if unit.code)
    assert all("虚构" in known.source for known in demo.populations)
    assert all("虚构" in document.title for document in demo.documents.values())
    others = (load_jurisdiction(JURISDICTIONS / name) for name in NAMES if name != "demo")
    assert not any(other.fictional for other in others)


def test_a_new_folder_is_a_new_jurisdiction(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(JURISDICTIONS / "yuncheng", folder)
    head = folder / "jurisdiction.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("运城市", "别处"), encoding="utf-8")
    found = available((JURISDICTIONS, tmp_path))
    assert found["elsewhere"] == folder
    added = load_jurisdiction(found["elsewhere"])
    assert added.name == "别处"
    original = load_jurisdiction(JURISDICTIONS / "yuncheng")
    assert load_targets(added, tuple(indicators())) == load_targets(original, tuple(indicators()))


@pytest.mark.parametrize(
    ("file", "before", "after", "line"),
    [
        ("jurisdiction.toml", "fictional", "fictoinal", 3),
        ("documents.toml", "number", "nubmer", 4),
        ("deadlines.toml", "due_day", "dueday", 5),
        ("targets.toml", "clause", "cluase", 11),
        ("units.csv", "140821,140821", "140802,140821", 4),
        ("population.csv", "140826,226871", "140826,22万", 11),
    ],
)
def test_a_misspelt_key_or_value_names_file_and_line(
    tmp_path: Path, file: str, before: str, after: str, line: int
) -> None:
    folder = tmp_path / "wrong"
    shutil.copytree(JURISDICTIONS / "yuncheng", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        load_targets(load_jurisdiction(folder), [f"YC-{n:02d}" for n in range(1, 33)])
    assert file in refusal.value.message and f"第 {line} 行" in refusal.value.message
