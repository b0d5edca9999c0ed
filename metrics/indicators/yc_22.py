"""Declares YC-22: distinct sellers of infant formula inspected over those registered (004 附件1四(四))."""

from metrics.covered import covered, worked
from metrics.returned import Words

_KIND = {"subject_kinds": "婴配乳粉经营"}

INDICATOR = covered(
    "YC-22",
    Words(
        "婴配乳粉经营监督检查覆盖率",
        short="婴配经营检查",
        numerator="检查过的经营者（去重）",
        denominator="婴幼儿配方乳粉经营者",
        counted_in="家",
        method="婴幼儿配方乳粉经营者。",
    ),
    computed_by="formula_covered",
    left_over="尚未检查",
    example=worked(
        ({"subject_name": "示例母婴店"} | _KIND, {"subject_name": "示例超市"} | _KIND),
        ({"subject_name": "示例母婴店"} | _KIND, {"subject_name": "示例母婴店"} | _KIND),
        (1, 2),
        "名录 2 家，检查 2 次都是同一家，去重计 1 家，1 ÷ 2 = 50 %。",
    ),
)
