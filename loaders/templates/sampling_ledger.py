"""Declares the sampling ledger in its three shapes: national export, plain ledger, published lists."""

import re
from collections.abc import Callable

from domain.number import clean_text
from domain.table import Field, TableSpec
from loaders.dates import month_in
from loaders.template import Column, Context, LedgerTemplate, Reading, Rule, SheetWords, Stated
from loaders.terms import (
    PURPOSES,
    are_conclusions,
    is_agriculture,
    is_recheck,
    is_yes,
    purpose_in_title,
    read_conclusion,
    read_level,
    read_purpose,
    read_stated_purpose,
    verdict_in_title,
)

_YES_NO = ("是", "否")
# Who was sampled and who sampled; a header speaks of one of them, and mixing them up is never right.
_SAMPLED = "(?:被(?:监督)?(?:抽(?:样|检|查|取|验|测)?|采样?|检(?:测|查|验)?|监测|购样|取样)(?:\\(采\\)样?)?|受(?:检|抽|测)(?:查|测|样|验)?|供样)"
_SELLER = "(?:经销|销售|经营|流通|餐饮)"
_WHO = "(?:生产|经营|销售|经销|加工|餐饮|使用|服务|或|、|/)*(?:单位|企业|商户|者|人|商(?!品)|主体|对象|门店|店铺|店|场所)"
_ADDRESS = "(?:所在)?(?:详细|具体|经营|单位)*(?:地址|住所|住址)"
_SAID_ON = "(?:标[称识示注明]|实际|样品|产品|食品)?(?:的)?"
_MADE = "(?:生产|制造|加工|种植|养殖|种养殖|分装|产)"
_GOODS = "(?:食品|样品|产品|商品|农产品|食用农产品|菜品|检品|货品|样本|物品|餐具)"
_AREA = (
    "(?:[县区旗]|[县区旗市][、/,(]?[县区旗市][、/,县区旗市)]*|行政区划?|(?:行政|监管)?(?:区划|辖区)|行政区域)"
)
_NO_LIST = re.compile(
    "处置|核查|整改|处罚|召回|下架|立案|移送|供[货应]商|合格证|合格率|名录|许可|认证|验收|复检|台账汇总"
)
_UNKNOWN = "unknown"  # a conclusion that says something nobody understands; always an error


def _verdict(text: str, _context: Context) -> str:
    found = read_conclusion(text)
    return found.verdict if found else _UNKNOWN


def _part(text: str, _context: Context) -> str | None:
    found = read_conclusion(text)
    return found.purpose if found else None


def _overturned(text: str, _context: Context) -> bool | None:
    found = read_conclusion(text)
    return found.is_overturned or None if found else None


def _recheck_passed(text: str, _context: Context) -> bool | None:
    found = read_conclusion(text)
    return bool(found and (found.verdict == "qualified" or found.is_overturned)) or None


def _category(text: str, context: Context) -> str | None:
    found = context.reference.category(text)
    return found[0] if found else None


def _is_produce(text: str, context: Context) -> bool | None:
    found = context.reference.category(text)
    return found[1] if found else None


def _is_residue(text: str, context: Context) -> bool:
    return context.reference.is_residue(text)


def _plain(read: Callable[[str], object]) -> Callable[[str, Context], object]:
    return lambda text, _context: read(text)


def _task(name: str, read: Callable[[str], object] = read_purpose) -> tuple[Reading, ...]:
    """Returns the readings of a column whose text may name both the purpose and the level."""
    return (
        Reading(f"{name}_purpose", "string", _plain(read)),
        Reading(f"{name}_level", "string", _plain(read_level)),
        Reading(f"{name}_round", "bool", _plain(is_recheck)),
    )


def _list_verdict(title: str) -> str | None:
    """Returns the verdict a title states of all samples below it; a list of anything else states none."""
    plain = re.sub(r"\s", "", clean_text(title))
    return None if _NO_LIST.search(plain) else verdict_in_title(plain)


def about_sheet(words: SheetWords, _context: Context) -> dict[str, str | None]:
    """Returns what the words around a table say: verdict (lists without one), purpose, department."""
    around = (words.sheet, *words.titles, words.file_name)
    has_verdict = bool(words.found & {"conclusion", "item_verdict"})
    verdict = None if has_verdict else next(filter(None, map(verdict_in_title, around)), None)
    purpose = next(filter(None, map(purpose_in_title, around[:-1])), None)
    agriculture = any(map(is_agriculture, (*around, words.sender)))
    return {
        "title_verdict": verdict,
        "title_purpose": purpose,
        "title_department": "agriculture" if agriculture else "market",
        "lacks_verdict": None if has_verdict or verdict else "yes",
        "item_verdicts": "yes" if "item_verdict" in words.found else None,
    }


_COLUMNS = (
    Column("sample_no", "抽样编号",
           ("抽样单编号", "抽样单号", "抽检编号", "样品编号", "样品条码", "条码编号", "抽样单编码", "样品抽样编号"),
           pattern="(?:抽[样检查验测]|采样|样品|样本|检品|取样)(?:单|样品|信息)?(?:的)?(?:编号|编码|单号|条码|条形码|序列号|唯一码)|^(?:抽样|样品|样)(?:单)?(?:编)?(?:号|码)$|^(?:抽检|采样)单?编?号$|^(?:国抽|省抽|市抽|县抽)(?:系统)?(?:抽样)?(?:单)?编号$",
           never="任务|报告|备样|单位|机构|人员|场所|企业|委托|项目|原始", maybe=("编号", "样编号", "样品序号"), kind="code", required=True,
           hint="文本格式;一批一个编号", example="XC24140800000000001"),
    Column("county_text", "县(市、区)",
           ("县区", "区县", "县(区)", "县市区", "抽样地所在县(市、区)", "被抽样单位所在县(市、区)", "被抽样单位所在县区",
            "被抽样单位县区", "被抽样区县", "被抽样县区", "所在县区", "所属县区", "所在县(市、区)", "行政区划", "所属区县", "辖区"),
           pattern=f"(?:被抽|受检|抽样地).*(?:县|区)|^(?:所在|所属)(?:县|区)|^(?:{_SAMPLED}(?:单位|企业|者|人)?|抽[样检查]|采样|样品|单位|企业)?(?:地点?|场所)?(?:所在地?|所属|归属|属)?(?:的)?{_AREA}(?:名称?)?$",
           never="生产|委托|部署|标[称识示]|[及和与、/]地区|产地|单位名称|企业名称|地址|小区|省|区域类型|区号|人员|机构|部门|^市$|电话|类型",
           maybe=("区域", "所属区域", "所在区域", "属地", "所属地区", "所在地区", "抽样地区", "抽样区域", "地区", "所属辖地", "区县名", "县级", "被抽样单位属地"),
           kind="place", in_blank=True, example="甲县"),
    Column("entity_name", "被抽样单位名称",
           ("被抽样单位", "被抽样单位(人)名称", "被抽检单位", "被抽检单位名称", "被抽查单位", "被抽查单位名称", "受检单位",
            "受检单位名称", "受检企业名称", "被检单位", "被检单位名称", "被采样单位名称", "被采样单位", "经销单位名称", "供样单位",
            "被抽样单位(人)"),
           means=("sampled:name",),
           pattern=f"^{_SAMPLED}(?:食品|样品)?{_WHO}|^{_SELLER}(?:单位|企业|者|商|商户|门店|主体|店)(?:的)?(?:名称|全称|姓名|名)?$|^{_SELLER}(?:单位|企业|者|商|商户)\\(.*\\)(?:名称)?$",
           never="地址|住所|住址|省|市|县|区(?!别)|电话|联系|证|类型|盟|编号|代码|法人|法定|负责|性质|业态|规模|信用|执照|盖章|签|手机|意见|所在|级别|分类|环节|数",
           maybe=("单位名称", "商户名称", "店铺名称", "经营户", "门店名称", "摊主", "摊位名称", "场所名称", "被抽名称", "抽样店名", "商家名称", "超市名称", "市场名称", "食堂名称", "店名"),
           example="某某超市"),
    Column("entity_address", "被抽样单位地址",
           ("被抽样单位单位地址", "单位地址(被抽样单位)", "受检单位地址", "被抽检单位地址", "抽样地址", "经营地址", "被抽样单位详细地址"),
           means=("sampled:address", "sampled:place"), of="entity_name",
           pattern=f"^{_SAMPLED}.*(?:{_ADDRESS}|所在地)$|^{_SELLER}(?:单位|企业|者|商|商户|门店|场所|地点)?(?:\\(.*\\))?{_ADDRESS}$|^(?:抽[样检查]|采样)(?:地点|场所|现场)?{_ADDRESS}$",
           never="名称.*[及和与、/或]|生产|标[称识示]|委托|邮|网址|网店|平台|(?<!被)抽样单位|(?<!被)抽样机构|(?<!被)抽检机构",
           maybe=("地址", "单位地址", "详细地址", "门店地址", "所在地址", "所在地", "店铺地址", "抽样地点地址", "经营场所", "被抽样地"), kind="place", in_blank=False),
    Column("province", "省(市、自治区)", ("被抽样单位所在省份", "被抽样单位省份", "被抽样省份", "省", "省份"),
           pattern=f"^{_SAMPLED}(?:单位|企业|者)?(?:所在|所属)?(?:地)?(?:的)?省|^抽样(?:地|地点)?(?:所在)?省", never="县|区(?!\\))|地址|名称$", kind="aside", in_blank=False),
    Column("city", "地区(市、州、盟)", ("被抽样地市", "被抽样单位盟市", "被抽样单位地市", "地市", "市", "设区市"),
           pattern=f"^(?:{_SAMPLED}(?:单位|企业|者)?|(?:抽[样检查]|采样)(?:地|地点)?)?(?:所在|所属)?(?:地)?(?:的)?(?:地级市|设区市|地市|地区\\([市州盟地、,/]+\\)|地?\\(?市[、/,州盟地区)]*|盟市|市州|州市|地州市|市地)(?:名称?)?$",
           never="县|[^地]区|场|监|省", kind="aside", in_blank=False),
    Column("producer_name", "标称生产企业名称",
           ("标识生产企业名称", "标示生产企业名称", "标称生产单位", "标称生产者名称", "标称生产企业", "标称生产企业/供货商",
            "标称生产企业或供货单位名称", "生产企业名称", "生产单位", "生产者名称", "生产企业", "企业名称"),
           means=("producer:name",),
           pattern=f"^{_SAID_ON}(?:受委托)?{_MADE}(?:加工)?(?:\\(.{{1,8}}\\))?(?:企业|单位|者|商|厂家|厂商|厂|方|主体|经营者|基地|户|公司)|^(?:生产)?厂(?:家|名|商)(?:名称?)?$|^制造(?:商|厂|单位)",
           never="地址|省|市|县|区|电话|日期|许可|类型|编号|批|方式|环节|国|地$|产地|证|代码|联系|销售|规模|性质|住所|核查|日|不合格|是否|邮|原料",
           maybe=("企业", "标称企业", "标称企业名称", "生产", "生产方", "厂家", "生产地企业"), in_blank=False),
    Column("food_name", "食品名称",
           ("样品名称", "产品名称", "标称产品名称", "标示产品名称", "保健食品名称", "商品名称", "品名", "检品名称", "抽检食品名称",
            "食品(样品)名称"),
           pattern=f"(?:食品|样品)名称|^(?:标[称识示]|抽[检样查验取]|被抽[检样查]|被检|被测|检验|检测|送检|所抽|不合格|问题|合格|快检|保健|受检)*(?:的)?(?:{_GOODS}|[(/、])+\\)?(?:通用|具体|详细|标签|商品|中文|全)?(?:名称?|品名|品种|品种名称|俗名)(?:\\(.*\\))?$|^(?:抽[样检]|送检|检验)品名$",
           never="企业|单位|添加剂名称|类别|分类|项目|编号|型号|者|大类|亚类|细类|机构|种类|商标|厂|类名|数",
           maybe=("样品", "食品", "品种", "食品品种", "名称", "食品细目", "产品", "抽检食品", "抽检样品", "抽样品种", "抽检品种", "不合格食品", "不合格样品", "不合格产品", "农产品", "检品", "受检样品", "受检食品", "被检样品", "检测样品", "检验样品", "送检样品", "检样名称", "菜名"), required=True, example="馒头"),
    Column("category_text", "食品大类",
           ("食品大类(一级)", "所属食品大类", "大类", "食品类别", "食品分类", "食品种类", "产品类别", "样品类别", "类别", "分类"),
           pattern=f"食品大类|^(?:抽检|抽样|所属|所抽|归属)?(?:的)?(?:{_GOODS}|[(/、])*\\)?(?:所属|具体)?(?:一级)?(?:大类别?|主类别?|类别|分类|种类|品类|门类|品种类别|类型|类)(?:\\(?一级\\)?|\\(?大类\\)?|名称)?$|^(?:一级|大类)(?:分类|类别|名称)$",
           never="亚类|细类|次亚|添加剂|二级|三级|四级|企业|单位|标准|执行|任务|抽[检样]类|检验类|样品类型|报告|包装|^抽[检样](?:分类|种类|类型|品类)$|小类|中类",
           maybe=("样品类型", "抽检品类", "抽检种类", "品种类别", "抽检分类"), signature=True,
           readings=(Reading("category", "string", _category), Reading("category_produce", "bool", _is_produce)),
           example="糕点"),
    Column("subcategory", "食品亚类", ("亚类", "食品亚类(二级)"), pattern="^(?:食品|样品|产品|所属)*(?:亚类|中类|二级分类)|二级(?:分类|类别)$", kind="aside", in_blank=False),
    Column("sub_subcategory", "食品次亚类", ("次亚类",), pattern="次亚类|^(?:食品|样品|产品)*三级分类|小类$", never="目的|任务|性质", kind="aside", in_blank=False),
    Column("detail_category", "食品细类", ("细类",), pattern="^(?:食品|样品|产品|所属)*(?:细类|四级分类|品种细类)", kind="aside", in_blank=False),
    Column("produced_on", "生产日期/批号",
           ("生产日期", "生产日期(批号)", "生产/购进日期", "生产(加工/购进)日期", "生产/加工/购进日期", "购进日期/批号", "批号",
            "样品批号", "制作日期/批号"),
           pattern="(?:生产|购进|加工|制作|进货|屠宰|检疫|捕捞|采摘|采收|收获|出厂|灌装|分装|消毒|采购|到货|包装|销售|上市)[^公报].{0,12}?(?:日期|时间|批号|批次)|^(?:标[称识示])?(?:生产|购进|加工|制作|进货|屠宰|检疫|捕捞|采购|消毒)(?:的)?(?:日期|时间|批号|批次号?)|^(?:样品|产品|食品|生产)?批(?:号|次号)|日期/批号",
           never="抽[样检]日|检验|保质|有效期|批次数|不合格|报告|数量|许可|处置|整改|许可证", kind="aside", in_blank=False),
    Column("sampled_on", "抽样日期", ("抽样时间", "抽检日期", "抽检时间", "采样日期", "采样时间", "送样日期", "购样日期"),
           pattern="^(?:样品|实际|任务)?(?:的)?(?:(?:抽|采|购|取)(?:样|检|查|验|测|取|集)?|送样)(?:\\(.{1,3}\\)|/(?:抽|采|购|取|送)[样检]?)?(?:样|检)?(?:单)?(?:完成|开始)?(?:日期|时间|年月日|年月|日)(?:[(/].*)?$",
           never="检验日|报告|进|货|采购|采(?:摘|收)", maybe=("送检日期", "送检时间", "抽期", "抽样时期", "抽样月份", "抽检月份"), kind="date", signature=True, example="2024-04-12",
           readings=(Reading("sampled_month", "int32", lambda text, context: month_in(text, context.year)),)),
    Column("reported_on", "报告日期", ("报告时间", "报告签发日期", "签发日期"),
           pattern="^(?:检[验测])?(?:检[验测])?报告(?:书)?(?:的)?(?:出具|签发|批准|编制|完成|生成)?(?:日期|时间)$|^(?:出具|签发|批准|完成)(?:检[验测])?报告(?:书)?(?:的)?(?:日期|时间)$",
           never="送达|收到|上传|接收|领取|移交", kind="date", in_blank=False),
    Column("announced_on", "公告日期", ("公布日期", "公示日期", "发布日期", "通告日期"),
           pattern="^(?:信息)?(?:公告|公布|公示|发布|通告|通报|公开)(?:的)?(?:日期|时间)$", kind="date", signature=True,
           in_blank=False),
    Column("purpose_text", "检验目的", ("抽检目的", "任务类别", "抽检类别", "抽检类型", "检验类别", "抽样类型", "抽样类别", "任务类型", "抽检性质"),
           pattern="^(?:抽[检样查验]|监督抽[检查]|检[验测]|监测|采样|任务)(?:任务)?(?:的)?(?:目的|类别|类型|性质|种类)(?:[大小]类|[一二]级|名称|分类)?(?:\\(.*\\))?$|^(?:任务)?(?:类型|类别|性质)\\(.*(?:监督抽检|风险监测|评价性抽检).*\\)$", never="检验类型|检测类型|任务性质|抽检种类|食品|样品",
           signature=True, choices=PURPOSES, readings=_task("stated", read_stated_purpose), example="监督抽检"),
    Column("test_type", "检验类型", ("检测方式", "检验方式", "检测类型"), pattern="^检[验测](?:类型|方式)$", in_blank=False, readings=_task("type", read_stated_purpose)),
    Column("round", "初检/复检", ("检验阶段", "初复检", "初检复检", "检验轮次", "是否复检"), in_blank=False,
           readings=(Reading("round_says", "bool", _plain(is_recheck)),)),
    Column("evaluation", "是否为评价性抽检", ("是否评价性抽检", "评价性抽检"), in_blank=False,
           readings=(Reading("is_evaluation", "bool", _plain(is_yes)),)),
    Column("level_text", "省抽国抽", ("任务级别", "抽检级别", "任务层级", "级别", "任务等级", "抽样级别"),
           pattern="^(?:抽[检样]|任务|项目|计划|监督抽检)(?:任务)?(?:的)?(?:级别|层级|等级)$|国抽.*[省市县]抽|省抽.*[国市县]抽|^国[/、]省", in_blank=False, readings=_task("flag")),
    Column("source_text", "任务来源", ("任务来源/项目名称", "任务性质", "项目名称", "抽检任务"),
           pattern="^(?:抽[检样查]|检[验测]|监督抽检|样品)?(?:任务|计划|项目)(?:来源|名称|性质)|^抽[检样](?:任务|计划|来源)(?:名称|来源|批次)?$|^任务(?:来源|名称)?$",
           never="编号|号$|单位|省\\)?$|市\\)?$|县\\)?$|级别|类别|类型|样品来源|下达|部门|不合格|[检验测抽样]项目|数", signature=True,
           readings=_task("source"), example="市级"),
    Column("class_one", "报送分类-1", ("报送分类1", "报送分类"), signature=True, in_blank=False, readings=_task("class_one")),
    Column("class_two", "报送分类-2", ("报送分类2",), signature=True, in_blank=False, readings=_task("class_two")),
    Column("source_province", "任务来源(省)", in_blank=False),
    Column("source_city", "任务来源(市)", in_blank=False),
    Column("source_county", "任务来源(县)", in_blank=False),
    Column("sampler", "抽样单位名称", ("抽样单位", "抽检单位", "抽样机构", "抽样机构名称", "采样单位"),
           means=("sampler:name",), pattern="^(?:实施|承担|承)?(?:抽样|抽检|采样|抽查|抽验|购样|取样|执行抽样)(?:的)?(?:单位|机构|队伍|者)(?:\\(.*\\))?(?:名称|全称)?$", never="被|受|地址|编号|电话", in_blank=False,
           readings=(Reading("sampler_agriculture", "bool", _plain(is_agriculture)),)),
    Column("department_text", "部门", ("组织部门", "抽样部门", "监管部门", "组织抽检部门"),
           pattern="^(?:组织|下达|实施|任务|抽[检样]|监管|主管|组织实施|任务下达)(?:抽[检样]|监管|实施|任务)?(?:的)?(?:部门)(?:名称)?$", in_blank=False,
           readings=(Reading("department_agriculture", "bool", _plain(is_agriculture)),)),
    Column("item", "检验项目", ("检测项目", "项目", "检验项目名称", "检测项目名称", "抽检项目"), in_blank=False,
           pattern="^(?:主要|本次|快速|快检|样品|食品|抽样)?(?:的)?(?:检[验测查]|抽[检验样查]|监测|快检|检验检测|抽检检验)(?:\\(.{1,4}\\))?(?:的)?(?:具体)?(?:项目|指标|参数|内容)(?:名称)?(?:\\(.*\\))?$",
           readings=(Reading("is_residue_item", "bool", _is_residue),), never="不合格|不符合|问题|超标|结果|数|值|依据|类"),
    Column("residue_text", "是否农兽药残留", ("农兽药残留", "是否农兽残", "是否检验农兽药残留", "农兽药残留检验"),
           choices=_YES_NO, readings=(Reading("is_residue_flag", "bool", _plain(is_yes)),), example="否"),
    Column("item_verdict", "结果判定", ("判定结果", "单项判定", "项目判定", "单项结论"),
           pattern="^(?:单项|(?:检[验测])?项目|逐项|分项)(?:的)?(?:检[验测])?(?:结果)?(?:判定|结论|评价|判断|评定)(?:结果|结论)?$", never="不合格", signature=True, in_blank=False,
           readings=(Reading("item_says", "string", _verdict),)),
    Column("conclusion", "检验结论",
           # in the national export 结论 speaks of the sample and 检验结论 of the item
           ("结论", "检验结论", "报告结论", "总判定", "综合判定", "是否合格", "检验结论(样品)", "抽检结论", "判定结论"),
           doubtful=("监督抽检结果", "抽检结果", "检验结果", "检测结果", "结果", "监测结果", "快检结果", "抽查结果", "检验检测结果",
                     "抽样结果", "检验情况", "检测情况", "抽检情况", "检查结果", "抽样检验结果", "快速检测结果", "样品结果", "检验结果(结论)"),
           fits=are_conclusions,
           pattern="检[验测]结论|抽检结论|^(?:最终|样品|产品|食品|总体|综合|总|整体|快检|抽[样查检验]|监测|监督抽检|检[验测]|检验检测|检测报告|检验报告|报告|结论|初检)+(?:的)?(?:结论|判定|评价|判断|评定|结果判定|结果判断|判定结论|结论判定|判定结果|结果评价|结果结论|综合判定|意见|结果评定)(?:\\(.*\\))?$|^(?:样品|产品|食品|检[验测]|抽检|抽样|结果)?(?:是否|合格与|符合与)(?:合格|符合|否|不合格|达标)(?:要求|标准|规定)?(?:\\(.*\\))?$|^不?合格(?:[/或与和、]|或者)(?:不合格|合格|否)$|^合格(?:与否|状态|情况|判定|性)$|^(?:抽[样检查验]|采样|检[验测查]|检验检测|监测|快检|快速|样品|产品|食品|报告|最终|最后|总体|综合|监督|初检|送检)+(?:报告|检[验测])?(?:的)?(?:结果|情况)$",
           never="复检|单项|项目|率|数|依据|日期|不合格原因", maybe=("判定", "合格情况", "检验评价", "判断"), signature=True,
           choices=("合格", "不合格", "问题样品", "未检验样品", "未出结果"),
           readings=(Reading("verdict", "string", _verdict), Reading("part", "string", _part),
                     Reading("conclusion_overturned", "bool", _overturned)), example="合格"),
    Column("recheck", "复检结论", ("复检结果", "复检判定", "复检情况"), pattern="^复检(?:结论|结果|判定)",
           readings=(Reading("recheck_passed", "bool", _recheck_passed),), in_blank=False),
    Column("failed_items", "不合格项目",
           ("不合格项", "不合格项目名称", "主要不合格项目", "不符合项目", "问题项目", "不合格(问题)项目"),
           pattern="不合格(?:\\(.{1,4}\\)|/问题|或问题|、问题)?(?:的)?(?:食品|样品|检[验测]|指标)?(?:项|指标|参数|因子)|不(?:符合|达标?)(?:国家|食品安全|规定|要求|标准|的)*(?:检验)?(?:项|指标)|(?:问题|超标|不达标|检出)(?:\\(不合格\\))?(?:的)?(?:检[验测])?(?:项目|指标|项|物质)|^不合格(?:内容|指标|因素)",
           never="数(?:量)?$|项次|处置|整改|(?<=项目)(?!.*[值果][及和与、/|])(?:的)?(?:检[验测]结果|检[验测]值|标准|实测|限值|限量|判定|单位|结果|类别|类型|分类|个)|(?<=项)(?:检[验测]结果|标准值|数)|^(?:项目)?(?:检[验测]结果|标准值)|合格率",
           maybe=("不合格原因", "不合格情况", "不合格", "主要问题", "存在问题", "不合格说明", "不合格信息"), signature=True, example=""),
    Column("laboratory", "检验机构", ("检验机构名称", "承检机构", "检测机构", "检验单位", "检验检测机构", "承检机构名称"),
           pattern="^(?:承检|承担检验|承担|委托检[验测]|检[验测]|检验检测|检测检验|承检检测|复检|初检|报告出具|出具报告|出具检验报告)(?:检[验测])?(?:的)?(?:机构|单位|部门|中心|公司|方|实验室)(?:\\(.*\\))?(?:名称|全称)?$", never="复检|地址|电话|备注|编号|代码",
           kind="aside", in_blank=False),
)  # fmt: skip

_ENTRIES = """
    sample_no, county_text, place, sender, food_name, entity_name, producer_name,
    category_text, category, coalesce(category_produce, false) AS category_produce,
    sampled_on, sampled_on_day, sampled_month, reported_on, reported_on_day,
    CASE WHEN sampled_on_day IS NOT NULL THEN year(sampled_on_day) * 100 + month(sampled_on_day)
         WHEN sampled_on IS NOT NULL THEN sampled_month
         WHEN last_month IS NOT NULL THEN last_month
         WHEN announced_on_day IS NOT NULL THEN year(announced_on_day) * 100 + month(announced_on_day)
    END AS month,
    is_multi, item_verdicts IS NOT NULL AS has_item_verdicts, announced_on, announced_on_day, first_month, last_month, lacks_verdict, title_verdict,
    coalesce(place, CASE WHEN county_text IS NULL THEN sender END, 'unplaced') AS unit_id,
    CASE WHEN department_agriculture OR sampler_agriculture THEN 'agriculture'
         WHEN department_agriculture IS NOT NULL THEN 'market' ELSE title_department END AS department,
    purpose_text, part,
    CASE WHEN '快检' IN (type_purpose, stated_purpose, class_one_purpose, class_two_purpose, source_purpose)
         THEN '快检' WHEN is_evaluation THEN '评价性抽检'
         ELSE coalesce(stated_purpose, nullif(type_purpose, '其他'), class_one_purpose, class_two_purpose,
                       source_purpose, title_purpose, type_purpose) END AS stated,
    CASE WHEN coalesce(stated_purpose, stated_level) IS NULL AND stated_round IS NULL THEN purpose_text END AS odd_purpose, test_type,
    coalesce(stated_round, type_round, round_says, false) AS is_recheck,
    coalesce(flag_level, source_level, class_one_level, class_two_level, stated_level,
             CASE WHEN source_county IS NOT NULL THEN '县' WHEN source_city IS NOT NULL THEN '市'
                  WHEN source_province IS NOT NULL THEN '省' ELSE '' END) AS level,
    item, item_verdict, item_says, is_residue_item, is_residue_flag,
    conclusion, coalesce(verdict, title_verdict) AS verdict, conclusion_overturned, recheck_passed, failed_items
"""

# One row a sample: the first row says who and what, all rows together say how it came out. A
# sample that has a single row (most have) is spared the grouping.
_SINGLE = """
    SELECT *, 1 AS item_rows, verdict AS least, verdict AS most, false AS is_by_item, item_says = 'failed' AS has_failed_item,
        item_says = 'qualified' AS has_qualified_item, item_says = 'problem' AS has_problem_item,
        item_says = 'not_judged' AS has_open_item, item IS NOT NULL AND item_says IS NULL AS has_blank_item,
        is_residue_item AS residue_item, is_residue_flag AS residue_flag, conclusion_overturned AS overturned,
        recheck_passed AS rechecked, failed_items IS NOT NULL AS has_failed_items,
        failed_items AS items_named, CASE WHEN item_says = 'failed' THEN item END AS items_failed,
        false AS places_differ, false AS foods_differ, false AS departments_differ
    FROM entries WHERE NOT is_multi
"""
_SEVERAL = """
    SELECT e.*, item_rows,
        CASE WHEN is_by_item THEN 'failed' ELSE coalesce(least_first, least_of_all) END AS least,
        CASE WHEN is_by_item THEN 'failed' ELSE coalesce(most_first, most_of_all) END AS most, is_by_item,
        has_failed_item, has_qualified_item, has_problem_item, has_open_item, has_blank_item, residue_item, residue_flag,
        overturned OR (recheck_row_passed AND least_first = 'failed') AS overturned, rechecked, has_failed_items,
        CASE WHEN is_by_item THEN coalesce(items_named, items_said_failed) ELSE items_named END AS items_named,
        items_failed, places_differ, foods_differ, departments_differ
    FROM (SELECT *, coalesce(has_items_apart AND least_first = 'failed' AND most_first = 'qualified', false) AS is_by_item FROM (
        SELECT k, min(rid) FILTER (is_head) AS head, count(*) AS item_rows,
            min(verdict) AS least_of_all, max(verdict) AS most_of_all,
            min(verdict) FILTER (NOT is_recheck) AS least_first, max(verdict) FILTER (NOT is_recheck) AS most_first,
            bool_or(is_recheck AND verdict = 'qualified') AS recheck_row_passed,
            bool_and(verdict IS NULL OR item IS NOT NULL) AND count(DISTINCT item) = count(*) AS has_items_apart,
            string_agg(item, '；') FILTER (verdict = 'failed' AND item IS NOT NULL) AS items_said_failed,
            bool_or(item_says = 'failed') AS has_failed_item,
            bool_or(item_says = 'qualified') AS has_qualified_item,
            bool_or(item_says = 'problem') AS has_problem_item,
            bool_or(item_says = 'not_judged') AS has_open_item,
            bool_or(item IS NOT NULL AND item_says IS NULL) AS has_blank_item,
            bool_or(is_residue_item) AS residue_item, bool_or(is_residue_flag) AS residue_flag,
            bool_or(conclusion_overturned) AS overturned, bool_or(recheck_passed) AS rechecked,
            bool_or(failed_items IS NOT NULL) AS has_failed_items,
            string_agg(DISTINCT failed_items, '；' ORDER BY failed_items) FILTER (failed_items IS NOT NULL)
                AS items_named,
            string_agg(DISTINCT item, '；' ORDER BY item) FILTER (item_says = 'failed') AS items_failed,
            min(unit_id) FILTER (is_head) <> max(unit_id) FILTER (is_head) AS places_differ,
            min(food_name) <> max(food_name) AS foods_differ,
            min(department) FILTER (is_head) <> max(department) FILTER (is_head) AS departments_differ
        FROM entries WHERE is_multi GROUP BY k)) AS g
    JOIN entries AS e ON e.rid = g.head
"""
_RECORD = """
    SELECT rid, sheet, row_no, k, unit_id, month, sample_no, sampled_on_day AS sampled_on,
        county_text, place, department, level, stated, part, odd_purpose, coalesce(purpose_text, test_type) AS purpose_said,
        CASE WHEN stated = '快检' THEN '快检'
             WHEN part = '风险监测' THEN '风险监测'
             WHEN part = '监督抽检' AND coalesce(stated, '风险监测') = '风险监测' THEN '监督抽检'
             WHEN stated IS NOT NULL THEN stated
             WHEN most IN ('problem', 'not_judged') THEN '风险监测'
             ELSE '监督抽检' END AS purpose,
        coalesce(category, '') AS category, coalesce(category_text, '') AS category_text,
        category_produce OR department = 'agriculture' AS is_produce,
        coalesce(residue_flag, residue_item) AS has_residue,
        coalesce(nullif(least, 'unknown'),
            CASE WHEN has_failed_item THEN 'failed' WHEN has_blank_item AND has_item_verdicts THEN 'pending'
                 WHEN has_qualified_item THEN 'qualified' WHEN has_problem_item THEN 'problem'
                 WHEN has_open_item THEN 'not_judged' END,
            CASE WHEN lacks_verdict IS NOT NULL AND has_failed_items THEN 'failed' END,
            'pending') AS conclusion,
        coalesce(overturned, false) OR (coalesce(rechecked, false)
            AND coalesce(least, CASE WHEN has_failed_item THEN 'failed' END) = 'failed')
            AS is_overturned,
        coalesce(food_name, '') AS food_name, coalesce(entity_name, '') AS entity_name,
        coalesce(producer_name, '') AS producer_name,
        coalesce(items_named, items_failed, '') AS failed_items,
        CAST(item_rows AS INTEGER) AS item_rows, title_verdict, lacks_verdict,
        most, is_by_item, least IS DISTINCT FROM most AS verdicts_differ, coalesce(foods_differ, false) AS foods_differ,
        coalesce(places_differ, false) AS places_differ, coalesce(departments_differ, false) AS departments_differ, coalesce(has_failed_item, false) AS has_failed_item
"""
_RECORDS = f"{_RECORD} FROM ({_SINGLE}) UNION ALL {_RECORD} FROM ({_SEVERAL})"

_OTHER_ROW = (
    "(SELECT '“' || o.sheet || '”第 ' || o.row_no || ' 行' FROM entries AS o"
    " WHERE o.k = records.k AND o.rid > records.rid AND {differs} ORDER BY o.rid LIMIT 1)"
)
_FIRST = "(SELECT o.{0} FROM entries AS o WHERE o.rid = records.rid)"


def _conflict(column: str) -> tuple[tuple[str, str], ...]:
    differs = f"o.{column} IS DISTINCT FROM {_FIRST.format(column)} AND o.{column} IS NOT NULL"
    return (("sample_no", "sample_no"), ("other", _OTHER_ROW.format(differs=differs)))


_RULES = (
    Rule("sample_no_missing", "is_head AND sample_no IS NULL", "sample_no"),
    Rule("sample_no_odd", "NOT regexp_full_match(sample_no, '[A-Za-z0-9一-龥()/_.-]{2,40}')", "sample_no",
         parts=(("found", "sample_no"),)),
    Rule("sample_no_words", "NOT regexp_matches(sample_no, '[0-9A-Za-z]')", "sample_no", over="records",
         parts=(("found", "sample_no"),)),
    Rule("bad_date", "sampled_on IS NOT NULL AND coalesce(year(sampled_on_day), sampled_month) IS NULL", "sampled_on", parts=(("found", "sampled_on"),)),
    Rule("day_missing", "is_head AND sampled_on_day IS NULL AND sampled_month IS NOT NULL", once=True),
    Rule("date_missing", "is_head AND sampled_on IS NULL AND month IS NULL", "sampled_on"),
    Rule("date_implausible", "sampled_on_day < DATE '2000-01-01'", "sampled_on", parts=(("found", "sampled_on"),)),
    # a day's grace for clocks; a slip of the year would otherwise be the last month with data
    Rule("sampled_in_future", "sampled_on_day > CAST(current_date AS DATE) + 1 OR sampled_month > year(current_date) * 100 + month(current_date)", "sampled_on", parts=(("found", "sampled_on"),)),
    *(Rule("date_in_future", f"{name}_day > CAST(current_date AS DATE)", name, parts=(("found", name),))
      for name in ("reported_on", "announced_on")),
    Rule("date_outside_period",
         "sampled_on IS NOT NULL AND last_month IS NOT NULL AND (month < first_month OR month > last_month)",
         "sampled_on", parts=(("found", "sampled_on"),)),
    Rule("month_from_period", "is_head AND sampled_on IS NULL AND last_month IS NOT NULL", once=True),
    Rule("month_from_notice",
         "is_head AND sampled_on IS NULL AND last_month IS NULL AND announced_on_day IS NOT NULL", once=True),
    Rule("reported_before_sampled", "reported_on_day < sampled_on_day", "reported_on",
         parts=(("found", "reported_on"), ("sampled_on", "sampled_on"))),
    Rule("announced_before_sampled", "announced_on_day < sampled_on_day", "announced_on",
         parts=(("found", "announced_on"), ("sampled_on", "sampled_on"))),
    Rule("unknown_verdict", "verdict = 'unknown'", "conclusion", parts=(("found", "conclusion"),)),
    Rule("unknown_verdict", "item_says = 'unknown'", "item_verdict", parts=(("found", "item_verdict"),)),
    Rule("unknown_place", "is_head AND county_text IS NOT NULL AND place IS NULL", "county_text",
         parts=(("found", "county_text"),), group="county_text"),
    Rule("place_missing", "is_head AND county_text IS NULL AND unit_id = 'unplaced'", once=True),
    Rule("other_place", "is_head AND sender IS NOT NULL AND place IS NOT NULL AND place <> sender", "county_text",
         parts=(("found", "coalesce(county_text, place)"),), group="coalesce(county_text, place)"),
    Rule("unknown_category", "is_head AND category_text IS NOT NULL AND category IS NULL", "category_text",
         parts=(("found", "category_text"),), group="category_text"),
    Rule("category_missing", "is_head AND category_text IS NULL", once=True),
    Rule("no_verdict_yet", "conclusion = 'pending' AND lacks_verdict IS NULL AND coalesce(most, '') <> 'unknown'", over="records", once=True),
    Rule("no_verdict_column", "conclusion = 'pending' AND lacks_verdict IS NOT NULL", over="records", once=True),
    Rule("verdict_from_title", "title_verdict IS NOT NULL", over="records",
         parts=(("verdict", "CASE title_verdict WHEN 'failed' THEN '不合格' ELSE '合格' END"),), group="title_verdict", once=True),
    Rule("verdict_conflict", "verdicts_differ", over="records", near="conclusion", parts=_conflict("verdict")),
    Rule("verdict_by_item", "is_by_item", near="conclusion", over="records",
         parts=(("sample_no", "sample_no"), ("items", "failed_items"))),
    Rule("food_conflict", "foods_differ", over="records", near="food_name", parts=_conflict("food_name")),
    Rule("place_conflict", "places_differ", over="records", near="county_text", parts=_conflict("unit_id")),
    Rule("department_conflict", "departments_differ", over="records", near="department_text", parts=_conflict("department")),
    Rule("items_contradict", "conclusion = 'qualified' AND has_failed_item", "item_verdict", over="records",
         parts=(("sample_no", "sample_no"),)),
    Rule("failed_without_items", "conclusion = 'failed' AND failed_items = ''", "failed_items", over="records",
         parts=(("sample_no", "sample_no"),)),
    Rule("qualified_with_items", "conclusion = 'qualified' AND failed_items <> '' AND NOT has_failed_item",
         "failed_items", over="records", parts=(("found", "failed_items"),)),
    Rule("purpose_missing", "stated IS NULL AND part IS NULL AND odd_purpose IS NULL AND purpose = '监督抽检'",
         over="records", once=True),
    Rule("unknown_purpose", "stated IS NULL AND part IS NULL AND odd_purpose IS NOT NULL AND purpose = '监督抽检'",
         "purpose_text", over="records", parts=(("found", "odd_purpose"),), group="odd_purpose"),
    Rule("not_ordered", "purpose = '其他'", "purpose_text", over="records", parts=(("found", "purpose_said"),),
         group="purpose_said"),
    Rule("purpose_differs", "part IS NOT NULL AND stated IN ('监督抽检', '风险监测') AND stated <> part", "purpose_text",
         over="records", parts=(("found", "stated"), ("verdict", "part"))),
    Rule("quick_tests", "purpose = '快检'", over="records", once=True),
    Rule("other_purposes", "purpose IN ('风险监测', '评价性抽检')", over="records", once=True),
    Rule("overturned", "is_overturned", over="records", once=True),
    Rule("repeated_sample", "item_rows > 1", over="records", once=True),
)  # fmt: skip

TEMPLATE = LedgerTemplate(
    template_id="sampling_ledger",
    title="食品抽检台账",
    about="食品(含食用农产品)抽检台账:国家系统导出(一项一行)、一批一行的台账、合格与不合格公示表。",
    table=TableSpec(
        "samples",
        (
            Field("sample_no", "VARCHAR"),
            Field("sampled_on", "DATE"),
            Field("county_text", "VARCHAR"),
            Field("department", "VARCHAR"),
            Field("purpose", "VARCHAR"),
            Field("level", "VARCHAR"),
            Field("category", "VARCHAR"),
            Field("category_text", "VARCHAR"),
            Field("is_produce", "BOOLEAN"),
            Field("has_residue", "BOOLEAN"),
            Field("conclusion", "VARCHAR"),
            Field("is_overturned", "BOOLEAN"),
            Field("food_name", "VARCHAR"),
            Field("entity_name", "VARCHAR"),
            Field("producer_name", "VARCHAR"),
            Field("failed_items", "VARCHAR"),
            Field("item_rows", "INTEGER"),
        ),
        ("sample_no",),
    ),
    columns=_COLUMNS,
    needs=(
        ("sample_no", "food_name"),
        ("food_name", "entity_name", "category_text"),
        (
            "conclusion",
            "item_verdict",
            "failed_items",
            "sampled_on",
            "announced_on",
            "source_text",
            "category_text",
        ),
    ),
    entries=_ENTRIES,
    records=_RECORDS,
    rules=_RULES,
    rank=30,
    key="sample_no",
    identity=("sample_no", "food_name", "entity_name"),
    places=("county_text", "entity_address"),
    constants=("title_verdict", "title_purpose", "title_department", "lacks_verdict", "item_verdicts"),
    about_sheet=about_sheet,
    stated=Stated(
        _list_verdict,
        (("food_name",), ("entity_name", "producer_name"), ("sample_no", "produced_on", "entity_address")),
        "处置|处罚|罚款|整改|召回|下架|立案|案[号由件]|许可|发证|合格证|进货|购进数|供货|供应|销售数|库存|合格[率数]|批次数|任务",
    ),
    notes=(
        "一批样品一行;抽样编号请设为文本格式。",
        "检验目的填 监督抽检、风险监测、评价性抽检 或 快检;不填按监督抽检统计。委托检验、自检、送检不计入抽检批次。",
        "没有出结果的,检验结论留空或填“未出结果”。",
    ),
)
