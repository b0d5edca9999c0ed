"""Asks for month, window, indicator and unit; every choice stands in the URL and can be sent on."""

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from domain.jurisdiction import Unit
from metrics.population import ANY
from ui import caches
from ui.caches import View
from ui.catalogue import Item, is_per_head
from ui.office import the_office
from ui.words import WINDOW_LABELS, month_words

_BY_LABEL = {label: window for window, label in WINDOW_LABELS.items()}


ALL_WINDOWS = ("ytd", "month", "quarter", "year", "3y")
_KEPT = "population_kept"  # a widget forgets its choice on a page that does not draw it
AS_USUAL = "最近常住人口（判定用）"


def pick_view(months: tuple[int, ...], windows: tuple[str, ...] = ("ytd", "month", "year")) -> View:
    """Returns the month and the window chosen; the newest month and 累计 unless the URL says else."""
    by_label = {month_words(month): month for month in reversed(months)}
    month = by_label[_pick("时期", list(by_label), "month", width=140)]
    labels = [WINDOW_LABELS[window] for window in windows]
    if len(labels) == 1:
        return View(month, windows[0])
    return View(month, _BY_LABEL[pick_one("范围", labels, key="window")])


def pick_basis(view: View, items: Iterable[Item]) -> View:
    """Returns the view with the population chosen to divide by.

    Asks only where a figure shown is per head and there is a choice. The choice goes along to
    every other page, also over pages that do not ask.
    """
    bases = caches.bases()
    if len(bases) < 2 or not any(is_per_head(item) for item in items):
        return view
    by_label = {AS_USUAL: ANY} | {f"{basis.year}年{basis.kind}人口": basis for basis in bases}
    is_said = "population" in st.session_state or "population" in st.query_params
    if not is_said and st.session_state.get(_KEPT) in by_label:
        st.session_state["population"] = st.session_state[_KEPT]
    label = _pick("人口口径", list(by_label), "population", width=200)
    st.session_state[_KEPT] = label
    return replace(view, basis=by_label[label])


def pick_one(label: str, options: list[str], key: str, hidden: bool = False) -> str:
    """Returns one of a few options shown side by side; the first unless the URL says else."""
    _take_wish(key, options)
    visibility = "collapsed" if hidden else "visible"
    given = {} if key in st.session_state else {"default": options[0]}
    chosen = st.segmented_control(
        label, options, key=key, bind="query-params", label_visibility=visibility, **given
    )
    return chosen or options[0]


def pick_indicator(items: tuple[Item, ...]) -> Item:
    """Returns the indicator chosen."""
    by_name = {item.name: item for item in items}
    return by_name[_pick("指标", list(by_name), "indicator", width=280)]


def pick_unit(units: tuple[Unit, ...]) -> Unit:
    """Returns the unit chosen."""
    by_name = {unit.name: unit for unit in units}
    return by_name[_pick("单位", list(by_name), "unit", width=170)]


def picture_format() -> str:
    """Returns the format charts are downloaded in: png or svg."""
    return pick_one("图片格式", ["PNG", "SVG"], key="picture").lower()


def choose_unit(unit_id: str | None) -> None:
    """Makes a clicked unit the chosen one: the picker and the URL follow in the next run."""
    if unit_id is None:
        return
    name = the_office().jurisdiction.unit(unit_id).name
    if st.session_state.get("unit") != name:
        st.session_state["wish_unit"] = name
        st.rerun()


def _pick(label: str, options: list[str], key: str, width: int) -> str:
    _take_wish(key, options)
    return st.selectbox(label, options, key=key, bind="query-params", width=width)


def _take_wish(key: str, options: Iterable[str]) -> None:
    """Sets a widget before it is drawn: afterwards Streamlit no longer allows it."""
    wanted = st.session_state.pop(f"wish_{key}", None)
    if wanted in options:
        st.session_state[key] = wanted
