"""Declares the 铁拳 case form (001 附件2): cumulative from 1 January, types down, measures across."""

from domain.table import Field, TableSpec
from loaders.template import Column, FormTemplate, Limit, RowLabel

_MORE = "(?:违法)?(?:行为|案件|类)*"

TEMPLATE = FormTemplate(
    template_id="case_form",
    title="铁拳案件统计表",
    about="民生领域案件查办“铁拳”行动案件统计表,每月2日前报送,自1月1日起累计。",
    table=TableSpec(
        "case_cells",
        (
            Field("violation", "VARCHAR"),
            Field("subtype", "VARCHAR"),
            Field("measure", "VARCHAR"),
            Field("value", "DECIMAL(18,6)"),
            Field("first_month", "INTEGER"),
        ),
        (),
    ),
    columns=(
        Column("person_trips", "出动(人次)", ("出动", "出动人次", "出动执法人员", "出动执法人员数", "出动人员"),
               pattern="出动", never="车", kind="count", signature=True),
        Column("enterprises_inspected", "检查企业(家次)", ("检查企业", "检查主体", "检查单位", "检查经营主体"),
               pattern="检查(?:企业|单位|主体|经营|市场主体|对象|户|家)", kind="count", signature=True),
        Column("cases_filed", "立案(件)", ("立案", "立案数", "立案查处", "立案件数"),
               pattern="立案", never="移送|受理|接收|日期|时间|编号|司法|结案", kind="count", signature=True),
        Column("cases_closed", "结案(件)", ("结案", "结案数", "办结", "结案件数", "办结案件"),
               pattern="结案|办结", never="日期|时间|编号", kind="count", signature=True),
        Column("amount_involved", "涉案金额(万元)", ("涉案金额", "涉案货值", "案值", "涉案货值金额"),
               pattern="涉案(?:金额|货值)|案值", kind="money", signature=True),
        Column("fines_and_confiscations", "罚没款金额(万元)", ("罚没款金额", "罚没款", "罚没金额", "罚没"),
               pattern="罚没", kind="money", signature=True),
        Column("losses_recovered", "挽回损失(万元)", ("挽回损失", "挽回经济损失", "挽回消费者损失"),
               pattern="挽回", kind="money", signature=True),
        Column("cases_transferred", "移送司法案件(件)", ("移送司法案件", "移送司法", "移送公安", "移送司法机关"),
               pattern="移送", never="日期|时间", kind="count", signature=True),
        Column("internet_cases", "互联网案件(件)", ("互联网案件", "互联网", "网络案件", "涉网案件", "电商案件"),
               pattern="互联网|网络案件|涉网|电商", kind="count", signature=True),
        Column("rural_cases", "农村市场案件(件)", ("农村市场案件", "农村市场", "农村案件"),
               pattern="农村", kind="count", signature=True),
    ),
    row_header="违法行为类型",
    labels=(
        RowLabel("食品安全违法", f"食品(?:安全)?{_MORE}"),
        RowLabel("产品质量违法", f"(?:工业)?产品质量{_MORE}"),
        RowLabel("特种设备违法", f"特种设备(?:安全)?{_MORE}", ("电梯", "液化石油气瓶")),
        RowLabel("CCC认证违法", f"(?:ccc|3c)?(?:强制性产品)?认证{_MORE}", ("儿童玩具", "电线电缆")),
        RowLabel("中介服务价格违法", f"(?:中介(?:服务)?价格|中介服务|价格){_MORE}", ("人力资源", "中介服务")),
        RowLabel("广告违法", f"(?:虚假)?(?:违法)?广告{_MORE}", ("金融", "食药品", "神医神药")),
        RowLabel("知识产权违法", f"(?:侵犯)?知识产权{_MORE}", ("商标", "专利", "地理标志")),
        RowLabel("其他违法", f"其[他它]{_MORE}"),
    ),
    limits=(
        Limit("transferred_above_filed", "cases_transferred", "cases_filed"),
        Limit("internet_above_filed", "internet_cases", "cases_filed"),
        Limit("rural_above_filed", "rural_cases", "cases_filed"),
        Limit("closed_above_filed", "cases_closed", "cases_filed"),
    ),
    rank=10,
    notes=(
        "填累计数:从1月1日到上月末;每月2日前报送,全年数12月15日前报送。",
        "对不上的格子留空(表示不适用),不要填0;互联网、农村案件可与其他列重复;按立案日期统计。",
        "“违法行为类型”按照方案任务明细要求填写,可在类型下分行填写子类。",
    ),
)  # fmt: skip
