"""Declares the ledger of inspections (监督检查台账): one visit to one subject a row."""

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.credit_code import LENGTH, is_registration_number, plain_code, trouble_of
from domain.enterprise import normal_name
from domain.inspection import BETWEEN, CATEGORIES, EVENTS, OTHER, categories_of, event_of
from domain.table import Field, TableSpec
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule, SheetWords

# JY11400000000000, SC1…, or a local form such as 示小餐饮〔2026〕1号; a credit code has no Chinese in it.
_LICENCE = re.compile(r"[A-Z]{2,4}\d{8,16}|[^\u4e00-\u9fff]*[\u4e00-\u9fff]\D*\d.*")

_OTHER_TRADE = re.compile(
    "特种设备|电梯|锅炉|药品(?!监督管理)|药店|药房|化妆品|医疗器械|计量|工业产品|(?<!农)产品质量|价格|广告"
)


@dataclass(frozen=True)
class _Code:
    known: str | None
    licence: str | None
    trouble: str | None
    is_old: bool


@lru_cache(maxsize=100_000)  # four readings ask about the same text
def _code_in(text: str) -> _Code:
    plain = plain_code(text)
    licence = plain if len(plain) != LENGTH and _LICENCE.fullmatch(plain) else None
    is_old = is_registration_number(plain)
    trouble = trouble_of(plain)
    return _Code(None if trouble else plain, licence, None if licence or is_old else trouble or None, is_old)


def licence_in(text: str, _context: Context) -> str | None:
    """Returns the number of a licence that stands where a credit code may stand, else None."""
    return _code_in(text).licence


def known_code(text: str, _context: Context) -> str | None:
    """Returns a right credit code as it is stored, else None."""
    return _code_in(text).known


def code_trouble(text: str, _context: Context) -> str | None:
    """Returns what is wrong with a code; a licence number is right and an old number only doubted."""
    return _code_in(text).trouble


def is_old_number(text: str, _context: Context) -> bool:
    """Tells whether a code is a registration number of before the unified code."""
    return _code_in(text).is_old


def licence_number(text: str, _context: Context) -> str:
    """Returns the number of a licence as it is stored."""
    return plain_code(text)


def name_key(text: str, _context: Context) -> str | None:
    """Returns a name without marks, so that two spellings are one."""
    return normal_name(text) or None


def kinds_in(text: str, _context: Context) -> str | None:
    """Returns the categories a text names, joined; None for none."""
    return BETWEEN.join(categories_of(text)) or None


def _event(text: str, _context: Context) -> str | None:
    return event_of(text)


CODE_READINGS = (
    Reading("code_known", "string", known_code),
    Reading("code_trouble", "string", code_trouble),
    Reading("code_old", "bool", is_old_number),
    Reading("code_licence", "string", licence_in),
)
CODE_SPELLINGS = ("代码", "主体代码", "单位代码", "企业代码", "社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码", "统一代码", "统一社会信用代码(许可证编号)",
                  "统一社会信用代码或许可证编号", "信用代码/许可证号", "统一社会信用代码/许可证号")  # fmt: skip
LICENCE_SPELLINGS = ("许可证号", "食品经营许可证号", "食品经营许可证编号", "食品生产许可证编号", "食品生产许可证号", "许可证号码", "许可证书编号",
                     "许可编号", "食品许可证号", "许可(备案)编号", "备案编号", "经营许可证号", "生产许可证号")  # fmt: skip
KIND_SPELLINGS = (
    "主体类别",
    "对象类型",
    "主体类型",
    "单位类别",
    "单位类型",
    "检查对象类别",
    "检查对象类型",
    "经营类别",
    "监管类别",
    "类别",
    "业态",
)


def about_sheet(words: SheetWords, _context: Context) -> dict[str, str | None]:
    """Returns the kind of event and the categories that the words around the table name."""
    around = (*words.titles, words.sheet, words.file_name)
    event = next(filter(None, map(event_of, around)), None)
    kinds = next(filter(None, (BETWEEN.join(categories_of(text)) for text in around)), None)
    if kinds is None and any(map(_OTHER_TRADE.search, words.titles)):
        kinds = OTHER
    return {"title_event": event, "title_kinds": kinds}


_OTHER_ROW = (
    "(SELECT '“' || o.sheet || '”第 ' || o.row_no || ' 行' FROM entries AS o"
    " WHERE o.visit_key = entries.visit_key AND o.rid < entries.rid ORDER BY o.rid LIMIT 1)"
)

TEMPLATE = LedgerTemplate(
    template_id="inspection_ledger",
    title="监督检查台账",
    about="监督检查和食品安全管理人员抽查考核，对一个主体检查一次一行；与监管主体名录一起计算检查覆盖率，按主体去重。",
    table=TableSpec(
        "inspections",
        (
            Field("visit_key", "VARCHAR"),
            Field("subject_name", "VARCHAR"),
            Field("credit_code", "VARCHAR"),
            Field("licence", "VARCHAR"),
            Field("subject_kinds", "VARCHAR"),
            Field("event", "VARCHAR"),
            Field("inspected_on", "DATE"),
            Field("inspector", "VARCHAR"),
            Field("outcome", "VARCHAR"),
        ),
        ("visit_key",),
    ),
    columns=(
        Column("subject", "检查对象名称", ("被检查单位名称", "被检查单位", "被检查对象", "被检查对象名称", "检查对象", "被检查企业", "被检查企业名称", "被检查主体",
                                  "被检查主体名称", "受检查单位", "被检单位", "检查单位名称", "被考核单位", "被考核企业", "考核企业", "被考核企业名称", "企业名称",
                                  "主体名称", "市场主体名称", "经营者名称", "学校名称", "食堂名称", "单位名称"),
               pattern="^(?:被?检查|被?考核|受检查?)(?:的)?(?:对象|主体|企业|单位)(?:名称)?$", never="代码|类别|类型|地址|电话|所属|部门",
               required=True, readings=(Reading("subject_key", "string", name_key),), example="示例第一小学食堂"),
        Column("code", "统一社会信用代码/许可证编号", CODE_SPELLINGS, pattern="信用代码", never="日期|有效", kind="code", readings=CODE_READINGS,
               hint="18 位代码，或许可证编号；文本格式；没有的留空，按名称认定", example="91990001MA0000001R"),
        Column("licence", "许可证编号", LICENCE_SPELLINGS, pattern="^(?:食品)?(?:生产|经营)?许可(?:证)?(?:编?号|号码)$", never="日期|有效", kind="code",
               readings=(Reading("licence_plain", "string", licence_number),), in_blank=False),
        Column("category", "对象类别", KIND_SPELLINGS, choices=CATEGORIES, readings=(Reading("kinds", "string", kinds_in),
               Reading("kinds_event", "string", _event)), hint="一家有几类的用顿号分开", example="学校食堂"),
        Column("event_text", "检查类型", ("检查类别", "检查方式", "检查事项", "检查形式", "检查性质", "事项"), choices=EVENTS,
               readings=(Reading("event_said", "string", _event),), hint="不填按监督检查", example="监督检查"),
        Column("inspected_on", "检查日期", ("检查时间", "监督检查日期", "监督检查时间", "考核日期", "考核时间", "抽查考核日期", "抽考日期", "巡查日期", "现场检查日期",
                                     "现场检查时间", "检查完成日期"),
               pattern="^(?:现场|监督|日常|抽查)*(?:检查|考核|巡查)(?:日期|时间)$", never="下次|计划|截止|整改|复查", kind="date",
               required=True, signature=True, example="2026-04-15"),
        Column("county_text", "县(市、区)", ("所属县区", "县区", "区县", "县市区", "所在县区", "辖区", "所属辖区", "属地", "所属区域"), kind="place", example="甲县"),
        Column("inspector", "检查单位", ("检查机关", "检查机构", "实施检查单位", "实施单位", "监管单位", "监管所", "市场监管所", "检查部门", "执法单位", "考核单位", "组织单位"),
               pattern="^(?:实施|组织)?(?:检查|考核|监管)(?:机关|机构|部门)$", never="被|受", kind="place", example="甲县市场监督管理局"),
        Column("outcome", "检查结果", ("检查结论", "考核结果", "检查情况", "结果", "检查结果判定", "是否合格"), pattern="^(?:监督)?(?:检查|考核)(?:结果|结论)$",
               example="符合"),
        Column("people", "检查人员", ("执法人员", "检查人", "监管人员", "考核人员", "被考核人", "被考核人员", "考核对象姓名"), kind="aside", in_blank=False),
        Column("remark", "备注", ("说明",), kind="aside"),
    ),
    needs=(("subject",), ("inspected_on",), ("code", "licence", "category", "event_text", "inspector", "outcome")),
    entries=f"""
        subject, subject_key, code, code_known, code_trouble, coalesce(code_old, false) AS is_old,
        coalesce(licence_plain, code_licence) AS licence_known,
        coalesce(code_known, licence_plain, code_licence, coalesce(place, sender, 'unplaced') || '|' || subject_key) AS subject_id,
        category, kinds AS kinds_said,
        coalesce(kinds, CASE WHEN category IS NULL THEN title_kinds ELSE '{OTHER}' END, '') AS subject_kinds,
        event_text, event_said,
        coalesce(CASE WHEN event_said = '抽查考核' OR kinds_event = '抽查考核' THEN '抽查考核' END, event_said, title_event, '监督检查') AS event,
        inspected_on, inspected_on_day, county_text, inspector, outcome, place, sender,
        coalesce(place, sender, 'unplaced') AS unit_id,
        CAST(year(inspected_on_day) * 100 + month(inspected_on_day) AS INTEGER) AS month,
        coalesce(code_known, licence_plain, code_licence, coalesce(place, sender, 'unplaced') || '|' || subject_key)
            || '|' || inspected_on_day || '|'
            || coalesce(CASE WHEN event_said = '抽查考核' OR kinds_event = '抽查考核' THEN '抽查考核' END, event_said, title_event, '监督检查')
            AS visit_key
    """,
    records="""
        SELECT rid, sheet, row_no, unit_id, month, visit_key, coalesce(subject, '') AS subject_name,
            coalesce(code_known, '') AS credit_code, coalesce(licence_known, '') AS licence, subject_kinds, event,
            inspected_on_day AS inspected_on, coalesce(inspector, '') AS inspector, coalesce(outcome, '') AS outcome
        FROM entries WHERE visit_key IS NULL OR rid IN (SELECT min(rid) FROM entries GROUP BY visit_key)
    """,
    rules=(
        Rule("cell_missing", "subject IS NULL", "subject", parts=(("column", "'检查对象名称'"),)),
        Rule("cell_missing", "inspected_on IS NULL", "inspected_on", parts=(("column", "'检查日期'"),)),
        Rule("credit_code_wrong", "code_trouble IS NOT NULL", "code", parts=(("trouble", "code_trouble"),)),
        Rule("credit_code_old", "is_old", "code"),
        Rule("subject_by_name", "code_known IS NULL AND licence_known IS NULL AND NOT is_old", once=True),
        Rule("bad_date", "inspected_on IS NOT NULL AND inspected_on_day IS NULL", "inspected_on", parts=(("found", "inspected_on"),)),
        Rule("date_implausible", "inspected_on_day < DATE '2000-01-01'", "inspected_on", parts=(("found", "inspected_on"),)),
        Rule("inspected_in_future", "inspected_on_day > CAST(current_date AS DATE)", "inspected_on", parts=(("found", "inspected_on"),)),
        Rule("category_elsewhere", "category IS NOT NULL AND kinds_said IS NULL", "category", parts=(("found", "category"),), group="category"),
        Rule("repeated_visit", "visit_key IS NOT NULL AND rid NOT IN (SELECT min(rid) FROM entries GROUP BY visit_key)",
             parts=(("other", _OTHER_ROW),)),
        Rule("unknown_place", "unit_id = 'unplaced' AND coalesce(county_text, inspector) IS NOT NULL", "county_text",
             parts=(("found", "coalesce(county_text, inspector)"),), group="coalesce(county_text, inspector)"),
        Rule("place_missing", "unit_id = 'unplaced' AND coalesce(county_text, inspector) IS NULL", once=True),
    ),
    rank=64,
    identity=("subject", "code", "inspected_on"),
    places=("county_text", "inspector"),
    constants=("title_event", "title_kinds"),
    about_sheet=about_sheet,
    notes=(
        "对一个主体检查一次一行；同一主体检查几次写几行，覆盖率按主体去重。",
        "食品安全管理人员抽查考核的，检查类型填“抽查考核”，考核几个人都按企业计一家；不写个人姓名。",
        "本期没有检查的，上传只有表头的台账并选定单位和期间；没有台账不按 0 计。",
    ),
)  # fmt: skip
