"""Keeps the Chinese words of the screen that belong to no single indicator, template or state."""

from decimal import Decimal

from metrics.result import Verdict

PRODUCT = "对标"
PAGES = {
    "overview": "总览",
    "indicator": "指标",
    "unit": "单位",
    "cases": "案件统计",
    "upload": "数据上传",
    "standard": "创建对标",
    "pack": "会议材料",
    "credit": "信用监管",
    "tasks": "任务清单",
    "reporting": "报送情况",
    "typical": "典型案例",
    "disposal": "核查处置",
}
# How the pages stand in the navigation; what is listed under "" stands by itself.
SECTIONS = {
    "": ("overview", "indicator", "unit", "pack", "upload"),
    "专题": ("cases", "typical", "disposal", "credit"),
    "落实": ("standard", "tasks", "reporting"),
}

WINDOW_LABELS = {"ytd": "累计", "month": "当月", "quarter": "季度", "year": "全年", "3y": "近三年"}
PARTS = {"numerator": "分子", "denominator": "分母", "excluded": "已排除"}
OPEN_PART = "open"  # rows of the denominator that are not in the numerator; an indicator names them
TIER_SHORT = {"考核底线": "考核", "工作目标": "目标"}
PACE = "序时"
FROM_TARGET = "横条从目标线画起，向左为低于目标"
LAST_YEAR = "上年同期"
NO_TARGET_GROUP = "统计项目（无目标）"
CLASS_ORDER = ("否决", "关键", "一般", "无")

# Which sheet a fact table's figures come from.
SOURCES = {
    "samples": "抽检台账",
    "disposals": "核查处置台账",
    "case_cells": "案件统计表",
    "indicator_returns": "指标报表",
    "populations": "人口表",
    "tasks": "任务清单",
    "summary_figures": "汇总表",
    "typical_cases": "典型案件报送信息表",
    "leads": "重要线索报送表",
    "liaison_receipts": "联络员表",
    "penalties": "行政处罚台账",
    "credit_ratings": "信用分级表",
    "inspections": "监督检查台账",
    "entity_register": "监管主体名录",
}

COVERAGE_SOURCES = "监管主体名录、监督检查台账和指标报表"

TEMPLATES = {
    "task_list": "任务清单",
    "case_form": "铁拳案件统计表",
    "sampling_ledger": "抽检台账",
    "disposal_ledger": "核查处置台账",
    "population": "人口表",
    "indicator_return": "指标报表",
    "unit_summary": "各单位汇总表",
    "typical_case": "典型案件报送信息表",
    "lead_ledger": "重要线索报送表",
    "liaison": "联络员表",
    "penalty_ledger": "行政处罚台账",
    "credit_tiers": "信用分级表",
    "inspection_ledger": "监督检查台账",
    "entity_register": "监管主体名录",
}

MEASURES = {
    "person_trips": "出动（人次）",
    "enterprises_inspected": "检查企业（家次）",
    "cases_filed": "立案（件）",
    "cases_closed": "结案（件）",
    "amount_involved": "涉案金额（万元）",
    "fines_and_confiscations": "罚没款（万元）",
    "losses_recovered": "挽回损失（万元）",
    "cases_transferred": "移送司法（件）",
    "internet_cases": "互联网案件（件）",
    "rural_cases": "农村市场案件（件）",
}
# Where no target judges, these figures stand on the overview's cards, in this order.
CARDS_OF_FORM = (
    "cases_filed",
    "case_closing_rate",
    "fines_and_confiscations",
    "amount_involved",
    "cases_transferred",
    "enterprises_inspected",
)
OVERLAPPING = ("internet_cases", "rural_cases")
OVERLAP_NOTE = "互联网、农村市场案件与其他列重叠，不相加"

# The columns of stored facts, as a clerk knows them; what is not named here is not shown.
FACT_COLUMNS = {
    "task_id": "任务编号",
    "group_title": "专项或组别",
    "title": "任务",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "due_words": "完成时限",
    "document": "文件",
    "sample_no": "抽样编号",
    "task_key": "任务",
    "case_name": "案件名称",
    "is_closed": "已办结",
    "filed_on": "立案",
    "closed_on": "结案",
    "amount_involved": "涉案金额（万元）",
    "fine": "罚款（万元）",
    "confiscated": "没收违法所得（万元）",
    "stage": "涉案环节",
    "summary": "案情摘要",
    "found_on": "接收日期",
    "origin": "线索来源",
    "content": "线索内容",
    "disposition": "处置情况",
    "role": "岗位",
    "is_named": "已填姓名",
    "has_phone": "已填电话",
    "sampled_on": "抽样日期",
    "county_text": "县区（原文）",
    "department": "部门",
    "purpose": "任务类别",
    "level": "任务来源",
    "category": "食品大类",
    "is_produce": "农产品",
    "has_residue": "含农兽残项目",
    "food_name": "样品名称",
    "entity_name": "被抽样单位",
    "producer_name": "生产企业",
    "conclusion": "结论",
    "failed_items": "不合格项目",
    "link": "环节",
    "enterprise": "企业",
    "subject_name": "主体名称",
    "subject_kinds": "对象类别",
    "credit_code": "统一社会信用代码",
    "licence": "许可证编号",
    "status": "状态",
    "event": "检查类型",
    "inspected_on": "检查日期",
    "visits": "检查次数",
    "inspector": "检查单位",
    "outcome": "检查结果",
    "decision_no": "决定书文号",
    "penalised_on": "处罚日期",
    "authority": "处罚机关",
    "amount": "罚款（元）",
    "case_kind": "案件类别",
    "repaired_on": "信用修复",
    "ought_to_list": "应列入",
    "listed_on": "列入名单",
    "ought_to_publish": "应公示",
    "published_on": "公示",
    "tier": "信用等级",
    "rated_on": "评定日期",
    "received_on": "收到报告",
    "started_on": "启动",
    "completed_on": "完成",
    "due_on": "期限",
    "state": "进展",
    "is_overturned": "复检改判",
    "is_elsewhere": "移交外地",
    "controlled_on": "产品控制",
    "objected_on": "异议提出",
    "objection_settled_on": "异议办结",
    "is_objection_upheld": "异议成立",
    "recheck_on": "复检申请",
    "recheck_result_on": "复检出结果",
    "violation": "违法类型",
    "subtype": "细类",
    "measure": "项目",
    "value": "数值",
    "indicator": "指标",
    "first_month": "起始月",
    "month": "月份",
    "numerator": "分子",
    "denominator": "分母",
    "kind": "口径",
    "year": "年份",
    "people": "人口",
    "precision": "精度",
    "source": "来源",
    "unit_id": "单位",
    "reason": "排除原因",
    "sheet": "工作表",
    "row_no": "行",
    "upload_id": "上传编号",
}
FACT_VALUES = {
    "planned": "计划",
    "sampled": "抽检",
    "food": "食品",
    "produce": "农产品",
    "qualified": "合格",
    "failed": "不合格",
    "problem": "问题样品",
    "not_judged": "不判定",
    "pending": "未出结果",
    "untested": "未检验",
    "not_started": "未启动",
    "in_progress": "处置中",
    "completed": "已完成",
    "market": "市场监管",
    "agriculture": "农业农村",
    **{key: label.split("（")[0] for key, label in MEASURES.items()},
}
YES_NO = {True: "是", False: "否"}

# What loading a file does to a fact, and the counts that are shown before and after.
CHANGE_KINDS = {"added": "新增", "changed": "变化", "removed": "撤下"}
TOTALS = {
    "samples": "抽检批次",
    "failed": "不合格批次",
    "tasks": "处置任务",
    "completed": "已完成任务",
    "rows": "数据行",
}

# Plotly's own button texts and notices.
MODEBAR = {
    "Download plot as a PNG": "下载图片（PNG）",
    "Download plot": "下载图片（SVG）",
    "Image download succeeded": "图片已下载",
    "Taking snapshot - this may take a few seconds": "正在生成图片",
    "Sorry, there was a problem downloading your image!": "图片没有生成，请重试",
}

DONE = "完成"
EMPTY_TITLE = "还没有数据"
EMPTY_TEXT = "请到“数据上传”上传本月的台账或报表；上传并入库后，这里就会显示各单位的判定。"
NO_DEADLINES_TITLE = "这个辖区没有登记报送要求"
NO_DEADLINES_TEXT = "在辖区文件夹的 deadlines.toml 里写明报表、单位和日期后，这里显示谁按时报送。"
NO_STANDARD_TITLE = "这个辖区没有创建标准"
NO_STANDARD_TEXT = "辖区文件夹里放入 standard.toml 后，这里逐条对照。"
NO_TYPICAL_TITLE = "还没有典型案件和线索"
NO_TYPICAL_TEXT = "请到“数据上传”上传典型案件报送信息表（一案一表，.xlsx 或 .docx）和重要线索报送表。"
NO_CASES_TITLE = "还没有案件统计表"
NO_CASES_TEXT = "请到“数据上传”上传各单位的“铁拳”案件统计表。"
NOT_A_STANDARD = "监督抽检针对风险，合格率较低不一定说明监管较差，请结合抽检对象看。"


def month_words(month: int) -> str:
    """Returns a month as an office writes it: 2026年10月."""
    return f"{month // 100}年{month % 100}月"


def number(value: Decimal | int | None, places: int = 0) -> str:
    """Returns a number with thousands separators, at least `places` decimals, no needless zeros."""
    if value is None:
        return ""
    whole, _, rest = f"{value:,f}".partition(".") if isinstance(value, Decimal) else (f"{value:,}", "", "")
    rest = rest.rstrip("0").ljust(places, "0")
    return f"{whole}.{rest}" if rest else whole


def amount_words(verdict: Verdict) -> str:
    """Returns numerator and denominator as 23/25, or the numerator alone."""
    if verdict.numerator is None:
        return ""
    top = number(verdict.numerator)
    return top if verdict.denominator is None else f"{top}/{number(verdict.denominator)}"


def value_words(verdict: Verdict) -> str:
    """Returns the value with its unit (92.00 %, 4.61 批次/千人), or the word of its state."""
    if verdict.value is None:
        return verdict.state_word
    return f"{verdict.display} {verdict.measured_in}".strip()
