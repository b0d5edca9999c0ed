"""Declares 结案率: cases closed over cases filed on the same cumulative sheet (001 附件2)."""

from fractions import Fraction

from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="case_closing_rate",
    label="结案率",
    numerator="cases_closed",
    denominator="cases_filed",
    factor=100,
    measured_in="%",
    decimals=2,
    method="同一张累计表的结案数 ÷ 立案数；结案可能来自上年立案，大于 100 % 时只作提示。文件未设目标。",
    example=Example(
        rows={
            "case_cells": (
                {"violation": "食品安全违法", "measure": "cases_filed", "value": 4},
                {"violation": "食品安全违法", "measure": "cases_closed", "value": 3},
            )
        },
        month=202104,
        numerator=3,
        denominator=4,
        value=Fraction(75),
        words="立案 4 件、结案 3 件，3 ÷ 4 = 75 %。",
    ),
)
