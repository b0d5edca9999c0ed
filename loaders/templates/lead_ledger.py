"""Declares the ledger of leads (重要线索, 001 四(五)): one lead a row; a form of one lead has one row."""

from domain.table import Field, TableSpec
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule


def _unit(text: str, context: Context) -> str | None:
    unit = context.jurisdiction.resolve(text)
    return unit.unit_id if unit else None


TEMPLATE = LedgerTemplate(
    template_id="lead_ledger",
    title="重要线索报送表",
    about="重要线索，一条一行；用于每月重要线索报送数（001 四(五)）。",
    table=TableSpec(
        "leads",
        (
            Field("lead_key", "VARCHAR"),
            Field("found_on", "DATE"),
            Field("origin", "VARCHAR"),
            Field("content", "VARCHAR"),
            Field("disposition", "VARCHAR"),
        ),
        ("lead_key",),
    ),
    columns=(
        Column("found_on", "线索接收日期", ("接收日期", "收到日期", "线索时间", "接收时间", "收到时间", "线索日期", "发现日期", "发现时间", "线索发现日期",
                                      "线索收到日期", "线索登记日期", "线索接收时间"),
               pattern="^线索(?:接收|收到|发现|登记)", kind="date", required=True, example="2026-04-15"),
        Column("origin", "线索来源", ("线索来源渠道", "来源渠道"), pattern="^线索来源", signature=True,
               hint="投诉举报、监督抽检、日常检查等", example="投诉举报"),
        Column("content", "线索内容", ("线索内容摘要", "线索摘要", "线索概要", "线索简介", "线索基本情况", "主要线索", "线索情况", "线索名称"),
               pattern="^(?:重要)?线索(?:主要)?(?:内容|摘要|概要|简介|情况)", signature=True, required=True,
               hint="不写个人姓名和电话", example="反映某网店销售的减肥食品疑似添加药物"),
        Column("disposition", "处置情况", ("线索处置情况", "处理情况", "核查情况", "办理情况", "线索核查情况", "处置结果", "核查处置情况", "线索办理情况"),
               pattern="^线索(?:处置|处理|核查|办理)", example="已立案"),
        Column("unit", "单位", ("报送单位", "填报单位", "承办单位", "报送部门", "部门", "承办部门", "单位名称"),
               readings=(Reading("unit_said", "string", _unit),), example="甲县"),
        Column("remark", "备注", ("说明",), kind="aside", in_blank=False),
    ),
    needs=(("found_on",), ("content",), ("origin", "disposition")),
    entries="""
        found_on, found_on_day, origin, content, disposition, unit, sender_unit,
        CASE WHEN unit IS NOT NULL THEN unit_said ELSE sender_unit END AS unit_id,
        CAST(year(found_on_day) * 100 + month(found_on_day) AS INTEGER) AS month,
        CASE WHEN unit IS NOT NULL THEN unit_said ELSE sender_unit END || '|' || found_on_day || '|'
            || regexp_replace(content, '\\s', '', 'g') AS lead_key
    """,
    records="""
        SELECT rid, sheet, row_no, unit_id, month, lead_key, found_on_day AS found_on, coalesce(origin, '') AS origin,
            content, coalesce(disposition, '') AS disposition
        FROM entries WHERE lead_key IS NULL OR rid IN (SELECT min(rid) FROM entries GROUP BY lead_key)
    """,
    rules=(
        Rule("cell_missing", "found_on IS NULL", "found_on", parts=(("column", "'线索接收日期'"),)),
        Rule("cell_missing", "content IS NULL", "content", parts=(("column", "'线索内容'"),)),
        Rule("bad_date", "found_on IS NOT NULL AND found_on_day IS NULL", "found_on", parts=(("found", "found_on"),)),
        Rule("date_in_future", "found_on_day > CAST(current_date AS DATE)", "found_on", parts=(("found", "found_on"),)),
        Rule("row_unit_unknown", "unit IS NOT NULL AND unit_id IS NULL", "unit", parts=(("found", "unit"),), group="unit"),
        Rule("cell_missing", "unit IS NULL AND unit_id IS NULL", "unit", parts=(("column", "'单位'"),)),
        Rule("repeated_lead", "lead_key IS NOT NULL AND rid NOT IN (SELECT min(rid) FROM entries GROUP BY lead_key)"),
    ),
    rank=24,
    identity=("found_on", "content"),
    notes=("一条线索一行；每月2日前报送上月的重要线索，每个单位不少于1条。", "线索内容不写个人姓名、电话和身份证号。"),
)  # fmt: skip
