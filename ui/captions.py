"""Writes the words inside the pictures: title, subtitle, unit, source, data date."""

from charts.style import Caption
from domain.period import Period, month_end
from metrics.result import Verdict
from ui import caches
from ui.catalogue import Item
from ui.office import the_office
from ui.words import WINDOW_LABELS


def ranking_caption(item: Item, chosen: Verdict) -> Caption:
    """Returns the caption of the ranking of an indicator."""
    window = WINDOW_LABELS[chosen.window]
    return _caption(f"{item.indicator.label}：各单位", f"{chosen.period.chinese} {window}", item, chosen)


def trend_caption(item: Item, chosen: Verdict) -> Caption:
    """Returns the caption of one unit's months."""
    window = "当月" if chosen.window == "month" else "逐月累计"
    title = f"{chosen.unit}：{item.indicator.label}"
    return _caption(title, f"{chosen.period.year}年 {window}", item, chosen)


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
