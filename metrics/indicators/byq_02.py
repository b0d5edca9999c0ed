"""Declares BYQ-02: producers whose food-safety managers were examined, over those licensed and producing (002 二(六)1)."""

from metrics.covered import covered, worked
from metrics.returned import Words

_KIND = {"subject_kinds": "食品生产企业"}
_PRODUCING = _KIND | {"status": "在营"}
_EXAMINED = _KIND | {"event": "抽查考核"}

INDICATOR = covered(
    "BYQ-02",
    Words(
        "食品安全管理人员抽查考核覆盖率",
        short="考核覆盖率",
        numerator="已抽查考核的企业",
        denominator="获证且在产的食品生产企业",
        counted_in="家",
        method="只计既获证又在产的食品生产企业，名录里没有填状态的不能判定，单列；只计抽查考核，不计监督检查。",
    ),
    computed_by="producers_examined",
    left_over="尚未考核",
    example=worked(
        (
            {"subject_name": "示例面粉厂"} | _PRODUCING,
            {"subject_name": "示例油厂"} | _PRODUCING,
            {"subject_name": "示例醋厂", "status": "停业"} | _KIND,
        ),
        (
            {"subject_name": "示例面粉厂"} | _EXAMINED,
            {"subject_name": "示例油厂", "event": "监督检查"} | _KIND,
        ),
        (1, 2),
        "名录 3 家，1 家停产，获证在产 2 家；考核过 1 家，另 1 家只是监督检查，不计，1 ÷ 2 = 50 %。",
    ),
)
