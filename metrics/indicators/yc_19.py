"""Declares YC-19: a share returned by the units (004 附件2(十七)3)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "YC-19",
    Words(
        "婴配乳粉批批全检",
        short="批批全检",
        numerator="逐批全项目检验的批次",
        denominator="生产的批次",
        counted_in="批次",
        method="按生产批次计；没有生产企业的，分母填 0，按不适用处理。",
    ),
    example=(30, 30, "生产 30 批，全检 30 批，30 ÷ 30 = 100 %。"),
)
