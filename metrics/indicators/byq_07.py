"""Declares BYQ-07: batches per thousand people in the year (002 二(八)8)."""

from fractions import Fraction

from metrics.indicator import POPULATION, Example, Indicator

INDICATOR = Indicator(
    indicator_id="BYQ-07",
    label="食品年抽检量",
    short="食品抽检量",
    numerator="food_batches",
    denominator=POPULATION,
    factor=1000,
    measured_in="批次/千人",
    decimals=2,
    is_volume=True,
    method="除食用农产品以外的食品抽检批次；快检不计入，国家、省级任务计入并单列。",
    example=Example(
        rows={
            "samples": (
                {"is_produce": False},
                {"is_produce": False, "level": "国家"},
                {"is_produce": True},
            )
        },
        month=202012,
        population=1000,
        numerator=2,
        denominator=1000,
        value=Fraction(2),
        words="食品 2 批计入，食用农产品不计入；2 ÷ 1 000 × 1 000 = 2 批次/千人。",
    ),
)
