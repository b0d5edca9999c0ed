"""Takes a header apart: of whom it speaks (sampled, sampler, producer …) and of what about them."""

import re
from dataclasses import dataclass
from functools import lru_cache

SAMPLED, SAMPLER, PRODUCER, LABORATORY = "sampled", "sampler", "producer", "laboratory"
ENTRUSTING, SUPPLIER, THING = "entrusting", "supplier", "thing"
NAME, ADDRESS, PLACE, OTHER = "name", "address", "place", "other"

_GOODS = "(?:食用农产品|农产品|食品|样品|产品|商品|检品|菜品|货品|样本)"
_TAKING = "(?:监督抽[检查]|抽样检[验测]|抽检监测|抽送样|抽[样检查验测取采]|采样|采集|取样|购样)"
_JUDGED = (
    f"(?:不合格|不符合|合格|问题){_GOODS}"  # 不合格产品生产企业名称: the verdict on the goods names nobody
)
_VERBS = f"(?:{_TAKING}|检[验测查]|监测|监督|核查|抽|采|检|查|监|测)"
_BODY = "(?:单位|企业|机构|公司|部门|队伍|中心|实验室)"
_WHO = (
    "(?:生产|经营|销售|经销|加工|餐饮|服务|使用|流通|食品|单位|企业|公司|商户|商家|门店|店铺|商店|店|主体|对象|经营户|户|摊主|摊位|摊点|档口|"
    "场所|农贸市场|批发市场|市场|超市|商场|学校|食堂|餐馆|餐厅|饭店|酒店|机构|者|人|商|[或、/及和与的])"
)
_STATED = "(?:标[称识示注明]|实际|声称)"
_MAKING = "(?:(?:受委托|委托)?(?:生产|制造|加工|种植|养殖|种养殖|分装|屠宰)(?:加工|经营|销售|[/、或(])*)"
_PREFIX = re.compile(
    f"^(?:{_STATED}|{_JUDGED}|{_GOODS}|的)*(?=被|受[检抽测]|供样|生产|制造|加工)"
    f"|^(?:{_JUDGED}|{_GOODS})(?:的)?(?={_STATED}|经销|销售|供[货应])"
)
_OF_GOODS = re.compile(f"^(?:被{_VERBS}+|受[检抽测])(?:的)?{_GOODS}(?:的)?")
_ROLES = (
    (SAMPLED, re.compile(f"^(?:被(?:{_VERBS})+|受[检抽测](?:{_VERBS})*|供样|(?:经销|销售|经营)(?!场所$|地点$)(?={_WHO}))")),
    (ENTRUSTING, re.compile(r"^委托(?!检[验测])")),
    (SUPPLIER, re.compile(f"^{_STATED}?(?:供[货应]|进货|购进|进口|代理)|^{_STATED}(?:经销|销售|委托)")),
    (PRODUCER, re.compile(f"^(?:{_STATED}?{_MAKING}(?={_WHO}|厂|方|基地)|{_STATED}(?={_BODY}|者|厂|生产$)|生产$|生产厂|厂[家商])")),
    (SAMPLER, re.compile(f"^(?:实施|承担|负责|执行)?(?:的)?{_TAKING}+(?:的)?(?=(?:单位|机构|部门|公司|队伍|人员|人|者))")),
    (LABORATORY, re.compile(f"^(?:承担?|委托|初|复)?(?:承?检(?:[验测])?(?:检[验测])?)(?=(?:{_BODY}))")),
)  # fmt: skip
_SPOT = re.compile(f"^(?:被?{_TAKING}|监测)(?:场所|地点|点位|点|场地|现场)(名称)?$")
_TAILS = (
    (NAME, re.compile(r"(?:的)?(?:基本)?(?:名称|姓名|名字|全称|名单|信息|名)*$")),
    (ADDRESS, re.compile(r"(?:的)?(?:所在|详细|具体|经营|注册|实际|营业|单位|场所)*(?:地址|住所|住址|地点|位置|所在地)(?:名称|信息)?$")),
)  # fmt: skip
_WHOS = re.compile(f"{_WHO}*(?:厂家|厂商|厂|方|基地)?")
_JOINT = re.compile(r"(?<=.{3})(?:以及|或者|[或及和与、/,])(?=.{2})")
_IS_WHOLE = re.compile("(?:名称|姓名|全称|编号|单号|日期|时间|结论|项目|类别)$")
_SOMEBODY = re.compile(f"{_BODY}|[者商人户]|[店厂](?:名|地)")


@dataclass(frozen=True)
class Said:
    """Says of whom a header speaks ('' for nobody known) and what of them: name, address or other."""

    role: str
    attribute: str

    @property
    def meaning(self) -> str:
        """Returns both in one word, as templates declare it."""
        return f"{self.role}:{self.attribute}"


@lru_cache(maxsize=20_000)
def said(plain: str) -> Said:
    """Returns what a normalised header without brackets says of somebody; nothing when it names nobody."""
    if spot := _SPOT.match(plain):
        return Said(SAMPLED, NAME if spot[1] else PLACE)
    text = plain[prefix.end() :] if (prefix := _PREFIX.match(plain)) else plain
    if goods := _OF_GOODS.match(text):  # 被抽样食品经营者: what follows the goods decides
        rest = text[goods.end() :]
        inner = said(rest)
        if inner.role or not _WHOS.match(rest)[0]:
            return inner if inner.role else Said(THING, OTHER)
        return Said(SAMPLED, _attribute(rest))
    for role, pattern in _ROLES:
        if found := pattern.match(text):
            return Said(role, _attribute(text[found.end() :]))
    return Said("", OTHER)


def first_part(plain: str) -> str:
    """Returns what stands before 或, 及, 和 … in a header that joins two things, '' when it joins none.

    生产单位或供货单位地址 is one thing, an address; two that speak of different people are none.
    """
    first, *rest = _JOINT.split(plain, maxsplit=1)
    if not rest or len({said(first).role, said(rest[0]).role} - {""}) > 1:
        return ""
    return first if _IS_WHOLE.search(first) or not _SOMEBODY.search(rest[0]) else ""


def _attribute(tail: str) -> str:
    """Returns what a header says of somebody; the words for who they are come first."""
    for name, pattern in _TAILS:
        if pattern.fullmatch(tail):
            return name
    who = _WHOS.match(tail)
    rest = tail[who.end() :] if who else tail
    return next((name for name, pattern in _TAILS if pattern.fullmatch(rest)), OTHER)
