"""Declares YC-09: batches per thousand people in the year (004 附件2(三))."""

from fractions import Fraction

from metrics.indicator import POPULATION, Example, Indicator

INDICATOR = Indicator(
    indicator_id="YC-09",
    label="农产品和食品检验量",
    short="检验量",
    numerator="batches",
    denominator=POPULATION,
    factor=1000,
    measured_in="批次/千人",
    decimals=2,
    is_volume=True,
    method="按抽样日期计批次，食品与食用农产品合计；国家、省级任务计入并单列；快检不计入，单列。分母为人口（千人）。",
    example=Example(
        rows={
            "samples": (
                {"category": "糕点", "is_produce": False},
                {"category": "食用农产品", "is_produce": True},
                {"category": "糕点", "is_produce": False, "purpose": "快检"},
            )
        },
        month=202012,
        population=1000,
        numerator=2,
        denominator=1000,
        value=Fraction(2),
        words="2 批计入（快检 1 批单列），人口 1 000 人，2 ÷ 1 000 × 1 000 = 2 批次/千人。",
    ),
)
