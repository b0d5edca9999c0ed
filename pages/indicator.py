"""Shows one indicator: units ranked against its targets, one unit's months, numbers and records."""

import streamlit as st

from charts.ranking import ranked, ranking
from charts.trend import trend
from metrics.result import Verdict
from ui import caches, parts, sentences
from ui.caches import View
from ui.captions import ranking_caption, trend_caption
from ui.catalogue import Item
from ui.charts import show_chart, show_clickable
from ui.heads import page_head
from ui.numbers import numbers_and_method
from ui.office import the_office
from ui.pickers import (
    ALL_WINDOWS,
    choose_unit,
    pick_basis,
    pick_indicator,
    pick_unit,
    pick_view,
    picture_format,
)
from ui.records import show_records
from ui.routes import draw
from ui.words import PAGES


def show() -> None:
    """Draws the page."""
    months = caches.months()
    if not months:
        page_head(PAGES["indicator"])
        parts.empty()
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        item = pick_indicator(caches.items())
        unit = pick_unit(caches.units(item.indicator_id))
        view = pick_basis(pick_view(months, ALL_WINDOWS), [item])
        picture = picture_format()
    verdicts = caches.verdicts(view, item.indicator_id)
    page_head(item.indicator.label, view, item.heading)
    chosen = next(v for v in verdicts if v.unit_id == unit.unit_id)
    left, right = st.columns([11, 9])
    with left:
        draw_ranking(verdicts, item, chosen, picture)
    with right:
        draw_trend(item, chosen, view, picture, len(verdicts))
    root_id = the_office().jurisdiction.root.unit_id
    numbers_and_method(ranked(verdicts, root_id), item, chosen, view)
    show_records(item, chosen, view)


def draw_ranking(verdicts: list[Verdict], item: Item, chosen: Verdict, picture: str) -> None:
    """Draws the units ranked; a click on a bar chooses its unit."""
    root_id = the_office().jurisdiction.root.unit_id
    parts.say(sentences.ranking_words(verdicts, root_id))
    caption = ranking_caption(item, chosen, verdicts)
    figure = ranking(verdicts, caption, root_id, chosen.unit_id)
    choose_unit(show_clickable(figure, caption, picture, key=f"ranking_{item.indicator_id}"))


def draw_trend(item: Item, chosen: Verdict, view: View, picture: str, rows: int) -> None:
    """Draws the chosen unit's months with last year's in grey."""
    months = caches.trend(view, item.indicator_id, chosen.unit_id)
    before = caches.trend(view, item.indicator_id, chosen.unit_id, years_back=1)
    parts.say(sentences.trend_words(months))
    caption = trend_caption(item, chosen)
    show_chart(trend(months, before, caption, rows), caption, picture, key="trend")


draw(show)
