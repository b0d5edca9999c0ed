"""Reads the words that decide what counts: conclusions, purposes, levels, departments."""

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.number import clean_text

SUPERVISION, MONITORING, EVALUATION, QUICK = "监督抽检", "风险监测", "评价性抽检", "快检"
PURPOSES = (SUPERVISION, MONITORING, EVALUATION, QUICK)
OTHER = "其他"  # tests that no authority ordered: kept and shown, never counted as sampling
LEVELS = ("国家", "省", "市", "县")

_BEFORE = (
    r"(?:经|所检|检验|抽检|检测|监测|初检|复检|判定|综合|实测|本次|该|批|样品|产品|项目|项|结果|结论|为|均|"
    r"监督抽检|报告|[:,。;]|纯)*"
)
_AFTER = r"(?:要求|规定|标准|食品安全|国家|样品|产品|报告|品|项目?|批次|批|\(问题\)|限值|[,。;])*"
_FAILED = re.compile(_BEFORE + r"(?:不合格|不符合|不达标|阳性)" + _AFTER)
_QUALIFIED = re.compile(_BEFORE + r"(?:合格|符合|达标|阴性|未检出异常)" + _AFTER)
_PROBLEM = re.compile(_BEFORE + r"问题(?:样品|产品|项|报告)?")
_NOT_JUDGED = re.compile(_BEFORE + r"不(?:做|作|予)?(?:合格)?判定(?:合格)?(?:样品|产品|项)?")
_UNTESTED = re.compile(r"未检验(?:样品)?|未检(?:测)?(?:样品)?|不予检验|未抽检|无法检验|退样|拒检")
_PENDING = re.compile(
    r"未出(?:结果|具?报告|结论)?|待检(?:验|测)?中?|待出(?:结果|报告)?|(?:检验|检测|在检|送检)中?|未完成|待定|待判定|暂未出(?:结果|报告)?|未提交"
)
_SUPERVISED = re.compile(r"抽检(不合格|合格)(?:样品|产品)?")
_RECHECK = re.compile(r"复检|复验|复测")
# Of a stated purpose only: 委托 in a task's name says who paid a laboratory, not why it was sampled.
_NOT_ORDERED = re.compile(
    r"委托|自检|自查|自主|自行|送检|送样|来样|型式|出厂|验收|比对|能力验证|质控|客户|内部"
)
_BY_THE_BUREAU = re.compile(r"应急|专项|执法|稽查|跟踪|日常|常规|例行|节日|飞行|双随机|抽样")
_MARKET = re.compile(r"市场监督管理|市场监管|市监|农贸市场|批发市场|市场")


@dataclass(frozen=True)
class Conclusion:
    """Holds what a conclusion says: the verdict, the purpose it belongs to, a pass on re-inspection."""

    verdict: str
    purpose: str | None = None
    is_overturned: bool = False


@lru_cache(maxsize=8192)
def read_conclusion(text: str) -> Conclusion | None:
    """Returns what a conclusion text means, or None when no known phrase fits the whole text.

    Verdicts: qualified, failed, problem, not_judged, untested, pending. In a compound phrase
    (抽检合格样品并监测问题样品) the supervision part decides. «不合格» never reads as 合格.
    """
    plain = re.sub(r"\s", "", clean_text(text)).strip('。.;,"“”')
    if _RECHECK.search(plain):
        return _with_recheck(plain)
    if plain in ("是", "√", "否", "×"):
        return Conclusion("qualified" if plain in ("是", "√") else "failed")
    if match := _SUPERVISED.search(plain):
        compound = "监测" in plain or plain.startswith("纯")
        verdict = "failed" if match[1] == "不合格" else "qualified"
        return Conclusion(verdict, SUPERVISION) if compound or _simple(plain) else None
    verdict = _simple(plain)
    if verdict is None:
        return None
    return Conclusion(verdict, MONITORING if "监测" in plain else None)


def _simple(plain: str) -> str | None:
    for pattern, verdict in (
        (_UNTESTED, "untested"),
        (_PENDING, "pending"),
        (_NOT_JUDGED, "not_judged"),
        (_FAILED, "failed"),
        (_QUALIFIED, "qualified"),
        (_PROBLEM, "problem"),
    ):
        if pattern.fullmatch(plain):
            return verdict
    return None


def _with_recheck(plain: str) -> Conclusion | None:
    """Returns the conclusion of a text that holds 初检 and 复检: overturned when only 初检 failed."""
    before, _, after = re.sub(r"[()\[\]:,;、/。]", " ", _RECHECK.sub("|", plain, count=1)).partition("|")
    first = _simple(before.replace(" ", "")) if before.strip() else None
    second = _simple(after.replace(" ", ""))
    if second is None and first in ("failed", "qualified"):
        # 不合格(复检维持) and the like: the first verdict stands
        return Conclusion(first) if re.fullmatch(r"\s*(?:维持|未申请|不予受理|无|中)?\s*", after) else None
    if second == "qualified":
        return Conclusion("failed", None, True) if first in (None, "failed") else Conclusion("qualified")
    return Conclusion("failed") if second == "failed" else None


def are_conclusions(texts: tuple[str, ...]) -> bool:
    """Tells whether a column's distinct texts are verdict words and not measured values."""
    known = sum(read_conclusion(text) is not None for text in texts)
    return known * 5 >= len(texts) * 4


@lru_cache(maxsize=8192)
def read_purpose(text: str) -> str | None:
    """Returns the purpose a text names, or None: 监督抽检, 风险监测, 评价性抽检 or 快检."""
    # 抽检监测 is the name of the whole programme, and 监督管理 that of the bureaus
    plain = re.sub(r"\s|抽检监测|监督管理", "", clean_text(text))
    if "快检" in plain or "快速检" in plain or "快筛" in plain:
        return QUICK
    if "评价" in plain:
        return EVALUATION
    if "监督" in plain or "抽检" in plain or "抽查" in plain:
        return SUPERVISION
    return MONITORING if "监测" in plain or "风险" in plain else None


@lru_cache(maxsize=8192)
def read_stated_purpose(text: str) -> str | None:
    """Returns the purpose a cell of the purpose column states: also 其他 for tests nobody ordered (委托检验, 送检).

    应急, 专项 and 跟踪 of the bureau are supervision sampling; what says nothing known is None.
    """
    if found := read_purpose(text):
        return found
    plain = re.sub(r"\s", "", clean_text(text))
    if _NOT_ORDERED.search(plain) or plain == OTHER:
        return OTHER
    return SUPERVISION if _BY_THE_BUREAU.search(plain) else None


def purpose_in_title(text: str) -> str | None:
    """Returns the purpose a title states outright; a mere 抽检 says nothing about it."""
    stated = re.search(r"监督抽[检查]|风险监测|评价性|快检|快速检测", clean_text(text))
    return read_purpose(text) if stated else None


@lru_cache(maxsize=8192)
def read_level(text: str) -> str | None:
    """Returns the level a task text names: 国家, 省, 市 or 县; None when it names none."""
    plain = _MARKET.sub("", re.sub(r"\s", "", clean_text(text)))
    if re.search(r"国家|国抽|总局|中央|国级|部级", plain):
        return "国家"
    if "转移" in plain and "省" not in plain:
        return "国家"
    plain = plain.replace("自治区", "省").replace("直辖市", "省")
    if re.search(r"[县区旗](?![域间])", plain):
        return "县"
    if re.search(r"市", plain):
        return "市"
    return "省" if "省" in plain else None


def is_agriculture(text: str) -> bool:
    """Tells whether a text names the department of agriculture."""
    return bool(re.search(r"农业农村|农业局|农牧局|农委|畜牧(?:兽医)?(?:局|中心|发展)", clean_text(text)))


def verdict_in_title(text: str) -> str | None:
    """Returns qualified or failed when a title speaks of one of them only (不合格 contains 合格).

    合格率, 合格证, 合格与否 and 合格情况 say nothing of the samples that are listed.
    """
    plain = re.sub(
        r"(?:不\s*)?合\s*格\s*(?:发现)?\s*(?:率|证|与否)|(?<!不)合\s*格\s*情况", "", clean_text(text)
    )
    failed = bool(re.search(r"不\s*合\s*格", plain))
    qualified = bool(re.search(r"合\s*格", re.sub(r"不\s*合\s*格", "", plain)))
    if failed == qualified:
        return None
    return "failed" if failed else "qualified"


@lru_cache(maxsize=8192)
def is_recheck(text: str) -> bool | None:
    """Returns True for a row of the re-inspection (复检), False for one of the first test, None where nothing is said."""
    plain = clean_text(text)
    if plain in ("初检", "初验", "初检结果", "否"):
        return False
    return (
        True
        if plain in ("复检", "复验", "复检结果", "是")
        or re.fullmatch(r"(?:申请)?复[检验测](?:样品|结论)?", plain)
        else None
    )


def is_yes(text: str) -> bool | None:
    """Returns True for 是, False for 否, None for anything else."""
    plain = clean_text(text)
    if plain in ("是", "√", "有", "Y", "y", "true"):
        return True
    return False if plain in ("否", "×", "N", "n", "false") else None
