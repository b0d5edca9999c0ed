"""Tells by a summary's titles which of its figures belong to another business than food sampling and cases."""

import re
from collections.abc import Iterable

from loaders.labels import squeeze
from loaders.template import SummaryTemplate

# What a title may be about instead: nothing of it is food sampled under supervision, or a case.
_QUICK = re.compile("快速?(?:检测?|筛查?)")
_SAMPLED = re.compile("抽检|抽样|抽查|监测")
_GOODS = re.compile(
    "食品相关产品|药品|药械|化妆品|医疗器械|特种设备|工业产品|(?<!农)产品质量|成品油|消费品|农资|化肥"
)
_OTHER_WORK = re.compile("投诉|举报|12315|信访|咨询|培训|宣传")
_OFFICE = re.compile("药品监督管理|药品检验|食品药品|食药")
_SAMPLING = ("planned", "sampled", "qualified", "failed")


def drop_other_business(columns: dict[str, int], texts: Iterable[str], template: SummaryTemplate) -> None:
    """Drops the figures that a title gives to another business: quick tests, other goods, complaints."""
    said = [_OFFICE.sub("", squeeze(text)) for text in texts if not re.search("[:：]", text)]
    is_other = any(
        (_QUICK.search(text) and not _SAMPLED.search(_QUICK.sub("", text)))
        or (_GOODS.search(text) and not re.search("食品|农产品", text.replace("食品相关产品", "")))
        for text in said
    )
    is_work = any(_OTHER_WORK.search(text) and not re.search("案件|立案|办案|铁拳", text) for text in said)
    for name in [one for one in columns if one in template.figures]:
        if is_other if template.figures[name][0] in _SAMPLING else is_work:
            del columns[name]
