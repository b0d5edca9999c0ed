"""Declares the ledger of administrative penalties (行政处罚台账): one decision a row."""

import re

from domain.credit_code import is_registration_number, plain_code, trouble_of
from domain.number import clean_text
from domain.table import Field, TableSpec
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule
from loaders.terms import is_yes

FOOD, OTHER = "食品", "其他"
_BRACKETS = str.maketrans("〔〕[]【】{}", "()()()()")


def known_code(text: str, _context: Context) -> str | None:
    """Returns a right credit code as it is stored, else None."""
    return None if trouble_of(text) else plain_code(text)


def code_trouble(text: str, _context: Context) -> str | None:
    """Returns what is wrong with a code; an old registration number is only doubted."""
    return None if is_registration_number(text) else trouble_of(text) or None


def is_old_number(text: str, _context: Context) -> bool:
    """Tells whether a code is a registration number of before the unified code."""
    return is_registration_number(text)


def _decision(text: str, _context: Context) -> str:
    return re.sub(r"\s", "", clean_text(text)).translate(_BRACKETS).upper()


def _kind(text: str, _context: Context) -> str:
    return FOOD if "食品" in clean_text(text) and "非食品" not in clean_text(text) else OTHER


def _yes(text: str, _context: Context) -> bool | None:
    plain = re.sub(r"\s", "", clean_text(text))
    if re.match(r"应|需|须|要", plain):
        return True
    return False if re.match(r"不|无需|无须|免", plain) else is_yes(plain)


_COLUMNS = (
    Column("decision_no", "行政处罚决定书文号", ("处罚决定书文号", "决定书文号", "行政处罚决定文书号", "处罚决定文号", "行政处罚决定书编号",
                                   "处罚决定书编号", "决定书编号", "决定文书号", "处罚文号", "处罚文书号", "处罚决定书号", "文书号", "文号"),
           pattern="^(?:行政)?处罚(?:决定)?(?:书|文书)?(?:的)?(?:文号|编号|号)", never="日期|时间", signature=True,
           readings=(Reading("decision_key", "string", _decision),), example="示例市监罚〔2024〕1号"),
    Column("enterprise", "当事人名称", ("行政相对人名称", "行政处罚当事人", "被处罚单位", "被处罚人", "被处罚人名称", "被处罚对象", "被处罚企业",
                              "处罚对象", "当事人", "企业名称", "市场主体名称", "经营主体名称", "主体名称", "行政相对人", "相对人名称", "单位名称"),
           pattern="^(?:行政处罚|被处罚|受处罚)?(?:当事人|相对人|主体|企业)(?:\\(.{1,8}\\))?(?:名称|姓名)?$", never="代码|类别|类型|地址|电话",
           required=True, example="示例食品有限公司"),
    Column("credit_code", "统一社会信用代码", ("社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码(注册号)", "统一社会信用代码/注册号",
                                  "统一代码", "机构代码"),
           pattern="信用代码", never="日期", kind="code", signature=True, hint="18 位，文本格式；没有的留空，按名称归并", example="91990001MA0000001R",
           readings=(Reading("code_known", "string", known_code), Reading("code_trouble", "string", code_trouble),
                     Reading("code_old", "bool", is_old_number))),
    Column("penalised_on", "处罚决定日期", ("行政处罚决定日期", "处罚日期", "作出处罚决定日期", "作出行政处罚决定日期", "处罚决定书日期", "决定日期",
                                  "处罚时间", "处罚决定时间", "作出决定日期"),
           pattern="^(?:作出)?(?:行政)?处罚(?:决定)?(?:书)?(?:的)?(?:日期|时间)", never="公示|送达|履行|修复|截止|有效期", kind="date",
           required=True, signature=True, example="2024-04-12"),
    Column("authority", "处罚机关", ("行政处罚机关", "处罚单位", "作出处罚决定机关", "作出行政处罚决定机关名称", "作出行政处罚决定的行政机关名称",
                             "决定机关", "执法机关", "处罚部门", "处罚机关名称"),
           pattern="^(?:作出)?(?:行政)?(?:处罚|决定)(?:决定)?(?:的)?(?:行政)?(?:机关|部门|单位)(?:名称)?$", never="被|代码", kind="place",
           signature=True, example="示例市市场监督管理局"),
    Column("unit_text", "办案单位", ("市场所", "监管所", "市场监管所", "办案机构", "承办机构", "承办单位", "承办单位(所)", "单位/所", "办案单位(所)", "所队",
                              "报送单位", "填报单位", "属地所", "辖区所"),
           pattern="^(?:办案|承办|属地|辖区)(?:单位|机构|部门|所)", never="当事人|处罚", kind="place", example="甲县市场监督管理局"),
    Column("county_text", "县(市、区)", ("县区", "区县", "县市区", "所在县区", "辖区"), kind="place", in_blank=False),
    Column("amount", "罚款金额(元)", ("罚款金额", "罚没款金额(元)", "罚没款金额", "罚没金额", "罚没金额(元)", "罚款(元)", "罚款", "处罚金额", "处罚金额(元)", "罚没款(元)"),
           pattern="^(?:罚款|罚没款?|处罚)(?:金额|数额)?(?:\\(元\\))?$", never="万", kind="number", signature=True, example="5000"),
    Column("amount_wan", "罚款金额(万元)", ("罚没款金额(万元)", "罚没金额(万元)", "罚款(万元)", "处罚金额(万元)", "罚没款(万元)"),
           pattern="(?:罚款|罚没|处罚).{0,4}\\(万元\\)", kind="number", signature=True, in_blank=False),
    Column("violation", "违法行为", ("违法事实", "违法行为类型", "主要违法事实", "案由", "违法行为(案由)", "案件名称", "违法类型", "处罚事由", "违法行为类别"),
           pattern="^(?:主要)?违法(?:行为|事实)", example="经营超过保质期的食品"),
    Column("kind_text", "案件类别", ("案件类型", "领域", "所属领域", "案件领域", "案件性质", "业务领域"), choices=(FOOD, OTHER),
           readings=(Reading("kind_known", "string", _kind),), example=FOOD),
    Column("repaired_on", "信用修复日期", ("修复日期", "准予信用修复日期", "信用修复时间", "准予修复日期", "修复时间", "信用修复决定日期"),
           pattern="修复.{0,4}(?:日期|时间)", never="申请", kind="date", signature=True, hint="只填已获准的修复", example=""),
    Column("ought", "是否应列入", ("是否应列入名单", "是否应列入严重违法失信名单", "应列入名单", "是否列严", "应否列入"),
           pattern="^(?:是否)?应(?:当)?列入", never="日期|时间", choices=("是", "否"), signature=True,
           readings=(Reading("ought_to_list", "bool", _yes),), example="否"),
    Column("listed_on", "列入名单日期", ("列入日期", "列入严重违法失信名单日期", "列入时间", "列严日期", "列入名单时间"),
           pattern="列(?:入|严).{0,10}(?:日期|时间)", never="移出", kind="date", signature=True, example=""),
    Column("public", "是否应公示", ("应否公示", "是否公示范围"), choices=("是", "否"), in_blank=False,
           readings=(Reading("ought_to_publish", "bool", _yes),), hint="依规定不予公示的填“否”"),
    Column("published_on", "公示日期", ("处罚信息公示日期", "行政处罚公示日期", "公示时间", "信息公示日期", "公开日期", "归集公示日期"),
           pattern="公示.{0,4}(?:日期|时间)$", never="截止|结束|期限", kind="date", signature=True, example="2024-04-20"),
    Column("state", "执行情况", ("处罚状态", "履行情况", "案件状态", "执行状态", "状态"), example="已履行"),
    Column("remark", "备注", ("说明",), kind="aside"),
)  # fmt: skip

_DATES = ("penalised_on", "repaired_on", "listed_on", "published_on")
_OTHER_ROW = (
    "(SELECT '“' || o.sheet || '”第 ' || o.row_no || ' 行' FROM entries AS o"
    " WHERE o.penalty_key = entries.penalty_key AND o.rid < entries.rid ORDER BY o.rid LIMIT 1)"
)
_REPEATED = "penalty_key IS NOT NULL AND rid NOT IN (SELECT min(rid) FROM entries GROUP BY penalty_key)"
_SAME_PARTY = "lower(enterprise) = (SELECT lower(arg_min(o.enterprise, o.rid)) FROM entries AS o WHERE o.penalty_key = entries.penalty_key)"


def _before(code: str, column: str) -> Rule:
    parts = (("found", column), ("penalised_on", "penalised_on"))
    return Rule(code, f"{column}_day < penalised_on_day", column, parts=parts)


TEMPLATE = LedgerTemplate(
    template_id="penalty_ledger",
    title="行政处罚台账",
    about="行政处罚决定，一个决定一行；用于屡罚主体、严重违法失信名单和处罚信息公示。",
    table=TableSpec(
        "penalties",
        (
            Field("penalty_key", "VARCHAR"),
            Field("enterprise", "VARCHAR"),
            Field("credit_code", "VARCHAR"),
            Field("decision_no", "VARCHAR"),
            Field("penalised_on", "DATE"),
            Field("authority", "VARCHAR"),
            Field("amount", "DECIMAL(18,6)"),
            Field("violation", "VARCHAR"),
            Field("case_kind", "VARCHAR"),
            Field("repaired_on", "DATE"),
            Field("ought_to_list", "BOOLEAN"),
            Field("listed_on", "DATE"),
            Field("ought_to_publish", "BOOLEAN"),
            Field("published_on", "DATE"),
            Field("state", "VARCHAR"),
        ),
        ("penalty_key",),
    ),
    columns=_COLUMNS,
    needs=(
        ("enterprise",),
        ("penalised_on",),
        ("decision_no", "credit_code"),
        ("credit_code", "authority", "repaired_on", "listed_on", "published_on"),
    ),
    entries=f"""
        coalesce(decision_key, coalesce(code_known, enterprise) || '|' || penalised_on_day || '|' || coalesce(authority, ''))
            AS penalty_key,
        decision_no, enterprise, credit_code, code_known, code_trouble, coalesce(code_old, false) AS is_old,
        authority, unit_text, county_text, place, sender, violation, kind_text, kind_known, state,
        CASE WHEN coalesce(unit_text, county_text, authority) IS NULL OR place IS NOT NULL
             THEN coalesce(place, sender, 'unplaced') ELSE coalesce(sender, 'unplaced') END AS unit_id,
        {", ".join(f"{name}, {name}_day" for name in _DATES)},
        amount, amount_num, amount_wan, amount_wan_num, coalesce(amount_num, amount_wan_num * 10000) AS fine,
        ought, ought_to_list, public, ought_to_publish,
        CAST(year(penalised_on_day) * 100 + month(penalised_on_day) AS INTEGER) AS month
    """,
    records="""
        SELECT e.rid, e.sheet, e.row_no, e.unit_id, e.month, e.penalty_key, coalesce(e.enterprise, '') AS enterprise,
            coalesce(e.code_known, '') AS credit_code, coalesce(e.decision_no, '') AS decision_no,
            e.penalised_on_day AS penalised_on, coalesce(e.authority, '') AS authority, e.fine AS amount,
            coalesce(e.violation, '') AS violation, coalesce(e.kind_known, '') AS case_kind,
            e.repaired_on_day AS repaired_on, e.ought_to_list, e.listed_on_day AS listed_on, e.ought_to_publish,
            e.published_on_day AS published_on, coalesce(e.state, '') AS state
        FROM entries AS e
        WHERE e.penalty_key IS NULL OR e.rid IN (SELECT min(rid) FROM entries GROUP BY penalty_key)
    """,
    rules=(
        Rule("cell_missing", "enterprise IS NULL", "enterprise", parts=(("column", "'当事人名称'"),)),
        Rule("cell_missing", "penalised_on IS NULL", "penalised_on", parts=(("column", "'处罚决定日期'"),)),
        Rule("credit_code_wrong", "code_trouble IS NOT NULL", "credit_code", parts=(("trouble", "code_trouble"),)),
        Rule("credit_code_old", "is_old", "credit_code"),
        Rule("credit_code_missing", "credit_code IS NULL", once=True),
        Rule("decision_no_missing", "decision_no IS NULL", once=True),
        *(Rule("bad_date", f"{name} IS NOT NULL AND {name}_day IS NULL", name, parts=(("found", name),)) for name in _DATES),
        *(Rule("date_implausible", f"{name}_day < DATE '2000-01-01'", name, parts=(("found", name),)) for name in _DATES),
        *(Rule("date_in_future", f"{name}_day > CAST(current_date AS DATE)", name, parts=(("found", name),)) for name in _DATES),
        _before("repaired_before_penalised", "repaired_on"),
        _before("listed_before_penalised", "listed_on"),
        _before("published_before_penalised", "published_on"),
        Rule("decision_conflict", f"{_REPEATED} AND NOT ({_SAME_PARTY})", "decision_no",
             parts=(("found", "coalesce(decision_no, '')"), ("other", _OTHER_ROW))),
        Rule("repeated_decision", f"{_REPEATED} AND ({_SAME_PARTY})", parts=(("other", _OTHER_ROW),)),
        *(Rule("bad_number", f"{name} IS NOT NULL AND {name}_num IS NULL", name, parts=(("found", name),))
          for name in ("amount", "amount_wan")),
        *(Rule("negative_number", f"{name}_num < 0", name, parts=(("found", name),)) for name in ("amount", "amount_wan")),
        Rule("yes_or_no", "ought IS NOT NULL AND ought_to_list IS NULL", "ought", parts=(("found", "ought"),)),
        Rule("yes_or_no", "public IS NOT NULL AND ought_to_publish IS NULL", "public", parts=(("found", "public"),)),
        Rule("unknown_place", "unit_id = 'unplaced' AND coalesce(unit_text, county_text, authority) IS NOT NULL",
             "unit_text", parts=(("found", "coalesce(unit_text, county_text, authority)"),),
             group="coalesce(unit_text, county_text, authority)"),
        Rule("place_missing", "unit_id = 'unplaced' AND coalesce(unit_text, county_text, authority) IS NULL", once=True),
    ),
    rank=18,
    identity=("decision_no", "enterprise", "credit_code"),
    places=("unit_text", "county_text", "authority"),
    notes=(
        "一个处罚决定一行；同一文号只计一次。统一社会信用代码按校验位核对，没有代码的留空，按名称归并。",
        "信用修复日期只填已获准的；截至统计时点已获准修复的处罚不计入屡罚次数。",
    ),
)  # fmt: skip
