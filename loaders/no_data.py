"""Says which rows of a ledger are no data: totals and shares of them, notes, «nothing this month», repeated headers."""

import re
from collections.abc import Iterable

from loaders.labels import reason_to_ignore, squeeze

TEXT_ROW = "没有数据的文字行"
REPEATED_HEADER = "重复的表头"
OF_WHICH = "其中行(已含在合计内)"
SHARE_ROW = "比率行"

# What a row that may be no data begins with; whatever holds 计 is looked at closely as well.
BEGINS = (
    r"^\s*(?:[合总小累共]\s*计|共\s*\d|总\s*数|平\s*均|其\s*中|.{0,4}合\s*格\s*率|全.合计|说明|注|备注|附注|填|审|制表|报送|上报"
    r"|单位|负责|联系|分管|计量|提示|序号|抽样)"
)
MAY_COUNT = "计"
_TOTAL = re.compile(
    r"^[\d\u4e00-\u9fff()、.\-—]{0,14}(?:合|总|共|累)计:?(?:\d+[批件个条份家户]?次?)?$|^共\d+[批件个条份]次?|^总批?次?数$"
)
_SUBTOTAL = re.compile(r"小计:?(?:\d+[批件个条份家户]?次?)?$")
_OF_WHICH = re.compile(r"^其中")
_SHARE = re.compile(r"^[\u4e00-\u9fff]{0,4}合格率|^平均[值数]?$")
_NUMBERED = re.compile(r"[\d.]*")
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9()/_.\-]{4,}")
# 本月无抽检任务, 待补: words where a number belongs; a real number has a digit or a letter.
_PHRASE = re.compile(r"(?=[^\u4e00-\u9fff]*[\u4e00-\u9fff])[\u4e00-\u9fff,。、:;()!\s]+")
_NOTHING = re.compile(
    r"(?:无|没有|未|暂未|零|不涉及).{0,6}(?:抽[检样查]|检[验测]|任务|样品|核查|处置|数据|报送|上报|开展|发生|情况|下达|安排|不合格)"
)


def reason(lead: str, headers: set[str]) -> str | None:
    """Returns why a row that begins with this text is no data, or None; `headers` are the table's, squeezed."""
    plain = squeeze(lead)
    if plain and plain in headers:
        return REPEATED_HEADER
    if _SUBTOTAL.search(plain):
        return "小计行"
    if _TOTAL.search(plain):
        return "合计行"
    if _OF_WHICH.search(plain):
        return OF_WHICH
    return SHARE_ROW if _SHARE.search(plain) else reason_to_ignore(lead)


def reason_in_names(texts: Iterable[str | None]) -> str | None:
    """Returns why a row is a total whose word stands where a number or a name belongs, or None.

    `texts` are the row's number and names; a row that has a real number is never a total.
    """
    found = [text for text in texts if text]
    if any(_CODE.fullmatch(text) for text in found):
        return None
    words = (squeeze(text) for text in found)
    return next(
        ("小计行" if _SUBTOTAL.search(text) else "合计行" for text in words
         if _SUBTOTAL.search(text) or _TOTAL.search(text)), None
    )  # fmt: skip


def is_numbered(text: str) -> bool:
    """Tells whether a text is nothing but an ordinal."""
    return bool(_NUMBERED.fullmatch(text))


def is_phrase(text: str | None) -> bool:
    """Tells whether what stands in the place of a number is a phrase: Chinese words without digit or letter."""
    return bool(text and _PHRASE.fullmatch(squeeze(text)))


def says_nothing_came(text: str | None) -> bool:
    """Tells whether a text says that there is nothing to report (本月无抽检任务)."""
    return bool(text and _NOTHING.search(squeeze(text)) and not re.search(r"\d{3}", text))
