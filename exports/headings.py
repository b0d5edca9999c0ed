"""Keeps the headings all files share, and their English for packs whose headings stand in both."""

from exports.pack import Language

GRID = "各单位 × 各指标"
TABLE = "数据表"
MISSES = "未达标和滞后的单位"
SILENCE = "未报送的单位（不作为 0 计算）"
TASKS = "任务"
OVERDUE = "核查处置超期"
DEFINITIONS = "附录：指标口径与依据"
SOURCES = "附录：数据来源"
_ENGLISH = {
    GRID: "Units by indicator",
    TABLE: "Data",
    MISSES: "Units below target",
    SILENCE: "Units that did not report",
    TASKS: "Tasks",
    OVERDUE: "Overdue disposals",
    DEFINITIONS: "Appendix: definitions and clauses",
    SOURCES: "Appendix: sources",
}


def heading(words: str, language: Language) -> str:
    """Returns a heading of this module in the language chosen; figures and units stay as they are."""
    return f"{words} {_ENGLISH[words]}" if language is Language.BOTH else words
