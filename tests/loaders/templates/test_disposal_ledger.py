"""Reads the disposal ledger: tasks, their state, their dates and where they belong."""

from datetime import date

from loaders.checked import Checked
from tests.loaders.forms import check, codes, table, write_xlsx

HEADERS = ("抽样编号", "样品名称", "处置环节(生产/流通/餐饮/网抽)", "企业名称", "核查处置单位、部门", "处置状态(未处置/处置中/处置完毕)",
           "处置完毕日期", "检验报告上传日期（监管部门收到检验报告日期）", "启动核查处置日期", "任务来源")  # fmt: skip


def task(number="XC001", *, link="流通", enterprise="某店", agency="甲县市场监督管理局", state="处置中", done="",
         received="2021-04-05", started="2021-04-06", source="国抽"):  # fmt: skip
    return (number, "馒头", link, enterprise, agency, state, done, received, started, source)


def ledger(tmp_path, *rows, headers=HEADERS) -> Checked:
    return check(write_xlsx(tmp_path / "x.xlsx", table(headers, rows, "核查处置台账")))


def facts(checked: Checked) -> list[dict]:
    return sorted(checked.facts["disposals"].to_pylist(), key=lambda row: row["row_no"])


def test_two_tasks_of_one_sample(tmp_path):
    checked = ledger(
        tmp_path, task(link="生产", enterprise="某厂", state="处置完毕", done="2021-06-01"), task()
    )
    assert (checked.template, checked.records) == ("disposal_ledger", 2)
    assert codes(checked) == []
    first, second = facts(checked)
    assert first["task_key"] == "XC001|生产|某厂"
    assert (first["state"], first["completed_on"], first["month"]) == ("completed", date(2021, 6, 1), 202104)
    assert (second["state"], second["level"], second["unit_id"], second["due_on"]) == (
        "in_progress",
        "国家",
        "990001",
        None,
    )


def test_same_task_twice_counts_once(tmp_path):
    checked = ledger(tmp_path, task(), task())
    assert (checked.records, codes(checked)) == (1, ["repeated_task"])


def test_month_falls_back_to_the_next_known_date(tmp_path):
    assert facts(ledger(tmp_path, task(received="", started="2021-05-02")))[0]["month"] == 202105
    assert "task_month_missing" in codes(ledger(tmp_path, task(received="", started="")), "error")


def test_states(tmp_path):
    states = ("未处置", "处置中", "处置完毕", "已办结", "未完成", "")
    found = facts(ledger(tmp_path, *(task(f"XC00{n}", state=state) for n, state in enumerate(states))))
    assert [one["state"] for one in found] == [
        "not_started", "in_progress", "completed", "completed", "in_progress", "in_progress",
    ]  # fmt: skip


def test_task_handed_to_another_place(tmp_path):
    checked = ledger(tmp_path, task(state="移交外省"))
    assert facts(checked)[0]["is_elsewhere"]
    assert codes(checked) == ["elsewhere"]


def test_rules(tmp_path):
    rows = [
        task("XC001", state="说不清"),
        task("XC002", state="处置完毕"),
        task("XC003", state="处置中", done="2021-05-01"),
        task("XC004", state="处置完毕", done="2021-04-01", started="2021-04-06"),
        task("XC005", started="2021-04-01"),
        task("XC006", agency="丑局"),
        task("", enterprise="某店"),
    ]
    assert sorted(codes(ledger(tmp_path, *rows))) == sorted([
        "unknown_state", "completed_without_date", "date_without_completed", "completed_before_start",
        "started_before_received", "unknown_place", "task_key_missing",
    ])  # fmt: skip


def test_recheck_and_deadline_columns(tmp_path):
    checked = ledger(tmp_path, (*task(), "合格", "2021-07-05"), headers=(*HEADERS, "复检结果", "处置期限"))
    assert facts(checked)[0]["is_overturned"]
    assert facts(checked)[0]["due_on"] == date(2021, 7, 5)


CLOCK = (
    "产品控制日期",
    "异议提出日期",
    "异议处理完成日期",
    "异议处理结果",
    "复检申请日期",
    "复检结论日期",
    "复检结论",
)


def timed(tmp_path, *cells: str) -> Checked:
    return ledger(tmp_path, (*task(), *cells), headers=(*HEADERS, *CLOCK))


def test_the_dates_of_the_clock(tmp_path):
    checked = timed(
        tmp_path, "2021-04-20", "2021-04-08", "2021-04-12", "不成立", "2021/4/15", "2021.5.6", "不合格"
    )
    [fact] = facts(checked)
    assert codes(checked) == []
    assert [fact[name] for name in ("controlled_on", "objected_on", "objection_settled_on")] == [
        date(2021, 4, 20), date(2021, 4, 8), date(2021, 4, 12),
    ]  # fmt: skip
    assert (fact["recheck_on"], fact["recheck_result_on"]) == (date(2021, 4, 15), date(2021, 5, 6))
    assert (fact["is_objection_upheld"], fact["is_overturned"]) == (False, False)


def test_an_upheld_objection_and_a_pause_that_runs_backwards(tmp_path):
    checked = timed(tmp_path, "", "2021-04-08", "2021-04-06", "异议成立", "", "", "")
    assert facts(checked)[0]["is_objection_upheld"] is True
    assert codes(checked) == ["pause_backwards"]


def test_a_ledger_without_them_stores_nothing(tmp_path):
    [fact] = facts(ledger(tmp_path, task()))
    assert [fact[name] for name in ("controlled_on", "objected_on", "recheck_on")] == [None] * 3
    assert fact["is_objection_upheld"] is False
