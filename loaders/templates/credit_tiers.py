"""Declares the list of credit tiers (信用分级): one rating of one enterprise a row."""

import re

from domain.number import clean_text
from domain.table import Field, TableSpec
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule
from loaders.templates.penalty_ledger import code_trouble, is_old_number, known_code

TIERS = ("A", "B", "C", "D")
_LETTER = re.compile(r"^([A-D])(?:类|级|等)?(?:企业)?(?:\(.*\))?$")
# The words of the public credit evaluation, and those of the enterprise risk classes.
_WORDS = {
    "守信": "A", "诚信": "A", "信用良好": "A", "优": "A", "低": "A", "一般": "B", "一般守信": "B", "基本守信": "B", "良": "B",
    "失信": "C", "一般失信": "C", "轻微失信": "C", "较高": "C", "中": "C", "严重失信": "D", "严重违法失信": "D", "高": "D", "差": "D",
}  # fmt: skip


def read_tier(text: str, _context: Context) -> str | None:
    """Returns A, B, C or D for a tier's letter or word, or None."""
    plain = re.sub(r"\s|信用风险|风险|企业|等级", "", clean_text(text)).upper()
    letter = _LETTER.match(plain)
    return letter[1] if letter else _WORDS.get(plain.removesuffix("级").removesuffix("类"))


TEMPLATE = LedgerTemplate(
    template_id="credit_tiers",
    title="信用分级表",
    about="企业信用分级，一家企业一次评定一行；按每家企业最近一次评定统计各级家数和占比。",
    table=TableSpec(
        "credit_ratings",
        (
            Field("rating_key", "VARCHAR"),
            Field("enterprise", "VARCHAR"),
            Field("credit_code", "VARCHAR"),
            Field("tier", "VARCHAR"),
            Field("rated_on", "DATE"),
        ),
        ("rating_key",),
    ),
    columns=(
        Column("enterprise", "企业名称", ("主体名称", "市场主体名称", "经营主体名称", "单位名称", "当事人名称", "食品生产经营者名称"),
               pattern="^(?:企业|主体|经营者)(?:名称)?$", never="代码|地址", required=True, example="示例食品有限公司"),
        Column("credit_code", "统一社会信用代码", ("社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码/注册号"), pattern="信用代码",
               never="日期", kind="code", example="91990001MA0000001R",
               readings=(Reading("code_known", "string", known_code), Reading("code_trouble", "string", code_trouble),
                         Reading("code_old", "bool", is_old_number))),
        Column("tier", "信用等级", ("信用分级", "信用级别", "信用评价等级", "信用风险等级", "信用风险分类", "信用分类", "信用评价结果", "评定等级"),
               pattern="^(?:公共|企业)?信用(?:风险)?(?:评价)?(?:等级|分级|级别|分类)", never="日期|时间", required=True, signature=True,
               choices=TIERS, readings=(Reading("tier_known", "string", read_tier),), example="A"),
        Column("rated_on", "评定日期", ("评价日期", "评定时间", "评价时间", "分级日期", "分类日期"), pattern="^(?:信用)?(?:评定|评价|分级|分类)(?:日期|时间)",
               kind="date", required=True, signature=True, example="2024-04-12"),
        Column("unit_text", "监管单位", ("市场所", "监管所", "市场监管所", "辖区所", "属地所", "所属辖区", "县区", "县(市、区)", "辖区", "登记机关"),
               kind="place", example="甲县市场监督管理局"),
        Column("remark", "备注", ("说明",), kind="aside"),
    ),
    needs=(("enterprise",), ("tier",), ("rated_on", "credit_code")),
    entries="""
        coalesce(code_known, enterprise) || '|' || rated_on_day AS rating_key,
        enterprise, credit_code, code_known, code_trouble, coalesce(code_old, false) AS is_old, tier, tier_known,
        rated_on, rated_on_day, unit_text, place, sender,
        CASE WHEN place IS NOT NULL THEN place ELSE coalesce(sender, 'unplaced') END AS unit_id,
        CAST(year(rated_on_day) * 100 + month(rated_on_day) AS INTEGER) AS month
    """,
    records="""
        SELECT rid, sheet, row_no, unit_id, month, rating_key, coalesce(enterprise, '') AS enterprise,
            coalesce(code_known, '') AS credit_code, coalesce(tier_known, '') AS tier, rated_on_day AS rated_on,
            first_value(row_no) OVER (PARTITION BY rating_key ORDER BY rid) AS first_row
        FROM entries
    """,
    rules=(
        Rule("cell_missing", "enterprise IS NULL", "enterprise", parts=(("column", "'企业名称'"),)),
        Rule("cell_missing", "tier IS NULL", "tier", parts=(("column", "'信用等级'"),)),
        Rule("cell_missing", "rated_on IS NULL", "rated_on", parts=(("column", "'评定日期'"),)),
        Rule("unknown_tier", "tier IS NOT NULL AND tier_known IS NULL", "tier", parts=(("found", "tier"),)),
        Rule("credit_code_wrong", "code_trouble IS NOT NULL", "credit_code", parts=(("trouble", "code_trouble"),)),
        Rule("credit_code_old", "is_old", "credit_code"),
        Rule("credit_code_missing", "credit_code IS NULL", once=True),
        Rule("bad_date", "rated_on IS NOT NULL AND rated_on_day IS NULL", "rated_on", parts=(("found", "rated_on"),)),
        Rule("date_implausible", "rated_on_day < DATE '2000-01-01'", "rated_on", parts=(("found", "rated_on"),)),
        Rule("date_in_future", "rated_on_day > CAST(current_date AS DATE)", "rated_on", parts=(("found", "rated_on"),)),
        Rule("repeated_rating", "rating_key IS NOT NULL AND row_no > first_row", over="records",
             parts=(("other", "'“' || sheet || '”第 ' || first_row || ' 行'"),)),
        Rule("unknown_place", "unit_id = 'unplaced' AND unit_text IS NOT NULL", "unit_text",
             parts=(("found", "unit_text"),), group="unit_text"),
    ),
    rank=45,
    identity=("enterprise", "credit_code"),
    places=("unit_text",),
    notes=("信用等级填 A、B、C、D，或 守信、一般、失信、严重失信；同一企业按最近一次评定统计。",),
)  # fmt: skip
