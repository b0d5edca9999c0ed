"""Declares the disposal ledger (核查处置): one task a row, several tasks may share a sample."""

import re

from domain.number import clean_text
from domain.table import Field, TableSpec
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule
from loaders.terms import is_yes, read_conclusion, read_level, read_purpose

STATES = ("未处置", "处置中", "处置完毕")
LINKS = ("生产", "流通", "餐饮", "网抽")
SEVERAL = "几个环节"  # a row that names more than one link: which one it is about, nobody can tell
_BETWEEN = re.compile(r"[、,/;|+＋&\s]|以及|[和与及]")
_AWAY = re.compile(r"移交|移送(?!司法|公安)|转交|转办外|外省|外市|外地|非本地|非辖区")


def _state(text: str, _context: Context) -> str | None:
    plain = re.sub(r"\s", "", clean_text(text))
    if re.search(r"^(?:未处置|未启动|未开始|尚未|待处置|未核查)", plain):
        return "not_started"
    if re.search(r"未完|未办结|处置中|正在|进行中|已启动|核查中|在办|整改中", plain):
        return "in_progress"
    return "completed" if re.search(r"完毕|完成|已处置|办结|结案|已完|终结", plain) else None


def _is_elsewhere(text: str, _context: Context) -> bool:
    return bool(_AWAY.search(clean_text(text)))


def _link(text: str, _context: Context) -> str | None:
    """Returns the one link a text names; SEVERAL where it names more than one, None where none."""
    plain = re.sub(r"生产经营", "生产、经营", clean_text(text))
    found = {link for part in _BETWEEN.split(plain) if (link := _one_link(part))}
    return SEVERAL if len(found) > 1 else next(iter(found), None)


def _one_link(plain: str) -> str | None:
    for words, link in (
        ("网", "网抽"),
        ("餐饮|食堂|消费", "餐饮"),
        ("生产|加工", "生产"),
        ("流通|销售|经营|市场", "流通"),
    ):
        if re.search(words, plain):
            return link
    return None


def _upheld(text: str, _context: Context) -> bool | None:
    plain = re.sub(r"\s", "", clean_text(text))
    if re.search("不成立|未成立|不予|驳回|不认可|不通过|维持|撤回|未受理", plain):
        return False
    return True if re.search("成立|认可|采纳|通过|属实", plain) else None


def _overturned(text: str, _context: Context) -> bool | None:
    found = read_conclusion(text)
    return bool(found and (found.verdict == "qualified" or found.is_overturned)) or None


_COLUMNS = (
    Column("task_no", "任务编号", ("核查处置编号", "处置编号", "核查处置任务编号", "处置任务编号", "案件编号"), pattern="^(?:核查)?处置(?:任务)?(?:编号|编码)", kind="code",
           signature=True, in_blank=False),
    Column("sample_no", "抽样编号", ("抽样单编号", "抽样单号", "样品编号", "抽检编号", "样品条码"), pattern="(?:抽[样检查验]|采样)(?:单)?(?:编号|编码|单号|条码)|^(?:样品|检品)(?:抽样)?(?:编号|编码|条码)", never="报告书?编号$",
           kind="code", hint="文本格式", example="XC24140800000000001"),
    Column("food_name", "食品名称", ("样品名称", "产品名称", "商品名称", "品名"), pattern="^(?:不合格|问题|抽检|抽样)*(?:\\(.{1,4}\\))?(?:食品|样品|产品|农产品)(?:\\(.{1,4}\\))?名称", maybe=("样品", "食品", "产品"), example="馒头"),
    Column("link", "处置环节", ("环节", "核查处置环节", "所属环节", "处置环节类型"), pattern="^(?:核查)?处置(?:的)?环节", signature=True, choices=LINKS,
           readings=(Reading("link_known", "string", _link),), example="流通"),
    Column("enterprise", "企业名称", ("被处置单位", "处置企业", "处置对象", "被核查单位", "当事人", "单位名称", "被抽样单位名称", "被抽样单位"),
           pattern="^(?:被(?:核查)?处置|被核查|涉事|涉案|责任)(?:单位|企业|者|主体|对象)(?:名称)?$|^(?:核查)?处置(?:企业|对象)(?:名称)?$|^(?:被抽[样检查]|受检)(?:单位|企业|者|人|经营者)(?:\\(人\\))?(?:名称)?$",
           means=("sampled:name",), may_mean=("producer:name",),
           never="地址|电话", example="某某超市"),
    Column("agency", "核查处置单位", ("核查处置单位、部门", "处置单位", "核查处置部门", "承办单位", "处置部门", "核查处置机关", "填报单位、部门"),
           pattern="^(?:承办|承担|办理|负责|责任|执法|办案|主办|牵头|监管|核查|处置|查处|调查|工作|的)+(?:单位|部门|机关|机构)(?:名称)?$", never="被", maybe=("任务单位", "监管单位", "属地监管所"), kind="place", signature=True, example="甲县市场监管局"),
    Column("county_text", "县(市、区)", ("县区", "区县", "县市区", "所在县区", "所属县区", "辖区"), pattern="^(?:所在|所属|处置|核查处置)?(?:[县区旗][、/,(]?[市县区旗][、/,市县区旗)]*|行政区划|辖区)$", maybe=("属地", "区域"), kind="place", in_blank=False),
    Column("address", "地址", ("企业地址", "单位地址", "详细地址"), means=("sampled:address",), of="enterprise", pattern="^(?:被(?:核查)?处置|被核查|涉事|涉案|责任|处置)(?:单位|企业|者|主体|对象)(?:所在)?地址$", kind="place", in_blank=False),
    Column("state", "处置状态", ("核查处置状态", "状态", "核查处置进展", "处置情况", "办理状态", "处置进度", "核查处置情况"),
           pattern="^(?:核查)?处置(?:工作)?(?:的)?(?:状态|进展|进度|完成情况|是否完成)(?:情况)?|^(?:是否)(?:完成|处置完毕|办结)(?:核查)?(?:处置)?$", never="日期|时间",
           signature=True, choices=STATES,
           readings=(Reading("state_known", "string", _state), Reading("state_away", "bool", _is_elsewhere)), example="处置中"),
    Column("received_on", "检验报告上传日期",
           ("收到检验报告日期", "监管部门收到检验报告日期", "收到报告日期", "接收报告日期", "检验报告接收日期", "任务接收日期"),
           pattern="(?:收到|接收|接到|签收).*(?:报告|任务).*(?:日期|时间)|(?:报告|任务)(?:书)?(?:的)?(?:上传|接收|签收|收到)(?:日期|时间)", never="送达|企业|整改", kind="date", signature=True, example="2024-05-06"),
    Column("delivered_on", "检验报告送达企业日期", ("送达日期", "报告送达日期", "检验报告送达日期"), pattern="(?:报告|通知书?).*送达.*(?:日期|时间)|送达(?:企业|单位)?(?:的)?(?:日期|时间)", never="处罚|决定书|整改",
           kind="date", signature=True, example="2024-05-08"),
    Column("started_on", "启动核查处置日期", ("启动日期", "核查处置启动日期", "启动时间", "开始处置日期"), pattern="启动.*(?:日期|时间)",
           never="及时", kind="date", signature=True, example="2024-05-08"),
    Column("completed_on", "处置完毕日期", ("完成日期", "核查处置完成日期", "处置完成日期", "核查处置完毕日期", "办结日期", "完毕日期"),
           pattern="处置(?:工作)?(?:完毕|完成|办结|结束|终结)(?:的)?(?:日期|时间)|^(?:完成|办结|完毕)(?:核查)?(?:处置)?(?:的)?(?:日期|时间)", never="整改|应|期限|截止|立案|召回", kind="date", signature=True, example=""),
    Column("due_on", "处置期限", ("应完成日期", "办结期限", "处置截止日期", "到期日期", "截止日期", "应办结日期", "核查处置期限"), pattern="^(?:应|规定|要求)(?:处置)?(?:完成|办结|完毕)(?:的)?(?:日期|时间|期限)|(?:处置|办结|完成)(?:截止|到期)(?:日期|时间)|处置(?:的)?(?:时限|期限)", kind="date",
           in_blank=False),
    Column("sampled_on", "抽样日期", ("抽样时间", "抽检日期"), pattern="^(?:抽|采)[样检](?:日期|时间)", kind="date", in_blank=False),
    Column("purpose_text", "检验目的", ("任务类别", "抽检类别", "抽检类型"), readings=(
        Reading("stated", "string", lambda text, _context: read_purpose(text)),
        Reading("stated_level", "string", lambda text, _context: read_level(text))), example="监督抽检"),
    Column("source_text", "任务来源", ("任务级别", "省抽国抽", "任务性质", "抽检级别"), readings=(
        Reading("source_purpose", "string", lambda text, _context: read_purpose(text)),
        Reading("source_level", "string", lambda text, _context: read_level(text))), example="国家"),
    Column("controlled_on", "产品控制日期", ("产品控制完成日期", "控制措施完成日期", "风险控制日期", "产品控制时间"),
           pattern="^(?:产品|风险)控制(?:措施)?(?:到位|完成|完毕)?(?:日期|时间)", kind="date", in_blank=False),
    Column("objected_on", "异议提出日期", ("提出异议日期", "异议申请日期", "异议受理日期"), pattern="异议.*(?:提出|申请|受理).*(?:日期|时间)|(?:提出|申请)异议.*(?:日期|时间)", kind="date", in_blank=False),
    Column("objection_settled_on", "异议处理完成日期", ("异议办结日期", "异议处理日期", "异议审核日期", "异议答复日期"), pattern="异议.*(?:处理|办结|审核|答复|完成).*(?:日期|时间)", kind="date", in_blank=False),
    Column("objection", "异议处理结果", ("异议结果", "异议处理结论", "异议审核结果", "异议是否成立"), pattern="^异议.*(?:结果|结论|成立)", never="日期|时间", in_blank=False,
           readings=(Reading("objection_upheld", "bool", _upheld),)),
    Column("recheck_on", "复检申请日期", ("申请复检日期", "复检受理日期", "提出复检日期"), pattern="复检.*(?:申请|受理|提出).*(?:日期|时间)|(?:申请|提出)复检.*(?:日期|时间)", kind="date", in_blank=False),
    Column("recheck_result_on", "复检结论日期", ("复检报告日期", "复检完成日期", "复检结果日期"), pattern="复检.*(?:结论|结果|报告|完成).*(?:日期|时间)", kind="date", in_blank=False),
    Column("recheck", "复检结论", ("复检结果", "复检情况"), pattern="^复检", never="日期|时间", in_blank=False,
           readings=(Reading("recheck_passed", "bool", _overturned),)),
    Column("elsewhere", "是否移交外地", ("是否移送外地", "移交外地", "是否移交", "是否外省处置"), in_blank=False,
           readings=(Reading("elsewhere_flag", "bool", lambda text, _context: is_yes(text)),
                     Reading("elsewhere_said", "bool", _is_elsewhere))),
)  # fmt: skip

_MONTH = "coalesce(received_on_day, delivered_on_day, started_on_day, sampled_on_day)"
# What the clock of disposal reads besides: product control, and the two ways a task is paused.
_CLOCK = ("controlled_on", "objected_on", "objection_settled_on", "recheck_on", "recheck_result_on")
_DATES = ("received_on", "delivered_on", "started_on", "completed_on", "due_on", "sampled_on", *_CLOCK)

TEMPLATE = LedgerTemplate(
    template_id="disposal_ledger",
    title="核查处置台账",
    about="不合格(问题)食品核查处置台账,一个处置任务一行;一批样品可有生产、流通、餐饮等几个任务。",
    table=TableSpec(
        "disposals",
        (
            Field("task_key", "VARCHAR"),
            Field("sample_no", "VARCHAR"),
            Field("link", "VARCHAR"),
            Field("received_on", "DATE"),
            Field("started_on", "DATE"),
            Field("completed_on", "DATE"),
            Field("due_on", "DATE"),
            Field("state", "VARCHAR"),
            Field("purpose", "VARCHAR"),
            Field("level", "VARCHAR"),
            Field("is_overturned", "BOOLEAN"),
            Field("is_elsewhere", "BOOLEAN"),
            Field("enterprise", "VARCHAR"),
            Field("food_name", "VARCHAR"),
            *(Field(name, "DATE") for name in _CLOCK),
            Field("is_objection_upheld", "BOOLEAN"),
        ),
        ("task_key",),
    ),
    columns=_COLUMNS,
    needs=(
        ("state", "completed_on"),
        ("started_on", "received_on", "delivered_on", "completed_on", "link", "agency"),
        ("task_no", "sample_no", "food_name", "enterprise"),
    ),
    entries=f"""
        nullif(link_known, '{SEVERAL}') AS link_one,
        coalesce(task_no, sample_no || '|' || coalesce(link_one, '') || '|' || coalesce(enterprise, '')) AS task_key,
        task_no, sample_no, food_name, enterprise, link, link_known, link_one, county_text, agency, place, sender,
        CASE WHEN coalesce(county_text, agency) IS NULL OR place IS NOT NULL THEN coalesce(place, sender, 'unplaced')
             ELSE 'unplaced' END AS unit_id,
        {", ".join(f"{name}, {name}_day" for name in _DATES)},
        state, state_known,
        coalesce(state_known, CASE WHEN completed_on_day IS NOT NULL THEN 'completed'
            WHEN started_on_day IS NOT NULL THEN 'in_progress' ELSE 'not_started' END) AS state_settled,
        coalesce(state_away, false) OR coalesce(elsewhere_flag, elsewhere_said, false) AS is_elsewhere,
        coalesce(stated, source_purpose, '') AS purpose, coalesce(source_level, stated_level, '') AS level,
        coalesce(recheck_passed, false) AS is_overturned, coalesce(objection_upheld, false) AS is_objection_upheld,
        coalesce(CAST(year({_MONTH}) * 100 + month({_MONTH}) AS INTEGER), last_month) AS month
    """,
    records=f"""
        SELECT e.rid, e.sheet, e.row_no, e.unit_id, e.month, e.task_key, coalesce(e.sample_no, '') AS sample_no,
            coalesce(e.link_one, '') AS link, e.received_on_day AS received_on, e.started_on_day AS started_on,
            e.completed_on_day AS completed_on, e.due_on_day AS due_on, e.state_settled AS state, e.purpose, e.level,
            e.is_overturned, e.is_elsewhere, coalesce(e.enterprise, '') AS enterprise,
            coalesce(e.food_name, '') AS food_name, {", ".join(f"e.{name}_day AS {name}" for name in _CLOCK)},
            e.is_objection_upheld
        FROM entries AS e
        WHERE e.task_key IS NULL OR e.rid IN (SELECT min(rid) FROM entries GROUP BY task_key)
    """,
    rules=(
        Rule("task_key_missing", "task_key IS NULL", "sample_no"),
        Rule("repeated_task", "task_key IS NOT NULL AND rid NOT IN (SELECT min(rid) FROM entries GROUP BY task_key)",
             near="sample_no", parts=(("task_key", "task_key"),
                    ("other", "(SELECT '“' || o.sheet || '”第 ' || o.row_no || ' 行' FROM entries AS o"
                              " WHERE o.task_key = entries.task_key AND o.rid < entries.rid ORDER BY o.rid LIMIT 1)"))),
        *(Rule("bad_date", f"{name} IS NOT NULL AND {name}_day IS NULL", name, parts=(("found", name),))
          for name in _DATES),
        *(Rule("date_implausible", f"{name}_day < DATE '2000-01-01'", name, parts=(("found", name),))
          for name in _DATES),
        *(Rule("date_in_future", f"{name}_day > CAST(current_date AS DATE)", name, parts=(("found", name),))
          for name in _DATES if name != "due_on"),
        Rule("task_month_missing", "month IS NULL", near="received_on"),
        Rule("unknown_state", "state IS NOT NULL AND state_known IS NULL AND NOT is_elsewhere", "state",
             parts=(("found", "state"),)),
        Rule("state_missing", "state IS NULL", once=True),
        Rule("completed_without_date", "state_known = 'completed' AND completed_on IS NULL", "completed_on"),
        Rule("date_without_completed", "completed_on_day IS NOT NULL AND state_known <> 'completed'", "state",
             parts=(("found", "state"),)),
        Rule("completed_before_start", "completed_on_day < started_on_day", "completed_on",
             parts=(("found", "completed_on"), ("started_on", "started_on"))),
        Rule("started_before_received", "started_on_day < received_on_day", "started_on",
             parts=(("found", "started_on"), ("received_on", "received_on"))),
        Rule("completed_before_received", "started_on_day IS NULL AND completed_on_day < received_on_day", "completed_on",
             parts=(("found", "completed_on"), ("received_on", "received_on"))),
        Rule("received_before_sampled", "received_on_day < sampled_on_day", "received_on",
             parts=(("found", "received_on"), ("sampled_on", "sampled_on"))),
        Rule("pause_backwards", "objection_settled_on_day < objected_on_day", "objection_settled_on",
             parts=(("found", "objection_settled_on"), ("began", "objected_on"))),
        Rule("pause_backwards", "recheck_result_on_day < recheck_on_day", "recheck_result_on",
             parts=(("found", "recheck_result_on"), ("began", "recheck_on"))),
        Rule("several_links", f"link_known = '{SEVERAL}'", "link", parts=(("found", "link"),), group="link"),
        Rule("unknown_link", "link IS NOT NULL AND link_known IS NULL", "link", parts=(("found", "link"),), group="link"),
        Rule("unknown_place", "coalesce(county_text, agency) IS NOT NULL AND place IS NULL", "agency",
             parts=(("found", "coalesce(county_text, agency)"),), group="coalesce(county_text, agency)"),
        Rule("place_missing", "coalesce(county_text, agency) IS NULL AND unit_id = 'unplaced'", once=True),
        Rule("elsewhere", "is_elsewhere", once=True),
    ),
    rank=20,
    identity=("task_no", "sample_no", "food_name", "enterprise"),
    places=("county_text", "agency", "address"),
    notes=("一个处置任务一行;处置环节填 生产、流通、餐饮 或 网抽;处置状态填 未处置、处置中 或 处置完毕。",),
)  # fmt: skip
