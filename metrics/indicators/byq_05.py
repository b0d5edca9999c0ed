"""Declares BYQ-05: batches per thousand people in the year (002 二(八)7)."""

from fractions import Fraction

from metrics.indicator import POPULATION, Example, Indicator

INDICATOR = Indicator(
    indicator_id="BYQ-05",
    label="农产品年抽检量",
    short="农产品抽检量",
    numerator="produce_batches",
    denominator=POPULATION,
    factor=1000,
    measured_in="批次/千人",
    decimals=2,
    is_volume=True,
    method="食用农产品（含畜禽肉及副产品、蔬菜、水产品、水果、鲜蛋、豆类、生干坚果等）的抽检批次；快检不计入。",
    example=Example(
        rows={
            "samples": (
                {"is_produce": True},
                {"is_produce": True, "level": "国家"},
                {"is_produce": False},
            )
        },
        month=202012,
        population=1000,
        numerator=2,
        denominator=1000,
        value=Fraction(2),
        words="食用农产品 2 批计入，其他食品不计入；2 ÷ 1 000 × 1 000 = 2 批次/千人。",
    ),
)
