"""Declares BYQ-02: a share returned by the units (002 二(六)1)."""

from metrics.returned import Words, returned

INDICATOR = returned(
    "BYQ-02",
    Words(
        "食品安全管理人员抽查考核覆盖率",
        short="考核覆盖率",
        numerator="已抽查考核的企业",
        denominator="获证且在产的食品生产企业",
        counted_in="家",
        method="只计既获证又在产的企业，按企业去重。",
    ),
    example=(18, 20, "获证在产企业 20 家，已考核 18 家，18 ÷ 20 = 90 %。"),
    is_stock=True,
)
