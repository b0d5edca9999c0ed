"""Tells when two spellings of a header are the same words: one form, look-alikes, one slip of a sign."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from domain.number import clean_text

_BLANKS = re.compile(r"[\s_]+")
_QUOTES = re.compile(r"[「」『』“”‘’\"'《》〈〉{}]")
_TAIL = re.compile(r"(?:[*★#、,;。:]|\.\d+)+$")
_LEAD = re.compile(r"^[*★#]+|^(?:\(\d{1,2}\)|\d{1,2}[.、])(?=[\u4e00-\u9fff])")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*(?:[)\]】]|$)")  # one that is never closed reaches to the end
_BARS = re.compile(r"[║‖∥∣丨]|\|{1,2}")
_UNIT_WORD = "人次|家次|家|件|起|万元|亿元|元|人|万人|批次|批|个|%|公斤|kg"
_UNIT = re.compile(rf"(?:[/,:]?(?:计量)?单位:?|[/,:])(?:{_UNIT_WORD})$")

# Traditional form and simplified form by turns: a header in traditional characters says the same.
_PAIRS = (
    "樣样檢检驗验單单號号編编標标產产業业縣县區区鄉乡鎮镇銷销經经營营類类別别屬属項项結结論论報报間间時时稱称機机構构"
    "關关聯联據据況况務务處处罰罚準准備备註注證证書书質质實实規规級级總总計计應应達达無无與与貨货價价額额萬万億亿損损"
    "農农場场網网絡络現现狀状態态認认責责監监測测採采購购進进製制獸兽藥药殘残環环節节領领電电話话記记錄录發发佈布國国"
    "戶户數数動动車车員员廣广權权識识啟启畢毕體体問问題题復复養养飲饮館馆店店廠厂東东詳详細细轄辖倉仓庫库開开種种負负"
)
_SIMPLE = str.maketrans({_PAIRS[at]: _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)})

# What scanning mixes up; the first sign of each group is the one that stands in headers.
_LOOK_ALIKES = (
    "日曰", "未末", "人入", "大太丈犬", "单早", "样祥洋佯徉", "抽油袖柚轴", "检捡俭睑险", "编偏骗", "名各", "称祢弥",
    "地池他", "址祉扯", "位拉", "被披彼破", "受爱", "市巾币", "县具", "区巨", "合台含", "格恪", "论沦", "结绪", "果呆杲",
    "项顶", "标际", "食良", "品晶", "期斯", "时肘", "来耒", "批枇", "构枸沟", "测侧", "动功", "案桉", "农衣", "类娄", "业亚",
    "公厶", "土士", "号呺", "商啇", "质盾", "监鉴",
)  # fmt: skip
_SUB_CLASS = re.compile("亚类")  # the one real word with a sign that is also a look-alike
_FOLD = str.maketrans({sign: group[0] for group in _LOOK_ALIKES for sign in group[1:]})
_IN_WORDS = (("项日", "项目"), ("目期", "日期"), ("时问", "时间"), ("间题", "问题"), ("主产", "生产"))

# Signs that make another column of a header: never the slip itself, on either side.
_DECISIVE = frozenset("被受供不未非复初否省市县区旗州盟亚次细址委")
_HARMLESS = frozenset("的之及与和等各、,.·-~*?？。:|/\\")
_SAMPLED = re.compile(r"被(?:监督)?(?:抽|采|检|监|查)|受检|受抽|受测|供样")
_SAMPLER = re.compile(r"(?<!被)(?:抽样|抽检|采样|抽查|购样)(?:单位|机构|企业|部门|人员|者)")
KEPT = 50_000  # texts whose form is kept: several templates ask for the same cells
LONGEST = 1000  # signs; what stands behind them in a cell is no header, and patterns need not walk it
SHORTEST = 4  # signs; in shorter words one sign is too much of the meaning


@lru_cache(maxsize=KEPT)
def normalise_header(text: str) -> str:
    """Returns a header in one form: no blanks, quotes, numbering, trailing `*` and `.1`; simplified."""
    plain = _BLANKS.sub("", clean_text(text))[:LONGEST].replace("‐", "-").lower().translate(_SIMPLE)
    return _LEAD.sub("", _TAIL.sub("", _BARS.sub("|", _QUOTES.sub("", plain))))


def without_brackets(plain: str) -> str:
    """Returns a normalised header without bracketed remarks and without a unit behind it."""
    return _UNIT.sub("", _TAIL.sub("", _BRACKETS.sub("", plain)))


@lru_cache(maxsize=KEPT)
def folded(plain: str) -> str:
    """Returns a normalised header with every look-alike replaced by the sign headers use."""
    parts = [part.translate(_FOLD) for part in _SUB_CLASS.split(plain)]
    text = "亚类".join(parts)
    for wrong, right in _IN_WORDS:
        text = text.replace(wrong, right)
    return text


def who(text: str) -> str:
    """Returns whom a header speaks of where mixing them up would be worst: sampled, sampler or ''."""
    if _SAMPLED.search(text):
        return "sampled"
    return "sampler" if _SAMPLER.search(text) else ""


def is_one_slip(said: str, meant: str, known: frozenset[str]) -> bool:
    """Tells whether `said` is `meant` with one sign wrong, missing, doubled or swapped with the next.

    `known` are the signs of real headers: one of them in place of another is another word
    (公告日期, 报告日期), not a slip. Both texts are folded.
    """
    if len(meant) < SHORTEST or abs(len(said) - len(meant)) > 1 or who(said) != who(meant):
        return False
    if OSA.distance(said, meant, score_cutoff=1) != 1:
        return False
    at = next(
        (n for n, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant))
    )
    if len(said) < len(meant):
        return meant[at] not in _DECISIVE
    if len(said) > len(meant):
        extra = said[at]
        is_doubled = at > 0 and extra == said[at - 1]
        return is_doubled or extra in _HARMLESS or extra not in known
    if said[at + 1 :] == meant[at + 1 :]:
        return said[at] not in known and meant[at] not in _DECISIVE
    return not _DECISIVE & {said[at], meant[at]}
