"""Counts sampled batches of farm produce (食用农产品)."""

from metrics.measure import Measure, Part
from metrics.sources import QUICK_TEST

MEASURE = Measure(
    measure_id="produce_batches",
    label="农产品抽检批次",
    measured_in="批次",
    table="samples",
    scope="is_produce",
    exclusions=(QUICK_TEST,),
    parts=(
        Part("国家任务", "level = '国家'"),
        Part("省级任务", "level = '省'"),
        Part("风险监测", "purpose = '风险监测'"),
        Part("评价性抽检", "purpose = '评价性抽检'"),
        Part("未出结果", "conclusion IN ('pending', 'untested')"),
    ),
)
