"""Holds the figures of an indicator return against the kind of the indicator."""

from decimal import Decimal

import pytest

from domain.known_indicator import Kind, KnownIndicator
from tests.loaders.forms import check, table, write_xlsx

HEADERS = ("单位", "期间", "指标", "分子", "分母", "调查值(%)", "样本量")
KNOWN = {
    "YC-01": KnownIndicator("YC-01", "份额", Kind.SHARE),
    "YC-02": KnownIndicator("YC-02", "调查", Kind.SURVEY),
    "YC-03": KnownIndicator("YC-03", "是否", Kind.YES_NO),
}


def returned(tmp_path, indicator: str, *figures: object):
    path = write_xlsx(tmp_path / "x.xlsx", table(HEADERS, [("甲县", "2021-04", indicator, *figures)]))
    return check(path, known=KNOWN)


@pytest.mark.parametrize("indicator, figures, found", [
    ("YC-01", (99, 100, "", ""), []),
    ("YC-01", (101, 100, "", ""), [("part_above_whole", "D2")]),
    ("YC-01", (99, "", "", ""), [("whole_missing", "E2")]),
    ("YC-01", ("", "", "98", ""), [("only_surveys_are_stated", "F2")]),
    ("YC-02", ("", "", "98.5％", "400"), []),
    ("YC-02", ("", "", "98.5", "400人"), []),
    ("YC-02", ("", "", "120", "400"), [("survey_outside", "F2")]),
    ("YC-02", ("", "", 0.985, "400"), [("survey_fraction", "F2")]),
    ("YC-02", ("", "", "98", ""), [("survey_without_sample", "G2")]),
    ("YC-02", ("", "", "约98%", "400"), [("bad_number", "F2")]),
    ("YC-03", ("是", "", "", ""), []),
    ("YC-03", (3, "", "", ""), [("yes_or_no", "D2")]),
])  # fmt: skip
def test_figures_by_kind(tmp_path, indicator, figures, found):
    said = [(one.code, one.cell) for one in returned(tmp_path, indicator, *figures).findings]
    assert sorted(said) == sorted(found)


def test_a_percent_sign_is_no_factor(tmp_path):
    fact = returned(tmp_path, "YC-02", "", "", "98.5%", 400).facts["indicator_returns"].to_pylist()[0]
    assert (fact["numerator"], fact["denominator"], fact["sample_size"]) == (Decimal("98.5"), 100, 400)
