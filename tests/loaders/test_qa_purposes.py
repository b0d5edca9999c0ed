"""Holds what counts as government sampling: purposes nobody ordered are kept apart, unknown ones are quoted."""

import pytest

from loaders.terms import read_stated_purpose
from tests.loaders.forms import codes, samples
from tests.loaders.test_qa_ledger_rows import HEADERS, ledger, row


@pytest.mark.parametrize("text, purpose", [
    ("委托检验", "其他"), ("企业自检", "其他"), ("送检", "其他"), ("客户委托", "其他"), ("自行检测", "其他"), ("委托监督抽检", "监督抽检"),
    ("应急检验", "监督抽检"), ("专项抽检", "监督抽检"), ("风险监测", "风险监测"), ("评价性抽检", "评价性抽检"), ("抽查", "监督抽检"),
    ("随便写的", None), ("国抽", None),
])  # fmt: skip
def test_what_a_stated_purpose_means(text, purpose):
    assert read_stated_purpose(text) == purpose


def test_tests_nobody_ordered_are_named_and_kept_apart(tmp_path):
    rows = [
        row(f"XC202100{n}", purpose=text)
        for n, text in enumerate(("委托检验", "委托检验", "送检", "监督抽检"))
    ]
    checked = ledger(tmp_path, *rows)
    assert [one["purpose"] for one in samples(checked).values()].count("其他") == 3
    said = [one.message for one in checked.findings if one.code == "not_ordered"]
    assert len(said) == 2
    assert "委托检验" in said[0] and "共 2 批" in said[0]
    assert "purpose_missing" not in codes(checked)


def test_an_unknown_purpose_is_quoted_and_not_called_missing(tmp_path):
    checked = ledger(tmp_path, row(purpose="随便写的"))
    assert codes(checked) == ["unknown_purpose"]
    assert "随便写的" in checked.findings[0].message


def test_a_laboratorys_kind_of_test_says_little_beside_a_task(tmp_path):
    headers = (*HEADERS, "检验类型", "任务来源")
    checked = ledger(tmp_path, (*row(purpose=""), "委托检验", "2021年市级食品安全监督抽检"), headers=headers)
    assert [one["purpose"] for one in samples(checked).values()] == ["监督抽检"]
