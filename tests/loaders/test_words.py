"""Holds the small readers of words against worked examples: headers, dates, phrases, places."""

from datetime import date

import pytest

from domain.jurisdiction_folder import load_jurisdiction
from domain.paths import JURISDICTIONS
from domain.period import Period
from loaders.dates import parse_date, read_period
from loaders.grid import Grid, address
from loaders.header import normalise_header, vocabulary
from loaders.labels import read_labels, reason_to_ignore
from loaders.places import Places
from loaders.templates import template
from loaders.terms import read_conclusion, read_level, read_purpose, verdict_in_title
from tests.loaders.forms import demo_jurisdiction

SPELLINGS = {
    "sample_no": "抽样编号 抽样单编号 抽样单号 抽检编号 样品编号 样品条码 条码编号",
    "entity_name": "被抽样单位名称 被抽样单位 被抽样单位（人）名称 被抽检单位 被抽检单位名称 被抽查单位 受检单位 受检单位名称"
    " 受检企业名称 被检单位 被采样单位名称 经销单位名称 供样单位",
    "sampler": "抽样单位 抽样单位名称 抽检单位 抽样单位名称*",
    "entity_address": "被抽样单位地址 被抽样单位单位地址 单位地址(被抽样单位) 受检单位地址 被抽检单位地址 抽样地址 经营地址",
    "county_text": "县(市、区) 县（市、区） 县区 区县 抽样地所在县（市、区）",
    "province": "省(市、自治区) 被抽样单位所在省份 被抽样单位省份 被抽样省份",
    "city": "地区(市、州、盟) 被抽样地市 被抽样单位盟市",
    "producer_name": "标称生产企业名称 标识生产企业名称 标示生产企业名称 标称生产单位 标称生产者名称 标称生产企业/供货商"
    " 标称生产企业或供货单位名称 生产企业名称 生产单位 生产者名称 企业名称",
    "food_name": "食品名称 样品名称 产品名称 标称产品名称 标示产品名称 保健食品名称 商品名称 品名 检品名称",
    "category_text": "食品大类 分类 食品分类 食品类别 食品种类 类别 产品类别 样品类别 大类 食品大类（一级） 所属食品大类",
    "produced_on": "生产日期/批号 生产日期 生产日期（批号） 生产/购进日期 生产（加工/购进）日期 购进日期／批号 批号 样品批号",
    "sampled_on": "抽样日期 抽样时间 抽检日期 抽检时间 采样日期 送样日期 购样日期",
    "conclusion": "检验结论 结论 综合判定 是否合格 总判定 报告结论",
    "failed_items": "不合格项目 不合格项 不合格项目名称 主要不合格项目 不符合项目 问题项目 不合格项目║检验结果║标准值"
    " 不合格项目|检验结果|标准值 不合格项目‖检验结果‖标准值",
    "item": "检验项目 检测项目",
    "item_verdict": "结果判定 判定结果",
    "laboratory": "检验机构 检验机构名称 承检机构 检测机构 检验单位 检验检测机构",
    "source_text": "任务来源 任务来源/项目名称 任务性质",
    "level_text": "省抽国抽",
}  # fmt: skip
NOBODY = "标识生产企业县 委托县(市、区) 部署机构县 抽样人员 抽样数量 抽样基数/批量 检验依据 判定依据 更新时间 所在省份 年度 单价 抽样环节 营业执照号 商标 报告书编号 收检日期 序号"


@pytest.mark.parametrize(
    "column, header",
    [(column, header) for column, headers in SPELLINGS.items() for header in headers.split(" ")],
)
def test_header_spellings_of_the_sampling_ledger(column, header):
    assert vocabulary(template("sampling_ledger").columns).look_up(header)[0].column == column


def test_conclusion_of_the_sample_goes_before_that_of_the_item():
    words = vocabulary(template("sampling_ledger").columns)
    assert words.look_up("结论*")[0].rank < words.look_up("检验结论")[0].rank


@pytest.mark.parametrize("header", NOBODY.split(" "))
def test_headers_that_mean_none_of_the_columns(header):
    assert vocabulary(template("sampling_ledger").columns).look_up(header) == ()


@pytest.mark.parametrize(
    "text, plain",
    [
        ("抽样 编号*", "抽样编号"),
        ("县（市、区）", "县(市、区)"),
        ("生产日期／批号", "生产日期/批号"),
        ("备\u200b注", "备注"),
        ("抽样\u00a0日期\n", "抽样日期"),
    ],
)
def test_header_normalisation(text, plain):
    assert normalise_header(text) == plain


@pytest.mark.parametrize(
    "text", ["", "2021", "2021-02-30", "202104", "约4月", "/", "45960件", "2021-04", "1.5"]
)
def test_texts_that_are_no_day(text):
    assert parse_date(text) is None


def test_serial_numbers_in_both_date_systems():
    assert parse_date("44287") == date(2021, 4, 1)
    assert parse_date("42825", date1904=True) == date(2021, 4, 1)


@pytest.mark.parametrize(
    "text, period",
    [
        ("第一季度", Period(202101, 202103)),
        ("前三季度", Period(202101, 202109)),
        ("2020年全年", Period(202001, 202012)),
        ("截至4月底", Period(202101, 202104)),
        ("何时", None),
    ],
)
def test_reporting_periods(text, period):
    assert read_period(text, 2021, is_cumulative=True) == period


@pytest.mark.parametrize("text", ["合格率", "还行", "不合", "0.05mg/kg", "未检出", "≤0.1"])
def test_texts_that_are_no_conclusion(text):
    assert read_conclusion(text) is None


@pytest.mark.parametrize(
    "text, purpose",
    [("监督抽检", "监督抽检"), ("监督抽检、风险监测", "监督抽检"), ("风险监测", "风险监测"), ("评价性抽检", "评价性抽检"),
     ("食用农产品快速检测", "快检"), ("抽检监测", None), ("其他", None)],
)  # fmt: skip
def test_purposes(text, purpose):
    assert read_purpose(text) == purpose


@pytest.mark.parametrize(
    "text, level",
    [("国抽", "国家"), ("国家转移地方", "国家"), ("省级", "省"), ("示例省市场监督管理局", "省"), ("运城市市场监督管理局", "市"),
     ("市级", "市"), ("盐湖区市场监管局", "县"), ("县级", "县"), ("广西壮族自治区市场监管局", "省"), ("总局本级", "国家"), ("其他", None)],
)  # fmt: skip
def test_levels(text, level):
    assert read_level(text) == level


@pytest.mark.parametrize(
    "text, verdict",
    [
        ("不合格产品", "failed"),
        ("合格产品", "qualified"),
        ("合格和不合格产品", None),
        ("抽检信息", None),
        ("不 合 格", "failed"),
    ],
)
def test_verdict_of_a_title(text, verdict):
    assert verdict_in_title(text) == verdict


def test_labels_in_one_cell_or_beside_it():
    line = ["报送单位：甲县 统计时间： 2021 年 1 月 1 日至 4 月 30 日", "", "报送时间：", "2021-05-02"]
    found = read_labels(Grid([line]), [0])
    assert found == {"unit": "甲县", "period": "2021 年 1 月 1 日至 4 月 30 日", "reported": "2021-05-02"}


@pytest.mark.parametrize(
    "text, reason",
    [
        ("合 计", "合计行"),
        ("总计", "合计行"),
        ("小计", "小计行"),
        ("说明：略", "说明行"),
        ("填表人：", "表尾"),
        ("食品安全违法", None),
        ("1", None),
    ],
)
def test_rows_that_are_no_data(text, reason):
    assert reason_to_ignore(text) == reason


@pytest.mark.parametrize(
    "text, unit",
    [("示例省示例市新乙县人民路", "990002"), ("乙县甲县之间", None), ("另一市乙县", None), ("http://shop.example", None),
     ("示例市示例开发区管委会", "demo-kfq"), ("另一省开发区", None), ("市市场监管局", None)],
)  # fmt: skip
def test_places_in_texts(text, unit):
    assert Places(demo_jurisdiction()).place(text) == unit


def test_addresses():
    assert (address(0, 0), address(11, 26), address(4, None)) == ("A1", "AA12", "5:5")


@pytest.mark.parametrize(
    ("name", "text", "unit"),
    [
        ("xinmi", "新密市", "410183"),
        ("xinmi", "河南省郑州市新密市", "410183"),
        ("xinmi", "新密市超化镇", "410183104"),
        ("bayuquan", "鲅鱼圈区", "210804"),
        ("yuncheng", "运城市", None),
    ],
)
def test_a_district_is_a_place_of_its_own_and_a_prefecture_city_is_not(name, text, unit):
    found = Places(load_jurisdiction(JURISDICTIONS / name)).place(text)
    assert found == (unit if unit is None else _id(name, unit))


def _id(name, code):
    units = load_jurisdiction(JURISDICTIONS / name).units
    return next(one.unit_id for one in units if one.code == code)
