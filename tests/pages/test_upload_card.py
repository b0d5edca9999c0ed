"""The upload card: doubts are accepted first, changes and flips are shown, the history acts in two steps."""

import io
from pathlib import Path

import openpyxl

from store.uploads import list_uploads
from tests.pages.test_bundles import upload
from tests.pages.test_marked_copy import ledger, row
from tests.pages.test_pages import said
from ui.office import the_office

FORM = "铁拳案件统计表_乙县_202604.xlsx"


def button(app, start: str):
    return next(one for one in app.button if one.label.startswith(start))


def labels(app) -> list[str]:
    return [one.label for one in app.button]


def raised_form(path: Path) -> bytes:
    """Returns the form with its first figure raised: its total no longer fits, which is a doubt."""
    book, out = openpyxl.load_workbook(path), io.BytesIO()
    figure = next(cell for line in book.active.iter_rows(min_row=5) for cell in line[2:] if cell.value)
    figure.value += 1
    book.save(out)
    return out.getvalue()


def uploads() -> list[dict]:
    return list_uploads(the_office().warehouse)


def loaded(open_page, data: Path, name: str, content: bytes):
    return confirmed(upload(open_page(data, "upload"), name, content))


def confirmed(app):
    for doubt in (one for one in app.checkbox if one.label.startswith("已核对以上提醒")):
        doubt.check()
    app.run()
    button(app, "入库").click().run()
    assert not app.exception
    return app


def test_a_doubt_has_to_be_accepted_first(open_page, empty_data: Path, demo_files: Path) -> None:
    app = upload(open_page(empty_data, "upload"), FORM, raised_form(demo_files / FORM))
    assert "提醒" in said(app)
    assert button(app, "入库").disabled
    next(one for one in app.checkbox if one.label.startswith("已核对以上提醒")).check().run()
    assert not button(app, "入库").disabled
    button(app, "入库").click().run()
    assert [one["upload_id"] for one in uploads()] == ["U000001"]


def test_a_clean_file_asks_for_nothing(open_page, empty_data: Path, demo_files: Path) -> None:
    app = upload(open_page(empty_data, "upload"), FORM, (demo_files / FORM).read_bytes())
    assert not [one for one in app.checkbox if one.label.startswith("已核对")]
    assert not button(app, "入库").disabled


def test_a_doubtful_file_is_not_loaded_with_the_others(open_page, empty_data: Path, demo_files: Path) -> None:
    app = open_page(empty_data, "upload")
    clean = (FORM, (demo_files / FORM).read_bytes(), "application/octet-stream")
    doubtful = ("改.xlsx", raised_form(demo_files / FORM), "application/octet-stream")
    app.get("file_uploader")[0].set_value([clean, doubtful]).run()
    assert "1 个可以入库，1 个要先核对提醒" in said(app)
    button(app, "1 个文件全部入库").click().run()
    assert [one["file_name"] for one in uploads()] == [FORM]


def test_verdicts_that_would_change_are_named(open_page, empty_data: Path) -> None:
    rows = [row(n, verdict="不合格" if n < 10 else "合格") for n in range(40)]
    app = upload(open_page(empty_data, "upload"), "1.xlsx", ledger(*rows))
    assert "项判定会改变" in said(app)
    confirmed(app)
    app = upload(open_page(empty_data, "upload"), "2.xlsx", ledger(*rows[:39]))
    assert "没有判定会改变" in said(app)


def test_the_name_given_stands_in_the_history(open_page, empty_data: Path, demo_files: Path) -> None:
    app = open_page(empty_data, "upload")
    next(one for one in app.text_input if one.label == "经办人").set_value("示例甲").run()
    button(upload(app, FORM, (demo_files / FORM).read_bytes()), "入库").click().run()
    assert uploads()[0]["loaded_by"] == "示例甲"


def test_nobody_in_particular_is_the_dashboard(open_page, empty_data: Path, demo_files: Path) -> None:
    loaded(open_page, empty_data, FORM, (demo_files / FORM).read_bytes())
    assert uploads()[0]["loaded_by"] == "看板"


def test_a_replaced_version_is_restored_in_two_steps(open_page, empty_data: Path) -> None:
    loaded(open_page, empty_data, "1.xlsx", ledger(row(1), row(2)))
    app = loaded(open_page, empty_data, "2.xlsx", ledger(row(1, verdict="不合格"), row(2)))
    app.session_state["upload_chosen"] = "U000001"
    app.run()
    assert app.get("download_button")
    app.button(key="restore_U000001").click().run()
    assert len(uploads()) == 2
    button(app, "确认恢复 U000001").click().run()
    assert "已恢复 U000001，新编号 U000003" in said(app)
    assert uploads()[0]["restored_from"] == "U000001"


def test_an_undo_can_be_thought_over(open_page, empty_data: Path) -> None:
    app = loaded(open_page, empty_data, "1.xlsx", ledger(row(1)))
    app.session_state["upload_chosen"] = "U000001"
    app.run()
    app.button(key="undo_U000001").click().run()
    button(app, "不撤销").click().run()
    assert not [one for one in labels(app) if one.startswith("确认")]
    assert uploads()[0]["in_force"]


def test_a_comparison_that_grew_old_is_shown_again_first(open_page, empty_data: Path) -> None:
    app = upload(open_page(empty_data, "upload"), "1.xlsx", ledger(row(1), row(2)))
    door = the_office().door  # meanwhile somebody else loads the same samples
    door.load(door.check(ledger(row(1, verdict="不合格")), "别人.xlsx"), "别人")
    button(app, "入库").click().run()
    assert "请再看一遍" in said(app)
    assert [one["file_name"] for one in uploads()] == ["别人.xlsx"]
    button(app, "入库").click().run()
    assert [one["file_name"] for one in uploads()] == ["1.xlsx", "别人.xlsx"]


def test_a_file_the_others_make_doubtful_is_left_for_a_look(open_page, empty_data: Path) -> None:
    app = open_page(empty_data, "upload")
    files = [
        (
            "乙县.xlsx",
            ledger(*([*one[:1], "乙县", *one[2:]] for one in [row(1)])),
            "application/octet-stream",
        ),
        ("甲县.xlsx", ledger(row(1)), "application/octet-stream"),
    ]
    app.get("file_uploader")[0].set_value(files).run()
    for doubt in (one for one in app.checkbox if one.label.startswith("已核对以上提醒")):
        doubt.check()
    app.run()
    button(app, "2 个文件全部入库").click().run()
    assert not app.exception
    assert [one["file_name"] for one in uploads()] == ["乙县.xlsx"]
    assert "刚入库的数据使它多了" in said(app)
    confirmed(app)
    assert len(uploads()) == 2


def test_a_workbook_of_two_ledgers_is_one_card_and_one_button(
    open_page, empty_data: Path, demo_files: Path
) -> None:
    both, out = openpyxl.Workbook(), io.BytesIO()
    both.remove(both.active)
    for kind in ("抽检台账", "核查处置台账"):
        source = openpyxl.load_workbook(demo_files / f"{kind}_丁县.xlsx").active
        target = both.create_sheet(kind)
        for line in source.iter_rows(values_only=True):
            target.append(line)
    both.save(out)
    app = upload(open_page(empty_data, "upload"), "丁县.xlsx", out.getvalue())
    wanted = button(app, "入库").label
    assert "抽检台账" in wanted
    assert "核查处置台账" in wanted
    confirmed(app)
    assert {one["template"] for one in uploads()} == {"sampling_ledger", "disposal_ledger"}
    assert "编号 U000001、U000002" in said(app)
