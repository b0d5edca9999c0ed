"""Draws the section that hands out blanks: one unit's workbook, or a ZIP with one for every unit."""

from datetime import date
from functools import partial

import streamlit as st

from domain.jurisdiction import Unit
from domain.period import Period, shift_month
from loaders.blank import blank_files, blank_name, senders, zipped
from loaders.templates import TEMPLATES
from metrics.indicators import indicators
from ui import parts
from ui.office import the_office
from ui.words import month_words

EVERYBODY = "全部单位（ZIP）"
_MONTHS = 14  # so far back a blank can be chosen
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_blanks(today: date | None = None) -> None:
    """Draws the pickers of template, unit and period, and the button; the file is made on the click."""
    parts.title("空白表", "发给各单位填报；填好传回后自动认出单位和期间")
    left, middle, right = st.columns(3)
    titles = {one.title: one.template_id for one in TEMPLATES}
    template_id = titles[left.selectbox("表样", list(titles), key="blank_template")]
    units = {unit.name: unit for unit in senders(template_id, the_office().jurisdiction)}
    whom = middle.selectbox("单位", [EVERYBODY, *units], key=f"blank_unit_{template_id}")
    months = _months(today or date.today())
    period = Period.of_month(months[right.selectbox("期间", list(months), index=1, key="blank_period")])
    chosen = tuple(units.values()) if whom == EVERYBODY else (units[whom],)
    st.download_button(
        "下载空白表",
        data=partial(content_of, template_id, chosen, period, whom == EVERYBODY),
        file_name=file_name(template_id, chosen, period, whom == EVERYBODY),
        mime="application/zip" if whom == EVERYBODY else _XLSX,
        key="blank_download",
        on_click="ignore",
    )


def file_name(template_id: str, units: tuple[Unit, ...], period: Period, is_packed: bool) -> str:
    """Returns the name the browser saves the download under."""
    if not is_packed:
        return blank_name(template_id, units[0], period)
    title = next(one.title for one in TEMPLATES if one.template_id == template_id)
    return f"{title}_全部单位_{period.iso}.zip"


def content_of(template_id: str, units: tuple[Unit, ...], period: Period, is_packed: bool) -> bytes:
    """Returns the workbook of the one unit, or the ZIP with one for each."""
    office = the_office()
    labels = {name: indicator.label for name, indicator in indicators().items()}
    files = blank_files(template_id, units, period, office.jurisdiction, office.warehouse, labels)
    return zipped(files) if is_packed else next(files)[1]


def _months(today: date) -> dict[str, int]:
    """Returns the months on offer by their words, the running one first."""
    now = today.year * 100 + today.month
    return {month_words(month): month for month in (shift_month(now, -back) for back in range(_MONTHS))}
