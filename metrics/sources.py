"""Holds the pieces of SQL that several measures share, so that one rule stands in one place."""

from metrics.measure import Exclusion, Part

# Inside the volume and listed apart (domain rule 1 and rule 7).
BY_LEVEL = (Part("国家任务", "level = '国家'"), Part("省级任务", "level = '省'"))
# 全口径: the departments' tables add up, and each is to be seen (domain rule 8); the rest is 市场监管.
BY_DEPARTMENT = (Part("农业农村部门", "department = 'agriculture'"),)
LISTED_APART = (
    *BY_LEVEL,
    *BY_DEPARTMENT,
    Part("风险监测", "purpose = '风险监测'"),
    Part("评价性抽检", "purpose = '评价性抽检'"),
    Part("未出结果", "conclusion IN ('pending', 'untested')"),
)

QUICK_TEST = Exclusion("快检", "purpose = '快检'")
# Nobody in authority ordered these: neither volume nor pass rate is theirs (domain rule 7).
NOT_ORDERED = Exclusion("其他检验（委托、自检等）", "purpose = '其他'")
NO_BATCHES = (QUICK_TEST, NOT_ORDERED)

# Domain rule 7: pass rates are those of 监督抽检; farm-produce monitoring by the agriculture
# departments is the population its own pass rate is defined on, so it stays in.
RISK_MONITORING = Exclusion("风险监测", "purpose = '风险监测' AND department <> 'agriculture'")
EVALUATION = Exclusion("评价性抽检", "purpose = '评价性抽检'")

NO_RESULT = (
    Exclusion("未出结果", "conclusion = 'pending'"),
    Exclusion("未检验", "conclusion = 'untested'"),
    Exclusion("不判定", "conclusion = 'not_judged'"),
    Exclusion("问题样品（不作合格判定）", "conclusion = 'problem'"),
)

RATE_EXCLUSIONS = (*NO_BATCHES, RISK_MONITORING, EVALUATION, *NO_RESULT)

# A batch that re-inspection (复检) overturned leaves the failed set (domain rule 15).
QUALIFIED = "(conclusion = 'qualified' OR (conclusion = 'failed' AND is_overturned))"

# A disposal task inherits the level and the purpose of its sample where its own ledger is silent.
DISPOSALS = (
    "(SELECT d.*, coalesce(nullif(d.level, ''), s.level, '') AS task_level,"
    " coalesce(nullif(d.purpose, ''), s.purpose, '') AS task_purpose,"
    " coalesce(d.is_overturned, false) OR coalesce(s.is_overturned, false) AS overturned"
    " FROM disposals AS d LEFT JOIN samples AS s ON s.sample_no = d.sample_no AND s.is_current) AS disposals"
)

DISPOSAL_EXCLUSIONS = (
    Exclusion("复检合格", "overturned"),
    Exclusion("异议成立", "is_objection_upheld"),
    Exclusion("移交外地", "is_elsewhere"),
    Exclusion("风险监测", "task_purpose = '风险监测'"),
    Exclusion("评价性抽检", "task_purpose = '评价性抽检'"),
    Exclusion("快检", "task_purpose = '快检'"),
    Exclusion("其他检验（委托、自检等）", "task_purpose = '其他'"),
)

_COMPLETED_IN = "(extract(year FROM completed_on) * 100 + extract(month FROM completed_on))"
_DUE_IN = "(extract(year FROM due_on) * 100 + extract(month FROM due_on))"

# A task counts as completed from the month of its completion, and as due from its due date
# (or its completion, if that came first) where the ledger states one, else from its receipt.
COMPLETED_FROM = f"greatest(month, coalesce({_COMPLETED_IN}, month))"
DUE_FROM = (
    f"CASE WHEN due_on IS NULL THEN month"
    f" ELSE greatest(month, least({_DUE_IN}, coalesce({_COMPLETED_IN}, {_DUE_IN}))) END"
)
