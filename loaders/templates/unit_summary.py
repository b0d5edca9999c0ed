"""Declares the summary: one unit a row, or one month; columns of the case form and of sampling."""

from dataclasses import replace

from domain.table import Field, TableSpec
from loaders.template import Column, Rate, SummaryTemplate
from loaders.templates.case_form import TEMPLATE as CASE_FORM

# What only a part or a change of the figure is called; a violation type's own column is no total.
_NO_TOTAL = "率|占比|比例|同比|环比|增幅|增长|人均|上年|去年|同期|食品|质量|特种|认证|3c|广告|知识产权|商标|专利|中介|价格|药品"
_GROUP = r"(?:监督)?(?:抽检|抽样|检验|检测|监测)?(?:情况|结果|任务)?"
_COUNT = r"(?:样品)?(?:总)?(?:批次数?|批数|份数|件数|数量?|批)?"
_BEFORE = r"(?:抽检|抽样|检验|检测|监测|样品)*"
_KINDS = (
    ("", "", r"(?:合计|总计|小计|全部|农产品和食品|食品和(?:食用)?农产品)?"),
    ("food", "食品", r"(?:普通|加工|预包装)?食品(?:类)?"),
    ("produce", "农产品", r"(?:主要)?(?:食用)?农产品(?:类|质量安全)?"),
)
_FIGURES = (
    ("planned", "计划批次", ("计划抽检批次", "任务批次", "计划数", "任务数", "年度计划"),
     r"(?:年度|全年|本年|年初)?" + _BEFORE + r"(?:计划|目标任务|任务|下达任务|下达)(?:完成|抽检|抽样|检验|监测)?(?:任务)?" + _COUNT, "count"),
    ("sampled", "抽检批次", ("抽检数", "抽样批次", "完成批次", "完成抽检批次", "检验批次", "监测批次", "抽检批次数", "样品数", "总批次", "批次"),
     r"(?:已|实际|累计|本期|本年)?(?:完成)?(?:监督)?(?:抽检|抽样|检验|检测|监测|采样|完成)+" + _COUNT, "count"),
    ("qualified", "合格批次", ("合格", "合格数", "合格批次数", "合格样品数"), "(?:累计)?" + _BEFORE + "合格" + _COUNT, "count"),
    ("failed", "不合格批次", ("不合格", "不合格数", "不合格批次数", "不合格样品数", "不合格(问题)批次"),
     "(?:累计)?" + _BEFORE + r"不合格(?:\(问题\))?" + _COUNT, "count"),
    ("pass_rate", "合格率(%)", ("抽检合格率", "总体合格率", "检验合格率"), _BEFORE + r"(?:总体)?" + _BEFORE + "合格率", "aside"),
    ("fail_rate", "不合格率(%)", ("不合格发现率",), _BEFORE + "不合格(?:发现)?率", "aside"),
    ("completion_rate", "完成率(%)", ("任务完成率", "计划完成率"), r"(?:任务|计划|抽检|抽样)*完成(?:率|比例)", "aside"),
)  # fmt: skip


def _sampling_columns() -> tuple[Column, ...]:
    """Returns the columns of sampling: for all, for food and for farm produce."""
    return tuple(
        Column(
            f"{kind}_{name}" if kind else name,
            word + header,
            tuple(word + alias for alias in aliases),
            pattern=rf"^{lead}{_GROUP}{pattern}(?:\([^()]*\))?$",
            kind=value,
            signature=value == "count",
            in_blank=not (kind and name in ("planned", "completion_rate", "fail_rate")),
        )
        for kind, word, lead in _KINDS
        for name, header, aliases, pattern, value in _FIGURES
    )


def _case_columns() -> tuple[Column, ...]:
    never = ("|".join(filter(None, (column.never, _NO_TOTAL))) for column in CASE_FORM.columns)
    return tuple(replace(column, never=words) for column, words in zip(CASE_FORM.columns, never, strict=True))


def _rates() -> tuple[Rate, ...]:
    rates = []
    for kind, _, _ in _KINDS:
        lead = f"{kind}_" if kind else ""
        planned, sampled, qualified, failed = (
            lead + name for name in ("planned", "sampled", "qualified", "failed")
        )
        concluded = ((qualified, failed), (sampled,))
        rates += [
            Rate(f"{lead}pass_rate", qualified, concluded, complement=failed),
            Rate(f"{lead}fail_rate", failed, concluded, complement=qualified),
            Rate(f"{lead}completion_rate", sampled, ((planned,),)),
        ]
    return tuple(rates)


_SAMPLING, _CASES = _sampling_columns(), _case_columns()

TEMPLATE = SummaryTemplate(
    template_id="unit_summary",
    title="各单位汇总表",
    about="一个单位一行,或一个单位分月一行的汇总表:案件统计各项,或抽检的计划、抽检、合格、不合格批次;有台账或案件统计表时只作核对,没有时按它统计。",
    table=TableSpec(
        "summary_figures",
        (
            Field("first_month", "INTEGER"),
            Field("measure", "VARCHAR"),
            Field("kind", "VARCHAR"),
            Field("value", "DECIMAL(18,6)"),
        ),
        ("unit_id", "measure", "kind", "first_month", "month"),
    ),
    columns=(
        Column("unit", "单位",
               ("县区", "区县", "县(市、区)", "县市区", "县(区)", "市县", "地区", "区域", "辖区", "属地", "行政区划", "县区名称", "各县区",
                "单位名称", "报送单位", "填报单位", "所属县区", "乡镇", "镇(街道)", "乡镇(街道)", "监管所", "市场监管所", "市场所", "科室",
                "县别", "县(市、区)名称", "县(市,区)", "各县(市、区)"),
               example="甲县"),
        Column("month", "月份",
               ("月度", "季度", "月", "年月", "月别", "统计月份", "所属月份", "填报月份", "抽检月份", "统计月度", "时段", "月份(月)"),
               never="份数|批", example="1月", in_blank=False),
        *_CASES,
        *_SAMPLING,
    ),
    unit="unit",
    month="month",
    figures={column.name: (column.name, "") for column in _CASES}
    | {column.name: (column.name.split("_")[-1], column.name.rpartition("_")[0])
       for column in _SAMPLING if column.kind == "count"},
    rates=_rates(),
    limits=CASE_FORM.limits,
    foreign=r"案件名称|案号|案由|当事人|文书号|立案(?:日期|时间|编号)|抽样(?:单)?编?号|抽样(?:日期|时间)|样品名称|食品名称|产品名称"
    r"|被抽[样检]|任务编号|处罚决定|违法行为|类型$|类别$|大类$|指标",
    rank=60,
    notes=(
        "一个单位一行;标题或上方写明统计时间,如“2021年1-4月”。",
        "一个单位分月填报的,一行一个月(1月、2026年1月、1—3月累计),标题或“报送单位：”写明单位,标题写明年份;空着的月份按没有填报处理。",
        "合计行只作核对;标题或列名写明“食品”或“农产品”的,才用于各自的合格率。",
        "用不到的列可以删除或留空;留空表示没有填报,不是 0。",
    ),
)  # fmt: skip
