"""Keeps the headings all files share, and their English for packs whose headings stand in both."""

from exports.pack import Language

GRID = "各单位 × 各指标"
THEMES = "案件、处置和专项治理"
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


_SHEETS = {
    "目录": "Index",
    "状态总表": "Units by indicator",
    "各单位达标状态总表": "Units by indicator",
    "问题清单": "List of problems",
    "口径与来源": "Definitions, sources",
    "口径、依据与数据来源": "Definitions, clauses and sources",
    THEMES: "Cases, disposals, campaigns",
    "未达标与序时滞后": "Below target or behind schedule",
    "未报送": "Not reported",
    "未报送的指标数据": "Indicators not reported",
    "核查处置超期": "Overdue disposals",
    "任务进展": "Progress of tasks",
    "指标口径": "Definitions",
    "目标与依据": "Targets and clauses",
    "数据来源": "Sources",
}
_COLUMNS = {
    "序号": "No.", "指标": "Indicator", "计量单位": "Measured in", "全辖区": "Total", "单位": "Unit",
    "数值": "Value", "目标": "Target", "状态": "State", "还差": "Missing", "同比": "Year on year",
    "未达标或滞后单位": "Below target or behind", "未报送单位": "Not reported", "说明": "Notes",
    "分子": "Numerator", "分母": "Denominator", "与目标差": "Gap to target", "序时": "Due by now",
    "人口（人）": "Population", "报表": "Return", "应报期间": "Period due", "事项": "Item",
    "企业": "Enterprise", "期限": "Due", "超期天数": "Days over", "出处": "Place", "任务": "Task",
    "牵头单位": "Lead", "责任单位": "Responsible", "进展": "Progress", "算式": "Formula", "口径": "Method",
    "人口": "Population", "文件与条款": "Document and clause", "类别": "Class", "上传编号": "Upload",
    "文件": "File", "文件校验（sha256）": "SHA-256", "表样": "Template", "期间": "Period",
    "入库时间": "Loaded at", "环节": "Step", "数量": "Count", "比例": "Share", "离期限的天数": "Days to the due day",
    "件数": "Tasks", "阶段": "Phase", "起": "First day", "止": "Last day", "应完成": "Due at the end",
}  # fmt: skip


def sheet_heading(words: str, language: Language) -> str:
    """Returns the heading of a sheet or of a part of it in the language chosen."""
    return f"{words} {_SHEETS[words]}" if language is Language.BOTH else words


def column(words: str, language: Language) -> str:
    """Returns the head of a column in the language chosen, the English on a line of its own.

    An indicator's own words and units (数值（%）, 合格批次) have no English; the unit in brackets
    stays where it is.
    """
    plain = words.partition("（")[0]
    known = _COLUMNS.get(words) or _COLUMNS.get(plain)
    return f"{words}\n{known}" if language is Language.BOTH and known else words


def heading(words: str, language: Language) -> str:
    """Returns a heading of this module in the language chosen; figures and units stay as they are."""
    return f"{words} {_ENGLISH[words]}" if language is Language.BOTH else words
