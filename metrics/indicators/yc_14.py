"""Declares YC-14: completed disposal tasks over those due (004 附件2(四))."""

from datetime import date
from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="YC-14",
    label="监督抽检不合格产品核查处置完成率",
    short="核查处置完成率",
    numerator="disposals_completed",
    denominator="disposals_due",
    factor=100,
    measured_in="%",
    decimals=2,
    kind=Kind.SHARE,
    method="按处置任务计，不按批次计：截至期末完成的任务 ÷ 本地应处置的任务；只计监督抽检，复检合格、移交外地的不计入。",
    example=Example(
        rows={
            "disposals": (
                {"state": "completed", "completed_on": date(2020, 5, 8)},
                {"state": "completed", "completed_on": date(2021, 1, 8)},
                {"state": "in_progress"},
                {"state": "in_progress", "is_overturned": True},
                {"state": "completed", "purpose": "风险监测"},
            )
        },
        month=202012,
        numerator=1,
        denominator=3,
        value=Fraction(100, 3),
        words="应处置 3 件，2020 年底前完成 1 件（另 1 件次年完成）,1 ÷ 3 = 33.33 %；复检合格 1 件、风险监测 1 件不计入。",
    ),
)
