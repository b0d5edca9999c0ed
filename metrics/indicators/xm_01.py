"""Declares XM-01: entities with so many penalties in a rolling window and no credit repair (003 四(一))."""

from datetime import date
from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

_TEN = tuple(
    {"enterprise": "示例甲公司", "penalised_on": day, "month": day.year * 100 + day.month}
    for day in (date(2021 + n // 5, 1 + n % 5, 8) for n in range(10))
)

INDICATOR = Indicator(
    indicator_id="XM-01",
    label="屡罚未修复主体",
    short="屡罚主体",
    numerator="penalties",
    denominator=None,
    factor=1,
    measured_in="个",
    decimals=0,
    kind=Kind.COUNT,
    computed_by="repeat_offenders",
    method="截至月末的近三年内受处罚达到名单次数的经营主体；已获准信用修复的处罚不计次；是名单，没有目标；同一主体可在几个单位的名单里，各单位数不相加。次数和年数按辖区的设置。",
    example=Example(
        rows={
            "penalties": (
                *_TEN,
                *({"enterprise": "示例乙公司", "penalised_on": date(2022, 6, n)} for n in range(1, 10)),
                {
                    "enterprise": "示例乙公司",
                    "penalised_on": date(2022, 6, 10),
                    "repaired_on": date(2022, 9, 1),
                },
            )
        },
        month=202212,
        numerator=1,
        denominator=None,
        value=Fraction(1),
        words="甲公司近三年受处罚 10 次，列入名单，计 1 个；乙公司 10 次中 1 次已获准信用修复，计 9 次，列入关注。",
    ),
)
