"""Declares YC-10: batches per thousand people in the year (004 附件2(三))."""

from fractions import Fraction

from metrics.indicator import POPULATION, Example, Indicator

INDICATOR = Indicator(
    indicator_id="YC-10",
    label="农药兽药残留检验量",
    short="农兽残检验量",
    numerator="residue_batches",
    denominator=POPULATION,
    factor=1000,
    measured_in="批次/千人",
    decimals=2,
    is_volume=True,
    method="检验项目中含农药残留或兽药残留项目的批次，为抽检量的一部分；快检不计入。没有检验项目的批次不能判定，单列。",
    example=Example(
        rows={
            "samples": (
                {"has_residue": True},
                {"has_residue": True, "level": "省"},
                {"has_residue": False},
                {"has_residue": True, "purpose": "快检"},
            )
        },
        month=202012,
        population=1000,
        numerator=2,
        denominator=1000,
        value=Fraction(2),
        words="含农兽残项目的 2 批计入，无农兽残项目 1 批、快检 1 批不计入；2 ÷ 1 000 × 1 000 = 2 批次/千人。",
    ),
)
