"""Keeps the English of a 通报's own headings, for packs whose headings stand in both languages."""

from exports.pack import Language

_ENGLISH = {
    "总体情况": "Overview",
    "各项指标完成情况": "Indicators",
    "案件、处置和专项治理": "Cases, disposals and campaigns",
    "未达标和未报送单位": "Units below target or silent",
    "任务和核查处置": "Tasks and disposals",
    "数据说明": "About the data",
    "各项指标分单位情况": "Indicators by unit",
    "各单位达标状态总表": "Units by indicator",
    "问题清单": "List of problems",
    "指标口径与依据": "Definitions and clauses",
    "数据来源与版本": "Sources and versions",
}


def in_language(words: str, language: Language) -> str:
    """Returns a heading in the language chosen; KeyError for a heading without English."""
    return f"{words} {_ENGLISH[words]}" if language is Language.BOTH else words
