"""Reads summaries whose headers stand in groups: what is compared with, and quick tests, are no figures of theirs."""

from tests.loaders.forms import Layout, check, codes, write_xlsx


def summary(tmp_path, *rows, merges=()):
    layout = Layout()
    for at, row in enumerate(rows):
        layout.put(at, 0, *(None if value == "" else value for value in row))
    for merge in merges:
        layout.merge(*merge)
    checked = check(write_xlsx(tmp_path / "x.xlsx", layout))
    facts = checked.facts["summary_figures"].to_pylist()
    return checked, {
        (one["unit_id"], one["measure"]): (int(one["value"]), one["first_month"], one["month"])
        for one in facts
    }


def test_quick_tests_stand_beside_supervision(tmp_path):
    checked, found = summary(
        tmp_path, ("2021年1-3月抽检完成情况",), ("县区", "监督抽检", "", "", "快检", "", ""),
        ("", "批次", "合格", "不合格", "批次", "合格", "不合格"), ("甲县", 40, 39, 1, 500, 498, 2), ("乙县", 20, 19, 1, 100, 100, 0),
        merges=((1, 0, 2, 0), (1, 1, 1, 3), (1, 4, 1, 6)),
    )  # fmt: skip
    assert codes(checked, "error") == []
    assert found["990001", "sampled"] == (40, 202101, 202103)
    assert found["990003", "failed"] == (1, 202101, 202103)


def test_last_year_is_only_compared_with(tmp_path):
    _, found = summary(
        tmp_path, ("2021年1-3月食品抽检情况统计表",), ("县区", "抽检批次", "", "同比", "不合格批次", "", "同比"),
        ("", "本期", "上年同期", "", "本期", "上年同期", ""), ("甲县", 40, 35, "14.3%", 1, 2, "-50%"), ("乙县", 20, 10, "100%", 1, 1, "0"),
        merges=((1, 0, 2, 0), (1, 1, 1, 2), (1, 4, 1, 5)),
    )  # fmt: skip
    assert (found["990001", "sampled"][0], found["990001", "failed"][0]) == (40, 1)


def test_of_the_month_and_the_year_so_far_the_year_is_read(tmp_path):
    checked, found = summary(
        tmp_path, ("2021年3月食品抽检情况统计表",), ("县区", "抽检批次", "", "不合格批次", ""),
        ("", "本月", "1-3月累计", "本月", "1-3月累计"), ("甲县", 10, 40, 1, 2), ("乙县", 5, 20, 0, 1),
        merges=((1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)),
    )  # fmt: skip
    assert found["990001", "sampled"] == (40, 202101, 202103)
    assert "summary_cumulative" in codes(checked)
