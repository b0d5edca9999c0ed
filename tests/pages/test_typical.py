"""Opens the page of typical cases and the liaison table as a person would."""

from pathlib import Path

import openpyxl
import pytest

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from exports.table import to_xlsx
from loaders.door import Door
from loaders.templates import tables
from metrics.board import Board
from metrics.typical import typical_month
from store.contacts import sealed
from store.office import write_contacts_seal, write_jurisdiction_id
from store.warehouse import FILE_NAME, Warehouse
from tests.loaders.case_sheets import SECRETS, form, liaison, workbook
from ui import typical_view
from ui.contacts import MOST_ATTEMPTS


def said(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def chongming(tmp_path: Path) -> Path:
    """Gives a data folder of 崇明 with one case, a liaison table and a PIN."""
    folder = tmp_path / "data"
    write_jurisdiction_id(folder, "chongming")
    house = Warehouse.open(folder / FILE_NAME, tables())
    door = Door(load_jurisdiction(JURISDICTIONS / "chongming"), house, {})
    case = form(
        承办部门="城桥所",
        填写时间="2021年6月2日",
        立案时间="2021年4月1日",
        结案时间="2021年5月20日",
        作出处罚时间="",
        通报时间="",
    )
    path = workbook(tmp_path / "a.xlsx", ("official", [case]))
    for one in (path, liaison(tmp_path / "b.xlsx", unit="执法监督科")):
        door.load(door.check(one, one.name), "测试")
    door.close()
    house.close()
    write_contacts_seal(folder, sealed("abcdef"))
    return folder


def test_the_page_shows_the_month_and_filters(open_page, chongming: Path) -> None:
    app = open_page(chongming, "typical")
    assert not app.exception
    assert "办结的典型案件 1 件" in said(app) and "0/30 个单位两项都报送" in said(app)
    app.selectbox(key="typical_unit").set_value("执法大队").run()
    assert not app.exception and "没有符合条件的案件" in said(app)


@pytest.mark.parametrize("name", ["yuncheng", "bayuquan", "chongming", "xinmi", "demo"])
def test_an_empty_office_of_every_jurisdiction_has_the_page(open_page, tmp_path: Path, name: str) -> None:
    write_jurisdiction_id(tmp_path, name)
    app = open_page(tmp_path, "typical")
    assert not app.exception and "数据上传" in said(app)


def test_people_are_shown_for_the_pin_only(open_page, chongming: Path) -> None:
    app = open_page(chongming, "reporting", year="2021")
    assert not app.exception
    assert "登记了 2 人" in said(app) and not [text for text in SECRETS if text in str(app)]
    unlock(app, "wrong!")
    assert "口令不对" in said(app) and not has_lock(app)
    unlock(app, "abcdef")
    assert has_lock(app)
    app.button(key="contacts_lock").click().run()
    assert not has_lock(app)


def test_after_a_few_wrong_pins_nobody_may_try(open_page, chongming: Path) -> None:
    app = open_page(chongming, "reporting", year="2021")
    for _ in range(MOST_ATTEMPTS):
        unlock(app, "wrong!")
    unlock(app, "abcdef")
    assert "输错次数过多" in said(app) and not has_lock(app)


def unlock(app, pin: str) -> None:
    app.text_input(key="contacts_pin").set_value(pin)
    next(button for button in app.button if button.label == "查看联络员").click().run()
    assert not app.exception


def has_lock(app) -> bool:
    return any(button.key == "contacts_lock" for button in app.button)


def test_the_list_goes_out_without_people(chongming: Path, tmp_path: Path) -> None:
    house = Warehouse.open(chongming / FILE_NAME, tables())
    found = typical_month(Board(load_jurisdiction(JURISDICTIONS / "chongming"), house), 202105)
    house.close()
    (tmp_path / "x.xlsx").write_bytes(to_xlsx(typical_view.case_table(found)))
    cells = [
        str(cell.value)
        for row in openpyxl.load_workbook(tmp_path / "x.xlsx").active.iter_rows()
        for cell in row
    ]
    assert "示例食品有限公司" in cells and not [one for one in cells if "示例联系人" in one or "000-0" in one]
    assert {"1.25", "5", "0.3"} <= set(cells)


def test_a_case_reads_as_names_and_values(chongming: Path) -> None:
    house = Warehouse.open(chongming / FILE_NAME, tables())
    [case] = typical_month(Board(load_jurisdiction(JURISDICTIONS / "chongming"), house), 202105).cases
    house.close()
    facts = dict(typical_view.case_facts(case))
    assert (
        facts["涉案金额"] == "1.25 万元"
        and facts["罚款"] == "5.00 万元"
        and facts["没收违法所得"] == "0.30 万元"
    )
    assert facts["移送公安"] == "否" and "赔偿" not in facts["调解"]
