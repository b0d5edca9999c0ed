"""Reads the words around a table: 报送单位, 统计时间, totals, notes and footers."""

import re
from collections.abc import Iterable

from domain.number import clean_text
from loaders.grid import Grid

_LABELS = {
    "unit": (
        "报送单位",
        "填报单位",
        "上报单位",
        "统计单位",
        "填报部门",
        "报送部门",
        "编报单位",
        "单位名称",
        "填表单位",
    ),
    "period": ("统计时间", "统计时段", "统计周期", "统计期间", "统计日期", "统计区间", "数据时间", "报告期"),
    "reported": (
        "报送时间",
        "报送日期",
        "填报时间",
        "填报日期",
        "上报时间",
        "上报日期",
        "填表时间",
        "填表日期",
        "制表日期",
    ),
    "person": (
        "填表人",
        "填报人",
        "审核人",
        "负责人",
        "联系人",
        "联系电话",
        "制表人",
        "审批人",
        "单位负责人",
        "分管领导",
    ),
    "other": ("计量单位", "金额单位", "表号", "制定机关"),
}
_NAMES = {word: name for name, words in _LABELS.items() for word in words}
_LABEL = re.compile(
    "(" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + r")\s*(?:\([^)]*\))?\s*:?"
)
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_TOTAL = re.compile(r"^(?:合|总|小|累|共)计|^总数|^全[区县市]合计|^[\u4e00-\u9fff()]{1,10}(?:合|总|共)计$")
_SUBTOTAL = re.compile(r"^小计|小计$")
_MONEY_LINE = re.compile(
    r"(?<!报送)(?<!填报)(?<!上报)(?<!统计)(?<!编报)(?<!填表)(?:单位|金额):"
    r"(?=(?:人次|家次|批次|亿元|万元|公斤|千克|[件个家户人批起项份吨元%]|[、,/;.和及])+(?:[)。(]|$|[\u4e00-\u9fff]{2,4}:))"
    r"[^:]*?(亿元|万元|元)"
)
_FOOTER = re.compile(
    r"^(?:"
    + "|".join(map(re.escape, _NAMES))
    + r")|^(?:审核|审批|复核|校对|填表|填报|制表|经办|报送|统计|负责)(?:人员?|者)?:"
)
_NOTE = re.compile(
    r"^(?:说明|注|备注|附注|填表说明|填报说明|特别说明|提示)\s*\d?\s*(?:[:.、]|$)|^[\d一二三四五六七八九十]{1,2}\s*[.、]\s*\S.{9,}"
)


def squeeze(text: str) -> str:
    """Returns the cleaned text without blanks between Chinese characters (合 计 → 合计)."""
    return re.sub(r"\s+", "", clean_text(text))


def reason_to_ignore(text: str) -> str | None:
    """Returns why a row that begins with this text is no data (合计行, 说明行, 表尾), or None."""
    plain = squeeze(text)
    if _SUBTOTAL.search(plain):
        return "小计行"
    if _TOTAL.match(plain):
        return "合计行"
    if _FOOTER.match(plain):
        return "表尾"
    return "说明行" if _NOTE.match(plain) else None


def is_total(text: str) -> bool:
    """Tells whether a text is the word of a total or of a sub-total."""
    return reason_to_ignore(text) in ("合计行", "小计行")


def money_unit(texts: Iterable[str]) -> str:
    """Returns the money word of the first unit line among these texts (单位：件、元 → 元), or ''.

    报送单位：元… names a sender: only a list of measure words is a unit line.
    """
    lines = (_MONEY_LINE.search(squeeze(text)) for text in texts if text)
    return next((line[1] for line in lines if line), "")


def read_labels(grid: Grid, rows: Iterable[int]) -> dict[str, str]:
    """Returns label name (unit, period, reported …) → its value, the first value found wins.

    Label and value may share a cell, several labels may share one, or the value may stand in
    the cells to the right.
    """
    found: dict[str, str] = {}
    for row in rows:
        for name, value in _labels_of_row(grid.rows[row]):
            if value and name not in found:
                found[name] = value
    return found


def _labels_of_row(texts: list[str]) -> list[tuple[str, str]]:
    line: list[tuple[str, str]] = []
    for text in texts:
        pieces = _LABEL.split(_SPACED.sub("", clean_text(text))) if text else []
        if pieces and line and pieces[0].strip():
            line[-1] = (line[-1][0], line[-1][1] + pieces[0])
        for label, value in zip(pieces[1::2], pieces[2::2], strict=True):
            line.append((_NAMES[label], value))
    return [(name, _tidy(value)) for name, value in line]


def _tidy(value: str) -> str:
    return re.sub(r"_{2,}", "", value).strip(" :_。;,(")
