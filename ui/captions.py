"""Writes the words inside the pictures: title, subtitle, unit, source, data date."""

from collections.abc import Sequence

from charts.style import Caption
from domain.period import Period, month_end
from metrics.result import Verdict
from ui import caches
from ui.catalogue import Item
from ui.office import the_office
from ui.words import WINDOW_LABELS


def ranking_caption(item: Item, chosen: Verdict, verdicts: Sequence[Verdict] = ()) -> Caption:
    """Returns the caption of the ranking of an indicator; `verdicts` are those it shows."""
    window = WINDOW_LABELS[chosen.window]
    words = " · ".join([f"{chosen.period.chinese} {window}", *people_words([chosen, *verdicts])])
    return _caption(f"{item.indicator.label}：各单位", words, item, chosen)


def trend_caption(item: Item, chosen: Verdict) -> Caption:
    """Returns the caption of one unit's months."""
    window = "当月" if chosen.window == "month" else "逐月累计"
    title = f"{chosen.unit}：{item.indicator.label}"
    words = " · ".join([f"{chosen.period.year}年 {window}", *people_words([chosen])])
    return _caption(title, words, item, chosen)


def people_words(verdicts: Sequence[Verdict]) -> list[str]:
    """Returns kind and year of the populations the figures are divided by, and whether these judge."""
    found = dict.fromkeys((v.population.vintage, v.is_trial) for v in verdicts if v.population)
    return [vintage + ("（试算，不作判定依据）" if is_trial else "") for vintage, is_trial in found]


def people_notes(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """Returns what per-head figures among others are divided by, for the foot of a table."""
    found = people_words(verdicts)
    return (f"人均指标按{'、'.join(found)}",) if found else ()


def case_caption(title: str, subtitle: str, measured_in: str, month: int) -> Caption:
    """Returns the caption of a chart about the case form."""
    return Caption(title, subtitle, measured_in, _source("案件统计表"), month_end(month).isoformat())


def _caption(title: str, subtitle: str, item: Item, chosen: Verdict) -> Caption:
    last = min(chosen.period.last, max(caches.months()))
    return Caption(
        title, subtitle, item.indicator.measured_in, _source(item.source), month_end(last).isoformat()
    )


def _source(sheets: str) -> str:
    jurisdiction = the_office().jurisdiction
    drafts = any(document.is_draft for document in jurisdiction.documents.values())
    return f"{jurisdiction.name}各单位{sheets}" + ("，目标为征求意见稿" if drafts else "")


def year_to_date(month: int) -> str:
    """Returns the cumulative period that ends with the month, in words."""
    return Period.year_to_date(month).chinese + " 累计"
