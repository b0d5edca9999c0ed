"""Declares CM-02: important leads reported, at least one a unit and month (001 四(五))."""

from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="CM-02",
    label="重要线索报送数",
    short="重要线索",
    numerator="leads",
    denominator=None,
    factor=1,
    measured_in="条",
    decimals=0,
    kind=Kind.COUNT,
    judged_each="month",
    method="按接收日期所在的月份数线索，一条一行，同一单位同一天同样内容的只计一条。每个单位每月至少 1 条，逐月判定。",
    example=Example(
        rows={"leads": ({"content": "线索一"}, {"content": "线索二"}, {"content": "线索三"})},
        month=202105,
        numerator=3,
        denominator=None,
        value=Fraction(3),
        words="5月报送 3 条线索，计 3 条，达到每月 1 条。",
    ),
)
