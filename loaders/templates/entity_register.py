"""Declares the register of supervised subjects (监管主体名录): one subject a row, as of one month."""

import re

from domain.inspection import BETWEEN, CATEGORIES, STATUSES, categories_of, status_of
from domain.number import clean_text
from domain.period import parse_period
from domain.table import Field, TableSpec
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule, SheetWords
from loaders.templates.inspection_ledger import (
    CODE_READINGS,
    CODE_SPELLINGS,
    KIND_SPELLINGS,
    LICENCE_SPELLINGS,
    kinds_in,
    licence_number,
    name_key,
)

_MONTH = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(1[0-2]|0?[1-9])(?!\d)")


def _status(text: str, _context: Context) -> str | None:
    return status_of(text)


def _month(text: str, _context: Context) -> int | None:
    period = parse_period(clean_text(text))
    return period.last if period else None


def about_sheet(words: SheetWords, context: Context) -> dict[str, str | None]:
    """Returns the categories and the month that the words around the table name."""
    around = (*words.titles, words.sheet, words.file_name)
    kinds = next(filter(None, (BETWEEN.join(categories_of(text)) for text in around)), None)
    months = (_MONTH.search(clean_text(text)) for text in around)
    month = next((int(one[1]) * 100 + int(one[2]) for one in months if one), None)
    return {"title_kinds": kinds, "title_month": str(month) if month else None}


_MONTH_KNOWN = (
    "coalesce(month_said, CASE WHEN as_of IS NULL THEN CAST(title_month AS INTEGER) END,"
    " CASE WHEN as_of IS NULL THEN CAST(last_month AS INTEGER) END)"
)
_SUBJECT = "coalesce(code_known, licence_plain, code_licence, subject_key)"
_OTHER_ROW = (
    "(SELECT '“' || o.sheet || '”第 ' || o.row_no || ' 行' FROM entries AS o"
    " WHERE o.entry_key = entries.entry_key AND o.rid < entries.rid ORDER BY o.rid LIMIT 1)"
)

TEMPLATE = LedgerTemplate(
    template_id="entity_register",
    title="监管主体名录",
    about="应当检查的主体，一家一行，写明类别、状态和统计年月；是检查覆盖率的分母，只计在营的主体。",
    table=TableSpec(
        "entity_register",
        (
            Field("entry_key", "VARCHAR"),
            Field("subject_name", "VARCHAR"),
            Field("credit_code", "VARCHAR"),
            Field("licence", "VARCHAR"),
            Field("subject_kinds", "VARCHAR"),
            Field("status", "VARCHAR"),
        ),
        ("entry_key",),
    ),
    columns=(
        Column("subject", "主体名称", ("单位名称", "企业名称", "市场主体名称", "经营主体名称", "监管主体名称", "监管对象名称", "监管对象", "经营者名称", "学校名称",
                               "食堂名称", "名称", "生产企业名称", "食品生产企业名称"),
               pattern="^(?:监管|经营|市场|生产)?(?:主体|对象|企业|经营者)(?:名称)?$", never="代码|类别|类型|地址|电话|数",
               required=True, readings=(Reading("subject_key", "string", name_key),), example="示例第一小学食堂"),
        Column("code", "统一社会信用代码/许可证编号", CODE_SPELLINGS, pattern="信用代码", never="日期|有效", kind="code", readings=CODE_READINGS,
               hint="18 位代码，或许可证编号；文本格式；没有的留空，按名称认定", example="91990001MA0000001R"),
        Column("licence", "许可证编号", LICENCE_SPELLINGS, pattern="^(?:食品)?(?:生产|经营)?许可(?:证)?(?:编?号|号码)$", never="日期|有效", kind="code",
               readings=(Reading("licence_plain", "string", licence_number),), example=""),
        Column("category", "类别", (*(name for name in KIND_SPELLINGS if name != "类别"), "对象类别"), choices=CATEGORIES,
               readings=(Reading("kinds", "string", kinds_in),), hint="一家有几类的用顿号分开", example="学校食堂"),
        Column("county_text", "县(市、区)", ("所属县区", "县区", "区县", "县市区", "所在县区", "辖区", "所属辖区", "属地", "所属区域"), kind="place", example="甲县"),
        Column("office", "监管单位", ("市场所", "监管所", "市场监管所", "日常监管机构", "监管机构", "辖区所"), kind="place", in_blank=False),
        Column("status_text", "状态", ("经营状态", "主体状态", "企业状态", "生产状态", "单位状态", "存续状态", "登记状态", "许可状态", "在营状态", "营业状态", "是否在产", "是否在营"),
               pattern="^(?:目前|当前)?(?:经营|主体|企业|生产|营业|存续|许可)状[态况]$", choices=STATUSES[:3], signature=True,
               readings=(Reading("status_known", "string", _status),), hint="在营、停业、注销；生产企业在产的填在营", example="在营"),
        Column("as_of", "统计年月", ("统计月份", "名录年月", "统计时点", "截止年月", "截至年月", "统计时间", "名录月份", "更新月份"), signature=True,
               readings=(Reading("month_said", "int32", _month),), hint="名录截至哪个月", example="2026-04"),
        Column("remark", "备注", ("说明",), kind="aside"),
    ),
    needs=(("subject",), ("status_text", "as_of"), ("code", "licence", "category")),
    entries=f"""
        subject, subject_key, code, code_known, code_trouble, coalesce(code_old, false) AS is_old,
        coalesce(licence_plain, code_licence) AS licence_known,
        category, coalesce(kinds, CASE WHEN category IS NULL THEN title_kinds END, '') AS subject_kinds,
        status_text, status_known, as_of, county_text, office, place, sender,
        coalesce(place, sender, 'unplaced') AS unit_id, {_MONTH_KNOWN} AS month,
        coalesce(place, sender, 'unplaced') || '|' || {_MONTH_KNOWN} || '|' || {_SUBJECT} || '|'
            || coalesce(kinds, CASE WHEN category IS NULL THEN title_kinds END, category, '') AS entry_key
    """,
    records="""
        SELECT rid, sheet, row_no, unit_id, month, entry_key, coalesce(subject, '') AS subject_name,
            coalesce(code_known, '') AS credit_code, coalesce(licence_known, '') AS licence, subject_kinds,
            coalesce(status_known, '') AS status
        FROM entries WHERE entry_key IS NULL OR rid IN (SELECT min(rid) FROM entries GROUP BY entry_key)
    """,
    rules=(
        Rule("cell_missing", "subject IS NULL", "subject", parts=(("column", "'主体名称'"),)),
        Rule("cell_missing", "category IS NULL AND subject_kinds = ''", "category", parts=(("column", "'类别'"),)),
        Rule("cell_missing", "as_of IS NULL AND month IS NULL", "as_of", parts=(("column", "'统计年月'"),)),
        Rule("bad_period", "as_of IS NOT NULL AND month IS NULL", "as_of", parts=(("found", "as_of"),)),
        Rule("date_in_future", "month > year(current_date) * 100 + month(current_date)", "as_of", parts=(("found", "coalesce(as_of, CAST(month AS VARCHAR))"),)),
        Rule("credit_code_wrong", "code_trouble IS NOT NULL", "code", parts=(("trouble", "code_trouble"),)),
        Rule("credit_code_old", "is_old", "code"),
        Rule("subject_by_name", "code_known IS NULL AND licence_known IS NULL AND NOT is_old", once=True),
        Rule("category_elsewhere", "category IS NOT NULL AND subject_kinds = ''", "category", parts=(("found", "category"),), group="category"),
        Rule("unknown_status", "status_text IS NOT NULL AND status_known IS NULL", "status_text", parts=(("found", "status_text"),)),
        Rule("status_missing", "status_text IS NULL", once=True),
        Rule("repeated_subject", "entry_key IS NOT NULL AND rid NOT IN (SELECT min(rid) FROM entries GROUP BY entry_key)",
             parts=(("other", _OTHER_ROW),)),
        Rule("unknown_place", "unit_id = 'unplaced' AND coalesce(county_text, office) IS NOT NULL", "county_text",
             parts=(("found", "coalesce(county_text, office)"),), group="coalesce(county_text, office)"),
        Rule("place_missing", "unit_id = 'unplaced' AND coalesce(county_text, office) IS NULL", once=True),
    ),
    rank=66,
    identity=("subject", "code"),
    places=("county_text", "office"),
    constants=("title_kinds", "title_month"),
    about_sheet=about_sheet,
    notes=(
        "一家一行；同一主体有几类的，类别用顿号分开，或一类一行。名录写全，不只写新增；减少的主体写注销或停业，或作为“完整上报”重报。",
        "统计年月是名录截至的月份；某月的覆盖率用该月及以前最近一期名录。",
    ),
)  # fmt: skip
