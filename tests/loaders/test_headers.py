"""Headers of ledgers are read by their words, by their meaning and by near misses; never by mixing up who."""

import pytest

from loaders.header import vocabulary
from loaders.spelling import folded, is_one_slip, normalise_header
from loaders.templates import template

# Written from the meaning of the columns: what an office might write, not what one list says.
BY_MEANING = {
    "sample_no": "抽样单编码 样品抽样单编号 采样编号 样品编码 抽样单条码 国抽系统编号 抽样信息抽样编号 (1)抽样编号 2.抽样编号 抽樣編號 「抽样编号」"
    " 抽样编号(必填) 抽样编号.1 抽样单号*",
    "county_text": "县(市、区、旗) 旗县区 市县区 区/县 区(县) 所属市县 被抽样单位所属县区 抽样区县 所在县(市区) 所属行政区 县（区） 旗县 監管轄區"
    " 被抽样单位所在县(区)",
    "entity_name": "被抽样(采)样单位 被抽样经营者名称 被抽检生产经营单位 受检(经营)单位 经营者名称 销售单位名称 经销商名称 被抽样商户 被抽样主体名称"
    " 被監督抽檢單位 被检测单位名称 受测单位 销售者 被抽样人名称 受检单位（人） 被抽样生产企业名称 被抽样单位信息名称",
    "entity_address": "被抽样单位详细地址 被抽样经营者地址 受检单位住所 销售单位地址 经营者地址 抽样地点地址 被抽样单位所在地",
    "sampler": "抽样机构全称 采样机构名称 实施抽样单位 抽查单位 抽样单位(盖章) 承担抽样机构名称",
    "producer_name": "标称生产者 标明生产企业名称 生产商 生产厂家 生产加工单位 标称生产(加工)企业名称 制造商 生产者(供货商)名称 标注生产企业 厂名"
    " 标称生产企业信息 生产企业（标称）",
    "food_name": "样品(产品)名称 食品/样品名称 不合格食品名称 抽样食品名称 标称食品名称 菜品名称 食用农产品名称 抽检样品名称 产品品名 樣品名稱",
    "category_text": "食品类型 所属类别 样品种类 食品品类 产品分类 一级分类 食品大类名称 所属食品类别 大类名称",
    "produced_on": "生产/加工日期 购进日期 进货日期/批号 屠宰日期 产品批号 生产日期或批号 标称生产日期/批号 生产（购进、检疫）日期/批号",
    "sampled_on": "抽(采)样日期 抽样日期/时间 取样日期 抽查时间 购样时间 样品抽样日期 采(抽)样时间 抽样完成日期",
    "reported_on": "检验报告日期 报告出具日期 检测报告签发时间",
    "announced_on": "信息公布时间 公开日期",
    "purpose_text": "抽检任务类别 检测目的 抽样性质 抽查类型",
    "source_text": "抽检任务名称 任务名称 计划名称 抽检计划 任务来源(项目)",
    "level_text": "任务等级 国抽/省抽/市抽",
    "item": "检测指标 检验检测项目 抽检项目名称 检验(检测)项目 主要检测项目 快检项目",
    "item_verdict": "单项结果判定 项目结论 单项评价",
    "conclusion": "检测结论 综合结论 样品结论 检验判定 是否符合标准 合格与否 总体结论 监督抽检结论 检验结论(样品) 抽检结果判定",
    "recheck": "复检结果判定 复检结论",
    "failed_items": "不合格指标 不合格检验项目 超标项目 不符合规定项目 不合格项目/检验结果/标准值 不合格项目名称及结果 不合格(问题)项目 问题项目名称"
    " 不合格项目║检验结果║标准值 不合格項目",
    "laboratory": "检测单位 承检单位 检验检测机构名称 检测中心 承检机构(名称)",
}  # fmt: skip
MEANS_NOTHING = (
    "抽样单位地址 抽样单位电话 抽样人 抽样地点 抽样场所 抽样环节 抽样数量 抽样基数 抽样方式 标称生产企业地址 生产企业省份 生产许可证号 生产者地址"
    " 产地 供货商 进货来源 委托单位 委托企业名称 委托生产企业地址 规格型号 商标 保质期 检验依据 判定依据 标准值 检验值 实测值 限量值 检验日期 收样日期"
    " 报告编号 检验报告编号 公告号 备注 说明 序号 联系电话 统一社会信用代码 营业执照号 被抽样单位电话 被抽样单位法人 被抽样单位类型"
    " 被抽样单位营业执照 不合格项目数 合格率 不合格率 抽检批次 合格批次 不合格批次 检验项目数 网址 年度 单价 包装方式 样品状态 质量等级 处置情况"
    " 不合格项目检验结果 不合格项目标准值 执行标准 复检机构 任务编号 检验机构地址 单位级别 网店名称 平台名称 立案日期 样品数量"
)
NEAR = {
    "sample_no": "抽祥编号 抽样偏号 抽样编号号 抽样编 抽样单偏号 抽编样号 柚样编号",
    "entity_name": "披抽样单位名称 被抽祥单位 被抽单位名称 被抽样单位名 被抽样单位名各 受捡单位名称",
    "sampler": "抽祥单位名称 抽样单拉 抽样单位名",
    "sampled_on": "抽样曰期 抽祥日期 抽样目期 抽样期日 采祥日期",
    "food_name": "样晶名称 食品各称 食品名秤 产品名祢",
    "failed_items": "不合格项日 不合恪项目 不合格顶目名称",
    "conclusion": "捡验结论 检验结伦 检验结沦",
    "category_text": "食品大娄 食品大大类",
    "producer_name": "标称主产企业名称 生产企亚名称 标示生产企业名祢",
    "laboratory": "检验机枸 承检机沟",
}
NEVER_NEAR = (
    "合格项目 收样日期 检验日期 抽样 单位 日期 序号 抽样人员 抽样数量 立案日期 下达日期"
    " 复检日期 送达日期 检验费用 抽样费用 抽样环节 生产地址 企业地址 企业类型 检验标准 检验方法"
)


def words(name: str = "sampling_ledger"):
    return vocabulary(template(name).columns)


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(column, header) for column, headers in table.items() for header in headers.split()]


def meant(header: str, name: str = "sampling_ledger") -> str | None:
    found = words(name).look_up(header) or words(name).look_near(header)
    return found[0].column if found else None


@pytest.mark.parametrize("column, header", pairs(BY_MEANING))
def test_headers_are_read_by_their_meaning(column: str, header: str) -> None:
    found = words().look_up(header)
    assert found and found[0].column == column


@pytest.mark.parametrize("header", MEANS_NOTHING.split())
def test_headers_of_other_things_are_left_alone(header: str) -> None:
    assert meant(header) is None


@pytest.mark.parametrize("column, header", pairs(NEAR))
def test_slips_of_the_pen_and_of_the_scanner_are_near_misses(column: str, header: str) -> None:
    assert meant(header) == column
    assert words().look_up(header) == () or words().look_up(header)[0].column == column


@pytest.mark.parametrize("header", NEVER_NEAR.split())
def test_another_word_is_never_a_slip(header: str) -> None:
    assert words().look_near(header) == ()


SAMPLERS = "抽样单位 抽样单位名称 抽检单位 抽检单位名称 抽样机构 采样单位 抽祥单位 抽样单位各称"
SAMPLED = "被抽样单位 被抽样单位名称 被抽检单位 受检单位 披抽样单位 被抽祥单位 被采样单位"


@pytest.mark.parametrize("name", ["sampling_ledger", "disposal_ledger"])
@pytest.mark.parametrize("header", SAMPLERS.split())
def test_who_took_the_sample_is_never_whom_it_was_taken_from(header: str, name: str) -> None:
    assert meant(header, name) not in ("entity_name", "enterprise")


@pytest.mark.parametrize("header", SAMPLED.split())
def test_whom_it_was_taken_from_is_never_who_took_it(header: str) -> None:
    assert meant(header) == "entity_name"


def test_no_single_slip_leads_from_the_one_to_the_other() -> None:
    signs = frozenset("".join((SAMPLERS, SAMPLED)))
    for one in SAMPLERS.split():
        for other in SAMPLED.split():
            assert not is_one_slip(folded(one), folded(other), signs)
            assert not is_one_slip(folded(other), folded(one), signs)


@pytest.mark.parametrize(
    "text, plain",
    [("「食品名称」", "食品名称"), ("1.抽样编号", "抽样编号"), ("(2)抽样编号*", "抽样编号"), ("檢驗結論", "检验结论"), ("1-4月", "1-4月"),
     ("2021年立案", "2021年立案"), ("抽样编号.1", "抽样编号"), ("备注：", "备注")],
)  # fmt: skip
def test_headers_in_one_form(text: str, plain: str) -> None:
    assert normalise_header(text) == plain


# Put together from their parts: whom a header speaks of, and what of them.
BY_PARTS = {
    "entity_name": "被抽验单位 受检对象 被检企业 被抽样食品经营者 被抽检市场 采样点名称 样品供样单位 被抽样检验者名称 标称被抽检单位",
    "entity_address": "被抽检单位地点 受检单位地点 采样地点 抽查地点 被抽样人地址 经营者住所",
    "producer_name": "标示企业名称 标称生产经营者 产品标称生产者 样品生产单位 被抽检食品生产企业名称 检品标示生产单位",
    "sampler": "抽验单位 抽样检测单位 抽送样单位名称 购样单位",
    "food_name": "受检商品名称 商品具体名称 被检样品名称",
}
OF_SOMEBODY_ELSE = "抽检单位地址 采样单位所在地 抽样机构地址 样品生产单位地址 标称经销商 标称生产单位或供货单位地址 检验机构地址"
JOINED = {
    "entity_name": "受检单位及地区 被抽样单位名称及地址",
    "producer_name": "标称生产者或产地 标称生产者名称或生产地址",
    "food_name": "样品名称/商标",
    "conclusion": "检测结论及依据",
}


@pytest.mark.parametrize("column, header", pairs(BY_PARTS))
def test_headers_are_put_together_from_their_parts(column: str, header: str) -> None:
    assert meant(header) == column


@pytest.mark.parametrize("header", OF_SOMEBODY_ELSE.split())
def test_what_is_said_of_somebody_else_is_left_alone(header: str) -> None:
    assert meant(header) is None


@pytest.mark.parametrize("column, header", pairs(JOINED))
def test_of_two_joined_things_the_first_counts_and_is_unsure(column: str, header: str) -> None:
    assert words().look_up(header) == ()
    assert [match.column for match in words().look_near(header)] == [column]


TAKING = ("抽样", "抽检", "抽查", "抽验", "采样", "取样", "监督抽检")
BODIES = ("单位", "机构", "单位名称", "机构全称", "单位(盖章)")
SAMPLED_BODIES = ("单位", "企业名称", "单位(人)", "者", "商户名称", "单位地址", "单位地点", "人住所")


@pytest.mark.parametrize("name", ["sampling_ledger", "disposal_ledger"])
@pytest.mark.parametrize("taking", TAKING)
def test_a_role_never_flips_however_it_is_written(taking: str, name: str) -> None:
    subjects = {"entity_name", "entity_address", "enterprise", "address"}
    for body in BODIES:
        assert meant(taking + body, name) not in subjects
        assert meant(taking + body + "地址", name) not in subjects
    for body in SAMPLED_BODIES:
        assert meant("被" + taking + body, name) in subjects
