"""Declares YC-13: the pass rate of food (004 附件2(四))."""

from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="YC-13",
    label="食品抽检合格率",
    short="食品合格率",
    numerator="food_qualified",
    denominator="food_concluded",
    factor=100,
    measured_in="%",
    decimals=2,
    kind=Kind.SHARE,
    method="食品（不含食用农产品）监督抽检中已有结论的批次，合格批次 ÷ 已判定批次；快检、风险监测、评价性抽检和未出结果的单列。"
    "监督抽检针对风险较高的品种，合格率低不等于当地食品总体较差。",
    example=Example(
        rows={
            "samples": (
                *({"is_produce": False, "conclusion": "qualified"} for _ in range(48)),
                {"is_produce": False, "conclusion": "failed"},
                {"is_produce": False, "conclusion": "failed", "is_overturned": True},
                {"is_produce": False, "conclusion": "pending"},
                {"is_produce": False, "conclusion": "failed", "purpose": "风险监测"},
            )
        },
        month=202012,
        numerator=49,
        denominator=50,
        value=Fraction(98),
        words="已判定 50 批，合格 49 批（含复检合格 1 批）,49 ÷ 50 = 98 %；未出结果 1 批、风险监测 1 批不计入。",
    ),
)
