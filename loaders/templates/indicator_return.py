"""Declares the plain indicator return: unit, period, indicator, numerator, denominator."""

import re

from domain.number import LARGEST, clean_text, parse_percent
from domain.period import Period
from domain.table import Field, TableSpec
from loaders.dates import read_period
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule


def _unit(text: str, context: Context) -> str | None:
    unit = context.jurisdiction.resolve(text)
    return unit.unit_id if unit else None


def _period(text: str) -> Period | None:
    """Returns the period of a cell: 2021-04 is that month, 2021年1-4月 and 2021 run from January."""
    return read_period(text)


def _first(text: str, _context: Context) -> int | None:
    period = _period(text)
    return period.first if period else None


def _last(text: str, _context: Context) -> int | None:
    period = _period(text)
    return period.last if period else None


def _indicator(text: str, context: Context) -> str | None:
    plain = re.sub(r"\s", "", clean_text(text))
    known = context.known_indicators
    lead = re.match(r"[A-Za-z]{2,3}-\d{2}[A-Za-z]?", plain)
    if not known:
        return plain.upper() if lead and lead[0] == plain else plain
    by_label = {re.sub(r"\s", "", clean_text(one.label)): name for name, one in known.items()}
    by_id = {name.upper(): name for name in known}
    return by_id.get(plain.upper()) or by_label.get(plain) or (by_id.get(lead[0].upper()) if lead else None)


def _kind(text: str, context: Context) -> str | None:
    one = context.known_indicators.get(_indicator(text, context) or "")
    return one.kind.value if one else None


def _percent(text: str, _context: Context) -> object:
    number = parse_percent(text)
    fits = number is not None and abs(number) < LARGEST and number == round(number, 6)
    return round(number, 6) if fits and number is not None else None


def _yes(text: str, _context: Context) -> int | None:
    return {"是": 1, "否": 0, "有": 1, "无": 0}.get(clean_text(text))


TEMPLATE = LedgerTemplate(
    template_id="indicator_return",
    title="指标报送表",
    about="按单位、期间报送的指标分子和分母，或调查值和样本量，用于没有明细台账的指标。",
    table=TableSpec(
        "indicator_returns",
        (
            Field("indicator", "VARCHAR"),
            Field("first_month", "INTEGER"),
            Field("numerator", "DECIMAL(18,6)"),
            Field("denominator", "DECIMAL(18,6)"),
            Field("sample_size", "BIGINT"),
            Field("note", "VARCHAR"),
        ),
        ("indicator", "unit_id", "first_month", "month"),
    ),
    columns=(
        Column("unit", "单位", ("单位名称", "报送单位", "填报单位", "县区", "区县", "县(市、区)"),
               readings=(Reading("unit_known", "string", _unit),), example="甲县"),
        Column("period", "期间", ("统计期间", "时期", "月份", "报告期", "统计时间", "统计月份", "年月", "调查时间"),
               readings=(Reading("period_first", "int32", _first), Reading("period_last", "int32", _last)),
               hint="2021-04 指当月；2021年1-4月 指累计；2021年 指全年", example="2021年1-4月"),
        Column("indicator", "指标", ("指标编号", "指标代码", "指标编码", "指标名称", "考核指标", "指标ID"), required=True, signature=True,
               readings=(Reading("indicator_known", "string", _indicator), Reading("indicator_kind", "string", _kind)),
               example="YC-12"),
        Column("numerator", "分子", ("分子数", "分子数量", "完成数"), kind="number", signature=True,
               readings=(Reading("numerator_yes", "int32", _yes),), hint="是或否的指标填“是”或“否”", example="98"),
        Column("denominator", "分母", ("分母数", "分母数量", "应完成数", "总数"), kind="number", signature=True, example="100"),
        Column("value", "调查值(%)", ("调查值", "指标值", "调查结果", "数值"), kind="number", signature=True,
               readings=(Reading("value_percent", "decimal", _percent),), hint="只有调查类指标（满意度、知晓率、支持率）填，如 82.5", in_blank=True, example=""),
        Column("sample", "样本量", ("有效样本", "有效样本量", "样本数", "调查人数"), kind="number", signature=True, example=""),
        Column("note", "简介", ("情况简介", "事件简介", "情况说明"), example=""),
        Column("remark", "备注", ("说明",), kind="aside"),
    ),
    needs=(("indicator",), ("numerator", "value"), ("denominator", "unit", "period", "sample")),
    entries="""
        unit, coalesce(unit_known, CASE WHEN unit IS NULL THEN sender_unit END) AS unit_id, period,
        coalesce(period_first, CASE WHEN period IS NULL THEN first_month END) AS first_month,
        coalesce(period_last, CASE WHEN period IS NULL THEN last_month END) AS month,
        first_month AS declared_first, last_month AS declared_last,
        indicator, indicator_known, indicator_kind, note, numerator, denominator, denominator_num, value,
        coalesce(value_num, value_percent) AS value_num,
        sample, sample_num, coalesce(numerator_num, numerator_yes) AS numerator_num,
        numerator IS NULL AND coalesce(staged.value_num, value_percent) IS NOT NULL AS is_stated
    """,
    records="""
        SELECT rid, sheet, row_no, unit_id, month, indicator_known AS indicator, first_month,
            CASE WHEN is_stated THEN value_num ELSE numerator_num END AS numerator,
            CASE WHEN is_stated THEN 100 ELSE denominator_num END AS denominator,
            coalesce(sample_num, CASE WHEN indicator_kind = 'survey' AND NOT is_stated THEN denominator_num END)
                AS sample_size, note,
            first_value(row_no) OVER (PARTITION BY unit_id, indicator_known, first_month, month ORDER BY rid)
                AS first_row
        FROM entries
    """,
    rules=(
        Rule("cell_missing", "unit IS NULL AND unit_id IS NULL", "unit", parts=(("column", "'单位'"),)),
        Rule("row_unit_unknown", "unit IS NOT NULL AND unit_id IS NULL", "unit", parts=(("found", "unit"),), group="unit"),
        Rule("cell_missing", "period IS NULL AND month IS NULL", "period", parts=(("column", "'期间'"),)),
        Rule("bad_period", "period IS NOT NULL AND month IS NULL", "period", parts=(("found", "period"),)),
        Rule("row_period_outside", "declared_last IS NOT NULL AND month <> declared_last", "period",
             parts=(("found", "coalesce(period, '')"),)),
        Rule("cell_missing", "indicator IS NULL", "indicator", parts=(("column", "'指标'"),)),
        Rule("unknown_indicator", "indicator IS NOT NULL AND indicator_known IS NULL", "indicator",
             parts=(("found", "indicator"),), group="indicator"),
        Rule("cell_missing", "numerator IS NULL AND value IS NULL", "numerator", parts=(("column", "'分子'"),)),
        Rule("only_surveys_are_stated", "is_stated AND indicator_kind <> 'survey'", "value", parts=(("found", "value"),)),
        Rule("survey_outside", "is_stated AND (value_num < 0 OR value_num > 100)", "value", parts=(("found", "value"),)),
        Rule("survey_fraction", "is_stated AND value_num > 0 AND value_num < 1", "value", parts=(("found", "value"),)),
        Rule("survey_without_sample",
             "indicator_kind = 'survey' AND coalesce(sample_num, CASE WHEN NOT is_stated THEN denominator_num END, 0) <= 0",
             "sample"),
        Rule("bad_people", "sample_num <> floor(sample_num)", "sample", parts=(("found", "sample"),)),
        Rule("part_above_whole",
             "indicator_kind IN ('share', 'survey') AND numerator_num > denominator_num AND NOT is_stated", "numerator",
             parts=(("numerator", "numerator"), ("denominator", "denominator"))),
        Rule("yes_or_no", "indicator_kind = 'yes_no' AND numerator_num NOT IN (0, 1)", "numerator",
             parts=(("found", "numerator"),)),
        Rule("whole_missing",
             "indicator_kind IN ('share', 'growth') AND denominator IS NULL AND numerator IS NOT NULL", "denominator"),
        Rule("bad_number", "numerator IS NOT NULL AND numerator_num IS NULL", "numerator", parts=(("found", "numerator"),)),
        Rule("bad_number", "denominator IS NOT NULL AND denominator_num IS NULL", "denominator",
             parts=(("found", "denominator"),)),
        Rule("bad_number", "value IS NOT NULL AND value_num IS NULL", "value", parts=(("found", "value"),)),
        Rule("bad_number", "sample IS NOT NULL AND sample_num IS NULL", "sample", parts=(("found", "sample"),)),
        Rule("negative_number", "numerator_num < 0", "numerator", parts=(("found", "numerator"),)),
        Rule("negative_number", "denominator_num < 0", "denominator", parts=(("found", "denominator"),)),
        Rule("repeated_key", "unit_id IS NOT NULL AND indicator IS NOT NULL AND month IS NOT NULL AND row_no > first_row", over="records",
             parts=(("other", "'“' || sheet || '”第 ' || first_row || ' 行'"),)),
    ),
    rank=50,
    identity=("unit", "indicator", "numerator", "value"),
    notes=(
        "分子、分母填整数或小数；没有分母的指标（如起数、批次数）分母留空。",
        "满意度等调查类指标填调查值和样本量，或填人数；填 0 表示确实没有，不填表示未报送。",
    ),
)  # fmt: skip
