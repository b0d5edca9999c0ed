"""Declares YC-21: distinct campus subjects inspected over those registered (004 附件1五(三)、附件2(十八)3)."""

from metrics.covered import covered, worked
from metrics.returned import Words

INDICATOR = covered(
    "YC-21",
    Words(
        "学校及校园周边监督检查覆盖率",
        short="校园检查覆盖",
        numerator="检查过的单位（去重）",
        denominator="学校食堂、集体用餐配送单位和校园周边单位",
        counted_in="家",
        method="学校食堂、集体用餐配送单位和校园周边经营者。",
    ),
    computed_by="campus_covered",
    left_over="尚未检查",
    example=worked(
        (
            {"subject_name": "示例一小食堂", "subject_kinds": "学校食堂", "status": "在营"},
            {"subject_name": "示例二小食堂", "subject_kinds": "学校食堂", "status": "在营"},
            {"subject_name": "示例配餐公司", "subject_kinds": "集体用餐配送", "status": "在营"},
            {"subject_name": "示例文具店", "subject_kinds": "校园周边", "status": "在营"},
            {"subject_name": "示例三小食堂", "subject_kinds": "学校食堂", "status": "注销"},
        ),
        (
            {"subject_name": "示例一小食堂", "subject_kinds": "学校食堂"},
            {"subject_name": "示例一小食堂", "subject_kinds": "学校食堂"},
            {"subject_name": "示例二小食堂", "subject_kinds": "学校食堂"},
            {"subject_name": "示例文具店", "subject_kinds": "校园周边"},
            {"subject_name": "示例四小食堂", "subject_kinds": "学校食堂"},
        ),
        (3, 4),
        "名录 5 家，1 家已注销，应检查 4 家；检查 5 次，其中 1 家查了两次、1 家不在名录，去重计 3 家，3 ÷ 4 = 75 %。",
    ),
)
