"""Asks for month, window, indicator and unit; every choice stands in the URL and can be sent on."""

import streamlit as st

from domain.jurisdiction import Unit
from ui.caches import View
from ui.catalogue import Item
from ui.words import WINDOW_LABELS, month_words

_BY_LABEL = {label: window for window, label in WINDOW_LABELS.items()}


def pick_view(months: tuple[int, ...], windows: tuple[str, ...] = ("ytd", "month", "year")) -> View:
    """Returns the month and the window chosen; the newest month and 累计 unless the URL says else."""
    by_label = {month_words(month): month for month in reversed(months)}
    chosen = st.selectbox("时期", list(by_label), key="month", bind="query-params")
    labels = [WINDOW_LABELS[window] for window in windows]
    if len(labels) == 1:
        return View(by_label[chosen], windows[0])
    return View(by_label[chosen], _BY_LABEL[pick_one("范围", labels, key="window")])


def pick_one(label: str, options: list[str], key: str, hidden: bool = False) -> str:
    """Returns one of a few options shown side by side; the first unless the URL says else."""
    visibility = "collapsed" if hidden else "visible"
    chosen = st.segmented_control(
        label, options, default=options[0], key=key, bind="query-params", label_visibility=visibility
    )
    return chosen or options[0]


def pick_indicator(items: tuple[Item, ...]) -> Item:
    """Returns the indicator chosen."""
    by_name = {item.name: item for item in items}
    return by_name[st.selectbox("指标", list(by_name), key="indicator", bind="query-params")]


def pick_unit(units: tuple[Unit, ...], label: str = "单位") -> Unit:
    """Returns the unit chosen."""
    by_name = {unit.name: unit for unit in units}
    return by_name[st.selectbox(label, list(by_name), key="unit", bind="query-params")]


def picture_format() -> str:
    """Returns the format charts are downloaded in: png or svg."""
    return pick_one("图片格式", ["PNG", "SVG"], key="picture").lower()


def address(view: View, **choices: str) -> dict[str, str]:
    """Returns the query parameters that open a page on this view with these choices."""
    return {"month": month_words(view.month), "window": WINDOW_LABELS[view.window], **choices}
