"""Opens the disposal page as a person would: empty, on the demo, with every choice, everywhere."""

import json
from pathlib import Path

import pytest

from commands.main import main
from domain.jurisdiction_folder import available
from domain.paths import JURISDICTIONS
from store.office import write_jurisdiction_id
from tests.pages.test_pages import said


def test_the_page_says_what_is_late_and_which_settings_it_used(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "disposal")
    assert not app.exception
    words = said(app)
    assert "应处置 35 件，已完成 18 件；超期未完成 3 件" in words
    assert "85.71" in words  # 18/21, as the verdict says
    assert words.count("按本地规定核对") >= 3
    assert "及以前到期的任务" in words
    assert "复检合格 2 件" in words


@pytest.mark.parametrize("scope", ["监督抽检", "国家级", "全部类别"])
@pytest.mark.parametrize("mark", ["启动", "产品控制"])
def test_every_choice_opens(mark, scope, open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "disposal", mark=mark, scope=scope, window="近三年", link="流通")
    assert not app.exception
    assert "时限设置" in said(app)


def test_a_clicked_count_shows_its_list(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "disposal")
    app.session_state["disposal_cell"] = "990002|on_time"
    app.session_state["disposal_rate"] = "990002|YC-14"
    app.run()
    assert not app.exception
    words = said(app)
    assert "乙县 按期完成" in words
    assert "乙县_监督抽检任务_应处置：21 行" in words
    assert "乙县_监督抽检任务_已完成：18 行" in words


def test_orphans_are_listed_with_what_they_lack(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "disposal")
    assert "不合格批次没有任务：监督抽检不合格" in said(app)
    app.session_state["disposal_misfit"] = "990002|overturned"
    app.run()
    assert not app.exception
    assert "乙县复检改判批次的任务：2 行" in said(app)


def test_a_day_asked_for_by_hand(open_page, demo_data: Path) -> None:
    app = open_page(demo_data, "disposal")
    [picker] = app.date_input
    picker.set_value(picker.value.replace(month=12, day=31)).run()
    assert not app.exception
    assert "12-31 及以前到期的任务" in said(app)


@pytest.mark.parametrize("jurisdiction", sorted(available((JURISDICTIONS,))))
def test_every_jurisdiction_opens_empty(jurisdiction, open_page, tmp_path: Path) -> None:
    write_jurisdiction_id(tmp_path, jurisdiction)
    app = open_page(tmp_path, "disposal")
    assert not app.exception
    assert "还没有核查处置台账" in said(app)


@pytest.mark.parametrize("month", ["2026-03", "2026-06", "2026-10"])
def test_the_demo_counts_what_its_verdicts_count(month, demo_data: Path, capsys) -> None:
    main(["disposal", "--json", "--data", str(demo_data), "--period", month])
    found = json.loads(capsys.readouterr().out)
    own = {unit["unit"]: unit["counted"] for unit in found["units"]}
    told = [one for one in found["rates"] if one["source"] == "ledger"]
    assert {one["indicator"] for one in told} == {"YC-14", "BYQ-09"}
    for one in told:
        counted = {"completed": one["numerator"], "due": one["denominator"]}
        assert own[one["unit"]][one["indicator"]] == counted, one["unit"]
