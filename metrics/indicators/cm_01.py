"""Declares CM-01: typical cases closed, at least one a unit and month (001 四(五))."""

from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="CM-01",
    label="典型案件报送数",
    short="典型案件",
    numerator="typical_cases",
    denominator=None,
    factor=1,
    measured_in="件",
    decimals=0,
    kind=Kind.COUNT,
    judged_each="month",
    method="按结案月份数办结的典型案件，一案一表；在办的不计入。每个单位每月至少 1 件，逐月判定，中间漏报的月份视为未达到并列出。",
    example=Example(
        rows={
            "typical_cases": (
                {"case_name": "甲案"},
                {"case_name": "乙案"},
                {"case_name": "丙案", "is_closed": False},
            )
        },
        month=202105,
        numerator=2,
        denominator=None,
        value=Fraction(2),
        words="5月办结 2 件、在办 1 件，计 2 件，达到每月 1 件。",
    ),
)
