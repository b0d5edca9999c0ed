"""Declares YC-12: the pass rate of farm produce (004 附件2(四))."""

from fractions import Fraction

from domain.known_indicator import Kind
from metrics.indicator import Example, Indicator

INDICATOR = Indicator(
    indicator_id="YC-12",
    label="主要农产品监测总体合格率",
    short="农产品合格率",
    numerator="produce_qualified",
    denominator="produce_concluded",
    factor=100,
    measured_in="%",
    decimals=2,
    kind=Kind.SHARE,
    method="食用农产品及农业部门监测监督抽检中已有结论的批次，合格批次 ÷ 已判定批次；快检、风险监测、评价性抽检和未出结果的单列。"
    "监督抽检针对风险较高的品种，合格率低不等于当地食品总体较差。",
    example=Example(
        rows={
            "samples": (
                *({"is_produce": True, "conclusion": "qualified"} for _ in range(48)),
                {"is_produce": True, "conclusion": "failed"},
                {"is_produce": True, "conclusion": "failed", "is_overturned": True},
                {"is_produce": True, "conclusion": "pending"},
                {"is_produce": True, "conclusion": "failed", "purpose": "风险监测"},
            )
        },
        month=202012,
        numerator=49,
        denominator=50,
        value=Fraction(98),
        words="已判定 50 批，合格 49 批（含复检合格 1 批）,49 ÷ 50 = 98 %；未出结果 1 批、风险监测 1 批不计入。",
    ),
)
