"""Declares BYQ-11: distinct campus subjects inspected over those registered (002 二(十)4)."""

from metrics.covered import covered, worked
from metrics.returned import Words

INDICATOR = covered(
    "BYQ-11",
    Words(
        "校园及周边监督检查覆盖率",
        short="校园检查覆盖",
        numerator="检查过的单位（去重）",
        denominator="学校食堂、集体用餐配送单位和校园周边单位",
        counted_in="家",
        method="学校食堂、集体用餐配送单位和校园周边经营者。",
    ),
    computed_by="district_campus_covered",
    left_over="尚未检查",
    example=worked(
        (
            {"subject_name": "示例一小食堂", "subject_kinds": "学校食堂"},
            {"subject_name": "示例小吃店", "subject_kinds": "校园周边"},
            {"subject_name": "示例超市", "subject_kinds": "校园周边"},
        ),
        (
            {"subject_name": "示例一小食堂", "subject_kinds": "学校食堂"},
            {"subject_name": "示例一小食堂", "subject_kinds": "学校食堂"},
            {"subject_name": "示例小吃店", "subject_kinds": "校园周边"},
        ),
        (2, 3),
        "名录 3 家，检查 3 次，去重计 2 家，2 ÷ 3 = 66.67 %。",
    ),
)
