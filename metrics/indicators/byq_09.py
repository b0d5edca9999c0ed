"""Declares BYQ-09: completed disposal tasks over those due (002 二(八)9)."""

from datetime import date
from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="BYQ-09",
    label="国家级监督抽检不合格食品核查处置率",
    short="核查处置完成率",
    numerator="national_disposals_completed",
    denominator="national_disposals_due",
    factor=100,
    measured_in="%",
    decimals=2,
    kind=Kind.SHARE,
    method="只计国家级监督抽检的处置任务：截至期末完成的任务 ÷ 应处置的任务；任务级别不明的单列，待核实。",
    example=Example(
        rows={
            "disposals": (
                {"state": "completed", "completed_on": date(2020, 5, 8), "level": "国家"},
                {"state": "completed", "completed_on": date(2021, 1, 8), "level": "国家"},
                {"state": "in_progress", "level": "国家"},
                {"state": "in_progress", "is_overturned": True, "level": "国家"},
                {"state": "completed", "purpose": "风险监测", "level": "国家"},
            )
        },
        month=202012,
        numerator=1,
        denominator=3,
        value=Fraction(100, 3),
        words="应处置 3 件，2020 年底前完成 1 件（另 1 件次年完成）,1 ÷ 3 = 33.33 %；复检合格 1 件、风险监测 1 件不计入。",
    ),
)
